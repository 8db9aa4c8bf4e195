"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

# Half of the library's number of examples keeps a run of all tests within its twenty minutes on two slow cores;
# HYPOTHESIS_PROFILE=thorough asks for more.
settings.register_profile("usual", max_examples=50)
settings.register_profile("thorough", max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

ROOT = Path(__file__).resolve().parents[1]


class Outcome(NamedTuple):
    """What a command left: exit code and what it printed."""

    code: int
    out: str
    err: str


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


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the miniature study: five articles of this project's own, with their traps."""
    folder = tmp_path_factory.mktemp("miniature") / "study"
    shutil.copytree(ROOT / "tests" / "data" / "miniature", folder)
    return folder


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return a function that runs ``framing …`` in this process."""
    from framing.cli import main

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(int(str(stopped.value.code)), said.out, said.err)

    return run
