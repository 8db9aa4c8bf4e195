"""The made-up result, read from the file beside this one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("report_synthetic", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def synthetic() -> ModuleType:
    """Return the maker of the made-up result."""
    return _load(Path(__file__).with_name("synthetic.py"))


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
