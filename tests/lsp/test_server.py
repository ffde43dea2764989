"""The language server, tried by a client that starts it and speaks to it over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tenderscan.rulebook.load.rulebook import load_rulebook

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

CRITERIA = {criterion.id: criterion for criterion in load_rulebook().criteria}
CLAUSE = CRITERIA["labour.ilo-conventions"].clause["nl"]
WEAK = "De stad hecht belang aan de naleving van de IAO-conventies."
CONFIGURATION = """[[expect]]
files = "clauses/nl"
criteria = ["labour.ilo-conventions"]
"""
# A letter of two UTF-16 units before the passage: columns of the protocol count those.
TEXT = f"# Arbeid 🪨\n\n🪨 Bijlage. {WEAK}\n\nEinde.\n"


class Editor:
    """A client that holds one text and waits for what the server says of it."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self._client = client
        self._path = root / "clauses" / "nl" / "arbeid.md"
        self.uri = self._path.as_uri()
        self._told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self._version = 0
        self.text = ""

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _published(params: lsp.PublishDiagnosticsParams) -> None:
            self._told.put_nowait(params)

    async def show(self, text: str) -> list[lsp.Diagnostic]:
        """Open the text, or change it; what the server then says."""
        self._version += 1
        self.text = text
        if self._version == 1:
            item = lsp.TextDocumentItem(self.uri, "markdown", self._version, text)
            self._client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        else:
            which = lsp.VersionedTextDocumentIdentifier(self._version, self.uri)
            change = [lsp.TextDocumentContentChangeWholeDocument(text)]
            self._client.text_document_did_change(lsp.DidChangeTextDocumentParams(which, change))
        while True:
            told = await asyncio.wait_for(self._told.get(), 240)
            if told.version == self._version:
                return list(told.diagnostics)

    async def hover(self, line: int, character: int) -> str:
        which, at = lsp.TextDocumentIdentifier(self.uri), lsp.Position(line, character)
        found = await self._client.text_document_hover_async(lsp.HoverParams(which, at))
        assert found is None or isinstance(found.contents, lsp.MarkupContent)
        return found.contents.value if found is not None and isinstance(found.contents, lsp.MarkupContent) else ""

    async def edits(self, diagnostic: lsp.Diagnostic) -> dict[str, str]:
        """The text after each of the edits that are offered for a diagnostic, by the first word of its title."""
        which, context = lsp.TextDocumentIdentifier(self.uri), lsp.CodeActionContext([diagnostic])
        found = await self._client.text_document_code_action_async(
            lsp.CodeActionParams(which, diagnostic.range, context)
        )
        after: dict[str, str] = {}
        for action in found or ():
            assert isinstance(action, lsp.CodeAction) and action.edit and action.edit.changes
            (edit,) = action.edit.changes[self.uri]
            assert isinstance(edit, lsp.TextEdit)
            after[action.title.split()[0]] = self._with(edit)
        return after

    async def close(self) -> list[lsp.Diagnostic]:
        self._client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(self.uri)))
        return list((await asyncio.wait_for(self._told.get(), 60)).diagnostics)

    def _with(self, edit: lsp.TextEdit) -> str:
        lines = self.text.splitlines(keepends=True)
        at = edit.range.start
        assert at == edit.range.end, "nothing of the writer's text is taken away"
        line = lines[at.line] if at.line < len(lines) else ""
        before = line.encode("utf-16-le")[: 2 * at.character].decode("utf-16-le")
        return "".join(lines[: at.line]) + before + edit.new_text + line[len(before) :] + "".join(lines[at.line + 1 :])


def with_editor(root: Path, work: Callable[[Editor], Awaitable[None]]) -> None:
    """Start the server as an editor does, do the work, and see that it ends well."""
    (root / ".git").mkdir()
    (root / "tenderscan.toml").write_text(CONFIGURATION, encoding="utf-8")
    (root / "clauses" / "nl").mkdir(parents=True)
    (root / "clauses" / "nl" / "arbeid.md").write_text(TEXT, encoding="utf-8")

    async def run() -> None:
        client = LanguageClient("test", "1")
        await client.start_io(sys.executable, "-m", "tenderscan", "lsp")
        started = await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities()))
        assert started.server_info and started.server_info.name == "tenderscan"
        client.initialized(lsp.InitializedParams())
        await work(Editor(client, root))
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(run())


@pytest.mark.slow
def test_an_editor_is_shown_gaps_told_why_and_given_edits_that_mend_them(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        (weak,) = await editor.show(TEXT)
        assert (weak.code, weak.severity, weak.source) == (
            "labour.ilo-conventions", lsp.DiagnosticSeverity.Error, "tenderscan",
        )  # fmt: skip
        line = TEXT.splitlines()[2]
        begin = len(line[: line.index("De stad")].encode("utf-16-le")) // 2
        assert (weak.range.start.line, weak.range.start.character) == (2, begin), "columns count as the editor does"
        assert "Volgens de configuratie moet dit bestand dit eisen." in weak.message

        told = await editor.hover(2, begin + 3)
        criterion = CRITERIA["labour.ilo-conventions"]
        assert criterion.title["nl"] in told and criterion.why["nl"] in told
        assert criterion.sources[0].title in told
        assert await editor.hover(4, 2) == ""

        after = await editor.edits(weak)
        assert set(after) == {"Insert", "Set"}
        assert after["Insert"].index(WEAK) < after["Insert"].index(CLAUSE) < after["Insert"].index("Einde.")
        (aside,) = await editor.show(after["Set"])
        assert "says not why" in aside.message and aside.range.start.line == 0, "a reason is the writer's to give"
        said = after["Set"].replace("labour.ilo-conventions:  -->", "labour.ilo-conventions: raamovereenkomst -->")
        assert await editor.show(said) == []
        assert await editor.show(after["Insert"]) == []
        assert CRITERIA["labour.ilo-conventions"].title["nl"] in await editor.hover(4, 5), "what is well is told too"

        for emptied in ("", "# Arbeid\n", "---\ntitle: x\n---\n# Arbeid"):
            (gone,) = await editor.show(emptied)
            assert (gone.code, gone.range.start.line) == ("labour.ilo-conventions", 0)
            mended = await editor.edits(gone)
            assert mended["Set"].startswith("---" if emptied.startswith("---") else "<!--")
            assert await editor.show(mended["Insert"]) == []
        assert await editor.close() == []

    with_editor(tmp_path, work)


@pytest.mark.slow
def test_a_wrong_configuration_is_a_diagnostic_and_the_server_lives_on(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        (tmp_path / "tenderscan.toml").write_text("profil = 1\n", encoding="utf-8")
        (wrong,) = await editor.show(TEXT)
        assert 'key that is not known, "profil"' in wrong.message
        (tmp_path / "tenderscan.toml").write_text(CONFIGURATION, encoding="utf-8")
        (weak,) = await editor.show(TEXT + "\nEn nog een zin.\n")
        assert weak.code == "labour.ilo-conventions"

    with_editor(tmp_path, work)


def test_without_the_library_it_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tenderscan.cli import lsp as command
    from tenderscan.cli import run

    monkeypatch.setattr(command, "find_spec", lambda name: None)
    assert run(["lsp"]) == 2
    assert "pygls, which is not installed" in capsys.readouterr().err
