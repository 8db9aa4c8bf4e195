"""Tables of the made-up articles: what stands before any cue is looked for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.tables import check

DOCUMENTS = (
    ("d1", "aurore", "Aurore, harbour accord", "2020-10", "inferred", 700, 40),
    ("d2", "aurore", "Aurore, minister's tour", "2021-01-26", "stated", 1500, 110),
    ("d3", "phare", "Phare, meeting of the ports", "2024-01-24", "stated", 500, 340),
    ("d4", "depeche", "Dépêche, treaty signed", "2024-10-31", "inferred", 350, 12),
    ("d5", "depeche", "Dépêche, reactions", "2025-01-17", "", 450, 0),
)
TERMS = ("accord", "port", "sanction", "traité", "ministre", "régime", "partenaire", "le", "de", "quai")


def make_documents() -> pd.DataFrame:
    rows = [
        {
            "doc_id": doc, "outlet": outlet, "label": label, "title_sha256": "0" * 64, "published": date,
            "published_how": how or "inferred", "language": "fr", "topic": "", "url": "", "origin": "wire" if outlet == "depeche" else "",
            "agency": "", "genre": "", "sha256": "1" * 64, "characters": 6 * tokens, "removed": 6 * gone,
            "tokens": tokens, "sentences": tokens // 22,
        }
        for doc, outlet, label, date, how, tokens, gone in DOCUMENTS
    ]  # fmt: skip
    return check(pd.DataFrame(rows), "documents")


def make_exposure() -> pd.DataFrame:
    quoted = {"d1": 0.6, "d2": 0.42, "d3": 0.29, "d4": 0.0, "d5": 0.11}
    rows = []
    for doc, _, _, _, _, tokens, _ in DOCUMENTS:
        inside = round(tokens * quoted[doc])
        unsure = 30 if doc == "d2" else 0
        for voice, n in (("own", tokens - inside - unsure), ("quoted", inside), ("ambiguous", unsure)):
            if n:
                rows.append((doc, voice, "body", "", n, max(1, n // 22)))
    columns = ["doc_id", "voice", "position", "holder", "tokens", "sentences"]
    return check(pd.DataFrame(rows, columns=columns), "exposure")


def make_counts() -> pd.DataFrame:
    rng = np.random.default_rng(7)
    rows = [
        (doc[0], voice, "body", term, int(n))
        for doc in DOCUMENTS
        for voice in ("own", "quoted")
        for term, n in zip(TERMS, rng.poisson(doc[5] / 300, len(TERMS)), strict=True)
        if n
    ]
    return check(pd.DataFrame(rows, columns=["doc_id", "voice", "position", "term", "n"]), "counts")


def make_removals() -> pd.DataFrame:
    rows = [
        ("d1", 0, 40, "navigation", "line of links", 12), ("d1", 900, 960, "share_line", "sharing", 8),
        ("d2", 0, 40, "navigation", "line of links", 12), ("d3", 2000, 4000, "cookie_wall", "cookie notice", 300),
        ("d3", 4000, 4200, "voice_notice", "artificial voice", 40), ("d4", 10, 60, "credit", "credit", 12),
    ]  # fmt: skip
    return check(
        pd.DataFrame(rows, columns=["doc_id", "start", "end", "rule", "reason", "tokens"]), "removals"
    )


def make_attributions() -> pd.DataFrame:
    rows = [("d2", 30, 400, "quoted", "paired", 1.0), ("d2", 800, 1200, "ambiguous", "unclosed_to_end", 0.5),
            ("d3", 280, 600, "quoted", "paired", 1.0)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["doc_id", "start", "end", "voice", "rule", "confidence"])
    return check(table.assign(holder="", camp="", cue="", stance=""), "attributions")


def make_collocations() -> pd.DataFrame:
    rows = [
        ("d2", "quoted", "sanctions", "contre", 3),
        ("d2", "quoted", "sanctions", "port", 2),
        ("d5", "own", "sanctions", "levée", 1),
    ]
    return check(pd.DataFrame(rows, columns=["doc_id", "voice", "referent", "term", "n"]), "collocations")
