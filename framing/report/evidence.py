"""Evidence: the rows behind every number, in groups that a number can point at.

A group is one category of cues, one referent of naming, one head, or the listed words. Its rows
stand in *parts*, ordered so that every number of a table is one run of neighbouring parts: the
anchor of ``(family, member, side)`` leads to the first part of that outlet, the anchor of
``(family, member, side, key, voice)`` to exactly one part.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.report.blocks import Block
from framing.report.reading import Reading
from framing.report.typography import harmless

# A reader checks tens of rows, not thousands; the tables hold the rest (said below the group).
OCCURRENCES_PER_PART = 60
CONTEXT = 70  # code points of text on each side: one line of a wide page

_MEMBER = {"naming": "referent", "heads": "referent"}
_KEY = {"naming": "category", "heads": "lemma"}
_ROW = ["index", "position_rank", "surface", "lemma", "rule", "category", "negated"]


@dataclass(frozen=True)
class Evidence:
    """Groups of evidence rows, and the anchors that lead into them."""

    groups: tuple[Block, ...]
    anchors: frozenset[str]

    def link(self, *parts: str) -> str:
        """Return the anchor of the rows behind a number; "" when there are none."""
        target = anchor(*parts)
        return target if target in self.anchors else ""


def anchor(*parts: str) -> str:
    """Return an identifier for a page: ASCII, the same for the same parts, different for others."""
    return identity("ev", *parts)


def identity(*parts: str) -> str:
    """Return an identifier for pages and file names, made of ASCII letters, digits, - and _."""
    return "-".join(map(_slug, parts))


def gather(reading: Reading, listed: pd.DataFrame) -> Evidence:
    """Return the evidence of all observations and of the listed words.

    Parameters
    ----------
    reading : Reading
    listed : DataFrame[side, term]
        Words that the report lists.
    """
    groups = [*_observed(reading), *_counted(reading, listed)]
    anchors = {i for group in groups for part in group["parts"] for i in part["ids"]}
    return Evidence(tuple(groups), frozenset(anchors | {group["id"] for group in groups}))


def _observed(reading: Reading) -> list[Block]:
    rows = _keyed(reading.observations)
    rows = rows.merge(reading.documents[["doc_id", "index"]], on="doc_id", how="inner")
    order = ["family", "member", "side_rank", "key", "voice_rank", *_ROW, "start"]
    rows = rows.assign(side_rank=_side_rank(rows["side"], reading)).sort_values(order, kind="stable")
    return [
        _group(str(family), str(member), group, reading)
        for (family, member), group in rows.groupby(["family", "member"], sort=True)
    ]


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what a row belongs to (`member`) and what it is told apart by within (`key`)."""
    naming, heads = rows["family"] == "naming", rows["family"] == "heads"
    mention = heads & (rows["category"] == "mention")
    key = rows["referent"].mask(naming, rows["category"]).mask(heads, rows["lemma"]).mask(mention, "")
    return rows.assign(member=rows["category"].mask(naming | heads, rows["referent"]), key=key)


def _side_rank(sides: pd.Series, reading: Reading) -> pd.Series:
    return sides.map({side.key: rank for rank, side in enumerate(reading.sides)})


def _group(family: str, member: str, rows: pd.DataFrame, reading: Reading) -> Block:
    names, say = reading.names, reading.say
    title = names.referent(member) if family in _MEMBER else names.category(family, member)
    family_name = say.plain(f"families.{family}") if f"families.{family}" in say else harmless(family)
    parts, seen = [], set[str]()
    for (side, key, voice), part in rows.groupby(["side", "key", "voice"], sort=False):
        path = (str(side), str(key), str(voice))
        ids = [a for a in _path_anchors(family, member, path) if a not in seen]
        seen |= set(ids)
        parts.append(_part(ids, path, _key_name(family, member, path[1], names), part, reading))
    return {
        "id": anchor(family, member),
        "title": f"{family_name} – {title}",
        "parts": parts,
        "observed": True,
    }


def _path_anchors(family: str, member: str, path: tuple[str, str, str]) -> list[str]:
    """Anchors that begin at this part: its own first, then the wider ones."""
    return [anchor(family, member, *path[:length]) for length in (3, 2, 1)]


def _key_name(family: str, member: str, key: str, names: Any) -> str:
    if family == "naming":
        return str(names.variant(member, key))
    return harmless(key) if family in _MEMBER else str(names.referent(key)) if key else ""


def _part(
    ids: list[str], path: tuple[str, str, str], key_name: str, rows: pd.DataFrame, reading: Reading
) -> Block:
    shown = rows.head(OCCURRENCES_PER_PART)
    side = next(s for s in reading.sides if s.key == path[0])
    return {
        "ids": ids, "side": side.label, "key": key_name, "voice": reading.say.plain(f"voices.{path[2]}.short"),
        "rows": [_row(row, side.language, reading) for _, row in shown.groupby(_ROW, sort=False)],
        "n": len(rows), "dropped": len(rows) - len(shown),
    }  # fmt: skip


def _row(same: pd.DataFrame, language: str, reading: Reading) -> Block:
    """One row for the same words in the same place of the same document, with every offset."""
    first = same.iloc[0]
    document = reading.documents.iloc[int(first["index"]) - 1]
    whole = reading.texts.get(first["doc_id"], "")
    spans = list(zip(same["start"].tolist(), same["end"].tolist(), strict=True))
    return {
        "words": harmless(first["surface"]), "lang": language, "lemma": harmless(first["lemma"]),
        "place": reading.say.plain(f"positions.{first['position']}"),
        "document": document["label"], "number": int(first["index"]), "n": len(same),
        "negated": bool(first["negated"]),
        "offsets": [start for start, _ in spans],
        "lines": [_line(whole, start, end) for start, end in spans] if whole else [],
    }  # fmt: skip


def _line(whole: str, start: int, end: int) -> dict[str, str]:
    """The words in their line of text; a context never crosses a paragraph."""
    left = whole[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    right = whole[end : end + CONTEXT].partition("\n")[0]
    return {"left": harmless_edge(left), "match": harmless(whole[start:end]), "right": harmless_edge(right)}


def harmless_edge(context: str) -> str:
    """Return context without control marks, its spaces kept: they separate it from the match."""
    inner = harmless(context)
    before, after = context[:1].isspace(), context[-1:].isspace()
    return (" " if before else "") + inner + (" " if after and inner else "")


def _counted(reading: Reading, listed: pd.DataFrame) -> list[Block]:
    """Words have counts by document and voice, and no offsets: text must not be rebuilt from a bundle."""
    if listed.empty:
        return []
    rows = reading.counts.merge(listed[["side", "term"]].drop_duplicates(), on=["side", "term"])
    rows = rows.merge(reading.documents[["doc_id", "index"]], on="doc_id")
    rows = rows.groupby(["term", "side", "index", "voice"], sort=True, as_index=False)["n"].sum()
    rows = rows.assign(rank=_side_rank(rows["side"], reading)).sort_values(["term", "rank", "index", "voice"])
    parts = [_counted_part(str(term), group, reading) for term, group in rows.groupby("term", sort=False)]
    return [
        {
            "id": anchor("terms"),
            "title": reading.say.plain("families.terms"),
            "parts": parts,
            "observed": False,
        }
    ]


def _counted_part(term: str, rows: pd.DataFrame, reading: Reading) -> Block:
    languages = {side.key: side.language for side in reading.sides}
    return {
        "ids": [anchor("terms", term)], "side": "", "key": harmless(term), "voice": "", "dropped": 0, "n": int(rows["n"].sum()),
        "rows": [
            {
                "words": harmless(term), "lang": languages[row["side"]], "lemma": "",
                "place": reading.say.plain(f"voices.{row['voice']}.short"),
                "document": reading.documents.iloc[row["index"] - 1]["label"], "number": row["index"],
                "n": row["n"], "negated": False, "offsets": [], "lines": [],
            }
            for row in rows.to_dict("records")
        ],
    }  # fmt: skip


def _slug(part: str) -> str:
    plain = re.sub(r"[^a-z0-9_-]+", "-", part.lower())
    if re.fullmatch(r"[a-z0-9_]+(:[a-z0-9_]+)*", part):
        return plain
    return f"{plain[:24]}_{hashlib.sha256(part.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def count_by(rows: pd.DataFrame, *columns: str) -> Mapping[Any, int]:
    """Return the number of rows for each value (or tuple of values) of the columns."""
    sizes = rows.groupby(list(columns) if len(columns) > 1 else columns[0], sort=False).size()
    return {key: int(n) for key, n in sizes.items()}
