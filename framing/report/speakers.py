"""Blocks: who is heard – camps, speakers, who speaks first, alone or in reply, and how their words are introduced."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, number, paragraph, table
from framing.report.choices import choices, languages_of, over, share_cell, sides_of
from framing.report.evidence import Evidence
from framing.report.heard import (
    CAMPLESS,
    LISTED,
    NOBODY,
    REST,
    UNKNOWN,
    link_of,
    named_as,
    speaker_name,
    top_speakers,
)
from framing.report.reading import Reading, Side
from framing.report.records import records
from framing.report.tested import comparisons
from framing.report.wording import name, strong, text
from framing.study.config.families import FAMILIES, families_of

_COUNTED = ("attributions", "words")
LEAST_WORDS = 5  # reporting words of a side in an outlet: shares of fewer say nothing
_FACTS = {"first": "first", "lone": "lone", "replies": "reply"}  # column of the table → category of the rows


def speakers(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return the blocks on who is heard; one sentence where nobody is."""
    say = reading.say
    title = heading("heard", say.template("heard.title"))
    if reading.speaking.holders.empty:
        return [title, paragraph(say.say("heard.nobody"))]
    languages = languages_of(reading)
    has_camps = bool((reading.speaking.camps["camp"] != "").any())
    camps = [_camps(lang, reading, evidence) for lang in languages]
    return [
        title,
        paragraph(say.say("heard.intro")),
        *(camps if has_camps else [paragraph(say.say("heard.no_camps"))]),
        *[_listed(language, reading, evidence) for language in languages],
        *_order(languages, reading, evidence),
        *_stances(languages, reading, evidence),
    ]


def _of(side: Side, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["side"] == side.key]


def _camp_cell(camp: str, reading: Reading) -> Cell:
    """Return the name of a camp; of whoever is in none, that it is so."""
    return cell(name(reading.names.camp(camp)) if camp else text(reading.say.template("heard.campless")))


def _camps(language: str, reading: Reading, evidence: Evidence) -> Block:
    """Attributions and words by camp, a pair of columns an outlet; unknown speakers last, never left out."""
    say, sides = reading.say, sides_of(language, reading)
    known = reading.speaking.camps
    camps = _camps_in_order(set(known["camp"]) - {""}, reading)
    rows = [
        [_camp_cell(camp, reading), *[c for s in sides for c in _camp(camp, s, reading, evidence)]]
        for camp in camps
    ]
    rows += [_without_camp(key, sides, reading, evidence) for key in ("campless", "unknown")]
    columns = [column(say.template("heard.camp"))]
    columns += [column(say.template(f"heard.{c}"), "number", side.label) for side in sides for c in _COUNTED]
    caption = say.say("heard.camps_caption", language=say.template(f"languages.{language}"))
    notes = [
        say.say("heard.camps_note"),
        *([say.say("heard.camps_interval")] if _has_interval(sides, reading) else []),
    ]
    return table(f"camps-{language}", caption, columns, rows, notes, wide=True)


def _has_interval(sides: Sequence[Side], reading: Reading) -> bool:
    """Tell whether a share of words by camp has an interval that is shown."""
    known = reading.speaking.camps
    shown = known["side"].isin([s.key for s in sides]) & (known["camp"] != "") & (known["words"] > 0)
    return bool(known.loc[shown, "share_of_words_low"].notna().any())


def _camp(camp: str, side: Side, reading: Reading, evidence: Evidence) -> list[Cell]:
    rows = _of(side, reading.speaking.camps)
    mine = records(rows[rows["camp"] == camp])
    row = mine[0] if mine else dict.fromkeys(rows.columns, math.nan) | dict.fromkeys(_COUNTED, 0)
    href = link_of(side, evidence, camp)
    n = {c: int(row[c]) for c in _COUNTED}
    attributions = share_cell(n["attributions"], int(rows["attributions"].sum()), href, reading)
    said = share_cell(n["words"], int(rows["words"].sum()), "", reading)
    return [attributions, _with_interval(said, row, reading)]


def _with_interval(made: Cell, row: Mapping[str, Any], reading: Reading) -> Cell:
    """Put the interval behind a share of words that has one: "438 (40%, 21–58%)"."""
    share, low, high = (float(row[f"share_of_words{end}"]) for end in ("", "_low", "_high"))
    if not math.isfinite(low) or not made["sort"]:
        return made
    ends = {
        "low": numbers.decimal(100 * low, 0, reading.language),
        "high": numbers.percent(high, reading.language),
    }
    shown = reading.say.plain("heard.interval", share=numbers.percent(share, reading.language), **ends)
    return {**made, "runs": [made["runs"][0], text(shown)]}


def _without_camp(key: str, sides: Sequence[Side], reading: Reading, evidence: Evidence) -> list[Cell]:
    """Row of speakers in no camp, or of unknown ones."""
    cells = [cell(reading.say.template(f"heard.{key}"))]
    for side in sides:
        rows = _of(side, reading.speaking.holders)
        mine = rows[
            (rows["holder"] == "") if key == "unknown" else (rows["holder"] != "") & (rows["camp"] == "")
        ]
        href = link_of(side, evidence, NOBODY if key == "unknown" else CAMPLESS)
        links = {"attributions": href, "words": ""}
        cells += [share_cell(int(mine[c].sum()), int(rows[c].sum()), links[c], reading) for c in _COUNTED]
    return cells


def _listed(language: str, reading: Reading, evidence: Evidence) -> Block:
    """Return the speakers with the most words, outlet by outlet, the others and the unknown counted."""
    say, rows = reading.say, []
    for side in sides_of(language, reading):
        mine, top = _of(side, reading.speaking.holders), top_speakers(side, reading)
        rows += [_speaker(side, row, reading, evidence) for row in records(top)]
        rest = mine[mine["holder"] != ""].iloc[LISTED:]
        label = say.plain("heard.others", n=say.count(len(rest), "speaker"))
        rows += [_summed(side, label, REST, rest, reading, evidence)] if len(rest) else []
        unknown = mine[mine["holder"] == ""]
        label = say.template("heard.unknown")
        rows += [_summed(side, label, UNKNOWN, unknown, reading, evidence)] if len(unknown) else []
    columns = [column(say.template(key)) for key in ("page.outlet", "heard.speaker", "heard.camp")]
    columns += [column(say.template(f"heard.{c}"), "number") for c in (*_COUNTED, "articles")]
    caption = say.say("heard.caption", language=say.template(f"languages.{language}"))
    return table(f"speakers-{language}", caption, columns, rows, [say.say("heard.note")], wide=True)


def _speaker(side: Side, row: Mapping[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    href = link_of(side, evidence, row["camp"] or CAMPLESS, named_as(row["holder"]))
    counts = {c: int(row[c]) for c in _COUNTED}
    documents = int(row["documents"])
    return [
        cell(name(side.label)), cell(name(speaker_name(row["holder"]))), _camp_cell(row["camp"], reading),
        *_shares(counts, side, href, reading), number(documents, numbers.integer(documents, reading.language)),
    ]  # fmt: skip


def _summed(
    side: Side, label: str, listed: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence
) -> list[Cell]:
    """Row of speakers that are not listed by name. Their articles overlap, so no number of these is given."""
    counts = {c: int(rows[c].sum()) for c in _COUNTED}
    href = link_of(side, evidence, "", listed)
    return [cell(name(side.label)), cell(label), cell("–"), *_shares(counts, side, href, reading), cell("")]


def _shares(counts: Mapping[str, int], side: Side, href: str, reading: Reading) -> list[Cell]:
    rows = _of(side, reading.speaking.holders)
    links = {"attributions": href, "words": ""}
    return [share_cell(counts[c], int(rows[c].sum()), links[c], reading) for c in _COUNTED]


def _order(languages: Sequence[str], reading: Reading, evidence: Evidence) -> list[Block]:
    """Return who speaks first, alone and in reply, and the kinds of speakers; nothing where it was not measured."""
    if "sources" not in families_of(reading.settings["extractors"]):
        return []
    title = heading("first-speakers", reading.say.template("heard.first_title"))
    tables = [_first(language, reading, evidence) for language in languages]
    return [title, *tables, *choices("sources", reading, evidence)]


def _first(language: str, reading: Reading, evidence: Evidence) -> Block:
    """Articles by the side of the first, the only and the second speaker, three columns an outlet."""
    say, sides = reading.say, sides_of(language, reading)
    found = {(row["side"], row["camp"]): row for row in records(reading.speaking.first)}
    spoken = {camp for side, camp in found if side in {s.key for s in sides}}
    rows = [
        [
            _camp_cell(camp, reading),
            *[c for s in sides for c in _facts(found.get((s.key, camp)), s, reading, evidence)],
        ]
        for camp in _camps_in_order(spoken, reading)
    ]
    heard = {side: int(row["documents"]) for (side, _), row in found.items()}
    articles = [[name(s.label), text(f" {say.count(heard.get(s.key, 0), 'article')}")] for s in sides]
    columns = [column(say.template("heard.camp"))]
    columns += [
        column(say.template(f"heard.{kind}"), "number", s.label) for s in sides for kind in _FACTS.values()
    ]
    caption = say.say("heard.first_caption", over=say.listed(articles))
    return table(f"first-{language}", caption, columns, rows, [say.say("heard.first_note")], wide=True)


def _facts(row: Mapping[str, Any] | None, side: Side, reading: Reading, evidence: Evidence) -> list[Cell]:
    if row is None:
        return [number(0, "0") for _ in _FACTS]
    links = [evidence.link("sources", kind, side.key, row["camp"]) for kind in _FACTS.values()]
    counts = [int(row[c]) for c in _FACTS]
    return [
        number(n, numbers.integer(n, reading.language), href) for n, href in zip(counts, links, strict=True)
    ]


def _camps_in_order(camps: Iterable[str], reading: Reading) -> list[str]:
    """Return camps by name, speakers without one last."""
    return sorted(camps, key=lambda camp: (not camp, reading.names.camp(camp)))


def _stances(languages: Sequence[str], reading: Reading, evidence: Evidence) -> list[Block]:
    """Return how each camp's words are introduced; nothing where it was not measured."""
    if "reporting" not in families_of(reading.settings["extractors"]):
        return []
    title = heading("stances-title", reading.say.template("heard.stances_title"))
    tables = [_of_language(language, reading, evidence) for language in languages]
    return [title, *tables, *comparisons("reporting", reading, evidence)]


def _of_language(language: str, reading: Reading, evidence: Evidence) -> Block:
    say, kinds, sides = reading.say, FAMILIES["reporting"].categories, sides_of(language, reading)
    columns = [column(say.template("page.outlet")), column(say.template("heard.camp"))]
    columns += [column(reading.names.category("reporting", kind), "number") for kind in kinds]
    rows = [row for side in sides for row in _introduced(side, kinds, reading, evidence)]
    caption = say.say("heard.stances_caption", over=over("reporting", sides, reading))
    least = numbers.integer(LEAST_WORDS, reading.language)
    return table(f"stances-{language}", caption, columns, rows, [say.say("heard.stances_note", least=least)])


def _introduced(side: Side, kinds: Sequence[str], reading: Reading, evidence: Evidence) -> list[list[Cell]]:
    """Rows of an outlet: all sides together, then each with enough reporting words."""
    counts: dict[str | None, dict[str, int]] = {}
    for (family, kind, key, camp, _), n in reading.cells.items():
        if family == "reporting" and key == side.key:
            for group in (None, camp):
                of_group = counts.setdefault(group, dict.fromkeys(kinds, 0))
                counts[group] = {**of_group, kind: of_group[kind] + n}
    enough = (c for c, of_camp in counts.items() if c is not None and sum(of_camp.values()) >= LEAST_WORDS)
    camps = _camps_in_order(enough, reading)
    rows = []
    for group in [None, *camps] if counts else []:
        title = (
            _camp_cell(group, reading)
            if group is not None
            else cell(strong(reading.say.template("heard.every")))
        )
        path = () if group is None else (group,)
        cells = [
            share_cell(
                n, sum(counts[group].values()), evidence.link("reporting", kind, side.key, *path), reading
            )
            for kind, n in counts[group].items()
        ]
        rows.append([cell(name(side.label)), title, *cells])
    return rows
