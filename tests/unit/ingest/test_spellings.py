"""Spellings: what was probably meant, and silence where nothing can be said."""

from __future__ import annotations

import pytest

from framing.ingest import load_profiles
from framing.ingest.spellings import code_fault, meant_code, meant_outlet, nearest_column

PROFILES = load_profiles()


@pytest.mark.parametrize(
    "value",
    ["french", "French", "Français", "FRANÇAIS", "francais", "fre", "fra", "FR", "fr-FR", "fr_CA", "frensh"],
)
def test_french_under_any_name_is_fr(value: str) -> None:
    assert meant_code(value) == "fr"
    assert code_fault(value) == f"language {value!r} is no code: 'fr' was meant"


@pytest.mark.parametrize("value", ["English", "anglais", "eng", "EN", "en-GB", "englisch"])
def test_english_under_any_name_is_en(value: str) -> None:
    assert meant_code(value) == "en"


@pytest.mark.parametrize("value", ["fr", "en", "de", "und"])
def test_code_is_left_alone(value: str) -> None:
    assert meant_code(value) == ""
    assert code_fault(value) == ""


@pytest.mark.parametrize("value", ["klingon", "日本語", "?"])
def test_what_nobody_knows_is_no_code_and_nothing_is_guessed(value: str) -> None:
    assert meant_code(value) == ""
    assert code_fault(value).endswith("is no code such as 'fr' or 'en'")


@pytest.mark.parametrize(
    ("outlet", "meant"),
    [
        ("prestv", "presstv"),
        ("Press TV", "presstv"),
        ("French Press TV", "presstv"),
        ("RT", "rt"),
        ("wires", "wire"),
        ("rt", ""),
        ("reuters", ""),
        ("ap", ""),
        ("Le Quotidien du Port", ""),
        ("الجزيرة", ""),
        ("—", ""),
    ],
)
def test_outlet_that_resembles_a_named_one_is_asked_about(outlet: str, meant: str) -> None:
    assert meant_outlet(outlet, ["presstv", "wire", "rt"], PROFILES) == meant


def test_outlet_with_a_profile_is_never_taken_for_another() -> None:
    assert meant_outlet("ap", ["afp"], PROFILES) == ""
    assert meant_outlet("app", ["afp"], PROFILES) == ""


def test_column_is_compared_by_its_letters() -> None:
    assert nearest_column("Doc-ID", ["doc_id"]) == "doc_id"
    assert nearest_column("__", ["doc_id"]) == ""
