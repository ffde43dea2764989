// The words of the page in the reader's language, and what can be chosen; both come from the server's rules.

const KNOWN = ["nl", "fr", "en", "de"];
const KEPT = "tenderscan-language";

let current = "en";
let choices = null;

export const language = () => current;
export const chosen = () => choices;

export function say(key, values) {
  const text = choices && choices.words[key] !== undefined ? choices.words[key] : key.split(".").pop();
  return text.replace(/\{(\w+)\}/g, (_, name) => (values && values[name] !== undefined ? String(values[name]) : ""));
}

export const label = (key) => say(key) + say("report.colon");

// A text at the beginning of a line: the catalogue has labels as they stand inside a sentence.
export function capital(text) {
  return text.charAt(0).toLocaleUpperCase(current) + text.slice(1);
}

function kept() {
  try { return localStorage.getItem(KEPT); } catch (refused) { return null; }
}

export function wanted() {
  const every = [kept(), ...(navigator.languages || [navigator.language])];
  const found = every.map((name) => (name || "").slice(0, 2).toLowerCase()).find((name) => KNOWN.includes(name));
  return found || "en";
}

export async function speak(name, keep) {
  const answer = await fetch(`/api/choices?language=${name}`);
  if (!answer.ok) throw new Error(String(answer.status));
  choices = await answer.json();
  current = name;
  document.documentElement.lang = name;
  if (keep) try { localStorage.setItem(KEPT, name); } catch (refused) { /* asked again next time */ }
}
