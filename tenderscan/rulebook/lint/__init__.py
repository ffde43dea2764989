"""The lints of rules: takes folders of YAML, gives findings with file and line."""
