"""Promises made in words: the house plan, the public door, the README."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import framing
from framing import errors
from framing.tables import CONTRACTS


@pytest.fixture(scope="module")
def house(root: Path) -> str:
    return (root / "framing" / "README.md").read_text("utf-8")


def rooms(root: Path) -> set[str]:
    return {
        p.stem for p in (root / "framing").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()
    } - {"__init__"}


def test_floors_in_the_house_plan_are_those_of_the_code(root: Path, house: str) -> None:
    listed = re.findall(r"^\| (?:roof|\d) \| `(\w+)`", house, re.MULTILINE)
    assert set(listed) == rooms(root)


def test_floors_in_the_house_plan_are_those_that_are_enforced(root: Path, house: str) -> None:
    contract = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    enforced = [sorted(layer.replace(" ", "").split("|")) for layer in contract["layers"]]
    told: dict[str, list[str]] = {}
    for floor, room in re.findall(r"^\| (roof|\d) \| `(\w+)`", house, re.MULTILINE):
        told.setdefault(floor if floor != "0" else room, []).append(room)
    assert enforced == [sorted(layer) for layer in told.values()]
    assert contract["exhaustive"] is True


def test_tables_in_the_house_plan_are_the_contracts(house: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", house, re.MULTILINE)
    assert {name: tuple(key.split(", ")) for name, key in rows} == {c.name: c.key for c in CONTRACTS.values()}


def test_files_named_in_the_house_plan_exist(root: Path, house: str) -> None:
    named = re.findall(r"`((?:study|features|annotate|stats|codebook|tests)/[\w/]+\.py)", house)
    assert len(named) > 6
    assert [
        name for name in named if not any((base / name).is_file() for base in (root, root / "framing"))
    ] == []


def test_error_tree_is_drawn_whole() -> None:
    drawn = set(re.findall(r"\b\w+Error\b", errors.__doc__ or ""))
    assert drawn == {name for name in vars(errors) if name.endswith("Error")}


def test_public_door_opens(root: Path) -> None:
    assert dir(framing) == sorted(framing.__all__)
    assert all(getattr(framing, name).__doc__ for name in framing.__all__)
    assert 10 <= len(framing.__all__) <= 18


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ["pandas", "numba", "matplotlib", "sklearn", "typst", "trafilatura", "pydantic"]
    code = f"import framing, sys; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_comparing_a_bundle_loads_nothing_of_the_measure_half(root: Path) -> None:
    code = (
        "import sys, framing\nfrom pathlib import Path\n"
        "study = framing.load_study(Path('config.yaml'))\n"
        "framing.compare_measurements(study, framing.measure_corpus(study)[0])\n"
        "print([n for n in ('numba', 'sklearn', 'nltk', 'trafilatura', 'py3langid', 'simplemma') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version_is_told_the_same_everywhere(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"version: {project}" in (root / "CITATION.cff").read_text("utf-8")


def test_lock_files_pin_every_package_with_hashes_and_name_no_registry(root: Path) -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (root / name).read_text("utf-8")
        entries = re.split(r"\n(?=[a-zA-Z0-9])", text)
        assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
        assert "://" not in text
