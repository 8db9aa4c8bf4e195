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
from framing.study.pipeline import Result, compare_measurements
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


# Who speaks in the harbour: doc, start, end, voice, holder, cue, stance, rule
SPEECH = (
    ("d2", 30, 400, "quoted", "Ida Lindal", "dire", "neutral", "direct.after"),
    ("d2", 800, 1200, "reported", "Ida Lindal", "affirmer", "distancing", "that"),
    ("d2", 850, 900, "fragment", "Ida Lindal", "affirmer", "distancing", "fragment.sentence"),  # within the one before
    ("d2", 1300, 1350, "quoted", "", "", "", "heading_quoted"),
    ("d3", 280, 600, "reported", "Oskar Metz", "dénoncer", "confrontational", "that"),
    ("d5", 300, 330, "ambiguous", "", "", "", "undecided.none"),
)  # fmt: skip
# doc, voice, holder, tokens
SAID = (
    ("d1", "own", "", 700), ("d2", "own", "", 700), ("d2", "quoted", "Ida Lindal", 500), ("d2", "quoted", "", 20),
    ("d2", "reported", "Ida Lindal", 240), ("d2", "fragment", "Ida Lindal", 10), ("d2", "ambiguous", "", 30),
    ("d3", "own", "", 300), ("d3", "reported", "Oskar Metz", 200), ("d4", "own", "", 350), ("d5", "own", "", 420),
    ("d5", "ambiguous", "", 30),
)  # fmt: skip
# As OBSERVATIONS, with the holder last
SPOKEN = (
    ("d2", 420, "reporting", "neutral", "", "dire", "dit", "dire", "own", "body", "Ida Lindal"),
    ("d2", 790, "reporting", "distancing", "", "affirmer", "affirme", "affirmer", "own", "body", "Ida Lindal"),
    ("d3", 270, "reporting", "confrontational", "", "dénoncer", "dénonce", "dénoncer", "own", "body", "Oskar Metz"),
    ("d2", 30, "sources", "person", "", "direct", "Ida Lindal", "ida lindal", "quoted", "body", "Ida Lindal"),
    ("d2", 800, "sources", "person", "", "reported", "Ida Lindal", "ida lindal", "reported", "body", "Ida Lindal"),
    ("d2", 1300, "sources", "unknown", "", "direct", "Quai fermé", "", "quoted", "heading", ""),
    ("d3", 280, "sources", "person", "", "reported", "Oskar Metz", "oskar metz", "reported", "body", "Oskar Metz"),
    ("d2", 30, "sources", "first", "", "direct", "Ida Lindal", "ida lindal", "own", "body", "Ida Lindal"),
    ("d3", 280, "sources", "first", "", "reported", "Oskar Metz", "oskar metz", "own", "body", "Oskar Metz"),
    ("d3", 280, "sources", "lone", "", "reported", "Oskar Metz", "oskar metz", "own", "body", "Oskar Metz"),
    ("d5", 300, "scare_quotes", "undecided", "", "marks", "grand quai", "grand quai", "own", "body", ""),
    ("d2", 5, "fidelity", "altered", "", "quoted_words", "Trois quais ouvriront lundi", "hardened", "own", "heading", ""),
    ("d2", 700, "fidelity", "unsupported", "", "quoted_words", "grues", "", "own", "heading", ""),
    ("d4", 0, "fidelity", "stated", "", "whole_heading", "Le traité est signé", "", "own", "title", ""),
    ("d4", 500, "evidentials", "hedge", "", "perhaps", "peut-être", "peut-être", "own", "body", ""),
)  # fmt: skip
SPEAKING = ("reporting.v1", "sources.v1", "scare_quotes.v1", "fidelity.v1", "evidentials.v1")


def make_spoken_study(**changes: Any) -> Study:
    """Return the study with extractors of speech, a camp, and a claim that has hits in several voices."""
    contrast = ["aurore", "depeche"]
    claims = [
        {"family": "legitimacy", "category": "delegitimise", "referent": "sanctions", "contrast": contrast},
        {"family": "threat", "category": "alarm", "contrast": contrast},
        {"family": "threat", "category": "menace", "contrast": contrast},
        {"family": "reporting", "category": "distancing", "contrast": ["aurore", "phare"]},
    ]
    camps = {"port": {"label": {"fr": "gens du port", "en": "port people"}, "holders": ["Lindal"]}}
    extractors = ["cues.v1", "naming.v1", "heads.v1", *SPEAKING]
    return make_study(**{"claims": claims, "camps": camps, "extractors": extractors, **changes})


def make_spoken_measurements(**changes: Any) -> Measurements:
    """Return the measurements with speech, as `framing.annotate` tells it."""
    attributions = pd.DataFrame(
        SPEECH, columns=["doc_id", "start", "end", "voice", "holder", "cue", "stance", "rule"]
    )
    exposure = pd.DataFrame(SAID, columns=["doc_id", "voice", "holder", "tokens"])
    exposure = exposure.assign(position="body", sentences=(exposure["tokens"] // 20).clip(lower=1))
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
        "holder",
    ]
    spoken = pd.DataFrame(SPOKEN, columns=columns)
    spoken = spoken.assign(
        end=spoken["start"] + spoken["surface"].str.len(),
        sentence=spoken["start"] // 120,
        cue="",
        negated=False,
        confidence=1.0,
    )
    before = make_observations().astype({"holder": "str", "voice": "str", "doc_id": "str"})
    before = before[before["voice"] != "ambiguous"]
    by = before["holder"].mask((before["voice"] == "quoted") & (before["doc_id"] == "d2"), "Ida Lindal")
    echoes = [
        ("d2", 30, 400, "d4", 40, 90, "cut", 0.25),
        ("d2", 800, 1200, "d5", 300, 330, "paraphrased", 0.5),
    ]
    names = ["doc_id", "start", "end", "other_id", "other_start", "other_end", "how", "share"]
    base = make_measurements()
    bare = {"kind": "cues", "version": 1, "digest": "d" * 64, "referents": {}, "heads": []}
    books = dict(base.settings["codebooks"]) | {
        "legitimacy.fr": {**bare, "categories": {"delegitimise": ["sanctions"], "legitimise": []}},
        "evidentials.fr": {**bare, "kind": "evidentials", "categories": {"hedge": [], "booster": []}},
    }
    extractors = ["cues.v1", "heads.v1", "naming.v1", *SPEAKING]
    tables = {
        "attributions": check(attributions.assign(camp="", confidence=0.9), "attributions"),
        "exposure": check(exposure, "exposure"),
        "observations": check(
            pd.concat([before.assign(holder=by), spoken], ignore_index=True), "observations"
        ),
        "echoes": check(pd.DataFrame(echoes, columns=names), "echoes"),
        "settings": {**base.settings, "codebooks": books, "extractors": extractors},
    }
    return make_measurements(**{**tables, **changes})


def make_spoken_result(**changes: Any) -> Any:
    """Return the result of comparing measurements with speech; study and measurements can be exchanged."""
    study = changes.get("study") or make_spoken_study()
    return compare_measurements(study, changes.get("measurements") or make_spoken_measurements())


def make_hostile_spoken_result() -> Any:
    """Return a result in which the speakers' names, and the words of headings, try to be more than text."""
    held = make_spoken_measurements()
    bad = {"Ida Lindal": HOSTILE[0], "Oskar Metz": HOSTILE[4], "": ""}
    tables = {
        name: table.astype({"holder": "str"}).assign(holder=table["holder"].astype("str").map(bad))
        for name, table in (("attributions", held.attributions), ("exposure", held.exposure), ("observations", held.observations))
    }  # fmt: skip
    tables["attributions"] = tables["attributions"].assign(cue=HOSTILE[3])
    tables["observations"] = tables["observations"].assign(surface=HOSTILE[8], lemma=HOSTILE[1])
    camps = {"port": {"label": {"fr": HOSTILE[2], "en": HOSTILE[6]}, "holders": ["script"]}}
    checked = {name: check(table, name) for name, table in tables.items()}
    report = {"languages": ["fr"], "formats": ["html", "pdf"]}
    study = make_spoken_study(camps=camps, report=report)
    return make_spoken_result(study=study, measurements=make_spoken_measurements(**checked))
