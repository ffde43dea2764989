"""Help in the user's language: takes the tree of commands, gives it with the help of the catalogue."""

from __future__ import annotations

from typing import Any

from tenderscan.messages import Messages

_PANELS = ("ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE")


def translate(command: Any, messages: Messages) -> None:
    """Say the help of a command, its options and the commands under it in a catalogue's language."""
    from typer import rich_utils

    for name in _PANELS:
        setattr(rich_utils, name, messages.say(getattr(rich_utils, name)))
    _tree(command, messages)


def _tree(command: Any, messages: Messages) -> None:
    for each in (command, *command.params):
        if getattr(each, "help", None):
            each.help = messages.say(each.help)
    for inner in getattr(command, "commands", {}).values():
        _tree(inner, messages)
