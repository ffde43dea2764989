"""Gaps that are accepted for a reason, or known from before: suppressions and baselines."""
