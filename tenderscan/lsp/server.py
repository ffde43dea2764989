"""The server itself: takes what an editor tells over standard input, answers over standard output."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from tenderscan import __version__
from tenderscan.lsp.judging import Judge, Judged
from tenderscan.lsp.told import actions, diagnostics, hover

DELAY = 0.4
"""Seconds without a letter typed before a text is judged again."""


class TenderscanServer(LanguageServer):
    """Judges one text at a time, beside the loop that talks to the editor; keeps the last result on each text."""

    def __init__(self) -> None:
        super().__init__("tenderscan", __version__)
        self.judge = Judge()
        self.pool = ThreadPoolExecutor(max_workers=1)
        self._judged: dict[str, Judged] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def judged(self, uri: str) -> Judged:
        """The last result on a text; empty before the first."""
        return self._judged.get(uri, Judged())

    def soon(self, uri: str, delay: float) -> None:
        """Judge a text after a while; one that changes meanwhile is judged once."""
        before = self._waiting.pop(uri, None)
        if before is not None:
            before.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._judge(uri, delay))

    def forget(self, uri: str) -> None:
        """Drop what is known of a text that was closed, and its diagnostics."""
        before = self._waiting.pop(uri, None)
        if before is not None:
            before.cancel()
        self._judged.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def document(self, uri: str) -> TextDocument:
        """The text as the editor holds it."""
        return self.workspace.get_text_document(uri)

    async def _judge(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        document = self.document(uri)
        version = document.version
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self.pool, self.judge.judge, Path(document.path), document.source)
        now = self.document(uri)
        if now.version != version:
            # What was judged is no longer there; the change that made it so is judged next.
            return
        self._judged[uri] = found
        told = diagnostics(found, now, self.workspace.position_codec)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told, version))


def make_server() -> TenderscanServer:
    """A server with all that it can do."""
    server = TenderscanServer()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.soon(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.soon(params.text_document.uri, DELAY)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _saved(params: lsp.DidSaveTextDocumentParams) -> None:
        # The configuration may have changed.
        server.soon(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def _hover(params: lsp.HoverParams) -> lsp.Hover | None:
        uri = params.text_document.uri
        return hover(server.judged(uri), server.document(uri), params.position, server.workspace.position_codec)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def _actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        return actions(server.judged(uri), server.document(uri), params.range, server.workspace.position_codec)

    return server


def serve() -> None:
    """Serve one editor until it hangs up."""
    server = make_server()
    try:
        server.start_io()
    finally:
        server.pool.shutdown(wait=True, cancel_futures=True)
        server.judge.close()
