"""What a dossier's name tells: a day or year, a company number, and what a pattern of the user's names.

Company numbers: KBO/BCE (Belgium, ten digits, the last two 97 less the rest modulo 97), SIRET (France, fourteen digits,
Luhn), KVK only where it says so (eight digits).
"""

from __future__ import annotations

import re
from datetime import date

from tenderscan.audit.store.views import FIELDS
from tenderscan.errors import UsageError

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d.]\d)(?!\d)")
_KBO = re.compile(r"(?<!\d)([01]\d{3})[. ]?(\d{3})[. ]?(\d{3})(?!\d)")
_SIRET = re.compile(r"(?<!\d)(\d{14})(?!\d)")
_KVK = re.compile(r"\bkvk[-_ ]?(\d{8})(?!\d)", re.IGNORECASE)
_FIELD = re.compile(r"\{(\w+)\}")

EARLIEST = 1990
"""A year before it is a number of something else."""


def name_facts(name: str, pattern: str | None = None) -> dict[str, str]:
    """Facts by field out of a dossier's name; `pattern` says where a field stands: "{authority} - {date} - *"."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    found = {"date": _day(stem), "company_number": company_number(stem)}
    if pattern:
        match = compiled(pattern).fullmatch(stem)
        if match:
            found |= {field: value.strip() for field, value in match.groupdict().items()}
    return {field: value for field, value in found.items() if value}


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for names as an expression: {field} is a field, * anything. Raises UsageError."""
    parts, at = [], 0
    for match in _FIELD.finditer(pattern):
        field = match[1]
        if field not in FIELDS:
            raise UsageError(f'--names does not know "{field}".', f"It knows: {', '.join(FIELDS)}.")
        parts += [re.escape(pattern[at : match.start()]).replace(r"\*", ".*"), f"(?P<{field}>.+?)"]
        at = match.end()
    parts.append(re.escape(pattern[at:]).replace(r"\*", ".*"))
    try:
        return re.compile("".join(parts))
    except re.error as error:
        raise UsageError(f'--names "{pattern}" names a field twice.', "Name each field once.") from error


def company_number(text: str) -> str:
    """The first company number in a text whose check digits are right, or nothing."""
    for match in _KBO.finditer(text):
        digits = "".join(match.groups())
        if 97 - int(digits[:8]) % 97 == int(digits[8:]):
            return digits
    for match in _SIRET.finditer(text):
        if _luhn(match[1]):
            return match[1]
    kvk = _KVK.search(text)
    return kvk[1] if kvk else ""


def _day(text: str) -> str:
    for match in _DAY.finditer(text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            continue
    years = [year for year in _YEAR.findall(text) if EARLIEST <= int(year) <= date.today().year + 1]
    return years[0] if len(set(years)) == 1 else ""


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
