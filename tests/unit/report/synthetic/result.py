"""The whole made-up result and its two halves, the study and the measurements."""

from __future__ import annotations

import json
from typing import Any

from framing.study.config.study import Study
from framing.study.measurement.corpus import NOTHING
from framing.study.measurement.measurements import Measurements
from framing.study.pipeline import Result
from framing.tables import empty
from tests.unit.report.synthetic.comparison import make_claims, make_designs, make_estimates
from tests.unit.report.synthetic.observations import make_observations
from tests.unit.report.synthetic.tables import (
    make_attributions,
    make_collocations,
    make_counts,
    make_documents,
    make_exposure,
    make_removals,
)

STUDY: dict[str, Any] = {
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


def make_study(**changes: Any) -> Study:
    """Return a study of the made-up corpus."""
    return Study.model_validate_json(json.dumps({**STUDY, **changes}))


def make_measurements(**changes: Any) -> Measurements:
    """Return the measurements of the made-up corpus; any table can be exchanged."""
    tables = {
        "documents": make_documents(), "removals": make_removals(), "exposure": make_exposure(),
        "attributions": make_attributions(), "counts": make_counts(), "collocations": make_collocations(),
        "measures": empty("measures"), "observations": make_observations(), "events": empty("events"),
    }  # fmt: skip
    return Measurements(**{**tables, "settings": _settings(), **changes})


def _settings() -> dict[str, Any]:
    return {
        "framing": "0.1.0", "libraries": {"numpy": "2"}, "extractors": ["cues.v1"],
        "codebooks": {
            "threat.fr": {"kind": "cues", "version": 1, "digest": "a" * 64, "categories": {"alarm": [], "menace": []}, "referents": {}, "heads": []},
            "naming.fr": {"kind": "naming", "version": 1, "digest": "b" * 64, "categories": {},
                          "referents": {"ukraine_war": {"exists": "2022-02-24", "variants": ["war", "conflict"]}}, "heads": []},
        },
    }  # fmt: skip


def make_result(**changes: Any) -> Any:
    """Return the whole made-up result; any part can be exchanged."""
    parts: dict[str, Any] = {
        "study": make_study(), "measurements": make_measurements(), "designs": make_designs(),
        "estimates": make_estimates(), "claims": make_claims(), "set_aside": NOTHING,
        "record": {"config": {"sha256": "c" * 64}, "versions": {"framing": "0.1.0", "python": "3.11"}},
    }  # fmt: skip
    return Result(**{**parts, **changes})
