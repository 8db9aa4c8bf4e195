"""The matcher against a slow, obvious one on small vocabularies, patterns and texts."""

from __future__ import annotations

import fnmatch
import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.annotate.tokens import Tokens
from framing.codebook import Matcher, Referent, Rule, Variant
from framing.codebook.patterns import Choice, Edge, Gap, Node, Phrase, Reference, Word, parse

SURFACE = ["a", "A", "ab", "b", "ba", "c", "C"]
LEMMA = ["a", "a", "a", "b", "b", "c", "a"]


def build_tokens(types: list[int], sentences: list[int]) -> Tokens:
    n = len(types)
    zeros, small = np.zeros(n, dtype=np.int32), np.zeros(n, dtype=np.uint8)
    return Tokens(
        language="fr", text="", document_ids=("d",), document_start=np.zeros(2, dtype=np.int32),
        document=zeros, sentence=np.array(sentences, dtype=np.int32), paragraph=zeros, start=zeros, end=zeros,
        type=np.array(types, dtype=np.int32), voice=small, position=small, holder=zeros, before=small,
        surface=np.array(SURFACE, dtype=object), lemma=np.array(LEMMA, dtype=object),
        lemma_number=np.unique(LEMMA, return_inverse=True)[1].astype(np.int32),
    )  # fmt: skip


@cache
def tree_of(pattern: str, edge: Edge = "none") -> Node:
    return parse(pattern, edge)


class Slow:
    """Reads the syntax tree at every place of the text, one way after the other."""

    def __init__(self, tokens: Tokens, sets: list[Referent]) -> None:
        self.tokens, self.sets = tokens, {r.id: r for r in sets}
        self.n = len(tokens)
        self.known: dict[str, set[tuple[int, int]]] = {}

    def ends(self, node: Node, at: int, stop: int) -> set[int]:
        """Places right after the node when it begins at `at`, within a sentence that ends at `stop`."""
        match node:
            case Word():
                return {at + 1} if at < stop and self.fits(node, at) else set()
            case Gap():
                return {at + k for k in range(node.size + 1) if at + k <= stop}
            case Reference():
                return {last + 1 for first, last in self.named(node.name) if first == at < stop}
            case Phrase():
                places = {at}
                for item in node.items:
                    places = {end for place in places for end in self.ends(item, place, stop)}
                return places
            case Choice():
                found = {end for branch in node.branches for end in self.ends(branch, at, stop)}
                return found | ({at} if node.optional else set())

    def named(self, name: str) -> set[tuple[int, int]]:
        if name not in self.known:
            self.known[name] = {span for v in self.sets[name].variants for span in self.spans(v)}
        return self.known[name]

    def fits(self, word: Word, at: int) -> bool:
        surface, lemma = SURFACE[self.tokens.type[at]], LEMMA[self.tokens.type[at]]
        text = surface if word.keeps_case else surface.lower() if word.exact else lemma
        return fnmatch.fnmatchcase(text, word.text)

    def stop(self, at: int) -> int:
        return int(np.searchsorted(self.tokens.sentence, self.tokens.sentence[at], "right"))

    def start(self, at: int) -> int:
        return int(np.searchsorted(self.tokens.sentence, self.tokens.sentence[at], "left"))

    def raw(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Spans that begin and end with a word: a gap beside an absent word is no part of a match."""
        tree = tree_of(pattern)
        for at in range(self.n):
            for end in self.ends(tree, at, self.stop(at)):
                yield at, end - 1

    def spans(self, rule: Rule) -> set[tuple[int, int]]:
        found = {span for p in rule.patterns for span in self.raw(p)}
        return {span for span in found if not self.is_guarded(rule, *span)}

    def is_guarded(self, rule: Rule, first: int, last: int) -> bool:
        low, stop = self.start(first), self.stop(first)
        after = any(
            first in self.ends(tree_of(p, "end"), at, stop)
            for p in rule.not_after
            for at in range(low, first)
        )  # fmt: skip
        before = any(self.ends(tree_of(p, "start"), last + 1, stop) for p in rule.not_before)
        inside = any(f <= first and last <= e for p in rule.not_inside for f, e in self.raw(p))
        return after or before or inside

    def matches(self, rule: Rule) -> list[tuple[int, int]]:
        kept: list[tuple[int, int]] = []
        for first, last in sorted(self.spans(rule), key=lambda s: (s[0], -s[1])):
            if not kept or first > kept[-1][1]:
                kept.append((first, last))
        return kept


words = st.sampled_from(["a", "b", "c", '"a"', '"A"', '"ab"', '"b"', "a*", "*a", '"*a*"', '"*b"', "zz", "C"])
solid = st.one_of(words, st.lists(words, min_size=2, max_size=3).map(lambda w: f"({'|'.join(w)})"))


@st.composite
def patterns(draw: st.DrawFn, names: tuple[str, ...] = ()) -> str:
    """First and last item must be there: what a gap beside an absent word means is tested by example."""
    atoms = st.one_of(solid, st.sampled_from([f"@{n}" for n in names])) if names else solid
    inner = st.one_of(
        atoms,
        st.just("*"),
        st.integers(0, 3).map(lambda k: f"~{k}"),
        atoms.map(lambda a: f"{a}?"),
        st.tuples(atoms, atoms).map(lambda p: f"({p[0]} {p[1]})?"),
        st.tuples(atoms, st.integers(0, 2), atoms).map(lambda p: f"({p[0]} ~{p[1]} {p[2]}|a)"),
    )
    middle = draw(st.lists(inner, max_size=3))
    ends = [draw(atoms)] if not middle and draw(st.booleans()) else [draw(atoms), *middle, draw(atoms)]
    return " ".join(ends)


def rules(names: tuple[str, ...] = ()) -> st.SearchStrategy[Rule]:
    some = patterns(names)
    return st.builds(
        Rule,
        id=st.just("r"),
        patterns=st.lists(some, min_size=1, max_size=3).map(tuple),
        not_after=st.lists(st.one_of(some, some.map(lambda p: f"{p} ~2")), max_size=1).map(tuple),
        not_before=st.lists(st.one_of(some, some.map(lambda p: f"~2 {p}")), max_size=1).map(tuple),
        not_inside=st.lists(some, max_size=1).map(tuple),
    )


def variant(rule: Rule) -> Variant:
    return Variant("v", rule.patterns, rule.not_after, rule.not_before, rule.not_inside)


texts = st.lists(st.lists(st.integers(0, len(SURFACE) - 1), min_size=1, max_size=9), min_size=1, max_size=4)


@given(texts, st.lists(rules(("s", "t")), min_size=1, max_size=4), rules(("t",)), rules())
@settings(deadline=None, max_examples=100)
@example([[0, 0, 0, 0]], [Rule("r", ("a ~2 a",))], Rule("r", ("a",)), Rule("r", ("a",)))
def test_matcher_finds_what_a_slow_reading_finds(
    text: list[list[int]], some: list[Rule], s: Rule, t: Rule
) -> None:
    tokens = build_tokens(
        list(itertools.chain.from_iterable(text)), [i for i, sentence in enumerate(text) for _ in sentence]
    )
    sets = [Referent("s", {}, "", (variant(s),)), Referent("t", {}, "", (variant(t),))]
    slow = Slow(tokens, sets)
    expected = [(number, *span) for number, rule in enumerate(some) for span in slow.matches(rule)]
    found = Matcher(some, sets).find(tokens)
    assert list(zip(*(a.tolist() for a in found), strict=True)) == expected


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 8)), max_size=60))
@settings(deadline=None)
def test_leftmost_longest_is_the_walk_from_left_to_right(spans: list[tuple[int, int, int]]) -> None:
    from framing.codebook.spans import leftmost_longest

    entry, first, length = (np.array([s[i] for s in spans], dtype=np.intp) for i in range(3))
    found = leftmost_longest(entry, first, first + length, 40)
    kept: list[tuple[int, int, int]] = []
    for e, f, k in sorted(set(spans), key=lambda s: (s[0], s[1], -s[2])):
        if not kept or kept[-1][0] != e or f > kept[-1][2]:
            kept.append((e, f, f + k))
    assert list(zip(*(a.tolist() for a in found), strict=True)) == kept


@given(
    st.text(alphabet="ab", max_size=8),
    st.lists(st.text(alphabet="ab", max_size=2), min_size=2, max_size=4),
)
@settings(deadline=None)
def test_wildcards_mean_what_fnmatch_means(text: str, pieces: list[str]) -> None:
    from framing.codebook.vocabulary import matches_wildcard

    assert matches_wildcard(text, pieces) == fnmatch.fnmatchcase(text, "*".join(pieces))


@given(st.text(alphabet='ab(|)?~0123@"* ', max_size=20))
@settings(deadline=None, max_examples=500)
def test_any_text_is_a_pattern_or_a_codebook_error(text: str) -> None:
    from framing.codebook.sequences import sequences_of
    from framing.errors import CodebookError

    try:
        sequences = sequences_of(text)
    except CodebookError:
        return
    assert all(len(s.gaps) == len(s.elements) + 1 and s.elements for s in sequences)
