from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.errors import IngestError
from framing.ingest import load_profiles, outlet_of_url, profile_of
from framing.ingest.profiles import FOLDER, KINDS, MOST_WORDS


def test_the_shipped_profiles_are_valid_and_complete() -> None:
    profiles = load_profiles()
    assert set(profiles) == {p.stem for p in FOLDER.glob("*.yaml")}
    assert {"presstv", "rt", "wire", "reuters", "afp", "ap", "generic"} <= set(profiles)
    assert profiles["presstv"].country == "IR"


def test_no_literal_of_a_profile_is_longer_than_six_words() -> None:
    for profile in load_profiles().values():
        for rule in profile.boilerplate:
            for literal in (p for kind in KINDS[:-1] for p in getattr(rule, kind)):
                assert len(re.findall(r"[^\W_]+", literal)) <= MOST_WORDS, literal


def test_outlets_are_known_by_id_name_and_domain() -> None:
    profiles = load_profiles()
    assert profile_of("Press TV", profiles).outlet == "presstv"
    assert profile_of("Le Quotidien du Port", profiles).outlet == "generic"
    assert outlet_of_url("https://www.reuters.com/world/x", profiles) == "reuters"
    assert outlet_of_url("https://notreuters.com/x", profiles) == ""
    assert outlet_of_url("http://[broken", profiles) == ""


def test_an_own_folder_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "rt.yaml").write_text("outlet: rt\ncountry: XX\n", encoding="utf-8")
    (tmp_path / "nord.yaml").write_text("outlet: nord\nnames: [Le Nord]\n", encoding="utf-8")
    profiles = load_profiles([tmp_path])
    assert (profiles["rt"].country, profiles["nord"].names) == ("XX", ("Le Nord",))


def test_all_mistakes_of_all_profiles_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        """outlet: b
colour: blue
country: 7
names: Le Nord
title: loud
boilerplate:
  - rule: x
    reason: y
    action: burn
    most_words: 0
    starts: [ok]
    whole: ["un deux trois quatre cinq six sept"]
    matches: ["("]
  - reason: y
  - text
""",
        encoding="utf-8",
    )
    (tmp_path / "c.yaml").write_text("[1", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("- 1", encoding="utf-8")
    with pytest.raises(IngestError) as caught:
        load_profiles([tmp_path])
    text = str(caught.value)
    for part in (
        "outlet: a", "'colour'", "7", "'Le Nord'", "'loud'", "'burn'", "most_words", "at least 6 characters",
        "at most 6 words", "a regular expression", "boilerplate 2, rule", "a pattern (", "boilerplate 3",
        "c.yaml", "d.yaml",
    ):  # fmt: skip
        assert part in text, part


def test_a_folder_without_profiles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="a folder with profiles"):
        load_profiles([tmp_path / "none"])


def test_faulty_yaml_is_told_on_one_line_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("outlet: a\n\tnames: [b]\n", encoding="utf-8")
    with pytest.raises(IngestError) as caught:
        load_profiles([tmp_path])
    (problem,) = caught.value.problems
    assert problem.found.endswith("line 2")
    assert "\n" not in problem.found
    assert not problem.found.startswith("found")


def test_camps_of_a_profile_are_left_to_the_compare_half(tmp_path: Path) -> None:
    (tmp_path / "alpha.yaml").write_text("outlet: alpha\ncamps: {east: whatever}\n", encoding="utf-8")
    assert load_profiles([tmp_path])["alpha"].outlet == "alpha"
