"""A small made-up result: five articles of three fictional outlets about a harbour, in tables only.

Its tables keep the contracts. Nothing in it was copied from anywhere.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from framing.study.config import Study
from framing.study.corpus import NOTHING
from framing.study.measurements import Measurements
from framing.study.pipeline import Result
from framing.tables import check, empty

DOCUMENTS = (
    ("d1", "aurore", "Aurore, harbour accord", "2020-10", "inferred", 700, 40),
    ("d2", "aurore", "Aurore, minister's tour", "2021-01-26", "stated", 1500, 110),
    ("d3", "phare", "Phare, meeting of the ports", "2024-01-24", "stated", 500, 340),
    ("d4", "depeche", "Dépêche, treaty signed", "2024-10-31", "inferred", 350, 12),
    ("d5", "depeche", "Dépêche, reactions", "2025-01-17", "", 450, 0),
)
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
TERMS = ("accord", "port", "sanction", "traité", "ministre", "régime", "partenaire", "le", "de", "quai")


def make_study(**changes: Any) -> Study:
    """Return a study of the made-up corpus."""
    content: dict[str, Any] = {
        "study": "harbour",
        "title": {"fr": "Un port, trois médias", "en": "One harbour, three outlets"},
        "languages": ["fr"],
        "corpus": ["corpus/harbour"],
        "contrasts": [["aurore", "depeche"], ["phare", "depeche"], ["aurore", "phare"]],
        "extractors": ["terms.v1", "cues.v1", "naming.v1", "heads.v1"],
        "codebooks": ["fr"],
        "claims": [
            {"family": "legitimacy", "category": "delegitimise", "referent": "sanctions", "contrast": ["aurore", "depeche"]},
            {"family": "threat", "category": "alarm", "referent": "west", "contrast": ["aurore", "depeche"]},
        ],
        "window": {"from": "2020-10-01", "to": "2025-01-31"},
        "outlets": {
            "aurore": {"fr": "L'Aurore", "en": "L'Aurore"},
            "phare": {"fr": "Le Phare", "en": "Le Phare"},
            "depeche": {"fr": "La Dépêche", "en": "La Dépêche"},
        },
    }  # fmt: skip
    return Study.model_validate_json(json.dumps({**content, **changes}))


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


def make_observations() -> pd.DataFrame:
    columns = [
        "doc_id",
        "start",
        "family",
        "category",
        "referent",
        "rule",
        "surface",
        "lemma",
        "voice",
        "position",
    ]
    rows = pd.DataFrame(OBSERVATIONS, columns=columns)
    rows = rows.assign(
        end=rows["start"] + rows["surface"].str.len(), sentence=rows["start"] // 120, holder="", cue="", negated=False,
        confidence=1.0,
    )  # fmt: skip
    return check(rows, "observations")


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


def make_measurements(**changes: Any) -> Measurements:
    tables = {
        "documents": make_documents(), "removals": make_removals(), "exposure": make_exposure(),
        "attributions": make_attributions(), "counts": make_counts(), "collocations": make_collocations(),
        "measures": empty("measures"), "observations": make_observations(), "events": empty("events"),
    }  # fmt: skip
    settings = {
        "framing": "0.1.0", "libraries": {"numpy": "2"}, "extractors": ["cues.v1"],
        "codebooks": {
            "threat.fr": {"kind": "cues", "version": 1, "digest": "a" * 64, "categories": {"alarm": [], "menace": []}, "referents": {}, "heads": []},
            "naming.fr": {"kind": "naming", "version": 1, "digest": "b" * 64, "categories": {},
                          "referents": {"ukraine_war": {"exists": "2022-02-24", "variants": ["war", "conflict"]}}, "heads": []},
        },
    }  # fmt: skip
    return Measurements(**{**tables, "settings": settings, **changes})


def make_estimates() -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for a, b, n_a, n_b in (
        ("aurore", "depeche", 2, 2),
        ("phare", "depeche", 1, 2),
        ("aurore", "phare", 2, 1),
    ):
        base = {
            "universe": "default",
            "contrast": f"fr:{a}:{b}",
            "events": 0.0,
            "replicates": 6.0,
            "low": np.nan,
            "high": np.nan,
        }
        for i, term in enumerate(TERMS):
            ratio = (i - 4.5) / 2
            cell = {**base, "family": "terms", "category": "", "referent": "", "voice": "all", "term": term,
                    "hits_a": 8.0 + i, "hits_b": float(14 - i), "opportunities_a": 2200.0, "opportunities_b": 800.0,
                    "documents_a": float(n_a), "documents_b": float(n_b), "p_value": np.nan, "p_adjusted": np.nan}  # fmt: skip
            values = {"log_ratio": ratio, "percent_diff": 10.0, "g2": 4.0 + ratio, "log_odds": ratio / 2, "log_odds_z": ratio,
                      "dp_a": 0.2, "dp_b": 0.3, "dpnorm_a": 0.25, "dpnorm_b": 0.35, "score_z": ratio, "bh_q": 0.9}  # fmt: skip
            for statistic, value in values.items():
                tested = {"p_value": 1 / 3, "p_adjusted": 1.0} if statistic == "score_z" else {}
                rows.append({**cell, "statistic": statistic, "estimate": value, **tested})
        for family, category, referent in (
            ("legitimacy", "delegitimise", "sanctions"),
            ("threat", "alarm", ""),
        ):
            rows.append({**base, "family": family, "category": category, "referent": referent, "voice": "own", "term": "",
                         "statistic": "rate_ratio", "estimate": np.nan, "p_value": 1 / 3, "p_adjusted": 1.0, "hits_a": 1.0,
                         "hits_b": 0.0, "opportunities_a": 60.0, "opportunities_b": 30.0, "documents_a": 1.0, "documents_b": 0.0})  # fmt: skip
    return check(pd.DataFrame(rows), "estimates")


def make_claims() -> pd.DataFrame:
    gates = [
        {"gate": "G1", "passed": True, "reason": "", "facts": {}},
        {"gate": "G2", "passed": False, "reason": "no_overlap", "facts": {"shared_events": 0}},
        {"gate": "G3", "passed": False, "reason": "unheard_of", "facts": {}},
        {"gate": "G4", "passed": False, "reason": "resolution", "facts": {"smallest_p": 1 / 3}},
        {"gate": "G10", "passed": True, "reason": "", "facts": {}},
    ]
    rows = [
        (f"c{i}", f"fr:{a}:{b}", family, category, referent, "own", declared, "described", json.dumps(gates))
        for i, (a, b, family, category, referent, declared) in enumerate(
            (
                ("aurore", "depeche", "legitimacy", "delegitimise", "sanctions", True),
                ("aurore", "depeche", "threat", "alarm", "west", True),
                ("phare", "depeche", "threat", "alarm", "", False),
            )
        )
    ]
    columns = ["claim", "contrast", "family", "category", "referent", "voice", "declared", "grade", "gates"]
    return check(pd.DataFrame(rows, columns=columns), "claims")


def make_designs() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("fr:aurore:depeche", "fr", "aurore", "depeche", 2, 2, 0, "2020-10", "2025-01-17", "small", 1.0, 6.0, True, 1 / 3),
            ("fr:phare:depeche", "fr", "phare", "depeche", 1, 2, 0, "2024-01-24", "2025-01-17", "small", 1.0, 3.0, True, 1 / 3),
            ("fr:aurore:phare", "fr", "aurore", "phare", 2, 1, 0, "2020-10", "2024-01-24", "small", 1.0, 3.0, True, 1 / 3),
        ],
        columns=["contrast", "language", "outlet_a", "outlet_b", "documents_a", "documents_b", "shared_events", "first",
                 "last", "kind", "strata", "labellings", "enumerated", "smallest_p"],
    )  # fmt: skip


def make_result(**changes: Any) -> Any:
    """Return the whole made-up result; any part can be exchanged."""
    parts: dict[str, Any] = {
        "study": make_study(), "measurements": make_measurements(), "designs": make_designs(),
        "estimates": make_estimates(), "claims": make_claims(), "set_aside": NOTHING,
        "record": {"config": {"sha256": "c" * 64}, "versions": {"framing": "0.1.0", "python": "3.11"}},
    }  # fmt: skip
    return Result(**{**parts, **changes})


HOSTILE = (
    "<script>alert(1)</script>", "]]></style><b>", '"onload="x', "#import \"x\": *", "=HYPERLINK(\"http://x\")",
    "$x^2$ \\text{a}", "مرحبا \u202eabc\u202c", "a\x00b\x07c", "*bold* _it_ `raw` @ref <lab>", "{{ 7*7 }}", "😀 é", "o" * 400,
)  # fmt: skip


def make_hostile_result() -> Any:
    """Return the made-up result with dangerous text wherever text of unknown origin can stand."""
    documents = make_documents().assign(label=list(HOSTILE[:5]), origin=HOSTILE[7], published_how=HOSTILE[0])
    observations = make_observations()
    n = len(observations)
    observations = check(
        observations.assign(
            surface=[HOSTILE[i % len(HOSTILE)] for i in range(n)], lemma=[HOSTILE[(i + 3) % len(HOSTILE)] for i in range(n)],
        ),
        "observations",
    )  # fmt: skip
    counts, estimates = make_counts(), make_estimates()
    renamed = dict(zip(TERMS, HOSTILE, strict=False))
    counts = check(counts.assign(term=counts["term"].astype("str").map(renamed)), "counts")
    terms = estimates["term"].map(renamed).fillna("")
    names = {
        outlet: {"fr": bad, "en": bad}
        for outlet, bad in zip(
            ("aurore", "phare", "depeche"), (HOSTILE[0], HOSTILE[-1], HOSTILE[6]), strict=True
        )
    }
    removals = make_removals().assign(rule=HOSTILE[0])
    texts = {"d4": "\n".join(HOSTILE) * 3}
    return make_result(
        study=make_study(title={"fr": HOSTILE[0] + HOSTILE[3], "en": HOSTILE[1]}, outlets=names),
        measurements=make_measurements(
            documents=check(documents, "documents"), observations=observations, counts=counts,
            removals=check(removals, "removals"), texts=texts,
        ),
        estimates=check(estimates.assign(term=terms), "estimates"),
        record={"inputs": {HOSTILE[0]: HOSTILE[3]}, "list": list(HOSTILE)},
    )  # fmt: skip
