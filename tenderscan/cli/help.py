"""Help in the user's language: takes the tree of commands, gives it with the help of the catalogue."""

from __future__ import annotations

from typing import Any

from tenderscan.messages import Messages

PARSER_SAYS = (
    "Arguments",
    "Options",
    "Commands",
    "[default: {}]",
    "[required]",
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
"""What stands in help and is said by the parser, not by tenderscan."""

_TITLES = (
    "ARGUMENTS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE",
    "COMMANDS_PANEL_TITLE",
    "DEFAULT_STRING",
    "REQUIRED_LONG_STRING",
)


def translate(command: Any, messages: Messages) -> None:
    """Say the help of a command, its options and the commands under it in a catalogue's language."""
    from typer import rich_utils

    for name in _TITLES:
        setattr(rich_utils, name, messages.say(getattr(rich_utils, name)))
    _tree(command, messages)


def _tree(command: Any, messages: Messages) -> None:
    for each in (command, *command.params):
        if getattr(each, "help", None):
            each.help = messages.say(each.help)
        if isinstance(getattr(each, "show_default", None), str):
            each.show_default = messages.say(each.show_default)
    made = command.get_help_option

    def spoken(context: Any) -> Any:
        option = made(context)
        if option is not None and getattr(option, "help", None):
            option.help = messages.say(option.help)
        return option

    # The option that shows the help is made only when it is asked for.
    command.get_help_option = spoken
    for inner in getattr(command, "commands", {}).values():
        _tree(inner, messages)
