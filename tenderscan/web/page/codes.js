// CPV codes found by word in any of the four languages: a combobox that works with arrows, Enter and Escape.

import { announce, fill, h } from "./dom.js";
import { get, query } from "./api.js";
import { language, say } from "./words.js";

let count = 0;

export function codeField(codes, changed) {
  const id = `codes${(count += 1)}`;
  const names = new Map();
  let own = [...codes];
  let found = [];
  let at = -1;
  let timer = 0;

  const chips = h("ul", { class: "chips" });
  const list = h("ul", { id: `${id}-list`, role: "listbox", class: "options", hidden: true, "aria-label": say("web.cpv") });
  const input = h("input", { id, type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off", placeholder: say("web.cpv-search"),
    oninput: () => { clearTimeout(timer); timer = setTimeout(search, 150); }, onkeydown: key,
    onblur: () => setTimeout(close, 150) });

  function tell() {
    fill(chips, own.map((code) => h("li", {}, names.has(code) ? `${code} ${names.get(code)}` : code, " ",
      h("button", { type: "button", class: "quiet", "aria-label": say("web.remove", { name: code }),
        onclick: () => { own = own.filter((each) => each !== code); tell(); changed(own); input.focus(); } }, "×"))));
  }

  async function search() {
    const words = input.value.trim();
    if (words.length < 2) { close(); return; }
    try { found = await get(query("/api/cpv", { q: words, language: language() })); } catch (refused) { found = []; }
    if (input.value.trim() !== words) return;
    at = -1;
    fill(list, found.map((each, number) => h("li", { id: `${id}-${number}`, role: "option", "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); take(number); } }, h("b", {}, each.code), " ", each.name)));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    announce(say("web.cpv-found", { count: found.length }));
  }

  function take(number) {
    const code = found[number];
    if (!code) return;
    names.set(code.code, code.name);
    if (!own.includes(code.code)) own.push(code.code);
    input.value = "";
    close();
    tell();
    changed(own);
  }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function key(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden) take(Math.max(0, at));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === at)));
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  tell();
  return h("div", { class: "field codes" }, h("label", { for: id }, say("web.cpv")), chips, input, list);
}
