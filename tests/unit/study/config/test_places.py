"""Places: relative below the config, the last part elsewhere, and never two under one name."""

from __future__ import annotations

from pathlib import Path

from framing.study.config.places import shown_paths


def test_relative_paths_are_left_as_they_are(tmp_path: Path) -> None:
    assert shown_paths(["a", "../b", "./c"], tmp_path) == {}


def test_below_the_config_it_is_relative_and_elsewhere_the_last_part(tmp_path: Path) -> None:
    inside, outside = str(tmp_path / "x" / "art"), "/nowhere/me/articles/"
    assert shown_paths([inside, outside, str(tmp_path)], tmp_path) == {
        inside: "x/art", outside: "articles", str(tmp_path): "."
    }  # fmt: skip


def test_two_places_have_two_names(tmp_path: Path) -> None:
    inside = str(tmp_path / "art")
    assert shown_paths(["/a/art", "/b/art", inside, "/c/pages", "pages"], tmp_path) == {
        inside: "art", "/a/art": "art (2)", "/b/art": "art (3)", "/c/pages": "pages (2)"
    }  # fmt: skip


def test_way_out_of_the_folder_is_not_inside_it(tmp_path: Path) -> None:
    away = str(tmp_path / ".." / "me" / "articles")
    assert shown_paths([away], tmp_path) == {away: "articles"}


def test_link_to_the_config_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "real" / "art").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    there = str(tmp_path / "link" / "art")
    assert shown_paths([there], tmp_path / "real") == {there: "art"}
