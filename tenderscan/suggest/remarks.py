"""What a comment beside a change says: what was wrong, why it matters, on what it rests, what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tenderscan.model.report import VerdictKind
from tenderscan.model.texts import Texts
from tenderscan.suggest.model import Amendment, Clash, Clause, Need, Recount


@dataclass(frozen=True)
class Remarks:
    """Comments in the reader's language; `texts` are in it, `languages` are those of the clauses by criterion.

    `counted` says that the award criteria were made to add up.
    """

    texts: Texts
    languages: Mapping[str, str]
    counted: bool = False

    def say(self, key: str, **values: object) -> str:
        """A text for the reader with its names filled in."""
        return self.texts.say(key, **values)

    def language_of(self, clause: Clause) -> str:
        """The language in which a clause is written."""
        return self.languages[clause.need.criterion.id]

    def inserted(self, clause: Clause) -> list[str]:
        """Beside a clause that was put in."""
        finding = clause.need.finding
        weak = finding.verdict is not VerdictKind.MISSING
        lines = [self.say("suggest.inserted", title=finding.title)]
        lines += [finding.why] if weak else []
        return lines + self._grounds(clause)

    def amended(self, amendment: Amendment, *, row: bool = False) -> list[str]:
        """Beside a passage that was struck or replaced, or above a table's `row` that was struck."""
        titles = "; ".join(need.finding.title for need in amendment.needs)
        waives = any(need.finding.verdict is VerdictKind.CONTRADICTED for need in amendment.needs)
        key = "suggest.row-struck" if row else "suggest.struck" if waives else "suggest.replaced"
        if amendment.softer:
            return [self.say("suggest.softer", title=titles), self._source(amendment.needs[0])]
        lines = [self.say(key, title=titles)]
        if not waives:
            lines.append(amendment.needs[0].finding.why)
        if amendment.clause is not None:
            return lines + self._grounds(amendment.clause)
        return lines + _matters(amendment.needs) + [self._source(amendment.needs[0])]

    def recounted(self, recount: Recount) -> list[str]:
        """Beside the number of a row that gave points to a new award criterion."""
        old, new = f"{recount.value:g}", f"{recount.value - recount.points:g}"
        return [self.say("suggest.recounted", name=recount.name, old=old, new=new, points=f"{recount.points:g}")]

    def clashing(self, clash: Clash) -> list[str]:
        """Beside a passage that goes against a clause that was put in."""
        return [self.say(f"suggest.clash.{clash.kind}", title=clash.title)]

    def _grounds(self, clause: Clause) -> list[str]:
        lines = _matters([clause.need])
        others = [need.finding.title for need in clause.serves if need is not clause.need]
        if others:
            lines.append(self.say("suggest.serves-too", titles="; ".join(others)))
        if clause.need.criterion.nature == "award" and not self.counted:
            lines.append(self.say("suggest.weights"))
        if any(letter.isdecimal() for letter in clause.text):
            lines.append(self.say("suggest.figures"))
        return [*lines, self._source(clause.need)]

    def _source(self, need: Need) -> str:
        advice = need.finding.advice
        return f"{self.say('report.source')}{self.say('report.colon')} {advice.source if advice else ''}"


def _matters(needs: Sequence[Need]) -> list[str]:
    return [need.finding.matters for need in needs if need.finding.matters]
