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
