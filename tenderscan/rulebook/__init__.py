"""The rulebook: takes folders of YAML, gives rules that were checked, lints and pages about them."""
