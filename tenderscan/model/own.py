"""By what a report of ours is known, in whatever format, so that none is ever judged as a tender."""

from __future__ import annotations

OWN_REPORT = "tenderscan-report-1"
"""Stands in every report: in a comment, a property, or where a format has neither, as its last line."""

OWN_COLUMNS = "id,theme,title,level,verdict,why"
"""How a report as CSV begins: a line more would break what reads it."""

OWN_BOOKMARK = "tenderscan_report_1"
"""The bookmark of a tender in Word that carries our remarks."""
