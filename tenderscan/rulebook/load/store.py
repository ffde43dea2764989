"""A checked rulebook as bytes and back: msgpack, never code; with the examples of criteria or without."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from typing import Any

import msgpack

from tenderscan.model import place, rule, scope
from tenderscan.model.rule import Rulebook

_CLASSES = (
    rule.Word,
    rule.Concept,
    rule.Expression,
    rule.Alternative,
    rule.Applies,
    rule.Source,
    rule.Example,
    rule.Criterion,
    rule.Profile,
    rule.Rulebook,
    rule.Reference,
    rule.OwnRule,
    rule.ClauseVariant,
    place.Act,
    place.Sign,
    place.Place,
    rule.Fusion,
    rule.Thresholds,
    scope.CueScope,
)
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_LEFT_OUT = frozenset({"examples"})


def pack(rulebook: Rulebook, *, examples: bool = False) -> bytes:
    """The rulebook as msgpack; each dataclass is an extension type with its fields in order."""
    return _packed(rulebook, frozenset() if examples else _LEFT_OUT)


def _packed(value: Any, left_out: frozenset[str]) -> bytes:
    return bytes(msgpack.packb(value, default=partial(_extension, left_out=left_out)))


def unpack(data: bytes) -> Rulebook | None:
    """The rulebook that `pack` packed, or None for bytes that are spoilt."""
    try:
        found = msgpack.unpackb(data, ext_hook=_object, use_list=False, strict_map_key=False)
    except (ValueError, TypeError, IndexError, msgpack.UnpackException):
        return None
    return found if isinstance(found, Rulebook) else None


def _extension(value: Any, left_out: frozenset[str]) -> Any:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} is no part of a rulebook")
    names = _names(type(value))
    content = [() if name in left_out else getattr(value, name) for name in names]
    return msgpack.ExtType(_NUMBERS[type(value)], _packed(content, left_out))


def _object(number: int, data: bytes) -> Any:
    content = msgpack.unpackb(data, ext_hook=_object, use_list=False, strict_map_key=False)
    made: Any = _CLASSES[number]
    return made(*content)


@lru_cache(maxsize=len(_CLASSES))
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))
