"""From checked YAML to the rulebook's nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from tenderscan.lexicon.syntax import words
from tenderscan.model.place import Act
from tenderscan.model.rule import (
    Alternative,
    Applies,
    ClauseVariant,
    Concept,
    Criterion,
    Example,
    Expression,
    Fusion,
    Profile,
    Reference,
    Scope,
    Source,
    Thresholds,
)
from tenderscan.model.scope import CueScope

_LANGUAGES = ("any", "nl", "fr", "en", "de")


def concept(name: str, raw: Mapping[str, Any]) -> Concept:
    """A concept of a vocabulary file."""
    return Concept(
        name,
        {language: words(raw[language]) for language in _LANGUAGES if raw.get(language)},
        tuple(raw.get("includes", ())),
        tuple(raw.get("takes", ())),
        raw.get("takes_within", "overlap"),
        raw.get("nature", ""),
        tuple(str(code) for code in raw.get("cpv", ())),
        tuple(str(code) for code in raw.get("not_cpv", ())),
    )


def expression(raw: str | Mapping[str, Any]) -> Expression:
    """A `match` of a criterion: a concept's name, or all, any, none, within and near."""
    if isinstance(raw, str):
        return Expression(concept=raw)
    near = int(raw.get("near", 0))
    within = cast(Scope, raw.get("within", "near" if near else "sentence"))
    none_of = tuple(raw.get("none", ()))
    if "any" in raw:
        any_of = tuple(expression(part) for part in raw["any"])
        if not none_of:
            return Expression(any_of=any_of)
        return Expression(all_of=(Expression(any_of=any_of),), none_of=none_of, within=within)
    parts = (raw["concept"],) if "concept" in raw else raw["all"]
    return Expression(all_of=tuple(expression(part) for part in parts), none_of=none_of, within=within, near=near)


def alternative(number: int, raw: Mapping[str, Any]) -> Alternative:
    """One way in which a passage can speak of a criterion."""
    return Alternative(
        id=raw.get("id", f"way-{number}"),
        expression=expression(raw["match"]),
        strength=raw.get("strength", "concrete"),
        polarity=raw.get("polarity", "wanted"),
        provisions=tuple(raw.get("provisions", ())),
        law=raw.get("law", False),
        right=raw.get("right", False),
        waives=raw.get("waives", False),
    )


def criterion(raw: Mapping[str, Any], acts: Mapping[str, Act]) -> Criterion:
    """A criterion file; `acts` are those that its sources may name."""
    return Criterion(
        id=raw["id"],
        theme=raw["id"].split(".")[0],
        title=_texts(raw["title"]),
        why=_texts(raw["why"]),
        where=_texts(raw["where"]),
        sources=tuple(_source(source, acts) for source in raw["sources"]),
        provisions=tuple(raw["provisions"]),
        applies=_applies(raw["applies"]),
        evidence=tuple(alternative(number, way) for number, way in enumerate(raw["evidence"], 1)),
        not_when=tuple(raw.get("not_when", ())),
        clashes=tuple(raw.get("clashes", ())),
        step=raw.get("step", ""),
        statutory=raw.get("statutory", False),
        nature=raw.get("nature", "duty"),
        clause=_texts(raw.get("clause", {})),
        ambitious=_texts(raw.get("ambitious", {})),
        complete=tuple(raw.get("complete", raw.get("clause", ()))),
        examples=tuple(_example(example) for example in raw.get("examples", ())),
        lacks={language: dict(lacks) for language, lacks in raw.get("lacks", {}).items()},
        variants=tuple(_variant(variant) for variant in raw.get("clauses", ())),
    )


def profile(raw: Mapping[str, Any]) -> Profile:
    """A profile file, without what it extends."""
    return Profile(
        raw["name"],
        _texts(raw["title"]),
        _texts(raw["description"]),
        tuple(raw.get("required", ())),
        tuple(raw.get("recommended", ())),
        raw.get("source", ""),
        raw.get("extends", ""),
    )


def reference(name: str, raw: Mapping[str, Any]) -> Reference:
    """A reference of a references file."""
    return Reference(
        name,
        _texts(raw["title"]),
        {language: words(raw[language]) for language in _LANGUAGES if raw.get(language)},
        str(raw["jurisdiction"]),
        str(raw.get("valid_from", "")),
        str(raw.get("valid_to", "")),
        raw.get("replaced_by", ""),
        _texts(raw.get("advice", {})),
        raw.get("source", ""),
    )


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    return {language: " ".join(str(text).split()) for language, text in raw.items()}


def _source(raw: Mapping[str, Any], acts: Mapping[str, Act]) -> Source:
    act = acts.get(str(raw.get("act", "")))
    titles = act.title if act else {}
    article = raw.get("article", "")
    articles = _texts(article) if isinstance(article, Mapping) else {}
    return Source(
        title=titles["en"] if act else str(raw.get("title", "")),
        article=articles["en"] if articles else str(article),
        jurisdiction=act.jurisdiction if act else str(raw.get("jurisdiction", "eu")),
        act=act.id if act else "",
        titles=titles,
        articles=articles,
        **{key: str(raw.get(key, "")) for key in ("checked", "url", "valid_from", "valid_to")},
    )


def _variant(raw: Mapping[str, Any]) -> ClauseVariant:
    texts = _texts({language: raw[language] for language in _LANGUAGES if language in raw})
    return ClauseVariant(tuple(raw.get("places", ())), tuple(raw.get("natures", ())), texts)


def _applies(raw: Mapping[str, Any]) -> Applies:
    lists = ("cpv", "not_cpv", "bought", "when", "named", "not_named", "languages")
    parts = {key: tuple(str(item) for item in raw.get(key, ())) for key in lists}
    verdicts = tuple(raw.get("when_verdicts", ("met", "weak")))
    return Applies(always=raw.get("always", False), when_verdicts=verdicts, **parts)


def _example(raw: Mapping[str, Any]) -> Example:
    return Example(
        language=raw["lang"],
        expect=raw["expect"],
        text=str(raw["text"]).strip("\n"),
        reasons=tuple(raw.get("reasons", ())),
        todo=raw.get("todo", False),
        also=tuple(raw.get("also", ())),
        note=raw.get("note", ""),
    )


def _thresholds(raw: Mapping[str, Any]) -> Thresholds:
    applies = float(raw["applies"])
    return Thresholds(int(raw["seen"]), float(raw["doubt"]), applies, float(raw.get("otherwise", applies)))


def scope(raw: Mapping[str, Any]) -> CueScope:
    """How far the cues of some signals reach."""
    return CueScope(
        cues=tuple(raw.get("cues", ())),
        side=raw.get("side", "both"),
        reach=int(raw.get("reach", 0)),
        ends=tuple(raw.get("ends", ())),
        marks=tuple(raw.get("marks", ())),
        pseudo=tuple(raw.get("pseudo", ())),
        apart=bool(raw.get("apart", False)),
    )


def fusion(raw: Mapping[str, Any]) -> Fusion:
    """How the two readers are joined."""
    return Fusion(
        sure=float(raw["sure"]),
        assumed=_thresholds({"seen": 0, **raw["assumed"]}),
        company=tuple(sorted(map(_thresholds, raw["company"]), key=lambda own: own.seen)),
        near=float(raw["near"]),
        agree=float(raw["agree"]),
        stance=float(raw["stance"]),
        hears=float(raw["hears"]),
        nearest=int(raw["nearest"]),
        resembles=float(raw["resembles"]),
    )
