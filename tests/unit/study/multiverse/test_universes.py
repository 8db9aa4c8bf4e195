"""Universes: equivalents crossed, the rest one at a time, thinned out honestly."""

from __future__ import annotations

from framing.study.config.decisions import DIFFERENT, EQUIVALENT, UNCERTAIN, Decision, Option
from framing.study.multiverse.universes import expand


def decision(name: str, *options: str, **tags: str) -> Decision:
    made = (Option(o, tags.get(o, EQUIVALENT), "because it may be so") for o in options)  # type: ignore[arg-type]
    return Decision(name, tuple(made))


HEADINGS = decision("headings", "with", "apart")
WEIGHTING = decision("weighting", "mention", "article")
AMBIGUOUS = decision("ambiguous", "dropped", "own", "none", own=UNCERTAIN, none=DIFFERENT)


def test_equivalents_are_crossed_and_others_stand_alone() -> None:
    found = expand((AMBIGUOUS, HEADINGS, WEIGHTING), 100)
    assert [(u.name, u.tag) for u in found.universes] == [
        ("default", EQUIVALENT),
        ("weighting=article", EQUIVALENT),
        ("headings=apart", EQUIVALENT),
        ("headings=apart,weighting=article", EQUIVALENT),
        ("ambiguous=own", UNCERTAIN),
        ("ambiguous=none", DIFFERENT),
    ]
    assert (found.n_equivalent, found.factorial, found.incompatible) == (4, 4, 0)
    assert found.universes[3].choices == {"ambiguous": "dropped", "headings": "apart", "weighting": "article"}


def test_decisions_with_one_option_add_no_universe() -> None:
    alone = decision("tier", "extended")
    assert [u.name for u in expand((alone,), 10).universes] == ["default"]
    assert expand((), 10).universes[0].choices == {}


def test_combinations_that_cannot_be_had_are_dropped_and_counted() -> None:
    found = expand(
        (HEADINGS, WEIGHTING), 10, lambda c: (c["headings"], c["weighting"]) != ("apart", "article")
    )
    assert [u.name for u in found.universes] == ["default", "weighting=article", "headings=apart"]
    assert (found.factorial, found.incompatible) == (3, 1)


def test_thinning_keeps_the_default_and_the_panel_and_says_of_how_many() -> None:
    many = tuple(decision(f"d{n}", "a", "b") for n in range(7))
    whole, part = expand((*many, AMBIGUOUS), 1000), expand((*many, AMBIGUOUS), 34)
    assert (part.n_equivalent, part.factorial, len(part.universes)) == (32, 128, 34)
    assert part.universes[0].name == "default"
    assert [u.tag for u in part.universes[-2:]] == [UNCERTAIN, DIFFERENT]
    names = [u.name for u in whole.universes]
    assert [n for n in names if n in {u.name for u in part.universes}] == [u.name for u in part.universes]
    for n in range(7):  # no decision is left with one of its options
        taken = [u.choices[f"d{n}"] for u in part.universes]
        assert 6 <= taken.count("b") <= 26
    assert expand((*many, AMBIGUOUS), 34) == part
    assert [u.name for u in expand((*many, AMBIGUOUS), 1).universes] == [
        "default",
        "ambiguous=own",
        "ambiguous=none",
    ]
