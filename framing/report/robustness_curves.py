"""Blocks: the declared claims in every way of counting – curves, sentences, tables, and why some have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.report import numbers
from framing.report.blocks import Block, figure, heading, note, paragraph
from framing.report.bounds import joined
from framing.report.compared import Row
from framing.report.curves import curve_figure
from framing.report.curves_words import decision_name
from framing.report.reading import Reading
from framing.report.robustness_drawn import FEWEST_WAYS, claims_with_curve, curve_links
from framing.report.robustness_rows import Key, key_of, rows_by_claim, title_of
from framing.report.robustness_tables import (
    curves_table,
    joint_table,
    moves_table,
    options_table,
    share_of,
    single_table,
    word_run,
)
from framing.report.scales import shown
from framing.report.wording import Runs, name, text


def curves(claims: Sequence[Row], reading: Reading) -> list[Block]:
    """Return heading, curves with a sentence each, and the tables of every claim that was counted in other ways."""
    tables = reading.curves
    found: Mapping[Key, Row] = {key: rows[0] for key, rows in rows_by_claim(tables.curves).items()}
    decisions, links = rows_by_claim(tables.decisions), curve_links(reading)
    counted = [claim for claim in claims if key_of(claim) in found]
    mine = {key_of(claim): decisions[key_of(claim)] for claim in counted}
    return [
        heading("robustness-curves", reading.say.template("robustness.title")),
        *[note(reading.say.say(f"robustness.remarks.{remark}")) for remark in tables.remarks],
        *_uncounted(claims, found, reading),
        say_how_many("robustness.drawn", len(links), len(claims_with_curve(reading)), reading),
        *_drawn([claim for claim in counted if key_of(claim) in links], found, mine, reading),
        curves_table(counted, found, links, reading), joint_table(counted, found, reading),
        moves_table(counted, found, mine, reading), options_table(mine, reading), single_table(mine, reading),
    ]  # fmt: skip


def say_how_many(key: str, drawn: int, of: int, reading: Reading) -> Block:
    """Return a paragraph on how many claims are drawn; nothing where all are."""
    if drawn == of:
        return {}
    counts = {"drawn": numbers.integer(drawn, reading.language), "of": numbers.integer(of, reading.language)}
    return paragraph(reading.say.say(key, **counts))


def _drawn(
    claims: Sequence[Row], curves: Mapping[Key, Row], decisions: Mapping[Key, Sequence[Row]], reading: Reading
) -> list[Block]:
    universes = rows_by_claim(reading.curves.universes)
    made = []
    for claim in claims:
        key = key_of(claim)
        made.append(figure(curve_figure(claim, curves[key], universes[key], decisions[key], reading)))
        made.append(paragraph(_sentence(curves[key], decisions[key], reading)))
    return made


def _uncounted(claims: Sequence[Row], curves: Mapping[Key, Row], reading: Reading) -> list[Block]:
    """Say of the claims without a curve why they have none: a sentence a reason."""
    reasons: dict[str, list[Runs]] = {}
    for claim in claims:
        curve = curves.get(key_of(claim))
        estimable = 0 if curve is None else curve["estimable"]
        if estimable >= FEWEST_WAYS:
            continue
        why = "apart" if curve is None else "nothing" if not estimable else "one"
        sides = title_of(claim, reading)
        named = [name(sides["claim"]), text(f" ({sides['contrast']}, {sides['voice']})")]
        reasons.setdefault(why, []).append(named)
    return [
        paragraph(reading.say.say(f"robustness.without.{why}", claims=joined(named, reading)))
        for why, named in sorted(reasons.items())
    ]


def _sentence(curve: Row, decisions: Sequence[Row], reading: Reading) -> Runs:
    """Say what all ways of counting a claim say together, what moves it, and which of its words does."""
    say, language, statistic = reading.say, reading.language, str(curve["statistic"])
    values = {key: shown(curve[key], statistic, language) for key in ("median", "least", "most", "default")}
    values["default"] = values["default"] or say.template("page.not_estimable")
    p = numbers.probability(curve["p_median"], language)
    sentence = say.say(
        "robustness.sentence", ways=say.count(int(curve["universes"]), "universe"), p=p or "–", **values
    )
    share = numbers.percent(share_of(curve, decisions), language)
    if share:
        moved = decision_name(str(curve["moves_most"]), reading)
        sentence = [*sentence, text(" "), *say.say("robustness.moved", decision=moved, share=share)]
    return [*sentence, text(" "), *_word(curve, reading)] if curve["lemmas"] else sentence


def _word(curve: Row, reading: Reading) -> Runs:
    without = shown(curve["lemma_estimate"], str(curve["statistic"]), reading.language)
    key = "only" if not without else "turns" if curve["lemmas_turning"] else "moves"
    turning = numbers.integer(curve["lemmas_turning"], reading.language)
    return reading.say.say(f"robustness.word.{key}", word=word_run(curve), without=without, n=turning)
