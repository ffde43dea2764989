"""spaCy is loaded without its command line, and its commands can still be imported afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_no_http_library_is_loaded_and_the_commands_come_when_asked() -> None:
    code = (
        "import sys; from tenderscan.matching.tokens import pipeline, tokenize; pipeline();"
        "print(sorted({'requests', 'httpx', 'spacy.cli'} & set(sys.modules)), len(tokenize('een woord')));"
        "import spacy.cli; print(callable(spacy.cli.download))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[] 2", "True"]
