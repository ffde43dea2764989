"""What no command takes: options of a check that say nothing the tool knows, refused before anything is read."""

from __future__ import annotations

from datetime import date

from tenderscan.errors import UsageError
from tenderscan.model.rule import LANGUAGES
from tenderscan.options import CheckOptions
from tenderscan.rulebook.load.cpv import check_cpv

OCR = ("auto", "never", "force")
MARKUP = ("final", "original")


def refuse(options: CheckOptions) -> None:
    """Refuse an unknown way of reading, what is no day, a language without texts, and what is no CPV code.

    Raises UsageError, which names what can be chosen.
    """
    if options.ocr not in OCR:
        raise UsageError(f'--ocr does not know "{options.ocr}".', f"Choose one of: {', '.join(OCR)}.")
    if options.markup not in MARKUP:
        raise UsageError(f'--markup does not know "{options.markup}".', f"Choose one of: {', '.join(MARKUP)}.")
    if options.as_of is not None and not _is_day(options.as_of):
        raise UsageError(f'"{options.as_of}" is no day.', "Write it as 2026-11-23.")
    refuse_language(options.language)
    for code in options.cpv:
        check_cpv(code, options.language or "en")


def refuse_language(language: str | None) -> None:
    """Refuse a language that reports are not written in. Raises UsageError."""
    if language not in (None, *LANGUAGES):
        raise UsageError(f'there are no reports in "{language}".', f"Choose one of: {', '.join(LANGUAGES)}.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
