"""The application: takes a worker, a token and limits, gives what an ASGI server serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from tenderscan import __version__
from tenderscan.web.access import Access
from tenderscan.web.api import choices, clauses, comparisons, dossiers, pages, reports, results, review, texts
from tenderscan.web.api.problems import tell_problems
from tenderscan.web.doors import Doors
from tenderscan.web.front import router as front
from tenderscan.web.limits import Limits
from tenderscan.web.shelf import Shelf
from tenderscan.web.word.serve import router as word
from tenderscan.web.work import Work

if TYPE_CHECKING:
    from tenderscan.audit.store.open import Store

SWEEP = 5.0
"""Seconds between two looks for what is to be dropped."""

_ABOUT = (
    "Send the files of a tender, follow how far they are read, and fetch the report in any format. "
    "Nothing that is sent is written to a disk or leaves this machine."
)


@dataclass(frozen=True)
class Serving:
    """How a server serves: its token, its limits, names by which it may be called, and an open store to review.

    `stop` stops the server, where its page may do that.
    """

    token: str
    limits: Limits = field(default_factory=Limits)
    names: tuple[str, ...] = ()
    store: Store | None = None
    stop: Callable[[], None] | None = None


def make_app(work: Work, serving: Serving) -> FastAPI:
    """The application. The caller closes `work` when serving has ended."""
    shelf = Shelf(serving.limits, work.cancel)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(shelf))
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            shelf.clear()

    app = FastAPI(
        title="tenderscan",
        version=__version__,
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.access = Access(serving.token)
    app.state.shelf, app.state.work, app.state.limits = shelf, work, serving.limits
    app.state.stop, app.state.review = serving.stop, serving.store
    tell_problems(app)
    for module in (dossiers, results, reports, clauses, pages, texts, comparisons, choices, review):
        app.include_router(module.router)
    app.include_router(front)
    app.include_router(word)
    app.add_middleware(Doors, names=serving.names)
    return app


async def _sweep(shelf: Shelf) -> None:
    while True:
        await asyncio.sleep(SWEEP)
        shelf.sweep()


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the API."""
    return app.openapi()
