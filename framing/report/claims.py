"""Claims: each declared comparison as a sentence with its counts, its design, its grade and its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block
from framing.report.bounds import ALL, bounds, joined
from framing.report.compared import claim_category
from framing.report.copies import copies_between
from framing.report.evidence import Evidence
from framing.report.gates import reasons_of_all
from framing.report.labels import contrast_name
from framing.report.matched import matched_words
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.records import records, sizes_by
from framing.report.seen import HEADS, NAMING, ONE_CUE
from framing.report.selection import Selection, selected
from framing.report.statements import statement
from framing.report.wording import Runs, capital, linked, name, strong, text

# Grades of a comparison whose design could show a difference.
GRADES = ("replicated", "supported", "suggestive")  # the best first
CLAIMED = frozenset(GRADES)


def cards(reading: Reading, evidence: Evidence, most: int, chosen: Sequence[Selection] = ()) -> list[Block]:
    """Return at most so many declared claims as findings, in the order in which they were declared.

    Claims about the same cell make one statement: it names every outlet that they compare, in every voice.

    Parameters
    ----------
    reading : Reading
    evidence : Evidence
    most : int
    chosen : sequence of Selection
        Gaps that are selection, to be told beside the claims that they are about.
    """
    return [_card(claims, reading, evidence, chosen) for claims in told_together(reading)[:most]]


def told_together(reading: Reading) -> list[list[dict[str, Any]]]:
    """Return the declared claims, those about the same cell together, in the order of the config."""
    declared = records(reading.claims[reading.claims["declared"].astype(bool)])
    order = [(c["family"], c["category"], c["referent"]) for c in reading.settings["claims"]]
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {cell: [] for cell in order}
    for claim in declared:
        cells.setdefault((claim["family"], claim["category"], claim["referent"]), []).append(claim)
    return [claims for claims in cells.values() if claims]


def _card(
    claims: Sequence[Mapping[str, Any]], reading: Reading, evidence: Evidence, chosen: Sequence[Selection]
) -> Block:
    """How often, what was compared, what was matched, what may be said, why no more, what it would take."""
    say, first = reading.say, claims[0]
    sides = list(
        dict.fromkeys(side for claim in claims for side in contrast_sides(claim["contrast"], reading))
    )
    rows = hits(first, reading)
    short = [
        say.say("claims.side", outlet=name(s.label), seen=_short(first, s, rows, reading, evidence))
        for s in sides
    ]
    voices = [
        say.say("claims.side", outlet=name(s.label), seen=_seen(claims, s, rows, reading, evidence))
        for s in sides
    ]
    sentence = say.say(
        "claims.sentence" if first["referent"] else "claims.sentence_any",
        category=strong(capital(claim_category(first, reading))),
        referent=strong(reading.names.referent(first["referent"])), sides=joined(short, reading),
    )  # fmt: skip
    mine = [row for row in rows if any(row["side"] == side.key for side in sides)]
    grades = list(dict.fromkeys(say.template(f"grades.{claim['grade']}") for claim in claims))
    details = [
        *[statement(claim, reading) for claim in claims], *selected(claims, chosen, reading), *_bases(claims, reading),
        *copies_between(dict.fromkeys(str(claim["contrast"]) for claim in claims), reading),
        say.say("claims.by_voice", sides=joined(voices, reading)), matched_words(first, mine, reading, evidence),
        *_may(claims, reading), say.say("claims.describes"),
    ]  # fmt: skip
    return {
        "text": sentence, "grade": first["grade"], "grade_label": " / ".join(grades),
        "contrast": say.listed([contrast_name(c, reading) for c in dict.fromkeys(c["contrast"] for c in claims)]),
        "details": [line for line in details if line], "reasons": reasons_of_all(claims, reading), "declared": True,
    }  # fmt: skip


def _may(claims: Sequence[Mapping[str, Any]], reading: Reading) -> list[Runs]:
    """Say what each grade among the claims allows to be said, and what it does not."""
    say, grades = reading.say, list(dict.fromkeys(str(claim["grade"]) for claim in claims))
    said = [say.say(f"claims.may_{grade}" if grade in CLAIMED else "claims.may") for grade in grades]
    if len(grades) == 1:
        return said
    named = [strong(capital(say.template(f"grades.{grade}"))) for grade in grades]
    return [[label, text(". "), *line] for label, line in zip(named, said, strict=True)]


def _bases(claims: Sequence[Mapping[str, Any]], reading: Reading) -> list[Runs]:
    """Say of each contrast matched by event, where it does, that it rests on some of the articles only."""
    compared = {claim["contrast"] for claim in claims}
    sizes = sizes_by(reading.documents, ["side"])
    return [
        reading.say.say(
            "claims.matched_basis",
            contrast=contrast_name(row["contrast"], reading),
            articles=reading.say.count(int(row["documents_a"] + row["documents_b"]), "article"),
        )
        for row in records(reading.designs)
        if row["kind"] == "matched"
        and row["contrast"] in compared
        and sum(sizes.get((s.key,), 0) for s in contrast_sides(str(row["contrast"]), reading))
        > row["documents_a"] + row["documents_b"]
    ]


def hits(claim: Mapping[str, Any], reading: Reading) -> list[dict[str, Any]]:
    """Return the observations that a claim is about, in every outlet, voice and position, titles too.

    A cue that is said of two things is one cue.
    """
    once = rows_about(claim, reading)
    return records(once[["side", "index", "voice", "voice_rank", "position", "phrase", "key"]])


def rows_about(claim: Mapping[str, Any], reading: Reading) -> pd.DataFrame:
    """Return the same observations as a table."""
    seen = reading.observations
    keep = (seen["family"] == claim["family"]) & (seen["category"] == claim["category"])
    if claim["referent"]:
        keep &= seen["referent"] == claim["referent"]
    return pd.DataFrame(seen[keep].drop_duplicates(ONE_CUE))


def _short(
    claim: Mapping[str, Any], side: Side, rows: Sequence[dict[str, Any]], reading: Reading, evidence: Evidence
) -> Runs:
    """Say how often one outlet has what is claimed, and in how many of its articles."""
    say, language = reading.say, reading.language
    if (claim["referent"], side.key) in reading.impossible:
        return say.say(
            "claims.impossible", date=numbers.date(reading.names.exists[claim["referent"]], language)
        )
    mine = [row for row in rows if row["side"] == side.key]
    of = reading.n_documents.get((side.key,), 0)
    if not mine:
        return say.say("claims.short_none", of=say.count(of, "article"))
    return say.say(
        "claims.short", n=linked(say.count(len(mine), "time"), rows_of(claim, side, evidence)),
        articles=say.count(len({row["index"] for row in mine}), "article"), of=numbers.integer(of, language),
    )  # fmt: skip


def _seen(
    claims: Sequence[Mapping[str, Any]], side: Side, rows: Sequence[dict[str, Any]], reading: Reading,
    evidence: Evidence,
) -> Runs:  # fmt: skip
    """Say what one outlet has: hits and articles with their voice, and the bound of every zero spoken of."""
    say, claim, language = reading.say, claims[0], reading.language
    if (claim["referent"], side.key) in reading.impossible:
        begun = reading.names.exists[claim["referent"]]
        return say.say("claims.impossible", date=numbers.date(begun, language))
    mine = [row for row in rows if row["side"] == side.key]
    heard = {row["voice"] for row in mine} | ({ALL} if mine else set())
    silent = [voice for voice in _voices_about(claims, side, reading) if voice not in heard]
    left = bounds(claim, side, silent, reading)
    of = reading.n_documents.get((side.key,), 0)
    if not mine:
        return say.say("claims.zero", of=say.count(of, "article"), bounds=left)
    n_articles = len({row["index"] for row in mine})
    parts = [_by_voice(claim, side, mine, reading, evidence), *([left] if left else [])]
    return say.say(
        "claims.seen",
        n=linked(say.count(len(mine), "time"), rows_of(claim, side, evidence)),
        articles=say.count(n_articles, "article"), of=numbers.integer(of, language), voices=joined(parts, reading),
    )  # fmt: skip


def _voices_about(claims: Sequence[Mapping[str, Any]], side: Side, reading: Reading) -> list[str]:
    """Return the voices in which claims speak of an outlet, in the order of their declaration."""
    about = [c["voice"] for c in claims if side in contrast_sides(c["contrast"], reading)]
    return list(dict.fromkeys(about))


def rows_of(claim: Mapping[str, Any], side: Side, evidence: Evidence, voice: str = "") -> str:
    """Return the anchor of the rows behind a claim's count, in one voice or in all."""
    if claim["family"] in (HEADS, NAMING):
        path = [claim["family"], claim["referent"], side.key, claim["category"]]
    else:
        said_of = [claim["referent"]] if claim["referent"] else []
        path = [claim["family"], claim["category"], side.key, *said_of]
    return evidence.link(*path, voice="" if voice == ALL else voice)


def _by_voice(
    claim: Mapping[str, Any], side: Side, rows: Sequence[dict[str, Any]], reading: Reading, evidence: Evidence
) -> Runs:
    say = reading.say
    sizes = Counter((row["voice_rank"], row["voice"]) for row in rows)
    said: list[Runs] = [
        say.say(
            "claims.of_voice",
            n=linked(numbers.integer(n, reading.language), rows_of(claim, side, evidence, voice)),
            voice=say.template(f"voices.{voice}.long"),
        )
        for (_, voice), n in sorted(sizes.items())
    ]
    return say.listed(said)
