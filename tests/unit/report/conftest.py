"""The made-up result, read from the file beside this one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

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
def summaries(result: Any) -> dict[str, dict[str, Any]]:
    """Return its summary in both languages."""
    from framing.report.summary import build

    return {language: build(result, language) for language in ("fr", "en")}


@pytest.fixture(scope="session")
def hostile(synthetic: ModuleType) -> Any:
    """Return a result whose every name and word tries to be more than text."""
    return synthetic.make_hostile_result()
