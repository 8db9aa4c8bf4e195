"""What was found in the made-up articles, a tuple each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from framing.tables import check

# doc, offset, family, category, referent, rule, surface, lemma, voice, position
OBSERVATIONS = (
    ("d2", 40, "legitimacy", "delegitimise", "sanctions", "illegal", "sanctions illégales", "illégal", "quoted", "body"),
    ("d2", 900, "legitimacy", "delegitimise", "sanctions", "illegal", "sanctions illégales", "illégal", "quoted", "body"),
    ("d2", 2100, "legitimacy", "delegitimise", "sanctions", "unilateral", "sanctions unilatérales", "unilatéral", "own", "body"),
    ("d1", 500, "legitimacy", "legitimise", "agreement", "lawful", "accord légal", "légal", "ambiguous", "body"),
    ("d4", 3, "threat", "alarm", "west", "worry", "inquiétant pour l'Occident", "inquiétant", "own", "title"),
    ("d4", 800, "threat", "alarm", "", "risk", "risque", "risque", "own", "body"),
    ("d3", 300, "cooperation", "cooperate", "", "partnership", "partenariat", "partenariat", "quoted", "body"),
    ("d1", 320, "cooperation", "cooperate", "russia", "friend", "pays ami", "ami", "own", "lead"),
    ("d2", 60, "naming", "country", "iran", "iran.country", "Iran", "iran", "own", "title"),
    ("d2", 75, "naming", "country", "iran", "iran.country", "Iran", "iran", "own", "body"),
    ("d2", 175, "naming", "capital", "iran", "iran.capital", "Téhéran", "téhéran", "quoted", "body"),
    ("d4", 90, "naming", "country", "iran", "iran.country", "Iran", "iran", "own", "body"),
    ("d4", 200, "naming", "regime", "iran", "iran.regime", "régime iranien", "régime", "own", "body"),
    ("d4", 400, "naming", "war", "ukraine_war", "ukraine_war.war", "guerre en Ukraine", "guerre", "own", "body"),
    ("d3", 410, "naming", "conflict", "ukraine_war", "ukraine_war.conflict", "conflit ukrainien", "conflit", "own", "body"),
    ("d2", 40, "heads", "mention", "sanctions", "mention", "sanctions", "sanction", "quoted", "body"),
    ("d2", 50, "heads", "adjective", "sanctions", "after", "sanctions illégales", "illégal", "quoted", "body"),
    ("d2", 2100, "heads", "mention", "sanctions", "mention", "sanctions", "sanction", "own", "body"),
    ("d2", 2110, "heads", "adjective", "sanctions", "after", "sanctions unilatérales", "unilatéral", "own", "body"),
    ("d5", 210, "heads", "mention", "sanctions", "mention", "sanctions", "sanction", "own", "body"),
    ("d5", 220, "heads", "adjective", "sanctions", "after", "sanctions occidentales", "occidental", "own", "body"),
    ("d5", 600, "heads", "mention", "agreement", "mention", "accord", "accord", "own", "body"),
)  # fmt: skip


def observations_from_tuples(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Return observations of tuples as in OBSERVATIONS with the holder last; the caller checks the table."""
    columns = ["doc_id", "start", "family", "category", "referent", "rule", "surface", "lemma", "voice", "position",
               "holder"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    ends = table["start"] + table["surface"].str.len()
    return table.assign(end=ends, sentence=table["start"] // 120, cue="", negated=False, confidence=1.0)


def make_observations() -> pd.DataFrame:
    return check(observations_from_tuples([(*row, "") for row in OBSERVATIONS]), "observations")
