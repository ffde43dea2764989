"""A command that was called wrongly: takes what the parser refused, gives one sentence and what to do about it."""

from __future__ import annotations

from typing import Any

from tenderscan.errors import UsageError, near


def is_refusal(error: Exception) -> bool:
    """Whether an exception is the parser's own: typer brings its parser along, or leaves it to click."""
    return "ClickException" in _kinds(error)


def shows_help(error: Exception) -> bool:
    """Whether nothing was said at all, so that the help is the answer and was shown."""
    return "NoArgsIsHelpError" in _kinds(error)


def refused(error: Any) -> UsageError:
    """What a user should read of an option, command or value that no command takes."""
    kinds = _kinds(error)
    context: Any = getattr(error, "ctx", None)
    see = f"See {context.command_path if context is not None else 'tenderscan'} --help."
    param = getattr(error, "param", None)
    name = param.opts[0] if param is not None and param.param_type_name == "option" else ""
    if "NoSuchOption" in kinds:
        known = [option for each in (context.command.params if context else ()) for option in each.opts]
        return UsageError(f'there is no option "{error.option_name}".', near(error.option_name, known) or see)
    if "BadOptionUsage" in kinds:
        return UsageError(f'the option "{error.option_name}" needs a value.', see)
    if "MissingParameter" in kinds:
        paths = param is not None and param.name == "paths"
        lacking = "no file or folder is named." if paths else "something is not named."
        return UsageError(f'the option "{name}" is missing.' if name else lacking, see)
    if "BadParameter" in kinds:
        return UsageError(f'"{name}" does not take this value.', see)
    names = context.command.list_commands(context) if hasattr(getattr(context, "command", None), "commands") else []
    words = error.format_message().split("'")[1::2]
    if names and words:
        return UsageError(
            f'there is no command "{words[0]}".', near(words[0], names) or f"Choose one of: {', '.join(names)}."
        )
    return UsageError("this is more than the command takes.", see)


def _kinds(error: Exception) -> frozenset[str]:
    return frozenset(kind.__name__ for kind in type(error).__mro__)
