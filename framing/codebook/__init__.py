"""Codebook: what words stand for – files of patterns, tested like code, and their matcher.

YAML files (``data/``, or a study's own folder) hold cues, naming sets and heads; `load` reads
and checks them, `Matcher` finds their rules in tokens, `check` runs their examples and `audit`
asks whether they looked at every side.
"""

from framing.codebook.checking import audit, check
from framing.codebook.codebooks import available, digest, load
from framing.codebook.entries import Category, Codebook, Entry, Head, OwnedRule, Referent, Rule, Variant
from framing.codebook.matching import Matcher, Matches

__all__ = [
    "Category",
    "Codebook",
    "Entry",
    "Head",
    "Matcher",
    "Matches",
    "OwnedRule",
    "Referent",
    "Rule",
    "Variant",
    "audit",
    "available",
    "check",
    "digest",
    "load",
]
