"""Attributions: the stretches in which somebody is heard, as rows of evidence.

An attribution is direct speech, a quoted fragment or indirect speech; one that lies within another of the same speaker
(quoted words in indirect speech) is part of it, as in `framing.study.comparison.speakers`, whose numbers these rows stand behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd

from framing.report.blocks import Block
from framing.report.evidence import CONTEXT, Evidence, anchor, in_voice, sentence_around
from framing.report.reading import Reading, Side
from framing.report.records import records
from framing.report.typography import harmless, shortened
from framing.study.comparison.speakers import SPOKEN

SPEECH: Final = "speech"
LISTED: Final = 6  # speakers an outlet: a page for three outlets; the tables hold all
MOST_ROWS: Final = 20  # of a speaker; each row is a whole stretch of speech, a cue only a word
NAME_LIMIT: Final = 60  # code points of a speaker's name in a table
# Instead of a name in anchors (`named_as` has a blank in it, so no name is one of these), and instead of a camp.
UNKNOWN, REST = "unknown", "rest"
NOBODY, CAMPLESS = "?", "-"


def top_speakers(side: Side, reading: Reading) -> pd.DataFrame:
    """Return the speakers that are listed for an outlet: those with the most words, then the most attributions."""
    holders = reading.speaking.holders
    return holders[(holders["side"] == side.key) & (holders["holder"] != "")].head(LISTED)


def named_as(holder: str) -> str:
    """Return what stands for a speaker's name in anchors."""
    return f"n {holder}"


def speaker_name(holder: str) -> str:
    """Return the name of a speaker as tables show it."""
    return shortened(harmless(holder), NAME_LIMIT)


def speech_groups(reading: Reading) -> list[Block]:
    """Return the group of evidence with the attributions; none where nobody is heard."""
    keys = ["side_rank", "side", "group", "listed"]
    ordered = records(_attributed(reading).sort_values([*keys, "index", "start", "end"], kind="stable"))
    taken: set[str] = set()
    parts = []
    for (_, side, group, listed), same in groupby(ordered, key=lambda row: tuple(row[k] for k in keys)):
        wider = [anchor(SPEECH, side, group), anchor(SPEECH, side), in_voice(listed, SPEECH, side)]
        ids = [i for i in (anchor(SPEECH, side, group, listed), *wider) if i not in taken]
        taken |= set(ids)
        parts.append(_part(ids, list(same), reading))
    title = reading.say.template("heard.evidence")
    return [{"id": anchor(SPEECH), "title": title, "parts": parts, "kind": "observed"}] if parts else []


def link_of(side: Side, evidence: Evidence, group: str, listed: str = "") -> str:
    """Return the anchor of the attributions of a camp (or what stands instead of one), or of one speaker in it."""
    if listed in (UNKNOWN, REST):
        return evidence.link(SPEECH, side.key, voice=listed)
    return evidence.link(SPEECH, side.key, group, *([listed] if listed else []))


def _attributed(reading: Reading) -> pd.DataFrame:
    """Attributions with what their anchors say: ``group``, camp or its stand-in, and ``listed``, who is listed."""
    found = _outer(reading.attributions[reading.attributions["voice"].isin(SPOKEN)])
    top = {(side.key, name) for side in reading.sides for name in top_speakers(side, reading)["holder"]}
    pairs = list(zip(found["side"], found["holder"], strict=True))
    listed = [UNKNOWN if not pair[1] else named_as(pair[1]) if pair in top else REST for pair in pairs]
    group = found["camp"].mask(found["camp"] == "", CAMPLESS).mask(found["holder"] == "", NOBODY)
    return found.assign(group=group, listed=pd.Series(listed, index=found.index, dtype="str"))


def _outer(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what lies within a longer stretch of the same speaker."""
    by = ["doc_id", "holder"]
    ascending = [True, True, True, False, True]
    order = rows.sort_values([*by, "start", "end", "rule"], ascending=ascending, kind="stable")
    reach = order.groupby(by)["end"].cummax()
    before = reach.groupby([order[column] for column in by]).shift(fill_value=-1)
    return order[(order["end"] > before).to_numpy()].reset_index(drop=True)


def _part(ids: list[str], rows: Sequence[dict[str, Any]], reading: Reading) -> Block:
    first, shown = rows[0], rows[:MOST_ROWS]
    say = reading.say
    names = {UNKNOWN: say.template("heard.unknown"), REST: say.template("heard.rest")}
    speaker = names.get(first["listed"]) or speaker_name(first["holder"])
    label = " · ".join(part for part in (speaker, reading.names.camp(first["camp"])) if part)
    return {
        "ids": ids, "side": reading.by_key[first["side"]].label, "key": label, "voice": "", "n": len(rows),
        "dropped": len(rows) - len(shown), "rows": [_row(row, reading) for row in shown],
    }  # fmt: skip


def _row(row: dict[str, Any], reading: Reading) -> Block:
    """One attribution: the reporting word, and with the text at hand what is said."""
    whole, say = reading.texts.get(row["doc_id"], ""), reading.say
    line = sentence_around(whole, int(row["start"]), int(row["end"])) if whole else {}
    return {
        "words": harmless(row["cue"]) or say.template("heard.no_cue"), "lang": reading.by_key[row["side"]].language,
        "lemma": reading.names.category("reporting", row["stance"]) if row["stance"] else "",
        "place": say.plain(f"voices.{row['voice']}.short"), "document": reading.labels[int(row["index"]) - 1],
        "number": int(row["index"]), "n": 1, "negated": False, "offsets": [int(row["start"])],
        "holder": speaker_name(row["holder"]) if row["listed"] == REST else "",
        "lines": [{**line, "match": shortened(line["match"], CONTEXT)}] if line else [],
    }  # fmt: skip
