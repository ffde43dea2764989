// Answers are kept in this browser as they are given, and saved as a sheet (CSV) to send back.
"use strict";
(() => {
  const reader = document.body.dataset.reader;
  const key = `tenderscan-review-${reader}`;
  const fields = [...document.querySelectorAll("fieldset[data-item]")];
  const parts = (field) => [...field.querySelectorAll("[data-name]")];
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch { kept = {}; }

  const answers = () => Object.fromEntries(fields.map((field) =>
    [field.dataset.item, Object.fromEntries(parts(field).map((part) => [part.dataset.name, part.value]))]));
  const count = () => {
    let done = 0;
    for (const field of fields) {
      const answered = field.querySelector("[data-name=verdict]").value !== "";
      field.classList.toggle("done", answered);
      done += answered ? 1 : 0;
    }
    document.getElementById("answered").textContent =
      document.body.dataset.saved.replace("{done}", done).replace("{total}", fields.length);
  };
  const cell = (text) => `"${String(text).replace(/"/g, '""')}"`;

  for (const field of fields) {
    const before = kept[field.dataset.item] || {};
    for (const part of parts(field)) {
      part.value = before[part.dataset.name] || "";
    }
  }
  document.addEventListener("input", () => {
    count();
    try { localStorage.setItem(key, JSON.stringify(answers())); } catch { /* saving the sheet is then the only way */ }
  });
  document.getElementById("save").addEventListener("click", () => {
    const heads = ["item", "dossier", "criterion", "verdict", "quote", "page", "note"];
    const lines = fields.map((field) => {
      const own = Object.fromEntries(parts(field).map((part) => [part.dataset.name, part.value]));
      return [field.dataset.item, field.dataset.dossier, field.dataset.criterion, own.verdict, own.quote, own.page, own.note]
        .map(cell).join(",");
    });
    const sheet = new Blob(["\ufeff", [heads.join(","), ...lines].join("\n"), "\n"], { type: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(sheet);
    link.download = `sheet-${reader}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  count();
})();
