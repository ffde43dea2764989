"""The first draft of a criterion: a file that loads, with notes that say what to write where."""

from __future__ import annotations

import re
from pathlib import Path

from tenderscan.errors import UsageError
from tenderscan.rulebook.locate import rules_folder

_ID = re.compile(r"^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")

SKELETON = """\
# A criterion: one thing that a sustainable tender asks. Replace every text; the notes say how.
# All keys: docs/rule-format.md. Look at the rules of a neighbour: tenderscan rules show labour.living-wage
# While you write:  tenderscan rules lint {root}
#                   tenderscan rules test {id} --rules {root}
id: {id}

# Short, as a buyer would say it. All four languages are asked; copy one until you have a translation.
title: {{nl: "{name}", fr: "{name}", en: "{name}", de: "{name}"}}

# One or two sentences for the reader of a report: why does it matter?
why:
  nl: "Waarom dit ertoe doet."
  fr: "Pourquoi c'est important."
  en: "Why this matters."
  de: "Warum das wichtig ist."

# Where the clause belongs in a tender, as advice to the buyer.
where:
  nl: "In de uitvoeringsvoorwaarden."
  fr: "Dans les conditions d'exécution."
  en: "In the performance conditions."
  de: "In den Ausführungsbedingungen."

# On what it rests. jurisdiction: eu, int, be, be-vlg, nl, fr, de. Add checked: 2026-11-23 once you have read the text itself,
# valid_from and valid_to where it begins or ends on a day.
sources:
  - {{title: "Directive 2014/24/EU", article: "70", jurisdiction: eu}}

# Where it may sit, the best place first: exclusion-ground, selection-criterion, technical-specification, award-criterion,
# performance-condition, subject-matter, reserved-participation.
provisions: [performance-condition]

# When it is a fair thing to ask: always, or by CPV code, or by what is bought.
applies:
  always: true
  # cpv: ["449"]            # codes that begin so
  # bought: [natural-stone] # concepts of the vocabulary

# The ways in which a passage can speak of it. `match` names a concept of the vocabulary or joins several:
# {{all: [worker, lives-on-the-pay], within: sentence}}. Words of your own go into a concept, in
# {root}/vocabulary/mine.yaml (see docs/rule-format.md).
# strength: concrete (a binding sentence is enough), needs-proof (only with proof or a threshold), hint (never more than weak).
evidence:
  - {{id: names-it, strength: concrete, match: living-wage}}

# The text that buyers paste: who does what, by when, with which proof, and what follows if not. It must itself be met.
clause:
  nl: "De opdrachtnemer betaalt een leefbaar loon en legt binnen zes maanden een onafhankelijk verslag voor."
  fr: "L'adjudicataire paie un salaire vital et remet dans les six mois un rapport indépendant."
  en: "The Contractor shall pay a living wage and shall submit an independent report within six months."
  de: "Der Auftragnehmer zahlt einen existenzsichernden Lohn und legt binnen sechs Monaten einen unabhängigen Bericht vor."

# The languages in which everything is ready; only these offer the clause. Begin with one.
complete: [nl]

# The criterion's own tests. For each complete language at least two met (one of them without the decisive words), one weak, and
# two that must not count (missing or contradicted). `also:` names other criteria that the text makes met as well;
# `todo: true` marks a gap that you know of.
examples:
  - {{lang: nl, expect: met, also: [labour.living-wage], text: "De leverancier garandeert een leefbaar loon aan wie onze stoelen maakt."}}
  - {{lang: nl, expect: met, also: [labour.living-wage], text: "Elke naaister ontvangt minstens een leefbaar loon; de leverancier bewijst dit jaarlijks."}}
  - {{lang: nl, expect: weak, text: "De inschrijver streeft waar mogelijk naar een leefbaar loon."}}
  - {{lang: nl, expect: missing, note: "a look-alike: the benefit", text: "Vier medewerkers ontvangen een leefloon van het OCMW."}}
  - {{lang: nl, expect: contradicted, text: "Een leefbaar loon wordt niet gevraagd."}}
"""


def new_criterion(identity: str, root: Path) -> Path:
    """Write the skeleton of a criterion under a folder of rules, and return its path.

    Raises UsageError for an id that is not `theme.name`, one that is built in, or a file that is there already.
    """
    if not _ID.match(identity):
        raise UsageError(f'"{identity}" is no id.', "Write theme.name in small letters, like labour.living-wage.")
    theme, name = identity.split(".")
    place = Path("criteria") / theme / f"{name}.yaml"
    if (rules_folder() / place).is_file():
        raise UsageError(f"{identity} is there already.", f"See it with: tenderscan rules show {identity}")
    path = root / place
    if path.exists():
        raise UsageError(f"{path.as_posix()} is there already.", "Choose another id, or edit that file.")
    text = SKELETON.format(id=identity, name=name.replace("-", " ").capitalize(), root=root.as_posix())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise UsageError(f"{path.as_posix()} cannot be written ({reason}).", "Choose another folder.") from error
    return path
