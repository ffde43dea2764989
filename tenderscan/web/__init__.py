"""The local page and its HTTP API: takes files that a browser or a program sends, gives verdicts, reports and pages."""
