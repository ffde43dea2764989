"""Letters as programs leave them: accents apart, signs without a shape, numbers of other scripts."""

from __future__ import annotations

import unicodedata

import pytest

from tests.faults.asked import AROUND, CLAUSE, quotes, verdict
from tests.faults.conftest import Judge

NUMBERS = "1² ٣ ५ 四 Ⅳ ½ ⑦ ➂ 𝟙𝟚 99999999999999999999"


@pytest.mark.parametrize("language", CLAUSE)
@pytest.mark.parametrize("form", ["NFD", "NFKD"])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.csv"])
def test_accents_apart_are_read_as_one_letter(judge: Judge, language: str, form: str, name: str) -> None:
    clause = CLAUSE[language].replace("acht", "ácht").replace("huit", "hûit").replace("eight", "eïght")
    text = "\n\n".join(unicodedata.normalize(form, part) for part in (AROUND[language], clause))
    result = judge(name, f"<p>{text.replace(chr(10) * 2, '</p><p>')}</p>" if name.endswith("html") else text)
    assert verdict(result) == "met"
    assert any(unicodedata.is_normalized("NFC", quote) for quote in quotes(result))


@pytest.mark.parametrize("mark", ["\u0301", "\u0336", "\u20dd", "\u0651", "\u093e", "\u0e34", "\U0001e2ec"])
def test_an_accent_without_its_letter_is_no_word(judge: Judge, mark: str) -> None:
    text = f"{mark} {AROUND['nl']} {mark * 3}\n\n{mark}{CLAUSE['nl']} {mark}\n\n{mark}\n"
    assert verdict(judge("a.txt", text)) == "met"


@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u2060", "\u00ad", "\u200e", "\u202e", "\x03", "\x81", "\ufe0f"])
def test_signs_without_a_shape_break_no_word(judge: Judge, sign: str) -> None:
    clause = CLAUSE["nl"].replace("conventies", f"con{sign}ven{sign}ties")
    result = judge("a.txt", f"{AROUND['nl']}\n\n{clause}")
    assert verdict(result) == "met"
    assert sign not in quotes(result)[0]


@pytest.mark.parametrize("number", NUMBERS.split())
def test_numbers_of_other_scripts_are_answered(judge: Judge, number: str) -> None:
    said = (
        f"Perceel {number} tot {number}. Artikel {number} t/m {number}9. Bijlagen {number} tot {number}{number}. "
        f"Gunningscriteria: prijs {number} punten, kwaliteit {number} %. Minstens {number} % bio."
    )
    assert verdict(judge(f"bestek {number}.txt", f"{CLAUSE['nl']}\n\n{said * 3}\n\n{'7' * 5000}")) == "met"
