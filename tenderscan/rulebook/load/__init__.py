"""The rulebook: takes folders of YAML, gives checked rules, profiles and texts."""
