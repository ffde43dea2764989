"""Award criteria and the notice's promises as a reader sees them, the same in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tenderscan.model.report import AwardTable, NoticeEntry, Report, Weight

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One criterion: how deep it stands, its name, its share as printed for the reader, its page, whether it counts."""

    depth: int
    name: str
    percent: str
    page: int | None
    sustainability: bool


@dataclass(frozen=True, slots=True)
class AwardView:
    """The criteria of the lots that share them; `lots` is empty where the tender has one lot."""

    lots: tuple[str, ...]
    rows: tuple[AwardRow, ...]
    share: str
    remarks: tuple[str, ...]


def award_views(report: Report, say: Say) -> tuple[AwardView, ...]:
    """The award tables for a reader; lots with the same criteria stand together."""
    together: dict[tuple[object, ...], list[AwardTable]] = {}
    for table in report.award:
        together.setdefault((table.weights, table.sustainability_percent, table.remarks), []).append(table)
    several = len(report.award) > 1
    return tuple(_view(tables[0], tuple(t.lot for t in tables) if several else (), say) for tables in together.values())


def _view(table: AwardTable, lots: tuple[str, ...], say: Say) -> AwardView:
    known = table.sustainability_percent
    share = say("report.award-share", percent=number(known, say)) if known is not None else ""
    remarks = tuple(say(f"award-remark.{remark}") for remark in table.remarks)
    rows = tuple(row for weight in table.weights for row in _rows(weight, 0, say))
    return AwardView(lots, rows, share, remarks)


def _rows(weight: Weight, depth: int, say: Say) -> Iterator[AwardRow]:
    name = weight.name or say(f"award-kind.{weight.kind or 'quality'}")
    percent = f"{number(weight.percent, say)} %" if weight.percent is not None else say("report.award-no-weight")
    yield AwardRow(depth, name, percent, weight.page, weight.sustainability)
    for part in weight.parts:
        yield from _rows(part, depth + 1, say)


def number(value: float, say: Say) -> str:
    """A share without needless decimals, with the decimal mark of the reader's language."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", say("report.decimal-mark"))


def notice_lines(report: Report, say: Say) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the notice declares, what of it the documents lack, and what they ask beyond it: label and items."""
    notice = report.notice
    pairs = (
        ("report.notice-declares", notice.declares),
        ("report.notice-not-found", notice.not_found_in_documents),
        ("report.notice-not-declared", notice.not_declared),
    )
    told = [(say(key), tuple(say(f"notice-code.{code}") for code in codes)) for key, codes in pairs if codes]
    entries = tuple(_entry(entry, report, say) for entry in notice.justified)
    if entries:
        told.append((say("report.notice-justified"), entries))
        languages = [each for each in report.dossier.languages if each in notice.description] or [report.language]
        texts = tuple(notice.description[each] for each in languages if each in notice.description)
        told.append((say("report.notice-description"), texts))
    return tuple(told)


def _entry(entry: NoticeEntry, report: Report, say: Say) -> str:
    """A field and the code to enter in it, and the criteria that justify it, where no narrower code names them."""
    titles = {finding.id: finding.title for finding in report.findings}
    name = say(f"notice-code.{entry.name}")
    code = "" if f"({entry.code})" in name else f" ({entry.code})"
    lots = f", {say('report.lot' if len(entry.lots) == 1 else 'report.lots')} {', '.join(entry.lots)}"
    because = "" if entry.field == "BT-06" else f" — {'; '.join(titles.get(each, each) for each in entry.criteria)}"
    return f"{entry.field}{say('report.colon')} {name}{code}{lots if entry.lots else ''}{because}"
