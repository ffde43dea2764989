"""The signals that code reads: kinds of words that say how hard a passage binds, whom, and what it lifts.

Their words stand in rules/signals/<language>.yaml, where docs/rule-format.md shows what each is for. Code names a
signal by this enum alone; `rules lint` finds a signal of the rules that is read neither here nor by a criterion, and
a member of this enum that has no words.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

PREFIX = "signal:"
"""Before a signal's name: how it is told from a concept among hits and in a criterion's expressions."""


class Signal(StrEnum):
    """A kind of word in the signal files, by its name there.

    `target` is its name among the hits of a block and in a criterion's expressions.
    """

    target: str

    def __new__(cls, name: str) -> Self:
        member = str.__new__(cls, name)
        member._value_ = name
        member.target = PREFIX + name
        return member

    OBLIGATION = "obligation"
    PROVISO = "proviso"
    FIRST_PERSON = "first-person"
    DUTY_VERB = "duty-verb"
    WEAKENER = "weakener"
    PERMISSION = "permission"
    EFFORT = "effort"
    WAIVER = "waiver"
    DENIED_DUTY = "denied-duty"
    PSEUDO_WAIVER = "pseudo-waiver"
    SUFFICES = "suffices"
    NEGATION = "negation"
    NEGATING_ARTICLE = "negating-article"
    BAN_SUBJECT = "ban-subject"
    PSEUDO_NEGATION = "pseudo-negation"
    DEMAND = "demand"
    REFUSAL = "refusal"
    BAN_NOUN = "ban-noun"
    WITHOUT = "without"
    WITHOUT_THAT = "without-that"
    FREE_OF = "free-of"
    EXCEPTION = "exception"
    CONDITION = "condition"
    BREACH = "breach"
    BUYER = "buyer"
    BUYER_ACT = "buyer-act"
    ARTICLE = "article"
    CONTRACTOR = "contractor"
    POLICY = "policy"
    LAW_ONLY = "law-only"
    LAW_REFERENCE = "law-reference"
    QUOTE_OF_LAW = "quote-of-law"
    REPEAL = "repeal"
    ACKNOWLEDGE = "acknowledge"
    BEST_KNOWLEDGE = "best-knowledge"
    PROOF = "proof"
    SELF_DECLARATION = "self-declaration"
    CHECK = "check"
    SANCTION = "sanction"
    FLOW_DOWN = "flow-down"
    FIRST_TIER = "first-tier"
    GENERAL_CLAUSE = "general-clause"
    DEFINITION = "definition"
    EXAMPLE = "example"
    ANAPHORA = "anaphora"
    THIS_CLAUSE = "this-clause"
    UNIT = "unit"
    PERCENT = "percent"
    CURRENCY = "currency"
    NUMBER_WORD = "number-word"
    SCORING = "scoring"
    AWARD_ONLY = "award-only"
    INFORMATION = "information"
    YES_ANSWER = "yes-answer"
    NO_ANSWER = "no-answer"
    NOT_APPLICABLE_LABEL = "not-applicable-label"
    FROM_QUESTION = "from-question"
    NOT_TICKED = "not-ticked"
    REQUIREMENT_LABEL = "requirement-label"
    WISH_LABEL = "wish-label"
    ASKED_LABEL = "asked-label"
    COLUMN_YES = "column-yes"
    COLUMN_NO = "column-no"
    TYPE_LABEL = "type-label"
    REQUIREMENT_LABEL_LETTER = "requirement-label-letter"
    WISH_LABEL_LETTER = "wish-label-letter"
    MARK = "mark"
    LOT_WORD = "lot-word"
    LIST_JOIN = "list-join"
    RANGE_JOIN = "range-join"


class Mark(StrEnum):
    """What decides beside the words of a signal; it is told to the reader in the same way."""

    THRESHOLD = "threshold"
    PLACEHOLDER = "placeholder"
    SECTION = "section"
    TICKED = "ticked"


class Step(StrEnum):
    """A step of the proof chain."""

    PROOF = "proof"
    SELF_DECLARATION = "self-declaration"
    CHECK = "check"
    SANCTION = "sanction"
