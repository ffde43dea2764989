"""The audit: thousands of dossiers in, rows in a store out, that people review, count and publish."""
