// Suggestions while a person types: a combobox with a list box (WAI-ARIA). Without this file the
// result page shows them.

const WAIT = 180;
const SHORTEST = 2;

class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = Object.assign(document.createElement("ul"), { id: `${input.id}-list`, className: "listbox", hidden: true });
    this.said = Object.assign(document.createElement("p"), { className: "unseen" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestLabel);
    this.said.setAttribute("role", "status");
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);
    input.closest(".search-line").append(this.list, this.said);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The press would take the focus away before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.asked?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.asked = new AbortController();
    const address = `${this.input.dataset.suggest}?q=${encodeURIComponent(text)}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.asked.signal });
      if (answer.ok) this.show((await answer.json()).entries);
    } catch (error) {
      // Suggestions are a comfort: on a broken line the person goes on typing.
      if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
    }
  }

  show(entries) {
    if (!entries.length || document.activeElement !== this.input) return this.close();
    this.list.replaceChildren(...entries.map((entry, at) => this.option(entry, at)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(null);
    this.said.textContent = this.input.dataset.suggestCount.replace("0", entries.length);
  }

  option({ title, said, url }, at) {
    const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${at}`, textContent: title });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    if (said) option.append(Object.assign(document.createElement("span"), { className: "soft", lang: "vi", textContent: said }));
    return option;
  }

  key(event) {
    const options = [...this.list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.isComposing || this.list.hidden) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && at >= 0) this.open(options[at]);
    else if (event.key === "ArrowDown") this.mark(options[at + 1] ?? null);
    else if (event.key === "ArrowUp") this.mark(at < 0 ? options.at(-1) : (options[at - 1] ?? null));
    else return;
    event.preventDefault();
  }

  mark(chosen) {
    for (const option of this.list.children) option.setAttribute("aria-selected", option === chosen);
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  open(option) {
    if (option) location.assign(option.dataset.url);
  }

  close() {
    this.list.hidden = true;
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.mark(null);
  }
}

document.querySelectorAll("input[data-suggest]").forEach((input) => new Suggestions(input));
