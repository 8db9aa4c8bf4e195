"""Rules → integers: everything about patterns that does not depend on a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from framing.codebook.entries import Referent, Rule
from framing.codebook.numbering import PATTERN_FIELDS, Parsed, Program, number_rules
from framing.codebook.patterns import Edge
from framing.codebook.sequences import Sequence as Words
from framing.codebook.sequences import sequences_of
from framing.errors import CodebookError, Problem, nearest

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
    known: _Known = {}
    parsed = [_parsed(rule, known, problems) for rule in rules]
    variants = _referents_asked_for(zip(rules, parsed, strict=True), sets, known, problems)
    graph = {name: [n for p in group for n in _names(p)] for name, group in variants.items()}
    problems += _cycles(graph)
    if problems:
        raise CodebookError(tuple(dict.fromkeys(problems)))
    return number_rules(parsed, [{name: variants[name] for name in level} for level in _levels(graph)])


def known_or_nearest(name: str, known: Iterable[str]) -> str:
    """Return a remedy that names the nearest known name, or lists what there is."""
    names = sorted(known)
    return nearest(name, names) or (f"known are: {', '.join(names)}" if names else "there is none yet")


def _parsed(rule: Rule, known: _Known, problems: list[Problem]) -> Parsed:
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


def _referents_asked_for(
    asking: Iterable[tuple[Rule, Parsed]], sets: Sequence[Referent], known: _Known, problems: list[Problem]
) -> dict[str, list[Parsed]]:
    """Variants of every referent that a rule asks for, or that a referent asked for asks for."""
    by_name = {referent.id: referent for referent in sets}
    variants: dict[str, list[Parsed]] = {}
    pending = [(rule.where or rule.id, name) for rule, parsed in asking for name in _names(parsed)]
    while pending:
        where, name = pending.pop(0)
        if name not in by_name:
            remedy = known_or_nearest(name, by_name)
            problems.append(Problem(where, "a referent of a naming codebook after @", f"@{name}", remedy))
        elif name not in variants:
            variants[name] = [_parsed(variant, known, problems) for variant in by_name[name].variants]
            places = [v.where or f"{name}.{v.id}" for v in by_name[name].variants]
            pending += [(w, n) for w, p in zip(places, variants[name], strict=True) for n in _names(p)]
    return variants


def _names(parsed: Parsed) -> list[str]:
    return list(dict.fromkeys(name for field in parsed.values() for s in field for name in s.references))


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


def _levels(graph: Mapping[str, list[str]]) -> list[list[str]]:
    """Sort referents without cycles so that each level asks only for earlier ones."""
    levels: list[list[str]] = []
    done: set[str] = set()
    while len(done) < len(graph):
        levels.append([name for name in graph if name not in done and done.issuperset(graph[name])])
        done.update(levels[-1])
    return levels
