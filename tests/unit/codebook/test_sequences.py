"""Patterns as finite lists of sequences."""

from __future__ import annotations

import pytest

from framing.codebook.patterns import Edge, Reference, Word
from framing.codebook.sequences import MAX_SEQUENCES, MAX_WORDS, Sequence, sequences_of
from framing.errors import CodebookError

A, B, C = (Word("a"),), (Word("b"),), (Word("c"),)


@pytest.mark.parametrize(
    ("pattern", "sequences"),
    [
        ("a", [Sequence((A,), (0, 0))]),
        ("a b", [Sequence((A, B), (0, 0, 0))]),
        ("a ~2 b", [Sequence((A, B), (0, 2, 0))]),
        ("a ~2 ~1 b", [Sequence((A, B), (0, 3, 0))]),
        ("(a|b)", [Sequence(((*A, *B),), (0, 0))]),
        ("(a|(b|a)) c", [Sequence(((*A, *B), C), (0, 0, 0))]),
        ("(a|b c)", [Sequence((A,), (0, 0)), Sequence((B, C), (0, 0, 0))]),
        ("a b?", [Sequence((A, B), (0, 0, 0)), Sequence((A,), (0, 0))]),
        ("a ~2 b? ~1 c", [Sequence((A, B, C), (0, 2, 1, 0)), Sequence((A, C), (0, 3, 0))]),
        ("a (~1 b)?", [Sequence((A, B), (0, 1, 0)), Sequence((A,), (0, 0))]),
        ("a ~2 b?", [Sequence((A, B), (0, 2, 0)), Sequence((A,), (0, 0))]),
        ("@iran b", [Sequence((Reference("iran"), B), (0, 0, 0))]),
    ],
)
def test_patterns_expand(pattern: str, sequences: list[Sequence]) -> None:
    assert sequences_of(pattern) == tuple(sequences)


@pytest.mark.parametrize(("pattern", "edge", "gaps"), [("a ~2", "end", (0, 2)), ("~3 a", "start", (3, 0))])
def test_gaps_at_the_edge_of_a_guard_are_kept(pattern: str, edge: Edge, gaps: tuple[int, int]) -> None:
    assert sequences_of(pattern, edge) == (Sequence((A,), gaps),)


@pytest.mark.parametrize("pattern", ["a?", "a? ~2 b?", "(a|b?)", "(a?)"])
def test_something_must_be_there(pattern: str) -> None:
    with pytest.raises(CodebookError, match="at least one word that must be there"):
        sequences_of(pattern)


@pytest.mark.parametrize("pattern", ["*", '"*"', "* ~1 *", "(a|*)", "a? *"])
def test_every_token_is_no_pattern(pattern: str) -> None:
    with pytest.raises(CodebookError, match="other than"):
        sequences_of(pattern)


def test_expansion_is_capped_before_it_is_done() -> None:
    assert len(sequences_of(" ".join(["a"] * 2 + ["b?"] * 8))) <= MAX_SEQUENCES
    with pytest.raises(CodebookError, match=f"at most {MAX_SEQUENCES} readings"):
        sequences_of(" ".join(["(a b|c d)"] * 40))
    with pytest.raises(CodebookError, match=f"at most {MAX_WORDS} words"):
        sequences_of(" ".join(["a"] * (MAX_WORDS + 1)))


def test_many_single_words_are_one_reading() -> None:
    words = [f"w{i}" for i in range(3 * MAX_SEQUENCES)]
    (sequence,) = sequences_of(f"({'|'.join(words)})")
    assert len(sequence.elements[0]) == len(words)
