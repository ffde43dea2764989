"""The views of the store, in SQL that SQLite and PostgreSQL share: what counts now, reviewed and published.

A migration that changes a view freezes its old text; these are the newest.
"""

from __future__ import annotations

DOSSIER_FACTS = """
CREATE VIEW dossier_facts AS
SELECT d.id AS dossier_id, d.name AS dossier, {columns}
FROM dossiers d LEFT JOIN (
  SELECT f.dossier_id, f.field, f.value FROM facts f
  WHERE NOT EXISTS (
    SELECT 1 FROM facts g WHERE g.dossier_id = f.dossier_id AND g.field = f.field
    AND (CASE g.source WHEN 'sheet' THEN 1 WHEN 'notice' THEN 2 WHEN 'text' THEN 3 ELSE 4 END)
      < (CASE f.source WHEN 'sheet' THEN 1 WHEN 'notice' THEN 2 WHEN 'text' THEN 3 ELSE 4 END))
) best ON best.dossier_id = d.id
GROUP BY d.id, d.name
"""

FIELDS = (
    "authority",
    "company_number",
    "date",
    "procedure",
    "value",
    "currency",
    "cpv",
    "country",
    "subject",
    "reference",
)
"""What is known of a dossier, in the order of a sheet; `date` is YYYY-MM-DD, or YYYY where no more is known."""

REVIEW_LATEST = """
CREATE VIEW review_latest AS
SELECT v.*, (v.inputs <> r.inputs) AS stale
FROM reviews v JOIN results r ON r.dossier_id = v.dossier_id AND r.current
WHERE v.revision = (
  SELECT MAX(w.revision) FROM reviews w
  WHERE w.dossier_id = v.dossier_id AND w.criterion = v.criterion AND w.reader = v.reader AND w.role = v.role)
"""

REVIEWED = """
CREATE VIEW reviewed AS
SELECT v.dossier_id, v.criterion,
  SUM(CASE WHEN v.role = 'reader' THEN 1 ELSE 0 END) AS readers,
  COUNT(DISTINCT CASE WHEN v.role = 'reader' THEN v.verdict END) AS verdicts,
  MIN(CASE WHEN v.role = 'reader' THEN v.verdict END) AS read_as,
  (SELECT a.verdict FROM review_latest a WHERE a.dossier_id = v.dossier_id AND a.criterion = v.criterion
   AND a.role = 'adjudicator' AND NOT a.stale ORDER BY a.id DESC LIMIT 1) AS adjudicated
FROM review_latest v WHERE NOT v.stale GROUP BY v.dossier_id, v.criterion
"""

STANDINGS = """
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
"""

# What was not held is never missing, and nobody misses a norm that did not exist on the day.
PUBLISHED = """
CREATE VIEW published AS
SELECT s.*, CASE
  WHEN s.reviewed_verdict = 'missing' AND s.held NOT IN ('complete', 'partly-read') THEN 'undecided'
  WHEN s.reviewed_verdict = 'missing' AND s.since <> '' AND COALESCE(s.as_of, '') <> '' AND s.as_of < s.since
    THEN 'not-applicable'
  ELSE s.reviewed_verdict END AS verdict
FROM standings s
"""


def statements() -> tuple[str, ...]:
    """The statements that make the views, in the order in which one needs the other."""
    columns = ",\n  ".join(f"MAX(CASE WHEN best.field = '{field}' THEN best.value END) AS {field}" for field in FIELDS)
    return DOSSIER_FACTS.format(columns=columns), REVIEW_LATEST, REVIEWED, STANDINGS, PUBLISHED
