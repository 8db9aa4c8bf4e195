"""Tables of the section on robustness: what all ways of counting say, what moves them, which could not be tried."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, missing, number, table
from framing.report.compared import Row
from framing.report.curves_words import decision_name, option_name, option_reason
from framing.report.reading import Reading, contrast_sides
from framing.report.robustness_rows import Key, claim_cells, claim_columns, key_of
from framing.report.scales import scale_of, shown
from framing.report.wording import Run, strong, words

_RESULTS = ("median", "range", "own", "one_sign", "others", "p")
_JOINT = ("p_median", "p_stouffer", "p_sign")
_MOVES = ("decision", "share", "word", "without", "turning")


def curves_table(
    claims: Sequence[Row], curves: Mapping[Key, Row], links: Mapping[Key, str], reading: Reading
) -> Block:
    """Return what the equivalent ways of each claim say together, linked to its figure where there is one."""
    say = reading.say
    columns = claim_columns(reading)
    columns += [column(say.template(f"robustness.columns.{key}"), "number") for key in ("ways", *_RESULTS)]
    body = [
        [
            *claim_cells(claim, reading, links.get(key_of(claim), "")),
            *_results(curves[key_of(claim)], reading),
        ]
        for claim in claims
    ]
    notes = [say.say(f"robustness.{note}") for note in ("ways_note", "p_note")]
    return table("curves", say.say("robustness.caption"), columns, body, notes, wide=True)


def _results(curve: Row, reading: Reading) -> list[Cell]:
    say, language, statistic = reading.say, reading.language, str(curve["statistic"])
    median, least, most, own = (
        shown(curve[k], statistic, language) for k in ("median", "least", "most", "default")
    )
    none = say.template("page.not_estimable")
    estimable, ways, others = (
        numbers.integer(curve[k], language) for k in ("estimable", "universes", "panel")
    )
    whole = (
        ways if curve["estimable"] == curve["universes"] else say.plain("robustness.of", n=estimable, of=ways)
    )
    same = say.plain("robustness.of", n=numbers.integer(curve["panel_same_sign"], language), of=others)
    return [
        number(curve["universes"], whole), number(curve["median"], median or none),
        cell(say.plain("page.interval", low=least, high=most), _finite(curve["median"])) if median else missing(none),
        number(curve["default"], own or none),
        number(curve["one_sign"], numbers.percent(curve["one_sign"], language)) if curve["estimable"] else missing("–"),
        number(curve["panel_same_sign"], same) if curve["panel"] and curve["estimable"] else missing("–"), _p(curve["p_median"], reading),
    ]  # fmt: skip


def joint_table(claims: Sequence[Row], curves: Mapping[Key, Row], reading: Reading) -> Block:
    """Return all three joint tests of each claim, on demand."""
    say = reading.say
    columns = [*claim_columns(reading), column(say.template("robustness.columns.measure"))]
    columns += [
        column(say.template(f"robustness.columns.{key}"), "number")
        for key in ("alone", *_JOINT, "labellings")
    ]
    body = []
    for claim in claims:
        curve = curves[key_of(claim)]
        alone, labellings = (
            numbers.integer(curve[k], reading.language) for k in ("significant", "labellings")
        )
        measure = say.template(f"robustness.measure.{scale_of(str(curve['statistic']))}")
        body.append([
            *claim_cells(claim, reading), cell(measure), number(curve["significant"], alone),
            *[_p(curve[p], reading) for p in _JOINT], number(curve["labellings"], labellings),
        ])  # fmt: skip
    return table(
        "curves-joint", say.say("robustness.joint_caption"), columns, body, [say.say("robustness.joint_note")],
        wide=True, folded=True,
    )  # fmt: skip


def moves_table(
    claims: Sequence[Row], curves: Mapping[Key, Row], decisions: Mapping[Key, Sequence[Row]], reading: Reading
) -> Block:
    """Return which decision and which word move each claim most."""
    say = reading.say
    columns = claim_columns(reading)
    kinds = {"share": "number", "without": "number", "turning": "number"}
    columns += [column(say.template(f"robustness.columns.{key}"), kinds.get(key, "text")) for key in _MOVES]
    body = []
    for claim in claims:
        curve = curves[key_of(claim)]
        body.append([
            *claim_cells(claim, reading), *_decision(curve, decisions[key_of(claim)], reading), *_word(curve, reading),
        ])  # fmt: skip
    return table(
        "curves-moves",
        say.say("robustness.moves_caption"),
        columns,
        body,
        [say.say("robustness.moves_note")],
        wide=True,
    )


def share_of(curve: Row, decisions: Sequence[Row]) -> float:
    """Return the part of the variance that the decision makes which moves a claim most."""
    found = [d["variance_share"] for d in decisions if d["decision"] == curve["moves_most"]]
    return float(found[0]) if found else math.nan


def word_run(curve: Row) -> Run:
    """Return the word without which a claim changes most."""
    return words(str(curve["lemma"]), str(curve["contrast"]).partition(":")[0])


def _decision(curve: Row, decisions: Sequence[Row], reading: Reading) -> list[Cell]:
    share = share_of(curve, decisions)
    if not math.isfinite(share):
        return [missing("–"), missing("–")]
    name = decision_name(str(curve["moves_most"]), reading)
    return [cell(name), number(share, numbers.percent(share, reading.language))]


def _word(curve: Row, reading: Reading) -> list[Cell]:
    if not curve["lemmas"]:
        return [missing("–")] * 3
    language = reading.language
    turning = reading.say.plain(
        "robustness.of",
        n=numbers.integer(curve["lemmas_turning"], language),
        of=numbers.integer(curve["lemmas"], language),
    )
    without = shown(curve["lemma_estimate"], str(curve["statistic"]), language)
    return [
        cell(word_run(curve)), number(curve["lemma_estimate"], without or reading.say.template("robustness.nothing_left")),
        number(curve["lemmas_turning"], turning),
    ]  # fmt: skip


def options_table(decisions: Mapping[Key, Sequence[Row]], reading: Reading) -> Block:
    """Return the options that were tried, each with why one might choose it and how many claims had it."""
    say = reading.say
    counts: dict[tuple[str, str], int] = {}
    for row in (row for rows in decisions.values() for row in rows):
        options = str(row["options"]).split(" ")
        for option in options if len(options) > 1 else ():
            counts[str(row["decision"]), option] = counts.get((str(row["decision"]), option), 0) + 1
    columns = [column(say.template(f"robustness.columns.{key}")) for key in ("decided", "option", "because")]
    columns.append(column(say.template("robustness.columns.claims"), "number"))
    body = [
        [
            cell(strong(decision_name(decision, reading))), cell(option_name(decision, option, reading)),
            cell(option_reason(decision, option, reading) or "–"), number(n, numbers.integer(n, reading.language)),
        ]
        for (decision, option), n in _grouped(counts)
    ]  # fmt: skip
    return table(
        "decisions",
        say.say("robustness.options_caption"),
        columns,
        body,
        [say.say("robustness.options_note")],
        wide=True,
    )


def single_table(decisions: Mapping[Key, Sequence[Row]], reading: Reading) -> Block:
    """Return the decisions that had one option, why, and for how many claims."""
    say = reading.say
    counts: dict[tuple[str, str], int] = {}
    for row in (row for rows in decisions.values() for row in rows):
        if row["why_one"]:
            key = str(row["decision"]), str(row["why_one"])
            counts[key] = counts.get(key, 0) + 1
    columns = [column(say.template(f"robustness.columns.{key}")) for key in ("decided", "why")]
    columns.append(column(say.template("robustness.columns.claims"), "number"))
    body = [
        [
            cell(strong(decision_name(decision, reading))), cell(say.template(f"robustness.why.{why}")),
            number(n, numbers.integer(n, reading.language)),
        ]
        for (decision, why), n in _grouped(counts)
    ]  # fmt: skip
    return table("decisions-single", say.say("robustness.single_caption"), columns, body, wide=True)


def _grouped(counts: Mapping[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    """Return what was counted by decision, each decision's rows together."""
    order = list(dict.fromkeys(decision for decision, _ in counts))
    return sorted(counts.items(), key=lambda pair: order.index(pair[0][0]))


def left_out_table(claims: Sequence[Row], reading: Reading) -> Block:
    """Return what becomes of each claim's sign when any one article, and any one event, is left out (gate G7)."""
    say = reading.say
    columns = claim_columns(reading)
    columns += [column(say.template("robustness.columns.more_in"))]
    columns += [column(say.template(f"robustness.columns.{key}"), "number") for key in ("articles", "events")]
    columns.append(column(say.template("robustness.columns.outcome")))
    found = [(claim, facts_of(claim, "G7")) for claim in claims]
    body = [
        [*claim_cells(claim, reading), *_left_out(claim, check, reading)]
        for claim, check in found
        if check.get("facts")
    ]
    return table(
        "left-out",
        say.say("robustness.left_caption"),
        columns,
        body,
        [say.say("robustness.left_note")],
        wide=True,
    )


def facts_of(claim: Row, gate: str) -> dict[str, Any]:
    """Return what a gate says of a claim; nothing where it has no such gate."""
    return next((check for check in claim["checks"] if check["gate"] == gate), {})


def _left_out(claim: Row, check: Mapping[str, Any], reading: Reading) -> list[Cell]:
    say, facts = reading.say, check["facts"]
    sides = contrast_sides(str(claim["contrast"]), reading)
    more = sides[0 if facts["sign"] > 0 else 1].label if facts.get("sign") else "–"
    labels = dict(zip(reading.documents["doc_id"], reading.labels, strict=True))
    counts = [int(facts.get(key, 0)) for key in ("changes", "event_changes")]
    outcome = say.template(f"robustness.left.{check['reason']}")
    which = labels.get(str(facts.get("document", "")), "")
    told = say.plain("robustness.left_which", outcome=outcome, article=which) if which else outcome
    return [cell(more), *[number(n, numbers.integer(n, reading.language)) for n in counts], cell(told)]


def _p(value: float, reading: Reading) -> Cell:
    return (
        number(value, numbers.probability(value, reading.language)) if math.isfinite(value) else missing("–")
    )


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
