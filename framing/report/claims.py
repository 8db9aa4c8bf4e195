"""Claims: each declared comparison as a sentence with its counts, its design, its grade and its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, table
from framing.report.evidence import Evidence
from framing.report.gates import reasons
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.seen import HEADS, NAMING
from framing.report.vocabulary import contrast_name
from framing.report.wording import Run, Runs, capital, flat, linked, merged, name, strong, text, words

LEDGER_ROWS = 24  # a page; tables/claims.csv holds every claim
RULE_OF_THREE = 3  # 0 hits in n: with 95 % confidence the rate is below 3/n (Hanley & Lippman-Hand 1983)
MOST_MATCHED = 4  # phrases quoted in one sentence; the rest stand in the evidence


def card(claim: Mapping[str, Any], reading: Reading, evidence: Evidence) -> Block:
    """Return one claim as a finding: sentence, grade, what was matched, why, what it would take."""
    say = reading.say
    sides = contrast_sides(claim["contrast"], reading)
    rows = hits(claim, reading)
    shown = [
        say.say("claims.side", outlet=name(s.label), seen=_seen(claim, s, rows, reading, evidence))
        for s in sides
    ]
    sentence = say.say(
        "claims.sentence" if claim["referent"] else "claims.sentence_any",
        category=strong(capital(reading.names.category(claim["family"], claim["category"]))),
        referent=strong(reading.names.referent(claim["referent"])), sides=_semicolons(shown, reading),
    )  # fmt: skip
    details = [_matched(rows, reading), say.say("claims.may")]
    return {
        "text": sentence, "grade": claim["grade"], "grade_label": say.template(f"grades.{claim['grade']}"),
        "contrast": contrast_name(claim["contrast"], reading), "details": [d for d in details if d],
        "reasons": reasons(claim, reading),
        "declared": bool(claim["declared"]),
    }  # fmt: skip


def hits(claim: Mapping[str, Any], reading: Reading) -> pd.DataFrame:
    """Return the observations that a claim is about, in every voice and position, headings and titles too."""
    seen = reading.observations
    keep = (seen["family"] == claim["family"]) & (seen["category"] == claim["category"])
    keep &= seen["side"].isin([side.key for side in contrast_sides(claim["contrast"], reading)])
    if claim["referent"]:
        keep &= seen["referent"] == claim["referent"]
    return seen[keep]


def _seen(
    claim: Mapping[str, Any], side: Side, rows: pd.DataFrame, reading: Reading, evidence: Evidence
) -> Runs:
    """What one outlet has: hits and articles with their voice, a bound where there are none."""
    say, mine = reading.say, rows[rows["side"] == side.key]
    articles = int((reading.documents["side"] == side.key).sum())
    if (claim["referent"], side.key) in reading.impossible:
        return say.say(
            "claims.impossible", date=numbers.date(reading.names.exists[claim["referent"]], reading.language)
        )
    if mine.empty:
        over = sum(n for (key, _), n in reading.sentences.items() if key == side.key)
        bound = numbers.decimal(100 * RULE_OF_THREE / over, 1, reading.language) if over else "–"
        return say.say("claims.zero", of=say.count(articles, "article"), bound=bound)
    parts = [claim["family"], claim["category"], side.key] + (
        [claim["referent"]] if claim["referent"] else []
    )
    return say.say(
        "claims.seen",
        n=linked(say.count(len(mine), "time"), evidence.link(*parts)),
        articles=numbers.integer(mine["doc_id"].nunique(), reading.language), of=say.count(articles, "article"),
        voices=_voices(mine, reading),
    )  # fmt: skip


def _voices(rows: pd.DataFrame, reading: Reading) -> Runs:
    say = reading.say
    order = sorted(set(zip(rows["voice_rank"], rows["voice"], strict=True)))
    sizes = [(str(v), int((rows["voice"] == v).sum())) for _, v in order]
    return say.listed(
        [
            say.say(
                "claims.of_voice",
                n=numbers.integer(n, reading.language),
                voice=say.template(f"voices.{v}.long"),
            )
            for v, n in sizes
        ]
    )


def _matched(rows: pd.DataFrame, reading: Reading) -> Runs:
    """The matched words themselves, most frequent first, longest before shorter."""
    if rows.empty:
        return []
    found = rows.merge(reading.documents[["doc_id", "language"]], on="doc_id")
    keys = ["phrase", "voice", "index", "position", "language"]
    sizes = found.groupby(keys, as_index=False).size().to_dict("records")
    ordered = sorted(
        sizes, key=lambda r: (-r["size"], -len(r["phrase"].split()), r["index"], r["phrase"], r["voice"])
    )
    shown = [_phrase(row, reading) for row in ordered[:MOST_MATCHED]]
    more = len(ordered) - len(shown)
    tail = reading.say.say("claims.more", n=numbers.integer(more, reading.language)) if more else []
    return [*reading.say.say("claims.matched", phrases=_semicolons(shown, reading)), *tail]


def _phrase(row: Mapping[str, Any], reading: Reading) -> Runs:
    say = reading.say
    return say.say(
        "claims.phrase", words=words(row["phrase"], row["language"]),
        n=numbers.integer(row["size"], reading.language), voice=say.template(f"voices.{row['voice']}.long"),
        position=say.template(f"positions.{row['position']}"), article=str(row["index"]),
    )  # fmt: skip


def _semicolons(parts: Sequence[Runs], reading: Reading) -> Runs:
    joined: list[Run] = []
    for index, part in enumerate(parts):
        joined += ([text(reading.say.template("list.semicolon"))] if index else []) + list(part)
    return merged(joined)


def ledger(reading: Reading) -> Block:
    """Return the claims with each gate, passed or not: declared ones, then cues, then the others."""
    say = reading.say
    gates = sorted(
        {c["gate"] for checks in reading.claims["checks"] for c in checks}, key=lambda g: int(g[1:])
    )
    columns = [
        column(say.template(f"claims.{c}")) for c in ("claim", "contrast", "voice", "declared", "grade")
    ]
    columns += [column(g, group=say.template("claims.gates")) for g in gates]
    claims = sorted(reading.claims.to_dict("records"), key=_ledger_order)
    rows = [_ledger_row(claim, gates, reading) for claim in claims[:LEDGER_ROWS]]
    shown, every = (numbers.integer(n, reading.language) for n in (len(rows), len(claims)))
    notes = [say.say("claims.gate", gate=strong(g), meaning=say.template(f"gates.{g}.name")) for g in gates]
    notes.append(say.say("claims.capped", shown=shown, of=every))
    return table("claims", say.say("claims.caption"), columns, rows, notes, wide=True, folded=True)


def _ledger_order(claim: Mapping[str, Any]) -> tuple[bool, bool, str]:
    return not claim["declared"], claim["family"] in (NAMING, HEADS), claim["claim"]


def _ledger_row(claim: Mapping[str, Any], gates: Sequence[str], reading: Reading) -> list[Cell]:
    say = reading.say
    what = reading.names.category(claim["family"], claim["category"])
    of = f" → {reading.names.referent(claim['referent'])}" if claim["referent"] else ""
    states = {check["gate"]: bool(check["passed"]) for check in claim["checks"]}
    return [
        cell([name(what + of)]), cell(contrast_name(claim["contrast"], reading)),
        cell(say.template(f"voices.{claim['voice']}.short")),
        cell(say.template("page.yes" if claim["declared"] else "page.no")),
        cell(say.template(f"grades.{claim['grade']}")),
        *[cell(say.template(f"claims.state.{_state(states.get(g))}")) for g in gates],
    ]  # fmt: skip


def _state(passed: bool | None) -> str:
    return "unknown" if passed is None else "passed" if passed else "failed"
