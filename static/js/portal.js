// Comforts for those whose browser runs scripts. Every page works without this file.
// Buttons are named "action" and hide the form property of that name: getAttribute finds the address.

const root = document.documentElement;

// Text size and contrast change at once; the server only remembers them.
const SIZE_AFTER = {
  smaller: (size) => Math.max(size - 1, 0),
  normal: () => 0,
  larger: (size) => Math.min(size + 1, 3),
};

// One after the other: of two answers on their way at once the older one might come last.
let remembered = Promise.resolve();

function changeDisplay(event) {
  const action = event.submitter?.value;
  const choice = new FormData(event.target, event.submitter);
  if (action in SIZE_AFTER) {
    root.dataset.size = SIZE_AFTER[action](Number(root.dataset.size));
    choice.set("action", root.dataset.size);
  } else if (action === "contrast") {
    const more = root.dataset.contrast !== "more";
    root.dataset.contrast = more ? "more" : "normal";
    event.submitter.setAttribute("aria-pressed", more);
  } else return;
  event.preventDefault();
  const address = event.target.getAttribute("action");
  const tell = () => fetch(address, { method: "POST", body: choice, redirect: "manual", keepalive: true });
  remembered = remembered.then(tell, tell);
}

// Chosen files are shown before they are sent: name, size, and a picture of a picture.
const LARGEST_PREVIEW = 12_000_000;

function previewFiles(upload) {
  const input = upload.querySelector("input[type=file]");
  const list = Object.assign(document.createElement("ul"), { className: "files" });
  input?.addEventListener("change", () => {
    list.replaceChildren(...[...input.files].map(preview));
    input.after(list);
  });
}

function preview(file) {
  const item = Object.assign(document.createElement("li"), { className: "file" });
  const size = new Intl.NumberFormat(root.lang, { maximumFractionDigits: 1 });
  item.append(`${file.name} (${size.format(file.size / 1_048_576)} MB)`);
  if (/^image\/(jpeg|png|webp)$/.test(file.type) && file.size < LARGEST_PREVIEW) {
    const reader = new FileReader();
    reader.onload = () => item.prepend(Object.assign(new Image(), { src: reader.result, alt: "" }));
    reader.readAsDataURL(file);
  }
  return item;
}

// Files are sent with their progress shown; the answer takes the place of the page.
function showProgress(form) {
  form.addEventListener("submit", (event) => {
    const chosen = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
    const bar = form.querySelector(".upload-progress");
    if (!chosen || !bar) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => (bar.value = (100 * loaded) / total);
    request.onload = () => showAnswer(request);
    request.onerror = () => form.submit();
    bar.hidden = false;
    request.open("POST", form.getAttribute("action"));
    request.send(new FormData(form, event.submitter));
  });
}

// Once the page was replaced, the way back must ask the server again.
let replaced = false;
addEventListener("popstate", () => replaced && location.reload());

function showAnswer(request) {
  replaced = true;
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  history.pushState(null, "", request.responseURL);
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  enhance();
}

// Keys of officials: a letter presses what carries it, j and k walk through the rows.
addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (control) {
    event.preventDefault();
    const own = control.matches("summary") ? control.parentElement : control;
    for (let fold = own.parentElement.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    control.click();
  } else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  else if (event.key === "x") document.activeElement.closest("tr")?.querySelector("[name=chon]")?.click();
});

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const next = rows[rows.indexOf(document.activeElement) + by] ?? rows.at(by > 0 ? 0 : -1);
  next?.focus();
}

// What a person typed is not left behind without a question.
let unsaved = false;
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

function enhance() {
  unsaved = false;
  document.querySelector("[data-focus]:not(.guide-sample *)")?.focus();
  document.querySelector("form[data-display]")?.addEventListener("submit", changeDisplay);
  document.querySelectorAll("[data-upload]").forEach(previewFiles);
  document.querySelectorAll("form:has([data-upload])").forEach(showProgress);
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    form.addEventListener("input", () => (unsaved = true));
    form.addEventListener("submit", () => (unsaved = false));
  }
}

enhance();
