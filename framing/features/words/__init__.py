"""Closed classes of words, one YAML file a language."""
