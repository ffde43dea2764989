"""A criterion as a page for a buyer or a lawyer: why, where, when, what counts, on what it rests, what to paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from tenderscan.lexicon.syntax import shown
from tenderscan.model.rule import CITED, Alternative, Applies, Criterion, Expression, Rulebook, Source
from tenderscan.model.signal import PREFIX
from tenderscan.model.texts import in_language

MOST_WORDS = 4
"""Words of a concept that a page shows."""

_VERDICTS = ("met", "weak", "contradicted", "missing", "not-applicable", "undecided")


def criterion_page(criterion: Criterion, rulebook: Rulebook, language: str, rank: int = 1) -> str:
    """The page of a criterion as Markdown, in one language; its title is a heading of that rank (1 to 4).

    The criterion must have been loaded with its examples for them to be shown.
    """
    return "\n\n".join(_Page(rulebook, language, rank).parts(criterion)) + "\n"


class _Page:
    """Writes pages in one language."""

    def __init__(self, rulebook: Rulebook, language: str, rank: int) -> None:
        self._rulebook, self._language, self._rank = rulebook, language, rank
        self._texts = rulebook.texts_in(language)

    def parts(self, criterion: Criterion) -> Iterator[str]:
        """The paragraphs of the page."""
        yield f"{'#' * self._rank} {in_language(criterion.title, self._language)}"
        yield f"`{criterion.id}` · {self._texts.say(f'theme.{criterion.theme}')}"
        yield in_language(criterion.why, self._language)
        if criterion.statutory:
            yield self._texts.say("page.statutory")
        yield self._heading("report.where-it-belongs")
        provisions = ", ".join(self._texts.say(f"provision.{name}") for name in criterion.provisions)
        yield f"{in_language(criterion.where, self._language)} ({provisions})"
        yield self._heading("page.when-it-applies")
        yield self._list(self._applies(criterion.applies))
        yield self._heading("page.what-counts")
        yield self._list(self._way(way) for way in criterion.evidence)
        look_alikes = self._look_alikes(criterion)
        if look_alikes:
            yield self._heading("page.look-alikes")
            yield look_alikes
        yield self._heading("report.sources")
        yield self._list(map(self._source, criterion.sources))
        yield from self._clauses(criterion)
        yield from self._examples(criterion)
        yield from self._profiles(criterion)

    def _heading(self, key: str) -> str:
        return f"{'#' * (self._rank + 1)} {self._texts.say(key)}"

    def _list(self, items: Iterable[str]) -> str:
        return "\n".join(f"- {item}" for item in items)

    def _applies(self, applies: Applies) -> Iterator[str]:
        if applies.always:
            yield self._texts.say("page.applies-always")
        if applies.cpv:
            yield self._texts.say("page.applies-cpv", codes=", ".join(applies.cpv))
        if applies.not_cpv:
            yield self._texts.say("page.applies-not-cpv", codes=", ".join(applies.not_cpv))
        if applies.bought:
            yield self._texts.say("page.applies-bought", words=self._samples(applies.bought))
        if applies.named:
            yield self._texts.say("page.applies-named", words=self._samples(applies.named))
        if applies.when:
            yield self._texts.say("page.applies-when", criteria=", ".join(self._titles(applies.when)))
        if applies.languages:
            languages = ", ".join(self._texts.say(f"language.{name}") for name in applies.languages)
            yield self._texts.say("page.applies-languages", languages=languages)

    def _titles(self, patterns: Iterable[str]) -> Iterator[str]:
        for pattern in patterns:
            if pattern.endswith(".*"):
                yield f"{self._texts.say(f'theme.{pattern[:-2]}')} ({pattern})"
            for criterion in self._rulebook.criteria:
                if criterion.id == pattern:
                    yield f"{in_language(criterion.title, self._language)} ({criterion.id})"

    def _way(self, way: Alternative) -> str:
        strength = self._texts.say(f"page.strength-{way.strength}")
        banned = f" ({self._texts.say('page.banned')})" if way.polarity == "banned" else ""
        return f"{strength}{self._texts.say('report.colon')} {self._words(way.expression)}{banned}"

    def _words(self, expression: Expression) -> str:
        """An expression in the reader's words: samples of each concept, joined by + and or."""
        if expression.concept:
            return self._samples((expression.concept,)) or expression.concept
        if expression.any_of:
            options = dict.fromkeys(self._words(part) for part in expression.any_of)
            joined = f" {self._texts.say('page.or')} ".join(options)
            return f"({joined})" if len(options) > 1 else joined
        parts = " + ".join(self._words(part) for part in expression.all_of)
        if len(expression.all_of) < 2:
            return parts
        return f"{parts} ({self._texts.say(f'page.together-{expression.within}')})"

    def _samples(self, concepts: Iterable[str]) -> str:
        found = dict.fromkeys(word for name in concepts for word in self._concept(name))
        shown = list(found)[:MOST_WORDS]
        quoted = (word if "“" in word else f"“{word}”" for word in shown)
        return ", ".join(quoted) + (", …" if len(found) > MOST_WORDS else "")

    def _concept(self, name: str) -> Iterator[str]:
        if name.startswith(PREFIX):
            yield self._texts.say(f"signal.{name.removeprefix(PREFIX)}")
            return
        if name.startswith(CITED):
            yield self._texts.say("page.cited", words=self._samples((name.removeprefix(CITED),)))
            return
        concept = self._rulebook.concepts[name]
        for language in (self._language, "any"):
            yield from map(shown, concept.words.get(language, ()))
        for part in concept.includes:
            yield from self._concept(part)

    def _look_alikes(self, criterion: Criterion) -> str:
        asked = {name for way in criterion.evidence for name in way.expression.concepts()}
        takers = [c.id for c in self._rulebook.concepts.values() if set(c.takes) & asked and c.id not in asked]
        names = dict.fromkeys((*criterion.not_when, *takers))
        return self._list(samples for name in names if (samples := self._samples((name,))))

    def _source(self, source: Source) -> str:
        title = in_language(source.titles, self._language) if source.titles else source.title
        article = in_language(source.articles, self._language) if source.articles else source.article
        if article and article[0].isdigit():
            article = self._texts.say("source.article", article=article)
        cited = f"{title}, {article}" if article else title
        place = self._rulebook.places.get(source.jurisdiction)
        notes = [in_language(place.title, self._language) if place else source.jurisdiction]
        notes += [
            self._texts.say(f"page.{key}", day=day)
            for key, day in (
                ("valid-from", source.valid_from),
                ("valid-to", source.valid_to),
                ("checked", source.checked),
            )
            if day
        ]
        return f"{cited} ({'; '.join(notes)})"

    def _clauses(self, criterion: Criterion) -> Iterator[str]:
        if self._language not in criterion.complete:
            yield self._texts.say("page.incomplete")
            return
        for key, texts in (("report.clause-to-paste", criterion.clause), ("page.ambitious", criterion.ambitious)):
            if self._language in texts:
                yield self._heading(key)
                yield f"> {texts[self._language].strip()}"
        yield f"*{self._texts.say('page.no-legal-advice')}*"

    def _examples(self, criterion: Criterion) -> Iterator[str]:
        own = [e for e in criterion.examples if e.language == self._language and not e.todo]
        if own:
            yield self._heading("page.examples")
        ordered = sorted(own, key=lambda example: _VERDICTS.index(example.expect))
        lines = []
        for example in ordered:
            reasons = " ".join(self._texts.say(f"reason.{reason}") for reason in example.reasons)
            note = f" — {reasons}" if reasons else ""
            text = " ".join(example.text.split())
            lines.append(
                f"**{self._texts.say(f'verdict.{example.expect}')}**{self._texts.say('report.colon')} {text}{note}"
            )
        if lines:
            yield self._list(lines)

    def _profiles(self, criterion: Criterion) -> Iterator[str]:
        found = []
        for profile in self._rulebook.profiles.values():
            for level in ("required", "recommended"):
                if any(fnmatchcase(criterion.id, pattern) for pattern in getattr(profile, level)):
                    title, said = in_language(profile.title, self._language), self._texts.say(f"level.{level}")
                    found.append(f"{title} (`{profile.name}`): {said}")
                    break
        if found:
            yield self._heading("page.profiles")
            yield self._list(found)
