"""Rules as numbers."""

from __future__ import annotations

import pickle

import pytest

from framing.codebook import Matcher, Referent, Rule, Variant
from framing.codebook.program import compile_rules, known_or_nearest
from framing.errors import CodebookError


def referent(name: str, *patterns: str) -> Referent:
    return Referent(name, {}, "", (Variant("v", patterns),))


def test_words_are_shared_between_patterns() -> None:
    program = compile_rules(
        [Rule("x", ("a b", "b a")), Rule("y", ("(a|b)",), not_after=("b",)), Rule("z", ("(b|a)",))]
    )
    assert len(program.words) == 2
    assert program.n_elements == 3


def test_all_problems_at_once() -> None:
    rules = [Rule("x", ("(a", "b ~x")), Rule("y", ("@irn",), not_inside=("~1 c",))]
    with pytest.raises(CodebookError) as caught:
        Matcher(rules, [referent("iran", "Iran")])
    assert [p.where for p in caught.value.problems] == [
        "x.patterns[0]",
        "x.patterns[1]",
        "y.not_inside[0]",
        "y",
    ]
    assert "'iran'" in caught.value.problems[-1].remedy


def test_a_circle_of_references_is_named() -> None:
    sets = [referent("a", "@b"), referent("b", "x @c"), referent("c", "@b y"), referent("d", "@d")]
    with pytest.raises(CodebookError) as caught:
        Matcher([Rule("r", ("@a",))], sets)
    assert [(p.where, p.found) for p in caught.value.problems] == [
        ("referent b", "@b by way of @c"),
        ("referent c", "@c by way of @b"),
    ]


def test_a_referent_may_ask_for_another() -> None:
    sets = [referent("a", "x @b"), referent("b", "y"), referent("unused", "(")]
    program = compile_rules([Rule("r", ("@a",))], sets)
    assert program.levels == ((0, 1), (1, 2), (2, 3))
    assert program.referent.tolist() == [0, 1, -1]


def test_nearest_names_or_lists() -> None:
    assert known_or_nearest("sanction", ["sanctions", "west"]) == "did you mean 'sanctions'?"
    assert known_or_nearest("zzz", ["west", "iran"]) == "known are: iran, west"
    assert known_or_nearest("zzz", []) == "there is none yet"


def test_a_matcher_travels_between_processes() -> None:
    matcher = Matcher([Rule("r", ("a ~2 @a",))], [referent("a", "b")])
    assert pickle.loads(pickle.dumps(matcher)).rules == matcher.rules
