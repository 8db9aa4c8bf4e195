"""A small made-up result: five articles of three fictional outlets about a harbour, in tables only.

Its tables keep the contracts. Nothing in it was copied from anywhere.

The modules from the ground up: `tables` and `observations` (what stands in the articles), `comparison`
(what comparing them gives), `result` (the whole), `speech` (the same with speakers), `robust` (the same
counted in several ways), `hostile` (with dangerous text).
"""

from tests.unit.report.synthetic.comparison import make_claims, make_designs, make_estimates
from tests.unit.report.synthetic.hostile import make_hostile_result, make_hostile_spoken_result
from tests.unit.report.synthetic.observations import make_observations, observations_from_tuples
from tests.unit.report.synthetic.result import make_measurements, make_result, make_study
from tests.unit.report.synthetic.robust import make_robust_result
from tests.unit.report.synthetic.speech import (
    make_spoken_measurements,
    make_spoken_result,
    make_spoken_study,
)
from tests.unit.report.synthetic.tables import TERMS, make_documents

__all__ = [
    "TERMS",
    "make_claims",
    "make_designs",
    "make_documents",
    "make_estimates",
    "make_hostile_result",
    "make_hostile_spoken_result",
    "make_measurements",
    "make_observations",
    "make_result",
    "make_robust_result",
    "make_spoken_measurements",
    "make_spoken_result",
    "make_spoken_study",
    "make_study",
    "observations_from_tuples",
]
