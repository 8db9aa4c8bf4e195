"""Codebook files: found, read, replaced, fingerprinted – and every mistake in them named at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.codebook import Codebook, available, digest, load
from framing.codebook.codebooks import SHIPPED
from framing.errors import CodebookError

Write = Callable[[str, str], Path]

# language xx: the shipped codebooks stay out of these tests
NAMING = """
name: places
language: xx
version: 1
kind: naming
referents:
  port:
    label: {fr: le port, en: the port}
    exists: 2022-02-24
    variants:
      plain: {label: {fr: port}, patterns: [port, no], not_after: ["air"], examples: [un port]}
"""
CUES = """
name: tone
language: xx
version: 3
kind: cues
sources: [somebody]
categories:
  gloom:
    label: {fr: noirceur, en: gloom}
    searched_on: [port]
    targets: [port]
    entries:
      - id: dark
        patterns: [sombre, "assombrir ~2 @port"]
        examples: ["Un temps sombre."]
      - {id: grey, tier: extended, patterns: [gris], note: weak}
"""
HEADS = """
name: nouns
language: xx
version: 1
kind: heads
heads:
  measure: {label: {fr: mesure}, patterns: [mesure], feminine: true}
  step: {patterns: [pas]}
"""


def problems(write: Write, text: str, name: str = "tone") -> list[str]:
    write("places.xx.yaml", NAMING)
    folder = write(f"{name}.xx.yaml", text)
    with pytest.raises(CodebookError) as caught:
        load([name], "xx", [folder])
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def books(write: Write) -> tuple[Codebook, ...]:
    for name, text in (("places", NAMING), ("tone", CUES)):
        write(f"{name}.xx.yaml", text)
    return load(["nouns", "tone", "places", "tone"], "xx", [write("nouns.xx.yaml", HEADS)])


def test_files_become_codebooks(books: tuple[Codebook, ...]) -> None:
    nouns, tone, places = books
    assert [(book.name, book.kind, book.version) for book in books] == [
        ("nouns", "heads", 1), ("tone", "cues", 3), ("places", "naming", 1),
    ]  # fmt: skip
    (gloom,) = tone.categories
    assert (gloom.targets, gloom.searched_on, gloom.label["en"]) == (("port",), ("port",), "gloom")
    assert [(e.id, e.tier, e.note) for e in gloom.entries] == [
        ("dark", "core", ""),
        ("grey", "extended", "weak"),
    ]
    assert gloom.entries[0].where == "tone.xx.yaml:13 categories.gloom.entries[0]"
    assert [(h.id, h.feminine) for h in nouns.heads] == [("measure", True), ("step", False)]
    (port,) = places.referents
    assert (port.exists, port.variants[0].not_after) == ("2022-02-24", ("air",))
    assert all([referent.id for referent in book.sets] == ["port"] for book in books)
    assert [(p.owner, p.rule.id) for p in tone.rules] == [("gloom", "dark"), ("gloom", "grey")]
    assert [(p.owner, p.rule.id) for p in places.rules] == [("port", "plain")]
    assert [(p.owner, p.rule.id) for p in nouns.rules] == [("measure", "measure"), ("step", "step")]


def test_words_that_yaml_takes_for_something_else_stay_words(books: tuple[Codebook, ...]) -> None:
    assert books[2].referents[0].variants[0].patterns == ("port", "no")


def test_available_names_what_load_reads(books: tuple[Codebook, ...], tmp_path: Path) -> None:
    assert available("xx", [tmp_path]) == ("nouns", "places", "tone")
    assert available("xx") == ()
    assert set(available("fr")) == {path.name.removesuffix(".fr.yaml") for path in SHIPPED.glob("*.fr.yaml")}


def test_a_later_folder_replaces_the_codebook_of_that_name(write: Write, tmp_path: Path) -> None:
    write("nouns.xx.yaml", HEADS)
    nearer = tmp_path / "nearer"
    nearer.mkdir()
    (nearer / "nouns.xx.yaml").write_text(HEADS.replace("version: 1", "version: 2"), encoding="utf-8")
    assert load(["nouns"], "xx", [tmp_path, nearer])[0].version == 2
    assert load(["nouns"], "xx", [nearer, tmp_path])[0].version == 1


def test_an_unknown_name_gets_the_nearest(write: Write) -> None:
    folder = write("nouns.xx.yaml", HEADS)
    with pytest.raises(CodebookError, match=r"(?s)'nous'.*did you mean 'nouns'.*'zz'.*known are"):
        load(["nous", "zz"], "xx", [folder])


def test_the_digest_is_of_the_content(books: tuple[Codebook, ...], write: Write, tmp_path: Path) -> None:
    before = [digest(book) for book in books]
    write("tone.xx.yaml", "# a comment\n" + CUES.replace("      - id: dark", "\n      - id: dark"))
    assert [digest(book) for book in load(["nouns", "tone", "places"], "xx", [tmp_path])] == before
    assert len(set(before)) == 3
    write("places.xx.yaml", NAMING.replace("[port, no]", "[port]"))
    after = [digest(book) for book in load(["nouns", "tone", "places"], "xx", [tmp_path])]
    assert all(new != old for new, old in zip(after, before, strict=True))


def test_all_mistakes_of_a_file_at_once(write: Write) -> None:
    text = """
name: tune
language: fr
version: first
kind: cues
sauces: []
categories:
  gloom:
    searched: [x]
    targets: [prt]
    entries:
      - id: a b
        patterns: []
        tier: kernel
        exmples: [x]
      - id: twice
        patterns: ["(a"]
        note: [x]
      - id: twice
        patterns: ["@prt", ""]
      - patterns: word
      - plain
"""
    found = problems(write, text)
    expected = [
        "tone.xx.yaml:6 sauces · expected a known key · found 'sauces' · did you mean 'sources'?",
        "tone.xx.yaml:2 name · expected name: tone · found 'tune'",
        "tone.xx.yaml:3 language · expected language: xx · found 'fr'",
        "tone.xx.yaml:4 version · expected a whole number",
        "tone.xx.yaml:9 categories.gloom.searched · expected a known key · found 'searched' · did you mean 'searched_on'?",
        "tone.xx.yaml:9 categories.gloom · expected a key 'label' · found none",
        "tone.xx.yaml:15 categories.gloom.entries[0].exmples · expected a known key · found 'exmples' · did you mean 'examples'?",
        "tone.xx.yaml:14 categories.gloom.entries[0].tier · expected tier: core or extended · found 'kernel'",
        "tone.xx.yaml:12 categories.gloom.entries[0].id · expected a name",
        "tone.xx.yaml:13 categories.gloom.entries[0].patterns · expected at least one pattern",
        "tone.xx.yaml:18 categories.gloom.entries[1].note · expected a text · found a list",
        "tone.xx.yaml:20 categories.gloom.entries[2].patterns[1] · expected a text · found nothing",
        "tone.xx.yaml:21 categories.gloom.entries[3] · expected a key 'id'",
        "tone.xx.yaml:21 categories.gloom.entries[3].patterns · expected a list · found 'word'",
        "tone.xx.yaml:22 categories.gloom.entries[4] · expected keys and values · found 'plain'",
        "tone.xx.yaml:9 categories.gloom · expected each entry id once · found 'twice' more than once",
        "tone.xx.yaml categories.gloom.targets · expected a referent · found 'prt' · did you mean 'port'?",
        "tone.xx.yaml:16 categories.gloom.entries[1].patterns[0] · expected a closing parenthesis",
        "tone.xx.yaml:19 categories.gloom.entries[2] · expected a referent of a naming codebook after @ · found @prt",
    ]
    for start in expected:
        assert any(line.startswith(start) for line in found), (start, found)
    assert len(found) <= len(expected) + 1  # a pattern that is no list counts as none, too


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            NAMING.replace("    label: {fr: le port", "    exists: x\n    label: {fr: le port"),
            "each key once",
        ),
        (NAMING.replace("2022-02-24", "last year"), "expected a date"),
        (NAMING.replace("kind: naming", "kind: namign"), "did you mean 'naming'?"),
        (NAMING.replace("kind: naming\n", ""), "kind: cues or naming or heads"),
        (NAMING.replace("  port:\n", "  a port:\n"), "a name of letters"),
        (NAMING.replace("[port, no]", "[@port]"), "put quotes"),
        (NAMING.replace("[port, no]", "[*port]"), "put quotes"),
        (NAMING.replace("[port, no]", "['@port']"), "by way of @port"),
        (NAMING.replace("[port, no]", "&all [port]").replace('["air"]', "*all"), "an alias"),
        (NAMING.replace("{label: {fr: port}", "{label: port"), "a label for each language"),
        ("", "expected keys and values · found nothing"),
        ("- a", "found a list"),
        ("name: [unclosed", "expected YAML"),
        ("? [a]\n: b\n", "a word as key"),
        (HEADS.replace("feminine: true", "feminine: 1"), "feminine: true or false"),
    ],
)
def test_each_kind_of_mistake(write: Write, text: str, message: str) -> None:
    name = "nouns" if "heads:" in text else "places"
    assert any(message in line for line in problems(write, text, name))


def test_a_file_that_is_no_text(write: Write, tmp_path: Path) -> None:
    (tmp_path / "tone.xx.yaml").write_bytes(b"name: \xff\xfe")
    with pytest.raises(CodebookError, match="UTF-8"):
        load(["tone"], "xx", [tmp_path])


def test_a_referent_belongs_to_one_codebook(write: Write) -> None:
    write("places.xx.yaml", NAMING)
    folder = write("more.xx.yaml", NAMING.replace("places", "more"))
    with pytest.raises(CodebookError, match=r"'port' also in more\.xx\.yaml"):
        load(["places"], "xx", [folder])


def test_a_mistake_in_a_file_nobody_asked_for_stops_nothing(write: Write) -> None:
    write("nouns.xx.yaml", HEADS)
    folder = write("tone.xx.yaml", CUES.replace("entries:", "entires:"))
    assert load(["nouns"], "xx", [folder])[0].name == "nouns"
