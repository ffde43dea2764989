"""Our own sentences in the user's language."""

import json
from pathlib import Path

_SENTENCES = json.loads(Path(__file__).with_name("tenderscan_words.json").read_text("utf-8"))


def in_language(language):
    """A function that says a sentence by its name; what has no name is said as it is."""

    def say(name, **values):
        found = _SENTENCES.get(name)
        return found.get(language, found["en"]).format(**values) if found else name

    return say
