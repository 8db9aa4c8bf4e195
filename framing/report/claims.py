"""Claims: each declared comparison as a sentence with its counts, its design, its grade and its reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, table
from framing.report.evidence import Evidence
from framing.report.gates import reasons
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.records import records
from framing.report.seen import HEADS, NAMING
from framing.report.vocabulary import contrast_name
from framing.report.wording import Run, Runs, capital, flat, linked, merged, name, strong, text, words

LEDGER_ROWS = 24  # a page; tables/claims.csv holds every claim
RULE_OF_THREE = 3  # 0 hits in n: with 95 % confidence the rate is below 3/n (Hanley & Lippman-Hand 1983)
MOST_MATCHED = 4  # phrases quoted in one sentence; the rest stand in the evidence


def cards(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the declared claims as findings, in the order in which they were declared.

    Claims about the same cell make one statement: it names every outlet that they compare, in every voice.
    """
    declared = records(reading.claims[reading.claims["declared"].astype(bool)])
    order = [(c["family"], c["category"], c["referent"]) for c in reading.settings["claims"]]
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {cell: [] for cell in order}
    for claim in declared:
        cells.setdefault((claim["family"], claim["category"], claim["referent"]), []).append(claim)
    return [_card(claims, reading, evidence) for claims in cells.values() if claims]


def _card(claims: Sequence[Mapping[str, Any]], reading: Reading, evidence: Evidence) -> Block:
    """Sentence, grade, what was matched, the effect, why no more, what it would take."""
    say, first = reading.say, claims[0]
    sides = dict.fromkeys(side for claim in claims for side in contrast_sides(claim["contrast"], reading))
    rows = hits(first, reading)
    shown = [
        say.say("claims.side", outlet=name(s.label), seen=_seen(first, s, rows, reading, evidence))
        for s in sides
    ]
    about = reading.names.referent(first["referent"])
    sentence = say.say(
        "claims.sentence" if first["referent"] else "claims.sentence_any",
        category=strong(capital(_category(first, reading))), referent=strong(about),
        sides=_semicolons(shown, reading),
    )  # fmt: skip
    mine = rows[rows["side"].isin([side.key for side in sides])]
    grades = list(dict.fromkeys(say.template(f"grades.{claim['grade']}") for claim in claims))
    details = [_matched(mine, reading), *_effects(claims, reading), say.say("claims.may")]
    contrasts = list({claim["contrast"]: claim for claim in reversed(claims)}.values())[::-1]
    explained = {flat(line): line for claim in contrasts for line in reasons(claim, reading)}
    return {
        "text": sentence, "grade": first["grade"], "grade_label": " / ".join(grades),
        "contrast": say.listed([contrast_name(c, reading) for c in dict.fromkeys(c["contrast"] for c in claims)]),
        "details": [line for line in details if line], "reasons": list(explained.values()), "declared": True,
    }  # fmt: skip


def _effects(claims: Sequence[Mapping[str, Any]], reading: Reading) -> list[Runs]:
    """Return the effects that can be estimated, and one sentence for all that cannot."""
    said = [line for claim in claims if (line := effect(claim, reading))]
    return said or [reading.say.say("claims.no_effect")]


def _category(claim: Mapping[str, Any], reading: Reading) -> str:
    """Return what a claim counts, by name: a category of cues, a variant of a name, an attribute of a head."""
    say, names = reading.say, reading.names
    if claim["family"] == NAMING:
        return names.variant(claim["referent"], claim["category"])
    if claim["family"] == HEADS:
        key = f"attributes.{claim['category']}"
        return say.plain(key) if key in say else name(claim["category"])["text"]
    return names.category(claim["family"], claim["category"])


def hits(claim: Mapping[str, Any], reading: Reading) -> pd.DataFrame:
    """Return the observations that a claim is about, in every outlet, voice and position, titles too."""
    seen = reading.observations
    keep = (seen["family"] == claim["family"]) & (seen["category"] == claim["category"])
    if claim["referent"]:
        keep &= seen["referent"] == claim["referent"]
    return pd.DataFrame(seen[keep])


def effect(claim: Mapping[str, Any], reading: Reading) -> Runs:
    """Return the effect of a claim with interval and p; nothing where it is not estimable."""
    say, language = reading.say, reading.language
    row = reading.effects.get(
        tuple(claim[k] for k in ("contrast", "family", "category", "referent", "voice"))
    )
    if row is None or not math.isfinite(row["estimate"]):
        return []
    ratio = row["statistic"] == "rate_ratio"
    size, low, high = (
        numbers.decimal(row[k], 2, language) if ratio else numbers.percent(row[k], language, 1)
        for k in ("estimate", "low", "high")
    )
    none = say.template("page.not_estimable")
    return say.say(
        f"claims.effect.{row['statistic']}", contrast=contrast_name(claim["contrast"], reading),
        voice=say.template(f"voices.{claim['voice']}.long"), size=size or none,
        interval=say.plain("page.interval", low=low or "0", high=high) if high else none,
        p=numbers.probability(row["p_value"], language) or none,
        adjusted=numbers.probability(row["p_adjusted"], language) or none,
    )  # fmt: skip


def _seen(
    claim: Mapping[str, Any], side: Side, rows: pd.DataFrame, reading: Reading, evidence: Evidence
) -> Runs:
    """Say what one outlet has: hits and articles with their voice, a bound where there are none."""
    say, mine = reading.say, rows[rows["side"] == side.key]
    articles = int((reading.documents["side"] == side.key).sum())
    if (claim["referent"], side.key) in reading.impossible:
        begun = reading.names.exists[claim["referent"]]
        return say.say("claims.impossible", date=numbers.date(begun, reading.language))
    if mine.empty:
        over = sum(n for (key, _), n in reading.sentences.items() if key == side.key)
        bound = numbers.decimal(100 * RULE_OF_THREE / over, 1, reading.language) if over else "–"
        return say.say("claims.zero", of=say.count(articles, "article"), bound=bound)
    return say.say(
        "claims.seen",
        n=linked(say.count(len(mine), "time"), evidence.link(*_path(claim, side))),
        articles=numbers.integer(mine["doc_id"].nunique(), reading.language), of=say.count(articles, "article"),
        voices=_voices(mine, reading),
    )  # fmt: skip


def _path(claim: Mapping[str, Any], side: Side) -> list[str]:
    """Where the rows of a claim stand in the evidence."""
    if claim["family"] == HEADS:
        return [HEADS, claim["referent"], side.key]
    if claim["family"] == NAMING:
        return [NAMING, claim["referent"], side.key, claim["category"]]
    return [claim["family"], claim["category"], side.key, *([claim["referent"]] if claim["referent"] else [])]


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
    """List the matched words, most frequent first, longest before shorter."""
    if rows.empty:
        return []
    found = rows.merge(reading.documents[["doc_id", "language"]], on="doc_id")
    keys = ["phrase", "voice", "index", "position", "language"]
    sizes = records(found.groupby(keys, as_index=False).size())
    ordered = sorted(
        sizes, key=lambda r: (-r["size"], -len(r["phrase"].split()), r["index"], r["phrase"], r["voice"])
    )
    shown = [_phrase(row, reading) for row in ordered[:MOST_MATCHED]]
    more = sum(row["size"] for row in ordered[MOST_MATCHED:])
    tail = reading.say.say("claims.more", n=reading.say.count(more, "more")) if more else []
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
    claims = sorted(records(reading.claims), key=_ledger_order)
    rows = [_ledger_row(claim, gates, reading) for claim in claims[:LEDGER_ROWS]]
    shown, every = (numbers.integer(n, reading.language) for n in (len(rows), len(claims)))
    notes = [say.say("claims.gate", gate=strong(g), meaning=say.template(f"gates.{g}.name")) for g in gates]
    notes.append(say.say("claims.capped", shown=shown, of=every))
    return table("claims", say.say("claims.caption"), columns, rows, notes, wide=True, folded=True)


def _ledger_order(claim: Mapping[str, Any]) -> tuple[bool, bool, str]:
    return not claim["declared"], claim["family"] in (NAMING, HEADS), claim["claim"]


def _ledger_row(claim: Mapping[str, Any], gates: Sequence[str], reading: Reading) -> list[Cell]:
    say = reading.say
    what = _category(claim, reading)
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
