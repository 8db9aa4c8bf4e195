"""The made-up result, made by the package beside this file."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def synthetic() -> ModuleType:
    """Return the maker of the made-up result."""
    from tests.unit.report import synthetic as maker

    return maker


@pytest.fixture(scope="session")
def result(synthetic: ModuleType) -> Any:
    """Return the made-up result."""
    return synthetic.make_result()


@pytest.fixture(scope="session")
def bilingual(synthetic: ModuleType) -> Any:
    """Return the made-up result with each article a second time in English: d1 is e1 there."""
    from framing.tables import check

    french = synthetic.make_documents().astype({"doc_id": "str", "language": "str"})
    english = french.assign(doc_id=french["doc_id"].str.replace("d", "e"), language="en")
    documents = check(pd.concat([french, english], ignore_index=True), "documents")
    return synthetic.make_result(measurements=synthetic.make_measurements(documents=documents))


@pytest.fixture(scope="session")
def summaries(result: Any) -> dict[str, dict[str, Any]]:
    """Return its summary in both languages."""
    from framing.report.summary import build

    return {language: build(result, language) for language in ("fr", "en")}


@pytest.fixture(scope="session")
def hostile(synthetic: ModuleType) -> Any:
    """Return a result whose every name and word tries to be more than text."""
    return synthetic.make_hostile_result()


@pytest.fixture(scope="session")
def spoken(synthetic: ModuleType) -> Any:
    """Return the made-up result with speech: who says what, in every voice."""
    return synthetic.make_spoken_result()


@pytest.fixture(scope="session")
def spoken_summaries(spoken: Any) -> dict[str, dict[str, Any]]:
    """Return its summary in both languages."""
    from framing.report.summary import build

    return {language: build(spoken, language) for language in ("fr", "en")}


@pytest.fixture(scope="session")
def robust(synthetic: ModuleType) -> Any:
    """Return the made-up result counted in several ways, event by event."""
    return synthetic.make_robust_result()
