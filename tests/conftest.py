"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared_or_skip() -> Callable[[str], Path]:
    """Return the folder of shared data, or skip and say what stays unchecked."""

    def find(unchecked: str) -> Path:
        folder = ROOT.parent / "shared"
        if not (folder / "data").is_dir():
            pytest.skip(f"no shared data beside the project; unchecked: {unchecked}")
        return folder

    return find
