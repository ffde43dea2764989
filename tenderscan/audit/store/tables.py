"""The tables of results: plain columns and foreign keys, so that other programs can read them.

Lists are words with a space between; what has parts of its own (boxes, settings) is JSON. Days are YYYY-MM-DD, moments
are UTC (YYYY-MM-DDThh:mm:ssZ). A change here needs a migration (migrations/results).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _of(table: str, *, name: str = "", key: bool = False, index: bool = True, nullable: bool = False) -> Column[int]:
    column = name or f"{table.removesuffix('s')}_id"
    reference = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, Integer, reference, primary_key=key, index=index and not key, nullable=nullable)


runs = Table(
    "runs",
    metadata,
    _id(),
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("state", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("rulebook", Text, nullable=False),
    Column("settings", Text, nullable=False),
    CheckConstraint("state in ('running', 'done', 'stopped', 'broken')", name="state"),
)
"""One start of `tenderscan audit`."""

dossiers = Table(
    "dossiers",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("signature", Text, nullable=False),
    CheckConstraint("kind in ('file', 'folder', 'zip')", name="kind"),
)
"""A dossier by its name under the folder; `signature` gives sizes and times of its files as last seen."""

work = Table(
    "work",
    metadata,
    _of("dossiers", key=True),
    Column("state", Text, nullable=False, index=True),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("owner", Integer, ForeignKey("runs.id", ondelete="SET NULL")),
    Column("until", Text),
    Column("tried", Text, nullable=False, server_default=""),
    CheckConstraint("state in ('waiting', 'leased', 'done', 'failed')", name="state"),
)
"""What is to be done: a lease names the run that has it and the moment until which it may; `tried` the digest of
how it was tried last."""

results = Table(
    "results",
    metadata,
    _id(),
    _of("dossiers"),
    _of("runs", index=False),
    Column("current", Boolean, nullable=False),
    Column("inputs", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("rulebook", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("ocr", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("cpv", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("as_of", Text),
    Column("country", Text),
    Column("authority", Text),
    Column("published", Text),
    Column("subject", Text),
    Column("kind", Text),
    Column("held", Text, nullable=False),
    Column("held_because", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("unread_pages", Integer, nullable=False),
    Column("from_stored_text", Boolean, nullable=False),
    Column("made", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    UniqueConstraint("dossier_id", "inputs"),
    Index(
        "ix_results_one_current",
        "dossier_id",
        unique=True,
        sqlite_where=text("current"),
        postgresql_where=text("current"),
    ),
)
"""What one dossier was found to be, by the digest of all that it was made from (`inputs`)."""

reports = Table(
    "reports",
    metadata,
    _of("results", key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""The JSON report of a result, packed by zlib."""

documents = Table(
    "documents",
    metadata,
    _id(),
    _of("results"),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("pages", Integer),
    Column("words", Integer, nullable=False),
    Column("unread_pages", Text, nullable=False),
    Column("doubtful_pages", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("rejected", Text),
)
"""The documents of a result; `rejected` says why one was not read or not counted."""

criteria = Table(
    "criteria",
    metadata,
    Column("rules", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("theme", Text, nullable=False),
    Column("titles", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("since", Text, nullable=False),
)
"""The codebook: each criterion as the rules had it (`rules` is their digest), texts as JSON by language.

`since` is the first day on which any of its sources holds, empty where one always did."""

findings = Table(
    "findings",
    metadata,
    _of("results", key=True),
    Column("criterion", Text, primary_key=True),
    Column("theme", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("gaps", Text, nullable=False),
    Column("readers", Text, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("digest", Text, nullable=False),
    Index("ix_findings_criterion_verdict", "criterion", "verdict"),
)
"""A criterion's verdict in a result; `disputed` where the tool's two readers (words, learned) do not agree."""

evidence = Table(
    "evidence",
    metadata,
    _id(),
    _of("results"),
    Column("criterion", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("page", Integer),
    Column("section", Text, nullable=False),
    Column("provision", Text),
    Column("stance", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("lots", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("paragraph", Integer),
    Column("boxes", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("probability", Float),
    CheckConstraint("kind in ('evidence', 'near-miss')", name="kind"),
)
"""Passages that a verdict rests on, and near misses; `before` and `after` are the words around the quote."""

failures = Table(
    "failures",
    metadata,
    _id(),
    _of("dossiers"),
    _of("runs", index=False),
    Column("attempt", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Each attempt that failed, and why."""

facts = Table(
    "facts",
    metadata,
    _of("dossiers", key=True),
    Column("field", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("value", Text, nullable=False),
    CheckConstraint("source in ('sheet', 'notice', 'text', 'name')", name="source"),
)
"""What is known of a dossier, by where it is known from; a sheet outranks a notice, that the text, that the name."""

samples = Table(
    "samples",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("seed", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("made", Text, nullable=False),
)
"""A random draw of findings for people to judge."""

sample_items = Table(
    "sample_items",
    metadata,
    _id(),
    _of("samples"),
    Column("item", Text, nullable=False, unique=True),
    _of("results", index=False),
    _of("dossiers", index=False),
    Column("criterion", Text, nullable=False),
    Column("stratum", Text, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("population", Integer, nullable=False),
    Column("clusters", Integer, nullable=False),
    UniqueConstraint("sample_id", "dossier_id", "criterion"),
)
"""An item of a draw: its stratum, how many findings that has in all, and of how many dossiers where whole dossiers are
drawn (else 0). Items that do not count stand there so that a reader cannot tell the tool's verdict."""

reviews = Table(
    "reviews",
    metadata,
    _id(),
    _of("dossiers"),
    Column("criterion", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    _of("results", index=False),
    Column("inputs", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("note", Text, nullable=False),
    _of("samples", index=False, nullable=True),
    Column("at", Text, nullable=False),
    UniqueConstraint("dossier_id", "criterion", "reader", "role", "revision"),
    CheckConstraint("role in ('reader', 'adjudicator')", name="role"),
)
"""What people judged: rows are added and never changed; the highest revision counts while its inputs are current."""
