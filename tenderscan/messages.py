"""What tenderscan says of a run, in the user's language: takes English sentences, gives those of the catalogue.

The key of a sentence is the sentence as the code writes it, with {names} for what is filled in (`rules/messages/`);
what the catalogue lacks stays English.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache

import yaml

from tenderscan.model.rule import LANGUAGES
from tenderscan.rulebook.load.locate import rules_folder

_NAME = re.compile(r"\\\{(\w+)\\\}")
_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z])")
SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")
"""The language in which this run speaks to its user."""

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class Messages:
    """The catalogue of one language."""

    def __init__(self, catalogue: Mapping[str, str]) -> None:
        self._whole = dict(catalogue)
        # The longest first, so that a sentence is not taken for a shorter one with more filled in.
        keys = sorted((key for key in catalogue if "{" in key), key=len, reverse=True)
        self._patterns = [(re.compile(_NAME.sub(r"(?P<\1>.+)", re.escape(key)), re.DOTALL), key) for key in keys]

    def say(self, said: str) -> str:
        """What was said, whole or sentence by sentence."""
        found = self._one(said)
        if found is not None:
            return found
        return self._split(_SENTENCES.split(said))

    def _split(self, sentences: Sequence[str]) -> str:
        """Known runs of sentences, the longest first: a file's name may hold what looks like the end of one."""
        for length in range(len(sentences) - 1, 0, -1):
            found = self._one(" ".join(sentences[:length]))
            if found is not None:
                return f"{found} {self.say(' '.join(sentences[length:]))}"
        first, rest = sentences[0], sentences[1:]
        # A reason may stand behind the path that it is about.
        path, colon, reason = first.partition(": ")
        known = self._one(reason) if colon else None
        first = f"{path}: {known}" if known is not None else first
        return f"{first} {self.say(' '.join(rest))}" if rest else first

    def _one(self, sentence: str) -> str | None:
        if sentence in self._whole:
            return self._whole[sentence]
        for pattern, key in self._patterns:
            found = pattern.fullmatch(sentence)
            if found:
                # What is filled in may be a word of the catalogue itself ("a drawing").
                return self._whole[key].format_map({n: self._whole.get(v, v) for n, v in found.groupdict().items()})
        return None


@cache
def messages(language: str) -> Messages:
    """The catalogue of a language; English is what the code says itself."""
    path = rules_folder() / "messages" / f"{language}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Messages(yaml.load(path.read_text("utf-8"), Loader=loader) if path.is_file() else {})


def users_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language that the user asked for on the command line, else that of the system, else English."""
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--language":
            asked = value if equals else next(iter(arguments[number + 1 :]), "")
            if asked in LANGUAGES:
                return asked
    spoken = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return spoken[:2].lower() if spoken[:2].lower() in LANGUAGES and spoken[2:3] in ("", "_", ".", "-", "@") else "en"
