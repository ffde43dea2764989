"""CPV codes: the list, and the codes nearest to what is none."""

from __future__ import annotations

import pytest

from tenderscan.errors import UsageError, meant
from tenderscan.rulebook.load.cpv import check_cpv, cpv_names


def test_the_list_has_its_codes_in_four_languages() -> None:
    assert len(cpv_names("en")) == 9454
    assert cpv_names("nl")["03000000"].startswith("Landbouw") and cpv_names("fr")["03000000"].startswith("Produits")


@pytest.mark.parametrize("code", ["45233222", "45233222-1", "03000000"])
def test_a_code_of_the_list_is_taken(code: str) -> None:
    assert check_cpv(code) == code[:8]


@pytest.mark.parametrize(
    ("code", "near"), [("03", "03000000"), ("45233299", "45233290"), ("4523322", "45233220"), ("99999999", "98000000")]
)
def test_what_is_no_code_gets_the_nearest(code: str, near: str) -> None:
    with pytest.raises(UsageError) as error:
        check_cpv(code, "nl")
    assert near in error.value.advice


@pytest.mark.parametrize("code", ["koffie", "", "４５２３３２２２"])
def test_what_is_no_number_is_told(code: str) -> None:
    with pytest.raises(UsageError, match="no CPV code"):
        check_cpv(code)


def test_a_misspelt_name_gets_the_nearest_and_another_gets_all() -> None:
    assert meant("htlm", ["html", "pdf"]) == "Did you mean html?"
    assert meant("zzz", ["pdf", "html"]) == "Choose one of: html, pdf."
