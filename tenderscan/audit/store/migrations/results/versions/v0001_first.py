"""The first version of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "results_1"
down_revision = None

# The views as they were in this version.
VIEWS = (
    """
CREATE VIEW dossier_facts AS
SELECT d.id AS dossier_id, d.name AS dossier, MAX(CASE WHEN best.field = 'authority' THEN best.value END) AS authority,
  MAX(CASE WHEN best.field = 'company_number' THEN best.value END) AS company_number,
  MAX(CASE WHEN best.field = 'date' THEN best.value END) AS date,
  MAX(CASE WHEN best.field = 'procedure' THEN best.value END) AS procedure,
  MAX(CASE WHEN best.field = 'value' THEN best.value END) AS value,
  MAX(CASE WHEN best.field = 'currency' THEN best.value END) AS currency,
  MAX(CASE WHEN best.field = 'cpv' THEN best.value END) AS cpv,
  MAX(CASE WHEN best.field = 'country' THEN best.value END) AS country,
  MAX(CASE WHEN best.field = 'subject' THEN best.value END) AS subject,
  MAX(CASE WHEN best.field = 'reference' THEN best.value END) AS reference
FROM dossiers d LEFT JOIN (
  SELECT f.dossier_id, f.field, f.value FROM facts f
  WHERE NOT EXISTS (
    SELECT 1 FROM facts g WHERE g.dossier_id = f.dossier_id AND g.field = f.field
    AND (CASE g.source WHEN 'sheet' THEN 1 WHEN 'notice' THEN 2 WHEN 'text' THEN 3 ELSE 4 END)
      < (CASE f.source WHEN 'sheet' THEN 1 WHEN 'notice' THEN 2 WHEN 'text' THEN 3 ELSE 4 END))
) best ON best.dossier_id = d.id
GROUP BY d.id, d.name
""",
    """
CREATE VIEW review_latest AS
SELECT v.*, (v.inputs <> r.inputs) AS stale
FROM reviews v JOIN results r ON r.dossier_id = v.dossier_id AND r.current
WHERE v.revision = (
  SELECT MAX(w.revision) FROM reviews w
  WHERE w.dossier_id = v.dossier_id AND w.criterion = v.criterion AND w.reader = v.reader AND w.role = v.role)
""",
    """
CREATE VIEW reviewed AS
SELECT v.dossier_id, v.criterion,
  SUM(CASE WHEN v.role = 'reader' THEN 1 ELSE 0 END) AS readers,
  COUNT(DISTINCT CASE WHEN v.role = 'reader' THEN v.verdict END) AS verdicts,
  MIN(CASE WHEN v.role = 'reader' THEN v.verdict END) AS read_as,
  (SELECT a.verdict FROM review_latest a WHERE a.dossier_id = v.dossier_id AND a.criterion = v.criterion
   AND a.role = 'adjudicator' AND NOT a.stale ORDER BY a.id DESC LIMIT 1) AS adjudicated
FROM review_latest v WHERE NOT v.stale GROUP BY v.dossier_id, v.criterion
""",
    """
CREATE VIEW standings AS
SELECT f.result_id, r.dossier_id, f.criterion, f.theme, f.level, f.verdict AS tool_verdict, f.confidence, f.reasons,
  f.gaps, f.disputed, r.held, r.as_of, COALESCE(c.since, '') AS since,
  CASE WHEN w.adjudicated IS NOT NULL THEN 'adjudicated' WHEN COALESCE(w.readers, 0) = 0 THEN 'tool'
    WHEN w.verdicts > 1 THEN 'readers-differ' WHEN w.readers > 1 THEN 'two-readers' ELSE 'one-reader' END AS judged_by,
  CASE WHEN w.adjudicated IS NOT NULL THEN w.adjudicated WHEN w.verdicts = 1 THEN w.read_as ELSE f.verdict END
    AS reviewed_verdict
FROM results r JOIN findings f ON f.result_id = r.id
LEFT JOIN criteria c ON c.rules = r.rules AND c.id = f.criterion
LEFT JOIN reviewed w ON w.dossier_id = r.dossier_id AND w.criterion = f.criterion
WHERE r.current
""",
    """
CREATE VIEW published AS
SELECT s.*, CASE
  WHEN s.reviewed_verdict = 'missing' AND s.held NOT IN ('complete', 'partly-read') THEN 'undecided'
  WHEN s.reviewed_verdict = 'missing' AND s.since <> '' AND COALESCE(s.as_of, '') <> '' AND s.as_of < s.since
    THEN 'not-applicable'
  ELSE s.reviewed_verdict END AS verdict
FROM standings s
""",
)

# Passages are searched by words: FTS5 in SQLite (kept up to date by triggers), an index of words in PostgreSQL.
SEARCH_SQLITE = (
    "CREATE VIRTUAL TABLE evidence_search USING fts5("
    "quote, content='evidence', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER evidence_added AFTER INSERT ON evidence BEGIN "
    "INSERT INTO evidence_search(rowid, quote) VALUES (new.id, new.quote); END",
    "CREATE TRIGGER evidence_gone AFTER DELETE ON evidence BEGIN "
    "INSERT INTO evidence_search(evidence_search, rowid, quote) VALUES ('delete', old.id, old.quote); END",
)
SEARCH_POSTGRESQL = ("CREATE INDEX ix_evidence_words ON evidence USING gin (to_tsvector('simple', quote))",)

# What people judged is never changed: the database itself refuses.
KEEP_SQLITE = tuple(
    f"CREATE TRIGGER reviews_no_{verb.lower()} BEFORE {verb} ON reviews BEGIN "
    "SELECT RAISE(ABORT, 'reviews are never changed'); END"
    for verb in ("UPDATE", "DELETE")
)
KEEP_POSTGRESQL = (
    "CREATE FUNCTION reviews_are_kept() RETURNS trigger AS "
    "$$ BEGIN RAISE EXCEPTION 'reviews are never changed'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER reviews_kept BEFORE UPDATE OR DELETE ON reviews FOR EACH ROW EXECUTE FUNCTION reviews_are_kept()",
)


def upgrade() -> None:
    """Make the tables, what searches them, the views."""
    op.create_table(
        "criteria",
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rules", "id", name=op.f("pk_criteria")),
    )
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('file', 'folder', 'zip')", name=op.f("ck_dossiers_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("name", name=op.f("uq_dossiers_name")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("rulebook", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.CheckConstraint("state in ('running', 'done', 'stopped', 'broken')", name=op.f("ck_runs_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "samples",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samples")),
        sa.UniqueConstraint("name", name=op.f("uq_samples_name")),
    )
    op.create_table(
        "facts",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint("source in ('sheet', 'notice', 'text', 'name')", name=op.f("ck_facts_source")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_facts_dossier_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("dossier_id", "field", "source", name=op.f("pk_facts")),
    )
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_failures_dossier_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_failures_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_dossier_id"), "failures", ["dossier_id"], unique=False)
    op.create_table(
        "results",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("rulebook", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("ocr", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("cpv", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("held_because", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("unread_pages", sa.Integer(), nullable=False),
        sa.Column("from_stored_text", sa.Boolean(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_results_dossier_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_results_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
        sa.UniqueConstraint("dossier_id", "inputs", name=op.f("uq_results_dossier_id_inputs")),
    )
    op.create_index(op.f("ix_results_dossier_id"), "results", ["dossier_id"], unique=False)
    op.create_index(
        "ix_results_one_current",
        "results",
        ["dossier_id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "work",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("tried", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("state in ('waiting', 'leased', 'done', 'failed')", name=op.f("ck_work_state")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_work_dossier_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner"], ["runs.id"], name=op.f("fk_work_owner"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_work")),
    )
    op.create_index(op.f("ix_work_state"), "work", ["state"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("unread_pages", sa.Text(), nullable=False),
        sa.Column("doubtful_pages", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_documents_result_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_result_id"), "documents", ["result_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("provision", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("lots", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("boxes", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.CheckConstraint("kind in ('evidence', 'near-miss')", name=op.f("ck_evidence_kind")),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_evidence_result_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_result_id"), "evidence", ["result_id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("gaps", sa.Text(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_findings_result_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("result_id", "criterion", name=op.f("pk_findings")),
    )
    op.create_index("ix_findings_criterion_verdict", "findings", ["criterion", "verdict"], unique=False)
    op.create_table(
        "reports",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_reports_result_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("result_id", name=op.f("pk_reports")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.CheckConstraint("role in ('reader', 'adjudicator')", name=op.f("ck_reviews_role")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_reviews_dossier_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_reviews_result_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sample_id"], ["samples.id"], name=op.f("fk_reviews_sample_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint(
            "dossier_id",
            "criterion",
            "reader",
            "role",
            "revision",
            name=op.f("uq_reviews_dossier_id_criterion_reader_role_revision"),
        ),
    )
    op.create_index(op.f("ix_reviews_dossier_id"), "reviews", ["dossier_id"], unique=False)
    op.create_table(
        "sample_items",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("clusters", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_sample_items_dossier_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_sample_items_result_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["samples.id"], name=op.f("fk_sample_items_sample_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_items")),
        sa.UniqueConstraint("item", name=op.f("uq_sample_items_item")),
        sa.UniqueConstraint(
            "sample_id", "dossier_id", "criterion", name=op.f("uq_sample_items_sample_id_dossier_id_criterion")
        ),
    )
    op.create_index(op.f("ix_sample_items_sample_id"), "sample_items", ["sample_id"], unique=False)
    sqlite = op.get_bind().dialect.name == "sqlite"
    more = (*SEARCH_SQLITE, *KEEP_SQLITE) if sqlite else (*SEARCH_POSTGRESQL, *KEEP_POSTGRESQL)
    for statement in (*VIEWS, *more):
        op.get_bind().exec_driver_sql(statement)
