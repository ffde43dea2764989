// Elements without markup: what a tender says becomes text, never HTML.

export function h(name, given, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "open" || key === "hidden") element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

let count = 0;

// A labelled field: what is clicked, read out and typed into belong together.
export function field(label, control, hint) {
  control.id = control.id || `f${(count += 1)}`;
  const parts = [h("label", { for: control.id }, label), control];
  if (hint) {
    const told = h("p", { class: "soft", id: `${control.id}-hint` }, hint);
    control.setAttribute("aria-describedby", told.id);
    parts.push(told);
  }
  return h("div", { class: "field" }, parts);
}

export function select(choices, chosen, onchange, empty) {
  const options = choices.map((each) => h("option", { value: each.id, lang: each.lang }, each.title));
  if (empty !== undefined) options.unshift(h("option", { value: "" }, empty));
  const element = h("select", { onchange: () => onchange(element.value) }, options);
  element.value = chosen || "";
  return element;
}

// Said to who cannot see what changed.
export function announce(text) {
  document.getElementById("said").textContent = text;
}
