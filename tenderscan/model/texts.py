"""The catalogue of texts for readers: what a report says, by key, in one language (`rules/texts/`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Texts(Mapping[str, str]):
    """The texts of one language by key ("verdict.met.why"); immutable."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts = dict(texts or {})

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def say(self, key: str, **values: object) -> str:
        """The text of a key with its names filled in; what is not given stays empty.

        Where no text is kept (a user's own rule may bring a key of its own) it is the last part of the key.
        """
        return self.get(key, key.rsplit(".", 1)[-1]).format_map(_Blank(values))

    def label(self, key: str, rest: str = "") -> str:
        """The text of a key with the colon that its language writes, and what follows."""
        return f"{self.say(key)}{self.say('report.colon')} {rest}".strip()


class _Blank(dict[str, object]):
    """Leaves out what a text asks for and the caller does not have."""

    def __missing__(self, key: str) -> str:
        return ""


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Of one text in several languages the one in `language`, else the first."""
    return texts.get(language) or next(iter(texts.values()), "")
