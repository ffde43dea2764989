"""The mark of a report's file: takes what a format wrote, gives it with the sign by which `check` knows its own."""

from __future__ import annotations

from tenderscan.model.own import OWN_REPORT

_CHARSET = '<meta charset="utf-8">'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def marked(name: str, text: str) -> str:
    """A report of that format with its mark; JSON, SARIF and CSV have theirs in what they say anyway."""
    if name == "html":
        return text.replace(_CHARSET, f'{_CHARSET}\n<meta name="generator" content="{OWN_REPORT}">', 1)
    if name == "junit":
        return text.replace(_DECLARATION, f"{_DECLARATION}<!-- {OWN_REPORT} -->\n", 1)
    last = {
        "concise": f"\n{OWN_REPORT}\n",
        "text": f"\n{OWN_REPORT}\n",
        "markdown": f"\n<!-- {OWN_REPORT} -->\n",
        "github": f"::debug::{OWN_REPORT}\n",
    }
    return text + last.get(name, "")
