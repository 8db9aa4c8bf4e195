"""A real browser, and the pages it opens: Debian's chromium, no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return chromium; skip where there is none, fail where continuous integration promised one."""
    if not CHROMIUM.exists():
        message = (
            f"no {CHROMIUM}; unchecked: access (axe), console, network, sorting and evidence in a browser"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return folders of pages: the made-up result, the same with its texts, and the hostile one."""
    from framing.report import write_report
    from tests.unit.report import synthetic as made

    study = made.make_study(report={"languages": ["fr", "en"], "formats": ["html"]})
    hostile = made.make_hostile_result()
    titled = made.make_study(
        title=hostile.study.title.model_dump(), outlets={k: v.model_dump() for k, v in hostile.study.outlets.items()},
        report={"languages": ["fr"], "formats": ["html"]},
    )  # fmt: skip
    folders = {}
    for name, result in (
        ("plain", made.make_result(study=study)),
        ("hostile", replace(hostile, study=titled)),
    ):
        folders[name] = tmp_path_factory.mktemp(name)
        write_report(result, folders[name])
    return folders
