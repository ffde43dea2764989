"""What a client chose for a check: takes the fields of a form or a body, gives options that the rules know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tenderscan.errors import UsageError, meant
from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.options import CheckOptions
from tenderscan.rulebook.load.cpv import check_cpv
from tenderscan.rulebook.load.profiles import place_named
from tenderscan.web.refused import RefusedError

OCR = ("auto", "never", "force")


def options_of(
    base: CheckOptions,
    rulebook: Rulebook,
    *,
    language: str | None = None,
    country: str | None = None,
    profile: str | None = None,
    cpv: Sequence[str] = (),
    password: str | None = None,
    ocr: str | None = None,
) -> CheckOptions:
    """The options of a server with what a client chose. Raises RefusedError (422) for what the rules do not know.

    A profile is known by its name alone: what a client calls a file is never opened.
    """
    try:
        if language is not None and language not in LANGUAGES:
            raise UsageError(f'there are no reports in "{language}".', f"Choose one of: {', '.join(LANGUAGES)}.")
        if profile and profile not in rulebook.profiles:
            raise UsageError(f'there is no profile "{profile}".', meant(profile, rulebook.profiles))
        if ocr and ocr not in OCR:
            raise UsageError(f'there is no way of reading scans "{ocr}".', f"Choose one of: {', '.join(OCR)}.")
        if country:
            place_named(country, rulebook)
        codes = tuple(check_cpv(code, language or "en") for code in cpv if code.strip())
    except UsageError as error:
        raise RefusedError(422, str(error), error.advice) from error
    return replace(
        base,
        language=language or base.language,
        country=country or base.country,
        profile=profile or base.profile,
        cpv=codes or base.cpv,
        password=password or None,
        ocr=ocr or base.ocr,
    )
