// The counter: Ctrl+Enter accepts, a paper prints as soon as it is there. Without this file the
// buttons do the same.

addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  document.querySelector("[data-ctrl-enter]")?.click();
});

// Printed once, not again when the page is read anew.
const paper = document.querySelector("[data-print]");
if (paper && !sessionStorage.getItem(paper.href)) {
  const frame = Object.assign(document.createElement("iframe"), { src: paper.href, hidden: true, title: "" });
  frame.addEventListener("load", () => {
    sessionStorage.setItem(paper.href, "printed");
    frame.contentWindow.focus();
    frame.contentWindow.print();
  });
  document.body.append(frame);
}

// A clerk begins where the first answer is missing; what must be mended comes first of all.
const intake = document.querySelector("form.intake");
if (intake && !document.querySelector(".error-summary")) firstOpen(intake)?.focus();

function firstOpen(form) {
  return [...form.elements].find((field) => {
    if (!field.name || !field.checkVisibility() || /^(hidden|submit|button|file)$/.test(field.type)) return false;
    if (field.type === "radio") return !form.querySelector(`[name="${CSS.escape(field.name)}"]:checked`);
    return field.type === "checkbox" ? !field.checked : !field.value;
  });
}
