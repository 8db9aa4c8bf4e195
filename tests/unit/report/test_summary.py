"""What the summary says, and what it must not say."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.summary import build
from framing.tables import check

BANNED = r"\b(biased|propaganda|neutral|objective|proves|always|never|biaisé|propagande|neutre|prouve|toujours|jamais)\b"


def _walk(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _walk(part)


def _flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def _section(summary: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(s for s in summary["sections"] if s["id"] == identity)


def _tables(summary: dict[str, Any], section: str) -> dict[str, dict[str, Any]]:
    return {b["id"]: b for b in _section(summary, section)["blocks"] if b["type"] == "table"}


def _row(table: dict[str, Any], *starts: str) -> list[str]:
    rows = [[_flat(cell["runs"]) for cell in row] for row in table["rows"]]
    return next(row for row in rows if row[: len(starts)] == list(starts))


def test_it_is_plain_json(summaries: dict[str, dict[str, Any]]) -> None:
    for summary in summaries.values():
        again = json.loads(json.dumps(summary, ensure_ascii=False, allow_nan=False, sort_keys=True))
        assert again == summary


def test_every_link_leads_to_an_anchor_and_every_anchor_is_one(summaries: dict[str, dict[str, Any]]) -> None:
    for summary in summaries.values():
        ids = [i for g in summary["evidence"]["groups"] for p in g["parts"] for i in p["ids"]]
        ids += [g["id"] for g in summary["evidence"]["groups"]]
        assert len(ids) == len(set(ids))
        hrefs = {v["href"] for v in _walk(summary["sections"]) if isinstance(v, dict) and "href" in v}
        assert hrefs
        assert hrefs <= set(ids)


def test_ids_of_a_page_are_unique(summaries: dict[str, dict[str, Any]]) -> None:
    blocks = [v for v in _walk(summaries["en"]) if isinstance(v, dict) and isinstance(v.get("id"), str)]
    identities = [b["id"] for b in blocks]
    assert len(identities) == len(set(identities))


def test_findings_say_that_nothing_can_be_claimed_and_what_was_seen(
    summaries: dict[str, dict[str, Any]],
) -> None:
    items = _section(summaries["en"], "findings")["blocks"][0]["items"]
    assert 3 <= len(items) <= 7
    assert _flat(items[0]["text"]).startswith("Of 3 comparisons made here, none can be claimed")
    claim = "\n".join(_flat(line) for line in items[1]["details"])
    assert (
        "L'Aurore 3 times in 1 article of 2 (1 outside quotation marks and 2 inside quotation marks)" in claim
    )
    assert "La Dépêche 0 times in 2 articles (outside quotation marks in at most" in claim
    matched = claim
    assert "“sanctions illégales” ×2, inside quotation marks, body of article 2" in matched
    other = "\n".join(_flat(line) for line in items[2]["details"])
    assert "inquiétant pour l'Occident" in other
    assert "title of article 4" in other
    assert all(item["grade_label"] in ("described", "not estimable") for item in items[1:])


def test_a_structural_zero_is_not_a_zero(summaries: dict[str, dict[str, Any]]) -> None:
    table = _tables(summaries["en"], "naming")["naming-of-ukraine_war"]
    row = next(r for r in table["rows"] if not r[1].get("sort"))
    assert row[1]["missing"]
    assert _flat(row[1]["runs"]) == "not estimable"
    assert row[1]["sort"] is None
    texts = [_flat(i["text"]) for i in _section(summaries["en"], "findings")["blocks"][0]["items"]]
    assert any("not estimable" in t and "24\u00a0February 2022" in t for t in texts)


def test_own_and_quoted_cues_never_share_a_table(summaries: dict[str, dict[str, Any]]) -> None:
    tables = _tables(summaries["fr"], "vocabulary")
    own, quoted = tables["cues-legitimacy-own"], tables["cues-legitimacy-quoted"]
    assert _row(own, "Délégitimation" if "Délégitimation" in str(own) else "Delegitimise")[2].startswith(
        "1 ("
    )
    assert _row(quoted, "Delegitimise" if "Delegitimise" in str(quoted) else "Délégitimation")[2].startswith(
        "2 ("
    )


def test_numbers_of_a_table_equal_their_evidence(summaries: dict[str, dict[str, Any]]) -> None:
    summary = summaries["en"]
    size = {p["ids"][0]: p["n"] for g in summary["evidence"]["groups"] for p in g["parts"]}
    table = _tables(summary, "naming")["naming-of-iran"]
    cells = [c for row in table["rows"] for c in row[1:] if c["runs"][0].get("href")]
    assert cells
    assert all(size[c["runs"][0]["href"]] == c["sort"] for c in cells)


def _behind(summary: dict[str, Any], href: str) -> int:
    """Rows of all parts that an anchor stands for, as the page marks them."""
    wide, _, voice = href.partition("--")
    parts = [part for group in summary["evidence"]["groups"] for part in group["parts"]]
    ends = f"-{voice}" if voice else ""
    return sum(
        p["n"]
        for p in parts
        if p["ids"][0] == href or (p["ids"][0].startswith(wide + "-") and p["ids"][0].endswith(ends))
    )


def _linked(table: dict[str, Any]) -> list[tuple[float, str]]:
    rows = [*table["rows"], *table["totals"]]
    return [(c["sort"], c["runs"][0]["href"]) for row in rows for c in row if "href" in c["runs"][0]]


@pytest.mark.parametrize(
    ("section", "start"),
    [("vocabulary", "cues-"), ("naming", "naming-of-"), ("naming", "head-of-"), ("findings", "phrases")],
)
def test_every_number_opens_as_many_rows(
    summaries: dict[str, dict[str, Any]], section: str, start: str
) -> None:
    summary = summaries["en"]
    linked = [
        pair for name, t in _tables(summary, section).items() if name.startswith(start) for pair in _linked(t)
    ]
    assert linked
    assert [(n, href) for n, href in linked if _behind(summary, href) != n] == []


def test_totals_are_linked_wherever_there_are_rows(summaries: dict[str, dict[str, Any]]) -> None:
    tables = _tables(summaries["en"], "naming") | _tables(summaries["en"], "vocabulary")
    cells = [
        c
        for name, t in tables.items()
        if name.startswith(("naming-of-", "head-of-", "cues-"))
        for row in [*t["rows"], *t["totals"]]
        for c in row[1:]
        if isinstance(c["sort"], float) and c["sort"] and len(c["runs"]) and c["runs"][0]["text"].isdigit()
    ]
    plain = [c for c in cells if "href" not in c["runs"][0]]
    assert cells
    # the article of an attribute is a number too, and no count
    assert plain == []


def test_removals_open_their_places_in_the_page(summaries: dict[str, dict[str, Any]]) -> None:
    summary = summaries["en"]
    rows = _tables(summary, "corpus")["removals"]["rows"]
    assert [row[2]["sort"] for row in rows] == [_behind(summary, row[2]["runs"][0]["href"]) for row in rows]
    group = next(g for g in summary["evidence"]["groups"] if g["kind"] == "removed")
    assert group["parts"][0]["rows"][0]["offsets"] == [0]
    assert all(cell[6]["runs"][0].get("href") for cell in _tables(summary, "corpus")["documents"]["rows"][:3])


def test_words_near_a_head_open_their_articles(summaries: dict[str, dict[str, Any]]) -> None:
    summary = summaries["en"]
    near = [b for b in _section(summary, "naming")["blocks"] if b["type"] == "captioned"]
    runs = [run for block in near for item in block["items"] for run in item if "href" in run]
    assert [int(run["text"]) for run in runs] == [_behind(summary, run["href"]) for run in runs] == [3]


def test_methods_name_the_unit_and_the_denominators(summaries: dict[str, dict[str, Any]]) -> None:
    blocks = _section(summaries["en"], "methods")["blocks"]
    units = next(b for b in blocks if b["type"] == "items" and not b["ordered"])["items"]
    said = [_flat(item) for item in units]
    assert said[0].startswith("Cues, not sentences. Here 8 cues; of these, 0 cues in a sentence")
    assert "one sentence with two voices counts twice" in said[2]
    table = next(b for b in blocks if b.get("id") == "denominators")
    for row in table["rows"]:
        sentences, *voices, added = (cell["sort"] for cell in row[1:])
        assert added == sum(voices)
        assert sentences > 0


def test_shares_of_a_voice_sum_to_all_mentions(summaries: dict[str, dict[str, Any]]) -> None:
    table = _tables(summaries["en"], "naming")["naming-of-iran"]
    for place, total in enumerate(table["totals"][0][1:], 1):
        column = [row[place]["sort"] or 0 for row in table["rows"]]
        assert sum(column) == total["sort"]


def test_keyness_banner_names_what_survives_and_the_resolution(summaries: dict[str, dict[str, Any]]) -> None:
    banner = next(b for b in _section(summaries["en"], "keyness")["blocks"] if b["type"] == "banner")
    said = [_flat(item) for item in banner["items"]]
    assert len(said) == 3
    assert all("none survives correction" in s and "is .33" in s for s in said)


def test_evidence_shows_offsets_without_texts_and_lines_with_them(synthetic: ModuleType) -> None:
    bundle = build(synthetic.make_result(), "en")
    rows = [r for g in bundle["evidence"]["groups"] for p in g["parts"] for r in p["rows"]]
    assert not any(r["lines"] for r in rows)
    text = "Le quai est inquiétant pour l'Occident.\nUne autre ligne."
    seen = pd.DataFrame(synthetic.make_observations())
    seen.loc[seen["surface"].str.startswith("inquiétant"), ["start", "end"]] = [12, 38]
    held = synthetic.make_measurements(observations=seen, texts={"d4": text})
    shown = build(synthetic.make_result(measurements=held), "en")
    lines = [
        line
        for g in shown["evidence"]["groups"]
        for p in g["parts"]
        for r in p["rows"]
        for line in r["lines"]
    ]
    assert {"left": "Le quai est ", "match": "inquiétant pour l'Occident", "right": "."} in lines
    assert shown["has_texts"]


def test_banned_words_appear_in_no_sentence_of_ours(summaries: dict[str, dict[str, Any]]) -> None:
    for summary in summaries.values():
        ours = [
            v["text"]
            for v in _walk(summary)
            if isinstance(v, dict) and v.get("kind") in ("text", "strong") and "text" in v
        ]
        ours += [v for v in _walk(summary["words"]) if isinstance(v, str)]
        assert [t for t in ours if re.search(BANNED, t, re.IGNORECASE)] == []


def test_no_claim_and_no_estimate_still_make_a_report(synthetic: ModuleType) -> None:
    from framing.tables import empty

    bare = synthetic.make_result(
        study=synthetic.make_study(claims=[]), claims=empty("claims"), estimates=empty("estimates"),
        designs=synthetic.make_designs().iloc[:0],
    )  # fmt: skip
    summary = build(bare, "fr")
    items = _section(summary, "findings")["blocks"][0]["items"]
    assert _flat(items[0]["text"]).startswith("Cette étude ne déclare aucune comparaison")
    assert math.isfinite(len(summary["sections"]))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_phrases_have_at_most_six_words(summaries: dict[str, dict[str, Any]], language: str) -> None:
    shown = [
        v["text"] for v in _walk(summaries[language]) if isinstance(v, dict) and v.get("kind") == "words"
    ]
    runs = [part for phrase in shown for part in phrase.split("…")]
    assert runs
    assert max(len(part.split()) for part in runs) <= 6


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_each_contrast_lacks_is_said(synthetic: ModuleType, language: str) -> None:
    """Contrasts that lack different articles have a sentence each; those that lack the same share one."""
    facts = {
        "documents_a": 1,
        "documents_b": 2,
        "shared_events": 0,
        "needed_events": 6,
        "missing_events": 6,
        "needed_documents": 4,
    }
    lacking = {"fr:aurore:depeche": (2, 2), "fr:phare:depeche": (3, 2), "fr:aurore:phare": (2, 3)}
    claims = synthetic.make_claims()
    gates = [
        json.dumps([{"gate": "G2", "passed": False, "reason": "too_few",
                     "facts": {**facts, "missing_documents_a": a, "missing_documents_b": b}}])
        for a, b in lacking.values()
    ]  # fmt: skip
    rows = claims.assign(contrast=list(lacking), gates=gates)
    result = synthetic.make_result(claims=check(rows, "claims"))
    details = [
        _flat(runs) for runs in build(result, language)["sections"][0]["blocks"][0]["items"][0]["details"]
    ]
    takes = [line for line in details if line.startswith(("What it would take", "Ce qu’il faudrait"))]
    assert len(takes) == 3
    assert sum("3" in line and "Le Phare" in line for line in takes) == 2
