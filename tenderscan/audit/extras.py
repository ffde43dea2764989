"""Optional parts: takes the name of one and refuses, in one sentence, where it is not installed."""

from __future__ import annotations

from importlib.util import find_spec

from tenderscan.errors import MissingPartError

PARTS = {
    "audit": ("sqlalchemy", "alembic", "fsspec"),
    "cluster": ("distributed",),
    "parquet": ("pyarrow",),
    "postgresql": ("psycopg",),
}
"""What each part needs."""

_EXTRA = {"parquet": "audit", "postgresql": "audit"}


def need(part: str) -> None:
    """Raise MissingPartError where a part's packages are absent."""
    absent = [name for name in PARTS[part] if find_spec(name) is None]
    if absent:
        extra = _EXTRA.get(part, part)
        raise MissingPartError(
            f"this needs {', '.join(absent)}, which is not installed.",
            f'Install it with: python -m pip install "tenderscan[{extra}]".',
        )
