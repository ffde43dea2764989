"""Two versions of a tender over HTTP, criterion by criterion."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from tenderscan.diff.changes import difference
from tenderscan.diff.json import as_data
from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import Compared
from tenderscan.web.shelf import Shelf
from tenderscan.web.work import result_of

router = APIRouter(prefix="/api/comparisons", tags=["comparisons"])


@router.post("", responses=problems(404, 409, 422))
def compare_dossiers(asked: Compared, request: Request, owner: Owner) -> dict[str, Any]:
    """What became of each criterion between two dossiers, as `tenderscan diff --format json` writes it."""
    shelf: Shelf = request.app.state.shelf
    old, new = (result_of(shelf.get(name, owner)).report for name in (asked.old, asked.new))
    return as_data(difference(old, new))
