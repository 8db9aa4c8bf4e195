"""Boilerplate rules compiled for speed: a cheap filter over all lines, the rules over what it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from framing.ingest.lines import Lines, pack
from framing.ingest.profiles import Profile, Rule

# Ends of sentences, and of lines that announce one; a line that ends otherwise may be a caption,
# a credit or a heading.
TERMINAL = ".!?…:;,»”\"’'›"
# A literal is looked up by this many of its first (or last) characters: with 3 instead of 6 every
# line that begins "The" is a candidate, one in five.
HEAD, TAIL = 6, 4
# Patterns for whole lines are tried on every line up to this length, terminal mark or not: "Avec AFP."
_SHORT = 24
# No boilerplate line is longer; the longest notice on cookies in the pages at hand has 1,300.
LONGEST = 3000
# Bit 5 tells A from a, also in the UTF-8 of À and à; set in every byte it makes one key of both.
_CASE = {n: np.uint64(int.from_bytes(b"\x20" * n, "little")) for n in (HEAD, TAIL)}
_APOSTROPHES = "’‘ʼ"
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")


@dataclass(frozen=True)
class Ruleset:
    """The rules of a profile and the general ones, ready to be asked about lines.

    Attributes
    ----------
    rules : tuple of Rule
        In order of precedence.
    heads, tails : uint64 arrays
        First (last) bytes of every literal, as `candidates` looks for them.
    whole : dict
        Folded line → index of its rule.
    starts, ends : dict
        First (last) characters of a folded literal → (literal, index) pairs.
    contains : tuple of (str, int)
    expressions : tuple of (needs, compiled, int)
    any_need, any_whole : compiled patterns
        A folded line in which the first finds nothing and that the second does not take as a whole is
        taken by no expression.
    """

    rules: tuple[Rule, ...]
    heads: NDArray[np.uint64]
    tails: NDArray[np.uint64]
    whole: dict[str, int]
    starts: dict[str, tuple[tuple[str, int], ...]]
    ends: dict[str, tuple[tuple[str, int], ...]]
    contains: tuple[tuple[str, int], ...]
    expressions: tuple[tuple[tuple[str, ...], re.Pattern[str], int], ...]
    any_need: re.Pattern[str]
    any_whole: re.Pattern[str]


def compile_rules(*profiles: Profile) -> Ruleset:
    """Return the rules of the profiles as one set; those of an earlier profile come first."""
    rules = tuple(rule for profile in profiles for rule in profile.boilerplate)
    whole = _literals(rules, "whole")
    starts, ends = _literals(rules, "starts"), _literals(rules, "ends")
    expressions = tuple(
        (rule.needs, re.compile("|".join(f"(?:{m})" for m in rule.matches)), index)
        for index, rule in enumerate(rules)
        if rule.matches
    )
    return Ruleset(
        rules=rules,
        heads=_keys((literal for literal, _ in (*whole, *starts)), slice(0, HEAD)),
        tails=_keys((literal for literal, _ in ends), slice(-TAIL, None)),
        whole=dict(reversed(whole)),
        starts=_by_key(starts, slice(0, HEAD)),
        ends=_by_key(ends, slice(-TAIL, None)),
        contains=tuple(_literals(rules, "contains")),
        expressions=expressions,
        any_need=_any_of(sorted({re.escape(need) for needs, _, _ in expressions for need in needs})),
        any_whole=_any_of([expression.pattern for needs, expression, _ in expressions if not needs]),
    )


def candidates(lines: Lines, ruleset: Ruleset) -> NDArray[np.int64]:
    """Return the indices of lines a rule may take; no rule takes any other line.

    Lines that begin or end like a literal are known by their bytes; the others are asked two cheap
    patterns that say whether an expression could take them.
    """
    short = lines.lengths <= LONGEST
    if ruleset.contains:
        return np.flatnonzero(short)
    literal = np.isin(lines.first_bytes(HEAD) | _CASE[HEAD], ruleset.heads)
    literal |= np.isin(lines.last_bytes(TAIL) | _CASE[TAIL], ruleset.tails)
    perhaps = np.flatnonzero(~literal & short & (~ends_terminally(lines) | (lines.lengths <= _SHORT)))
    need, whole = ruleset.any_need, ruleset.any_whole
    folded = (fold(line) for line in lines.texts(perhaps))
    asked = [need.search(line) is not None or whole.fullmatch(line) is not None for line in folded]
    literal[perhaps[np.array(asked, dtype=bool)]] = True
    return np.flatnonzero(literal & short)


def ends_terminally(lines: Lines) -> NDArray[np.bool_]:
    """Whether each line ends in a mark of `TERMINAL`."""
    three = lines.last_bytes(3)
    found = np.zeros(len(lines), bool)
    for mark in TERMINAL:
        key = mark.encode("utf-8")
        found |= three >> np.uint64(8 * (3 - len(key))) == np.uint64(int.from_bytes(key, "little"))
    return found


def apply_rules(line: str, ruleset: Ruleset) -> int:
    """Return the index of the first rule that takes the line, or −1.

    Parameters
    ----------
    line : str
        A line without white space around it.
    ruleset : Ruleset
    """
    folded = fold(line)
    n_words = folded.count(" ") + 1
    literal = [i for i in _literal_hits(folded, ruleset) if n_words <= ruleset.rules[i].most_words]
    best = min(literal, default=len(ruleset.rules))
    for needs, expression, index in ruleset.expressions:
        if index >= best:
            break
        fits = n_words <= ruleset.rules[index].most_words and (not needs or any(n in folded for n in needs))
        if fits and expression.fullmatch(folded):
            return index
    return best if best < len(ruleset.rules) else -1


def fold(line: str) -> str:
    """Return a line for comparison: without case, one kind of apostrophe, one kind of space."""
    folded = line.casefold()
    if not folded.isascii():
        for mark in _APOSTROPHES:
            folded = folded.replace(mark, "'")
    elif "  " not in folded and "\t" not in folded:
        return folded.strip()
    return " ".join(folded.split())


def count_words(text: str) -> int:
    """Return the number of words: elisions are split, hyphenated compounds are one."""
    return len(_WORD.findall(text))


def _literal_hits(folded: str, ruleset: Ruleset) -> list[int]:
    starts = ruleset.starts.get(folded[:HEAD], ())
    ends = ruleset.ends.get(folded[-TAIL:], ())
    hits = [index for literal, index in starts if folded.startswith(literal)]
    hits += [index for literal, index in ends if folded.endswith(literal)]
    hits += [index for literal, index in ruleset.contains if literal in folded]
    return [*hits, ruleset.whole[folded]] if folded in ruleset.whole else hits


def _literals(rules: Sequence[Rule], kind: str) -> list[tuple[str, int]]:
    return [(fold(literal), index) for index, rule in enumerate(rules) for literal in getattr(rule, kind)]


def _by_key(literals: Iterable[tuple[str, int]], key: slice) -> dict[str, tuple[tuple[str, int], ...]]:
    table: dict[str, tuple[tuple[str, int], ...]] = {}
    for literal, index in literals:
        table[literal[key]] = (*table.get(literal[key], ()), (literal, index))
    return table


def _keys(literals: Iterable[str], part: slice) -> NDArray[np.uint64]:
    """Return the bytes by which `candidates` knows literals, whatever their kind of apostrophe and space."""
    variants = {" ": (" ", "\xa0", "\u202f"), "'": ("'", *_APOSTROPHES)}
    written = {
        "".join(spelling).encode("utf-8")[part]
        for literal in literals
        for spelling in product(*(variants.get(c, (c,)) for c in literal[part]))
    }
    size = HEAD if part.start == 0 else TAIL
    return np.array(
        sorted(pack(bytes(b | 0x20 for b in key.ljust(size, b"\0"))) for key in written), np.uint64
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or "(?!)")
