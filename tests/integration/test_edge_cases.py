"""Edge cases in print: tiny corpora run from text to page and tables, and where nothing can be estimated a sentence says so.

The texts are made up here, sentence by sentence from short lists, so that no two of them are copies unless a case wants it.
"""

from __future__ import annotations

import csv
import html
import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import framing
from framing.study.pipeline import Result

LANGUAGES = ("fr", "en")
WHO = (
    "The council",
    "A fisher",
    "The harbour master",
    "A baker",
    "The ferry",
    "A carpenter",
    "The mayor",
    "A pilot",
)
DID = ("opened", "painted", "measured", "counted", "moved", "cleaned", "sold", "mended", "carried", "weighed")
WHAT = (
    "seven boats",
    "the old crane",
    "nine barrels",
    "a wooden gate",
    "the lamp",
    "two anchors",
    "a bell",
    "the sails",
)
WHERE = (
    "behind the market",
    "near the bridge",
    "at dawn",
    "after the rain",
    "beside the mill",
    "on the north quay",
)
ALARM = "Observers found the alarming figure hard to read."
QUOTED = "“The alarming part is the price,” said Orla Venn."
NAMED = "Iran sent a letter about the herring season."
# What no page may print for a number that there is not.
NO_NUMBER = re.compile(r"(?<![\w’'-])(?:nan|NaN|NAN|-?inf|-?Inf|NaT|<NA>)(?![\w’'-])")


class Article(NamedTuple):
    """One made-up article."""

    outlet: str
    extra: str = ""
    date: str = "2030-03-04"
    event: str = ""
    topic: str = ""
    seed: int | None = None


def text_of(article: Article, number: int) -> str:
    words = random.Random(number if article.seed is None else article.seed)
    lines = [" ".join(words.choice(part) for part in (WHO, DID, WHAT, WHERE)) + "." for _ in range(9)]
    return "\n\n".join(
        [f"Harbour notes, number {words.randrange(10**6)}", *lines[:5], article.extra, *lines[5:]]
    )


Case = Callable[[], Sequence[Article]]


def one_article() -> Sequence[Article]:
    """One article to count; the other outlet's lies outside the study's window."""
    return [Article("aster", ALARM), Article("birch", NAMED, "2031-03-04")]


def one_each() -> Sequence[Article]:
    return [Article("aster", ALARM), Article("birch", NAMED)]


def all_zero() -> Sequence[Article]:
    """No word of any declared claim stands anywhere."""
    return [Article(outlet, date=f"2030-03-{n:02}") for outlet in ("aster", "birch") for n in range(1, 6)]


def one_side() -> Sequence[Article]:
    """Six shared events, in which one outlet alone has the words."""
    return [
        Article(outlet, f"{ALARM}\n\n{NAMED}" if outlet == "aster" else "", f"2030-03-{n:02}", f"e{n}")
        for outlet in ("aster", "birch")
        for n in range(1, 7)
    ]


def three_outlets() -> Sequence[Article]:
    """Three outlets; one has no article in a month that the others share, and on a topic of its own."""
    return [
        Article(outlet, (ALARM, QUOTED, NAMED)[n % 3], f"2030-0{month}-{n:02}", topic="sea" if outlet != "cedar" else "fair")
        for outlet, months in (("aster", (3, 4)), ("birch", (3, 4)), ("cedar", (4,)))
        for month in months
        for n in range(1, 6)
    ]  # fmt: skip


def copies() -> Sequence[Article]:
    """A text that both outlets print, and one that an outlet prints twice."""
    own = [Article(outlet, ALARM, f"2030-03-{n:02}") for outlet in ("aster", "birch") for n in range(1, 6)]
    shared = [Article(outlet, NAMED, "2030-03-09", seed=9000) for outlet in ("aster", "birch")]
    again = [Article("aster", f"{NAMED}{end}", "2030-03-10", seed=9001) for end in ("", " It came late.")]
    return [*own, *shared, *again]


def undated() -> Sequence[Article]:
    return [
        Article(outlet, QUOTED if n % 2 else ALARM, "") for outlet in ("aster", "birch") for n in range(5)
    ]


CASES: dict[str, Case] = {
    case.__name__: case
    for case in (one_article, one_each, all_zero, one_side, three_outlets, copies, undated)
}
CLAIMS = [
    {"family": "threat", "category": "alarm"},
    {"family": "threat", "category": "alarm", "voice": "quoted"},
    {"family": "threat", "category": "alarm", "voice": "all"},
    {"family": "naming", "category": "country", "referent": "iran"},
    {"family": "naming", "category": "acronym", "referent": "iran"},
    {"family": "heads", "category": "adjective", "referent": "sanctions"},
    {"family": "sources", "category": "person", "voice": "all"},
]  # fmt: skip


def write_study(folder: Path, articles: Sequence[Article]) -> Path:
    pages = folder / "pages"
    pages.mkdir(parents=True)
    columns = ("file", "doc_id", "outlet", "language", "published", "event", "topic")
    with (pages / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(columns)
        for n, one in enumerate(articles):
            (pages / f"{one.outlet}-{n}.txt").write_text(text_of(one, n), encoding="utf-8")
            name = f"{one.outlet}-{n}"
            rows.writerow([f"{name}.txt", name, one.outlet, "en", one.date, one.event, one.topic])
    outlets = sorted({one.outlet for one in articles} | {"aster", "birch"})
    contrasts = [
        ["aster", "birch"],
        *([["aster", "cedar"], ["birch", "cedar"]] if "cedar" in outlets else []),
    ]
    settings: dict[str, Any] = {
        "study": "edge", "title": {"fr": "Un port", "en": "A harbour"}, "languages": ["en"], "corpus": ["pages"],
        "contrasts": contrasts,
        "extractors": ["terms.v1", "cues.v1", "naming.v1", "heads.v1", "reporting.v1", "sources.v1", "scare_quotes.v1"],
        "codebooks": ["threat", "naming", "heads"],
        "claims": [{**claim, "contrast": pair} for pair in contrasts for claim in CLAIMS][:10],
        "window": {"from": "2030-01-01", "to": "2030-05-31"},
        "statistics": {"replicates": 199, "interval": 0.95, "seed": 20300304},
        "report": {"languages": list(LANGUAGES), "formats": ["html"]}, "engine": {"kind": "serial"},
    }  # fmt: skip
    path = folder / "config.yaml"
    path.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    return path


class Run(NamedTuple):
    """A study that was run, and where."""

    name: str
    result: Result
    folder: Path


@pytest.fixture(scope="module", params=list(CASES))
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    place = tmp_path_factory.mktemp(request.param)
    config = write_study(place / "study", CASES[request.param]())
    folder = place / "out"
    return Run(request.param, framing.run(config, framing.write_report, output=folder), folder)


def words_of(page: str) -> str:
    """Text of a page, its scripts and styles left out."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", bare))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_prints_a_number_that_there_is_not(ran: Run, language: str) -> None:
    page = words_of((ran.folder / f"report-{language}.html").read_text("utf-8"))
    assert len(page) > 10_000
    assert [page[m.start() - 60 : m.end() + 20] for m in NO_NUMBER.finditer(page)] == []


def test_no_table_holds_one(ran: Run) -> None:
    tables = sorted((ran.folder / "tables").glob("*.csv"))
    assert len(tables) > 10
    for path in tables:
        with path.open(encoding="utf-8", newline="") as file:
            bad = [cell for row in csv.reader(file) for cell in row if NO_NUMBER.fullmatch(cell)]
        assert (path.name, bad) == (path.name, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_has_its_sentences(ran: Run, language: str) -> None:
    """A grade for each declared claim."""
    page = words_of((ran.folder / f"report-{language}.html").read_text("utf-8"))
    declared = ran.result.claims[ran.result.claims["declared"].astype(bool)]
    graded = re.findall(r"(?:Grade: |Degré\s?: )[\w ]+\.", page)
    assert len(declared) >= len(CLAIMS)
    assert len(graded) == len(declared)


def said(ran: Run, language: str) -> str:
    return re.sub(r"\s+", " ", words_of((ran.folder / f"report-{language}.html").read_text("utf-8")))


EXPECTED = {
    "one_article": ("of one of them there is no article to compare", "il n’y a aucun article à comparer"),
    "one_each": ("unmatched, so that a difference may be topic or time", "peut tenir au sujet ou au moment"),
    "all_zero": ("The difference is not estimable.", "L’écart n’est pas estimable."),
    "one_side": ("about 6 shared events", "sur 6 événements communs"),
    "three_outlets": ("unmatched but compared within topic and month", "comparés par sujet et par mois"),
    "copies": (
        "1 text set apart, printed by both outlets",
        "1 texte mis à part, que les deux médias impriment",
    ),
    "undated": ("unmatched, so that a difference may be topic", "si bien qu’un écart peut tenir au sujet"),
}


def test_a_sentence_says_what_there_is_not(ran: Run) -> None:
    for language, sentence in zip(("en", "fr"), EXPECTED[ran.name], strict=True):
        assert sentence in said(ran, language)


def test_nothing_more_than_a_suggestion_comes_of_so_little(ran: Run) -> None:
    assert set(ran.result.claims["grade"]) <= {"not_estimable", "described", "suggestive"}
