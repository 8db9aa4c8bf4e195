"""Every construct of the pattern language, and every slip of the pen."""

from __future__ import annotations

import pytest

from framing.codebook.patterns import MAX_DEPTH, MAX_GAP, Choice, Edge, Gap, Phrase, Reference, Word, parse
from framing.errors import CodebookError


@pytest.mark.parametrize(
    ("pattern", "tree"),
    [
        ("illégal", Word("illégal")),
        ("Iran", Word("iran")),
        ('"sanctions"', Word("sanctions", exact=True)),
        ('"Guides"', Word("Guides", exact=True)),
        ("illég*", Word("illég*")),
        ("a***b", Word("a*b")),
        ("droit pénal", Phrase((Word("droit"), Word("pénal")))),
        ('"deux poids"', Phrase((Word("deux", exact=True), Word("poids", exact=True)))),
        ("a|b", Choice((Word("a"), Word("b")))),
        ("(a | b c)", Choice((Word("a"), Phrase((Word("b"), Word("c")))))),
        ("a b?", Phrase((Word("a"), Choice((Word("b"),), optional=True)))),
        ("(a|b)? c", Phrase((Choice((Word("a"), Word("b")), optional=True), Word("c")))),
        ("a ~3 b", Phrase((Word("a"), Gap(3), Word("b")))),
        ("a (~1 b)?", Phrase((Word("a"), Choice((Phrase((Gap(1), Word("b"))),), optional=True)))),
        ("@iran_deal", Reference("iran_deal")),
        ("l’ ami", Phrase((Word("l'"), Word("ami")))),
        ("e\u0301tat", Word("état")),
        ("États-Unis", Word("états-unis")),
        ("  a\tb ", Phrase((Word("a"), Word("b")))),
    ],
)
def test_each_construct_becomes_its_node(pattern: str, tree: object) -> None:
    assert parse(pattern) == tree


@pytest.mark.parametrize(
    ("word", "keeps_case"),
    [(Word("ours"), False), (Word("ours", exact=True), False), (Word("Ours", exact=True), True)],
)
def test_only_an_exact_form_with_a_capital_keeps_its_case(word: Word, keeps_case: bool) -> None:
    assert word.keeps_case is keeps_case


@pytest.mark.parametrize(
    ("pattern", "marked"),
    [
        ("", "^ (column 1"),
        ("   ", "   ^ (column 4"),
        ("accord ~x", "accord ^~x (column 8"),
        (f"a ~{MAX_GAP + 1} b", f"a ^~{MAX_GAP + 1} b"),
        ("a ~" + "9" * 5000 + " b", "a ^~9"),
        ("a ~2", "a ^~2"),
        ("a ~2 ", "a ^~2 "),
        ("~2 a", "^~2 a"),
        ("(a b", "^(a b"),
        ("a (b (c)", "a ^(b (c)"),
        ("a) b", "a^) b"),
        ("(a|)", "(a|^)"),
        ("(|a)", "(^|a)"),
        ("()", "(^)"),
        ("illéga(l|ux)", "illéga^(l|ux)"),
        ("(a)b", "(a)^b"),
        ("a??", "a?^?"),
        ("? a", "^? a"),
        ("a ?", "a ^?"),
        ('"a', '^"a'),
        ('a "" b', 'a ^"" b'),
        ("@ iran", "^@ iran"),
        ("a@iran", "a^@iran"),
    ],
)
def test_a_slip_is_shown_with_a_caret(pattern: str, marked: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse(pattern, where="book.fr.yaml:7")
    (problem,) = caught.value.problems
    assert marked in problem.found
    assert problem.where == "book.fr.yaml:7"
    assert problem.remedy


@pytest.mark.parametrize(("pattern", "edge"), [("pas ~2", "end"), ("~2 plus", "start")])
def test_a_gap_may_touch_the_match_in_a_guard(pattern: str, edge: Edge) -> None:
    assert isinstance(parse(pattern, edge), Phrase)
    with pytest.raises(CodebookError):
        parse(pattern, "start" if edge == "end" else "end")


def test_parentheses_end_somewhere() -> None:
    assert parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Word("a")
    with pytest.raises(CodebookError, match=f"at most {MAX_DEPTH}"):
        parse("(" * 100_000 + "a" + ")" * 100_000)
