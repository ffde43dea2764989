// Verdicts as a badge: a sign beside the colour, for those who do not see it.

import { h } from "./dom.js";
import { say } from "./words.js";

export const SIGNS = { met: "✓", weak: "~", missing: "✗", contradicted: "!", undecided: "?", "not-applicable": "–" };

export function verdictBadge(verdict) {
  return h("span", { class: `badge ${verdict}` }, h("span", { "aria-hidden": "true" }, SIGNS[verdict], " "), say(`verdict.${verdict}`));
}
