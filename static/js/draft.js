// Saving of single answers while a person types. Without this file the page saves with its buttons.

const form = document.querySelector("form[data-autosave]");
const line = form?.querySelector("[data-save-state]");
const AGAIN = 10000;
const TYPED = "textarea, input:not([type=radio], [type=checkbox], [type=file], [type=hidden])";

let queue = Promise.resolve();
let waiting = new Set();
let typing = "";

if (form) {
  form.addEventListener("input", (event) => (typing = event.target.matches(TYPED) ? event.target.name : ""));
  form.addEventListener("change", (event) => keep(event.target));
  form.dataset.live = "";
  addEventListener("online", () => resend());
  document.addEventListener("visibilitychange", () => document.hidden && leave());
}

// The window is closed or hidden in the middle of a field, which has not changed yet for the browser.
function leave() {
  if (typing) waiting.add(typing);
  resend();
}

function keep(input) {
  if (!input.name || input.name === "seen" || input.type === "file") return;
  typing = "";
  waiting.add(input.name);
  resend(input.dataset.refreshes ? input.id : "");
}

function resend(refresh = "") {
  queue = queue.then(() => send(refresh)).catch(() => later());
}

async function send(refresh) {
  const names = [...waiting];
  if (!names.length) return;
  const answer = await fetch(form.dataset.autosave, {
    method: "POST",
    body: fieldsOf(names),
    headers: { Accept: "application/json" },
    redirect: "manual",
    keepalive: true,
  });
  if (answer.type === "opaqueredirect" || answer.status === 403) return say(form.dataset.ended, true);
  if (!answer.ok) throw new Error(answer.status);
  names.forEach((name) => waiting.delete(name));
  show(await answer.json(), names);
  if (refresh) await renew(refresh);
}

function fieldsOf(names) {
  const all = new FormData(form);
  const some = new FormData();
  for (const name of ["csrfmiddlewaretoken", "seen", ...names]) {
    const values = all.getAll(name);
    (values.length ? values : [""]).forEach((value) => some.append(name, value));
  }
  return some;
}

function show(saved, names) {
  form.elements.seen.value = saved.version;
  for (const name of names) {
    tell(name, saved.conflicts[name] ?? saved.refused[name] ?? saved.errors[name] ?? "");
  }
  const kept = !Object.keys(saved.refused).length && !Object.keys(saved.conflicts).length;
  if (kept) say(saved.saved, false);
}

// The words stand where the server puts them: above the input, named by aria-describedby.
function tell(name, words) {
  const input = form.querySelector(`[name="${CSS.escape(name)}"]:not([type="hidden"])`);
  const field = input?.closest(".field");
  if (!field) return;
  field.classList.toggle("wrong", Boolean(words));
  field.querySelector(".errorlist")?.remove();
  if (!words) return input.removeAttribute("aria-invalid");
  const list = Object.assign(document.createElement("ul"), { className: "errorlist" });
  list.id = `id_${name}_error`;
  list.append(Object.assign(document.createElement("li"), { textContent: words }));
  (input.closest(".choices") ?? input).before(list);
  input.setAttribute("aria-invalid", "true");
  const described = new Set((input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  input.setAttribute("aria-describedby", [...described.add(list.id)].join(" "));
}

// Some answers bring up other questions: fetch the page as it now is and put its questions here.
async function renew(id) {
  const page = await fetch(location.pathname, { redirect: "error" });
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("questions");
  const here = document.getElementById("questions");
  if (!fresh || !here || waiting.size) return;
  const active = document.activeElement;
  keepChosenFiles(here, fresh);
  const again = fresh.querySelector(`#${CSS.escape(active?.id || id)}`);
  const half = typing && active?.name === typing && again?.name === typing;
  if (half) again.value = active.value;
  here.replaceWith(fresh);
  again?.focus();
  if (half) again.setSelectionRange?.(active.selectionStart, active.selectionEnd);
}

// A file that was chosen and not yet sent stays chosen.
function keepChosenFiles(here, fresh) {
  for (const input of here.querySelectorAll("input[type=file]")) {
    const place = input.files.length && fresh.querySelector(`#${CSS.escape(input.id)}`);
    if (place) place.closest(".upload").replaceWith(input.closest(".upload"));
  }
}

function later() {
  say(form.dataset.failed, true);
  setTimeout(() => resend(), AGAIN);
}

function say(words, wrong) {
  line.textContent = words;
  line.classList.toggle("wrong", wrong);
}
