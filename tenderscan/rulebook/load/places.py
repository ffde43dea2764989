"""The files of countries and regions: the places, their acts, and the words that show where a tender is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenderscan.lexicon.syntax import words
from tenderscan.model.place import Act, Place, Sign
from tenderscan.model.rule import DECIDES, Profile, Reference
from tenderscan.rulebook.load.files import RuleFile

WEIGHTS = {"decides": DECIDES, "strong": 3.0, "medium": 1.0}
"""What a piece of evidence counts for, in points: a law outweighs a telephone number, which outweighs a word."""

_LANGUAGES = ("any", "nl", "fr", "en", "de")


def places(files: Sequence[RuleFile]) -> dict[str, Place]:
    """The places by id; a later file of the same place replaces an earlier one."""
    return {place.id: place for place in (_place(file.data) for file in files)}


def acts(files: Sequence[RuleFile]) -> dict[str, Act]:
    """The acts of all places by id."""
    return {act.id: act for file in files for act in _acts(file.data)}


def marks(files: Sequence[RuleFile]) -> dict[str, Reference]:
    """The words by which a tender shows its place, as references with that place as their jurisdiction."""
    return {mark.id: mark for file in files for mark in _marks(file.data)}


def check_places(
    files: Sequence[RuleFile], places_: Mapping[str, Place], acts_: Mapping[str, Act], profiles: Mapping[str, Profile]
) -> None:
    """Check that places name profiles, acts and places that there are. Raises RuleError."""
    for file in files:
        place = places_[str(file.data["place"])]
        if place.profile not in profiles:
            raise file.error(f'there is no profile "{place.profile}".', ("profile",), "Write it in rules/profiles/.")
        if place.within and place.within not in places_:
            raise file.error(f'there is no place "{place.within}".', ("within",), "Name the country's file.")
        for provision, cited in place.law.items():
            for name, _ in cited:
                if name not in acts_:
                    raise file.error(f'there is no act "{name}".', ("law", provision), "Write it under acts.")
        for act in _acts(file.data):
            if act.concession and act.concession not in acts_:
                what = f'there is no act "{act.concession}".'
                raise file.error(what, ("acts", act.id, "concession"), "Write it under acts.")


def check_acts(files: Sequence[RuleFile], acts_: Mapping[str, Act], places_: Mapping[str, Place]) -> None:
    """Check that sources name acts, and clauses places, that there are. Raises RuleError."""
    for file in files:
        for number, source in enumerate(file.data["sources"]):
            if "act" in source and source["act"] not in acts_:
                what = f'there is no act "{source["act"]}".'
                raise file.error(what, ("sources", number), "Write it under acts in rules/countries/.")
        for number, variant in enumerate(file.data.get("clauses", ())):
            for name in variant.get("places", ()):
                if name not in places_:
                    known = ", ".join(sorted(places_))
                    raise file.error(f'there is no place "{name}".', ("clauses", number), f"Choose one of: {known}.")


def _place(raw: Mapping[str, Any]) -> Place:
    return Place(
        id=raw["place"],
        title=dict(raw["title"]),
        profile=raw["profile"],
        union=raw["union"],
        within=raw.get("within", ""),
        codes=tuple(raw.get("codes", ())),
        nuts=tuple(raw.get("nuts", ())),
        language=raw.get("language", ""),
        law={
            provision: tuple((cited["act"], cited.get("article", "")) for cited in law)
            for provision, law in raw.get("law", {}).items()
        },
        names=tuple(raw.get("names", ())),
        terms={language: tuple((w, h) for w, h in pairs) for language, pairs in raw.get("terms", {}).items()},
        signs=tuple(Sign(WEIGHTS[sign["weight"]], sign["pattern"]) for sign in raw.get("patterns", ())),
    )


def _acts(raw: Mapping[str, Any]) -> Iterator[Act]:
    for name, act in raw.get("acts", {}).items():
        yield Act(name, dict(act["title"]), raw["place"], act.get("concession", ""), dict(act.get("articles", {})))


def _marks(raw: Mapping[str, Any]) -> Iterator[Reference]:
    for number, mark in enumerate(raw.get("marks", ())):
        yield Reference(
            id=f"place-{raw['place']}-{number}",
            title=dict(raw["title"]),
            words={language: words(mark[language]) for language in _LANGUAGES if mark.get(language)},
            jurisdiction=raw["place"],
            weight=WEIGHTS[mark["weight"]],
            federal=mark.get("federal", False),
        )
