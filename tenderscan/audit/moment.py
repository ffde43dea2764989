"""Moments as the store writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now(later: float = 0.0) -> str:
    """This moment in UTC, or one so many seconds later, to the second."""
    return (datetime.now(UTC) + timedelta(seconds=later)).strftime("%Y-%m-%dT%H:%M:%SZ")
