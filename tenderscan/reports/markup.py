"""What tracked changes alter, as sentences for a reader, the same in every format."""

from __future__ import annotations

from collections.abc import Callable

from tenderscan.model.report import Report


def markup_lines(report: Report, say: Callable[..., str]) -> tuple[str, ...]:
    """Which text was judged and where the other one differs; nothing where no file has tracked changes."""
    markup = report.markup
    if not markup.files:
        return ()
    read = say(f"report.markup-read-{markup.read}", files=", ".join(markup.files))
    if not markup.differs:
        return (f"{read} {say('report.markup-same')}",)
    told = (
        say(
            "report.markup-differs",
            title=item.title,
            id=item.id,
            final=say(f"verdict.{item.final.value}"),
            original=say(f"verdict.{item.original.value}"),
        )
        for item in markup.differs
    )
    return (read, *told)
