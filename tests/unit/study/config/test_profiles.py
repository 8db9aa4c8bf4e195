"""Profiles: the camps of one outlet are read, and checked as those of a config are."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import ConfigError
from framing.ingest import load_profiles
from framing.study.config.profiles import SHIPPED, read_profiles

GOOD = """outlet: alpha
names: [Alpha Daily]
camps:
  east:
    label: {fr: Est, en: East}
    holders: [préfecture]
"""


def test_shipped_profiles_with_camps_are_read() -> None:
    names = {outlet.names[0] for outlet in read_profiles()}
    assert names == {p.stem for p in SHIPPED.glob("*.yaml") if "\ncamps:" in p.read_text("utf-8")}
    assert names


def test_camps_of_a_folder_are_read_with_the_names_of_the_outlet(tmp_path: Path) -> None:
    (tmp_path / "alpha.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "beta.yaml").write_text("outlet: beta\n# camps: none\n", encoding="utf-8")
    (tmp_path / "rt.yaml").write_text(GOOD.replace("alpha", "rt"), encoding="utf-8")
    found = {outlet.names: outlet.camps for outlet in read_profiles([tmp_path])}
    assert found["alpha", "alpha daily"]["east"].holders == ("préfecture",)
    assert [names for names in found if names[0] == "rt"] == [("rt", "alpha daily")]
    assert not any("beta" in names for names in found)
    assert load_profiles([tmp_path])["alpha"].names == ("Alpha Daily",)


def test_all_mistakes_of_all_profiles_are_told_with_their_lines(tmp_path: Path) -> None:
    faulty = GOOD.replace("holders: [préfecture]", "holders: [a|b, Ana, ana, '@anonymous']\n    colour: red")
    (tmp_path / "alpha.yaml").write_text(faulty, encoding="utf-8")
    (tmp_path / "beta.yaml").write_text("outlet: beta\ncamps: [east]\n", encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        read_profiles([tmp_path])
    assert {problem.where for problem in fault.value.problems} == {
        "alpha.yaml line 6, camps.east.holders[0]",
        "alpha.yaml line 6, camps.east.holders[2]",
        "alpha.yaml line 6, camps.east.holders[3]",
        "alpha.yaml line 7, camps.east.colour",
        "beta.yaml line 2, camps",
    }
