"""Rules → integers: everything about patterns that does not depend on a text."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.annotate.tokens import Int32
from framing.codebook.entries import Referent, Rule
from framing.codebook.patterns import Edge, Reference, Word
from framing.codebook.sequences import Element, sequences_of
from framing.codebook.sequences import Sequence as Words
from framing.errors import CodebookError, Problem

# Fields of a rule that hold patterns, and where a gap may touch their edge.
PATTERN_FIELDS: Mapping[str, Edge] = {
    "patterns": "none",
    "not_after": "end",
    "not_before": "start",
    "not_inside": "none",
}


@dataclass(frozen=True)
class Steps:
    """A sequence in numbers.

    Attributes
    ----------
    elements : tuple of int
        e ≥ 0 is an element of words, e < 0 the referent ``~e``.
    gaps : tuple of int
        As in `framing.codebook.sequences.Sequence`.
    """

    elements: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True)
class CompiledRule:
    """The sequences of a rule and of its guards."""

    patterns: tuple[Steps, ...]
    not_after: tuple[Steps, ...] = ()
    not_before: tuple[Steps, ...] = ()
    not_inside: tuple[Steps, ...] = ()


@dataclass(frozen=True, eq=False)
class Program:
    """Compiled rules, over shared words and elements.

    Attributes
    ----------
    words : tuple of Word
        Distinct words of all patterns.
    n_elements : int
    element, word : int32 arrays of equal length
        Pairs: the element may be that word.
    any_elements : int32 array
        Elements that any token is.
    rules : tuple of CompiledRule
    referents : tuple of tuple of CompiledRule
        Variants of each referent that some sequence asks for.
    reach : int
        Widest gap of all.
    """

    words: tuple[Word, ...]
    n_elements: int
    element: Int32
    word: Int32
    any_elements: Int32
    rules: tuple[CompiledRule, ...]
    referents: tuple[tuple[CompiledRule, ...], ...]
    reach: int


_Parsed = Mapping[str, tuple[Words, ...]]
# what patterns were read as, so that the same guard on forty rules is read once
_Known = dict[tuple[str, Edge], tuple[Words, ...]]


def compile_rules(rules: Sequence[Rule], sets: Sequence[Referent] = ()) -> Program:
    """Return the rules as numbers.

    Parameters
    ----------
    rules : sequence of Rule
    sets : sequence of Referent
        What ``@name`` may mean; only those asked for are compiled.

    Returns
    -------
    Program

    Raises
    ------
    CodebookError
        With every slip of syntax, unknown reference, and referent that asks for itself.
    """
    problems: list[Problem] = []
    by_name = {referent.id: referent for referent in sets}
    known: _Known = {}
    parsed = [_parsed(rule, known, problems) for rule in rules]
    variants: dict[str, list[_Parsed]] = {}
    pending = [
        (rule.where or rule.id, name) for rule, p in zip(rules, parsed, strict=True) for name in _names(p)
    ]
    while pending:
        where, name = pending.pop(0)
        if name not in by_name:
            problems.append(_unknown(where, name, by_name))
        elif name not in variants:
            variants[name] = [_parsed(variant, known, problems) for variant in by_name[name].variants]
            places = [v.where or f"{name}.{v.id}" for v in by_name[name].variants]
            pending += [(w, n) for w, p in zip(places, variants[name], strict=True) for n in _names(p)]
    problems += _cycles({name: [n for p in v for n in _names(p)] for name, v in variants.items()})
    if problems:
        raise CodebookError(tuple(dict.fromkeys(problems)))
    return _Numbering(tuple(variants)).program(parsed, list(variants.values()))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a remedy that names the nearest known name, or lists what there is."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known are: {', '.join(names)}" if names else "there is none yet"


def _parsed(rule: Rule, known: _Known, problems: list[Problem]) -> _Parsed:
    fields: dict[str, tuple[Words, ...]] = {}
    for name, edge in PATTERN_FIELDS.items():
        sequences: dict[Words, None] = {}
        for number, pattern in enumerate(getattr(rule, name)):
            try:
                if (pattern, edge) not in known:
                    place = f"{rule.where or rule.id}.{name}[{number}]"
                    known[pattern, edge] = sequences_of(pattern, edge, place)
                sequences |= dict.fromkeys(known[pattern, edge])
            except CodebookError as fault:
                problems += fault.problems
        fields[name] = tuple(sequences)
    return fields


def _names(parsed: _Parsed) -> list[str]:
    return list(dict.fromkeys(name for field in parsed.values() for s in field for name in s.references))


def _unknown(where: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(where, "a referent of a naming codebook after @", f"@{name}", nearest(name, known))


def _cycles(graph: Mapping[str, list[str]]) -> list[Problem]:
    """Name the referents that can be reached from themselves."""
    problems = []
    for name in graph:
        seen: dict[str, str] = {}
        pending = [(n, name) for n in graph[name]]
        while pending:
            reached, source = pending.pop()
            if reached not in seen and reached in graph:
                seen[reached] = source
                pending += [(n, reached) for n in graph[reached]]
        if name in seen:
            found = f"@{name} by way of @{seen[name]}"
            problems.append(
                Problem(f"referent {name}", "references that end", found, "write the words instead")
            )
    return problems


class _Numbering:
    """Gives words, elements and referents their numbers, in order of first use."""

    def __init__(self, referents: tuple[str, ...]) -> None:
        self.referent = {name: number for number, name in enumerate(referents)}
        self.words: dict[Word, int] = {}
        self.elements: dict[tuple[Word, ...], int] = {}
        self.reach = 0

    def program(self, rules: Sequence[_Parsed], referents: Sequence[Sequence[_Parsed]]) -> Program:
        compiled = tuple(self._rule(parsed) for parsed in rules)
        variants = tuple(tuple(self._rule(parsed) for parsed in group) for group in referents)
        pairs = [(e, self.words[w]) for words, e in self.elements.items() for w in words if not w.is_any]
        element, word = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
        anything = [e for words, e in self.elements.items() if any(w.is_any for w in words)]
        return Program(
            tuple(self.words), len(self.elements), element.copy(), word.copy(),
            np.array(anything, dtype=np.int32), compiled, variants, self.reach,
        )  # fmt: skip

    def _rule(self, parsed: _Parsed) -> CompiledRule:
        steps: Callable[[str], tuple[Steps, ...]] = lambda name: tuple(map(self._steps, parsed[name]))  # noqa: E731
        return CompiledRule(steps("patterns"), steps("not_after"), steps("not_before"), steps("not_inside"))

    def _steps(self, sequence: Words) -> Steps:
        self.reach = max(self.reach, *sequence.gaps)
        return Steps(tuple(map(self._element, sequence.elements)), sequence.gaps)

    def _element(self, element: Element) -> int:
        if isinstance(element, Reference):
            return ~self.referent[element.name]
        # the order of writing is of no consequence: (a|b) and (b|a) are one element
        words = tuple(sorted(element, key=lambda w: (w.text, w.exact)))
        for word in words:
            self.words.setdefault(word, len(self.words))
        return self.elements.setdefault(words, len(self.elements))
