"""The tables of full texts, in a file (or schema) of their own: results can be published without them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from tenderscan.audit.store.tables import NAMES

metadata = MetaData(naming_convention=NAMES)

readings = Table(
    "readings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""What the readers gave of a dossier's files, packed; the key is the digest of content and way of reading."""

texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reading_key", Text, ForeignKey("readings.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("dossier", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("text", Text, nullable=False),
)
"""The text of each document, for people to search."""
