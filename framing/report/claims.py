"""Claims: each declared comparison as a sentence with its counts, its design, its grade and its reasons."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block
from framing.report.evidence import Evidence
from framing.report.gates import reasons
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.records import records
from framing.report.seen import HEADS, NAMING
from framing.report.vocabulary import contrast_name
from framing.report.wording import Run, Runs, capital, flat, linked, merged, name, strong, text, words

RULE_OF_THREE = 3  # 0 hits in n: with 95 % confidence the rate is below 3/n (Hanley & Lippman-Hand 1983)
MOST_MATCHED = 4  # phrases quoted in one sentence; the rest stand in the evidence


def cards(reading: Reading, evidence: Evidence, most: int) -> list[Block]:
    """Return at most so many declared claims as findings, in the order in which they were declared.

    Claims about the same cell make one statement: it names every outlet that they compare, in every voice.
    """
    declared = records(reading.claims[reading.claims["declared"].astype(bool)])
    order = [(c["family"], c["category"], c["referent"]) for c in reading.settings["claims"]]
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {cell: [] for cell in order}
    for claim in declared:
        cells.setdefault((claim["family"], claim["category"], claim["referent"]), []).append(claim)
    return [_card(claims, reading, evidence) for claims in [c for c in cells.values() if c][:most]]


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
        category=strong(capital(claim_category(first, reading))), referent=strong(about),
        sides=_semicolons(shown, reading),
    )  # fmt: skip
    mine = [row for row in rows if any(row["side"] == side.key for side in sides)]
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


def claim_category(claim: Mapping[str, Any], reading: Reading) -> str:
    """Return what a claim counts, by name: a category of cues, a variant of a name, an attribute of a head."""
    say, names = reading.say, reading.names
    if claim["family"] == NAMING:
        return names.variant(claim["referent"], claim["category"])
    if claim["family"] == HEADS:
        key = f"attributes.{claim['category']}"
        return say.plain(key) if key in say else name(claim["category"])["text"]
    return names.category(claim["family"], claim["category"])


def hits(claim: Mapping[str, Any], reading: Reading) -> list[dict[str, Any]]:
    """Return the observations that a claim is about, in every outlet, voice and position, titles too."""
    seen = reading.observations
    keep = (seen["family"] == claim["family"]) & (seen["category"] == claim["category"])
    if claim["referent"]:
        keep &= seen["referent"] == claim["referent"]
    return records(seen.loc[keep, ["side", "index", "voice", "voice_rank", "position", "phrase"]])


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
    claim: Mapping[str, Any], side: Side, rows: Sequence[dict[str, Any]], reading: Reading, evidence: Evidence
) -> Runs:
    """Say what one outlet has: hits and articles with their voice, a bound where there are none."""
    say, mine = reading.say, [row for row in rows if row["side"] == side.key]
    if (claim["referent"], side.key) in reading.impossible:
        begun = reading.names.exists[claim["referent"]]
        return say.say("claims.impossible", date=numbers.date(begun, reading.language))
    of = say.count(reading.n_documents.get((side.key,), 0), "article")
    if not mine:
        return _zero(claim, side, of, reading)
    return say.say(
        "claims.seen",
        n=linked(say.count(len(mine), "time"), evidence.link(*_path(claim, side))),
        articles=numbers.integer(len({row["index"] for row in mine}), reading.language), of=of,
        voices=_voices(mine, reading),
    )  # fmt: skip


def _zero(claim: Mapping[str, Any], side: Side, of: str, reading: Reading) -> Runs:
    """Say what was searched and the bound that a zero leaves: it never stands alone."""
    say, language = reading.say, reading.language
    if claim["family"] in (NAMING, HEADS):
        over = _mentions(claim, side, reading)
        bound = numbers.percent(min(1.0, RULE_OF_THREE / over), language) if over else "–"
        return say.say("claims.zero_mentions", over=say.count(over, "mention"), of=of, bound=bound)
    over = sum(n for (key, _), n in reading.sentences.items() if key == side.key)
    bound = numbers.decimal(100 * min(1.0, RULE_OF_THREE / over), 1, language) if over else "–"
    return say.say("claims.zero", of=of, bound=bound)


def _mentions(claim: Mapping[str, Any], side: Side, reading: Reading) -> int:
    own = [claim["family"], claim["referent"], side.key]
    heads = claim["family"] == HEADS
    return sum(n for cell, n in reading.cells.items() if list(cell[:3]) == own and not (heads and cell[3]))


def _path(claim: Mapping[str, Any], side: Side) -> list[str]:
    """Where the rows of a claim stand in the evidence."""
    if claim["family"] == HEADS:
        return [HEADS, claim["referent"], side.key]
    if claim["family"] == NAMING:
        return [NAMING, claim["referent"], side.key, claim["category"]]
    return [claim["family"], claim["category"], side.key, *([claim["referent"]] if claim["referent"] else [])]


def _voices(rows: Sequence[dict[str, Any]], reading: Reading) -> Runs:
    say = reading.say
    sizes = Counter((row["voice_rank"], row["voice"]) for row in rows)
    said: list[Runs] = [
        say.say(
            "claims.of_voice", n=numbers.integer(n, reading.language), voice=say.template(f"voices.{v}.long")
        )
        for (_, v), n in sorted(sizes.items())
    ]
    return say.listed(said)


def _matched(rows: Sequence[dict[str, Any]], reading: Reading) -> Runs:
    """List the matched words, most frequent first, longer before shorter."""
    if not rows:
        return []
    sizes = Counter((r["phrase"], r["voice"], r["index"], r["position"], r["side"]) for r in rows)
    ordered = sorted(
        sizes.items(), key=lambda pair: (-pair[1], -len(pair[0][0].split()), pair[0][2], pair[0])
    )
    shown = [_phrase(*key, n, reading) for key, n in ordered[:MOST_MATCHED]]
    more = sum(n for _, n in ordered[MOST_MATCHED:])
    tail = reading.say.say("claims.more", n=reading.say.count(more, "more")) if more else []
    return [*reading.say.say("claims.matched", phrases=_semicolons(shown, reading)), *tail]


def _phrase(phrase: str, voice: str, index: int, position: str, side: str, n: int, reading: Reading) -> Runs:
    say = reading.say
    return say.say(
        "claims.phrase", words=words(phrase, reading.by_key[side].language), n=numbers.integer(n, reading.language),
        voice=say.template(f"voices.{voice}.long"), position=say.template(f"positions.{position}"), article=str(index),
    )  # fmt: skip


def _semicolons(parts: Sequence[Runs], reading: Reading) -> Runs:
    joined: list[Run] = []
    for index, part in enumerate(parts):
        joined += ([text(reading.say.template("list.semicolon"))] if index else []) + list(part)
    return merged(joined)
