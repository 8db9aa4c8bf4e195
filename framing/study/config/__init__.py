"""Config: a config.yaml read, checked whole and frozen as a Study."""
