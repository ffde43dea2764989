"""Every writer by every bad letter: what a tender says is shown, and obeyed by nobody."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from reportlab.pdfgen.canvas import Canvas

from tenderscan.check import Checker, CheckResult
from tenderscan.cli import complain
from tenderscan.model.document import Lot, Rejection
from tenderscan.model.letters import SIGN, fit, fit_line, fitting
from tenderscan.model.report import AwardTable, Report, VerdictKind, Weight
from tenderscan.reports.json import json_report
from tenderscan.reports.material import Failed, Material
from tenderscan.reports.registry import FORMATS
from tenderscan.reports.text import text_report
from tests.reports.sample import ADVICE, OLD_LAW, PASSAGE, finding, report
from tests.reports.test_formats import RULEBOOK

LETTERS = {
    "zero": "\x00", "start of heading": "\x01", "bell": "\x07", "vertical tab": "\x0b", "escape": "\x1b[31;1m",
    "escape that names the window": "\x1b]0;pwned\x07", "escape that writes to the clipboard": "\x1b]52;c;eA==\x1b\\",
    "delete": "\x7f", "C1 command": "\x9b31m", "C1 line end": "\x85", "C1 string": "\x90q\x9c",
    "carriage return": "\rovertyped", "line feed": "\n# Head\n::error::x\n", "tab": "\tx",
    "override": "\u202egnp.exe", "isolate": "\u2067abc\u2069", "right-to-left mark": "\u200f",
    "line separator": "\u2028::error::x", "zero width": "con\u200bven\u200dtie", "tag letters": "\U000e0041",
    "byte order mark": "\ufeff", "no letter": "\ufffe\uffff\U0001ffff", "half a letter": "\ud800",
    "other half": "\udfff",
    "equals": "=HYPERLINK(\"http://x\",1)", "plus": "+1", "minus": "-1+1", "at": "@SUM(A1)", "wide equals": "\uff1d1+1",
    "mark-up": "<script>alert(1)</script>]]>&amp;", "table": "a | b `c` [d](javascript:e)", "accents": "e\u0301" * 3,
}  # fmt: skip
"""What a title, a file's name or a sentence of a tender may hold, to be obeyed or to break a format."""

TEXTS = tuple(name for name in FORMATS if not FORMATS[name].binary)


def bad(letters: str) -> Report:
    """A report in which every text that comes out of a tender has the letters, in front and within."""
    said = f"{letters} natuur{letters}steen"
    one = report()
    passage = replace(PASSAGE, quote=said, section=said, document=f"{said}.pdf")
    near = replace(one.findings[2].near_misses[0], quote=said, document=f"{said}.pdf")
    broken = replace(
        finding("labour.bad", VerdictKind.CONTRADICTED, evidence=(passage,), why=said, near_misses=(near,)),
        title=said, applies_because=said, outdated=said, advice=replace(ADVICE, clause=said, where=said),
    )  # fmt: skip
    summary = replace(one.dossier.documents[0], path=f"{said}.pdf", warnings=(said,))
    dossier = replace(
        one.dossier, name=said, subject=said, authority=said, documents=(summary,), lots=(Lot("1", said),),
        rejected=(Rejection(said, said),), cited_but_absent=(said,),
    )  # fmt: skip
    award = (AwardTable("1", (Weight(said, 40.0, 1, parts=(Weight(said, 40.0, 1),)),), 40.0),)
    references = (replace(OLD_LAW, document=said, section=said, quote=said),)
    return replace(one, dossier=dossier, findings=(broken, *one.findings), award=award, references=references)


def material(letters: str) -> Material:
    return Material(bad(letters), RULEBOOK.texts_in("nl"), RULEBOOK.criteria, paths={"x": letters})


def unfit(text: str) -> list[str]:
    """Letters that a terminal obeys, that no file can hold or that turn the writing: told another way than ours."""
    return [
        repr(ch)
        for ch in text
        if (unicodedata.category(ch) in ("Cc", "Cs", "Zl", "Zp") and ch not in "\n\t")
        or unicodedata.category(ch) == "Cf"
        or unicodedata.bidirectional(ch) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")
        or (ord(ch) & 0xFFFE) == 0xFFFE
    ]  # fmt: skip


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_holds_no_letter_that_is_obeyed(name: str, letters: str) -> None:
    content = FORMATS[name].content(material(letters))
    text = content.removeprefix(b"\xef\xbb\xbf" if name == "csv" else b"").decode("utf-8")
    assert not unfit(text)
    assert "steen" in text
    READ_BACK.get(name, lambda text: None)(text)


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(bad("").findings) + 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d")), cell


def _github(text: str) -> None:
    assert all(
        line.startswith(("::error ", "::warning ", "::notice ", "::notice::", "::debug::"))
        for line in text.splitlines()
    )


def _markdown(text: str) -> None:
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert "<h1>Head" not in page and "<script" not in page and "javascript:" not in re.findall(r'href="([^"]*)', page)


def _html(text: str) -> None:
    assert "<script>alert" not in text
    etree.HTML(text)


READ_BACK: dict[str, Callable[[str], object]] = {
    "csv": _csv, "github": _github, "markdown": _markdown, "html": _html,
    "junit": lambda text: etree.XML(text.encode()),
}  # fmt: skip


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].many and not FORMATS[name].binary])
def test_a_report_on_many_dossiers_holds_none_either(name: str, letters: str) -> None:
    said = f"{letters} natuur{letters}steen"
    content = FORMATS[name].many_content([material(letters)] * 2, [Failed(f"{said}.pdf", said)])
    text = content.removeprefix(b"\xef\xbb\xbf" if name == "csv" else b"").decode("utf-8")
    assert not unfit(text) and "steen" in text
    if name == "junit":
        etree.XML(text.encode())


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_a_workbook_on_many_dossiers_opens_and_calculates_nothing(letters: str) -> None:
    content = FORMATS["xlsx"].many_content([material(letters)], [Failed(f"{letters}.pdf", letters)])
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not unfit("".join(str(cell.value) for cell in cells))


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_what_went_wrong_is_told_without_them(letters: str, capsys: pytest.CaptureFixture[str]) -> None:
    complain(f"{letters}.pdf is broken{letters}.")
    assert not unfit(capsys.readouterr().err)


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_the_terminal_obeys_nothing(letters: str) -> None:
    made = material(letters)
    page = text_report(made.report, made.texts, 80)
    assert not unfit(page.plain())
    assert not unfit("".join(line.text for line in page.lines)) and "\n" not in "".join(
        line.text for line in page.lines
    )


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_a_workbook_opens_and_calculates_nothing(letters: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].content(material(letters))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not unfit("".join(str(cell.value) for cell in cells) + str(book.properties.title))


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_a_word_report_opens(letters: str) -> None:
    paper = docx.Document(io.BytesIO(FORMATS["docx"].content(material(letters))))
    assert not unfit("".join(p.text for p in paper.paragraphs) + paper.core_properties.title)


@pytest.fixture(scope="module")
def tenders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, CheckResult]]:
    folder = tmp_path_factory.mktemp("tender")
    canvas = Canvas(str(folder / "bestek.pdf"))
    canvas.drawString(72, 700, "De opdrachtnemer leeft de acht IAO-basisconventies na in de hele keten.")
    canvas.save()
    paper = docx.Document()
    paper.add_paragraph("De opdrachtnemer leeft de acht IAO-basisconventies na in de hele keten.")
    paper.save(str(folder / "bestek.docx"))
    with Checker() as checker:
        yield {name: checker.check_paths([folder / f"bestek.{name}"]) for name in ("pdf", "docx")}


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_tender_with_remarks_opens(tenders: dict[str, CheckResult], name: str, letters: str) -> None:
    result, said = tenders[name], f"{letters} natuur{letters}steen"
    findings = tuple(replace(f, why=said, outdated=said, title=f"{f.title} {said}") for f in result.report.findings)
    dossier = replace(result.report.dossier, subject=said, rejected=(Rejection(said, said),))
    changed = replace(result.report, findings=findings, dossier=dossier)
    made = Material(changed, RULEBOOK.texts_in("nl"), RULEBOOK.criteria, result.structured, result.originals)
    content = FORMATS[name].content(made)
    if name == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(content))
        notes = [
            str(note.get_object().get("/Contents", "")) for page in reader.pages for note in page.get("/Annots", ())
        ]
        told = [page.extract_text() for page in reader.pages]
        assert notes and not unfit("".join((*notes, *told, str(reader.metadata and reader.metadata.title))))
    else:
        assert docx.Document(io.BytesIO(content)).paragraphs


def test_json_escapes_nothing_that_is_not_there() -> None:
    for letters in LETTERS.values():
        assert not unfit(json_report(material(letters).report))


def test_what_can_be_shown_stays_as_it_is() -> None:
    for text in ("de aannemer", "één € – “x”\n\ty", "日本 العربية עברית 👩🏽 ❤\ufe0f", "e\u0301"):
        assert fit(text) == text
    assert fit("a\x1b[1mb\r\nc\u00add") == f"a{SIGN}[1mb\ncd"
    assert fit_line("a\nb\tc") == f"a{SIGN}b{SIGN}c"
    sound = report()
    assert fitting(sound) is sound


def test_a_failure_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tenderscan.cli.writing import write_whole
    from tenderscan.errors import UsageError

    path = tmp_path / "deep" / "report.html"
    write_whole(path, b"old")
    path.chmod(0o640)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(UsageError, match="no space left"):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["report.html"]
    write_whole(path, b"new")
    assert path.read_bytes() == b"new" and path.stat().st_mode & 0o777 == 0o640
    link = tmp_path / "link.html"
    link.symlink_to(path)
    write_whole(link, b"newer")
    assert link.is_symlink() and path.read_bytes() == b"newer"
