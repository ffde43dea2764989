// The searchable table: rows out of data.js, shown some at a time, so that thousands cost nothing at first sight.
"use strict";
(() => {
  const all = window.DOSSIERS;
  const [NAME, FILE, AUTHORITY, YEAR, SUBJECT, HELD] = [0, 1, 2, 3, 4, 5];
  const at = (id) => document.getElementById(id);
  const body = at("dossiers").tBodies[0];
  const held = Object.fromEntries([...at("held").options].map((option) => [option.value, option.text]));
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const haystacks = all.map((row) => folded([row[NAME], row[AUTHORITY], row[SUBJECT]].join(" ")));
  const STEP = 25;
  let found = [];
  let shown = 0;

  for (const year of [...new Set(all.map((row) => row[YEAR]))].filter(Boolean).sort()) {
    at("year").add(new Option(year, year));
  }

  const line = (row) => {
    const tr = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    const link = document.createElement("a");
    link.href = `dossiers/${row[FILE]}.html`;
    link.textContent = row[NAME];
    head.append(link);
    tr.append(head);
    for (const text of [row[AUTHORITY], row[YEAR], held[row[HELD]] || row[HELD]]) {
      tr.insertCell().textContent = text;
    }
    tr.cells[2].className = "number";
    for (const count of row.slice(HELD + 1)) {
      const cell = tr.insertCell();
      cell.className = "number";
      cell.textContent = count;
    }
    return tr;
  };

  const more = () => {
    body.append(...found.slice(shown, shown + STEP).map((number) => line(all[number])));
    shown = Math.min(found.length, shown + STEP);
    const said = at("shown").dataset.text.replace("{shown}", shown).replace("{total}", found.length);
    at("shown").textContent = said;
    at("more").hidden = shown >= found.length;
  };

  const look = () => {
    const words = folded(at("words").value).split(/\s+/).filter(Boolean);
    const year = at("year").value;
    const wanted = at("held").value;
    found = [];
    all.forEach((row, number) => {
      if ((!year || row[YEAR] === year) && (!wanted || row[HELD] === wanted)
        && words.every((word) => haystacks[number].includes(word))) {
        found.push(number);
      }
    });
    body.replaceChildren();
    shown = 0;
    more();
  };

  at("filters").hidden = false;
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("filters").addEventListener("input", look);
  at("more").addEventListener("click", more);
  look();
})();
