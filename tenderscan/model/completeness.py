"""What a dossier is, and what of a tender it cannot be expected to hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class DossierKind(StrEnum):
    """What the documents of a dossier are together (contract.md)."""

    SPECIFICATION = "specification"
    CONDITIONS = "conditions"
    NOTICE = "notice"
    FORM = "form"
    MODEL = "model"
    AWARD_NOTICE = "award-notice"
    ANSWERS = "answers"
    COLLECTION = "collection"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a dossier is no whole tender: its kind, a text that is still to come, or a document that it points to.

    `named` are the words that point there; `provisions` are those that are lacking for this reason, none meaning all.
    """

    reason: Literal["kind", "not-yet", "absent"]
    named: str = ""
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completeness:
    """The kind of a dossier, and what it lacks; a whole tender lacks nothing."""

    kind: DossierKind = DossierKind.SPECIFICATION
    lacks: tuple[Lack, ...] = ()

    def may_stand_elsewhere(self, provision: str) -> tuple[Lack, ...]:
        """The lacks for which a clause that belongs first in `provision` cannot be expected here."""
        return tuple(lack for lack in self.lacks if not lack.provisions or provision in lack.provisions)
