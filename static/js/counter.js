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

// Single pages of a scan: moved by arrows, shown as they are turned. The numbers are what is sent.
for (const pages of document.querySelectorAll("[data-pages]")) {
  const row = pages.querySelector(".scan-pages");
  for (const page of row.children) {
    const turn = page.querySelector("select");
    turn.addEventListener("change", () => (page.dataset.turn = turn.value));
    page.querySelector("input[type=checkbox]").addEventListener("change", ({ target }) => page.classList.toggle("out", target.checked));
    for (const [mark, step] of [["←", -1], ["→", 1]]) {
      const place = page.querySelector("input[type=number]");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: mark });
      button.setAttribute("aria-label", `${place.labels[0].textContent.trim()} ${mark}`);
      button.addEventListener("click", () => {
        const other = step < 0 ? page.previousElementSibling : page.nextElementSibling;
        if (other) other[step < 0 ? "before" : "after"](page);
        [...row.children].forEach((each, index) => (each.querySelector("input[type=number]").value = index + 1));
        button.focus();
      });
      place.closest(".field").append(button);
    }
  }
}
