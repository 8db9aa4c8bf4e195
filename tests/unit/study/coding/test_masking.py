"""Masking: no coder learns the outlet from its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.study.coding.masking import Mask, mask_of
from framing.study.config.study import load_study

MASK = Mask(["Le Phare", "La Gazette du Nord", "L'Écho"], ["lephare", "gazette"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Le Phare l'écrit, Le Phare le sait.", "[média] l'écrit, [média] le sait."),
        ("selon Le\N{NO-BREAK SPACE}Phare", "selon [média]"),
        ("un article du Phare", "un article du [média]"),
        ("LE PHARE et LEPHARE", "[média] et [média]"),
        ("interrogé par LePhare.fr", "interrogé par [média]"),
        ("sur www.lephare.fr ou @LePhare_info", "sur [média] ou [média]"),
        ("la Gazette du Nord", "la [média]"),
        ("L’Écho et l’Écho", "[média] et l’[média]"),
        ("le phare du port s'allume", "le phare du port s'allume"),
        ("Les Phares brillent, la gazette aussi", "Les Phares brillent, la gazette aussi"),
        ("un écho", "un écho"),
    ],
)
def test_names_are_masked_and_words_are_not(text: str, masked: str) -> None:
    assert MASK(text, "fr") == masked


def test_long_names_are_masked_in_their_compounds() -> None:
    assert Mask(["La Lanterne"])("LanterneVox, dit-il", "fr") == "[média], dit-il"
    assert Mask(["The Lantern"])("in The Lantern's words", "en") == "in [outlet]'s words"


def test_nothing_to_mask_changes_nothing() -> None:
    assert Mask([])("Le Phare", "fr") == "Le Phare"


def test_names_come_from_the_config_and_from_profiles(study_file: Callable[..., Path]) -> None:
    named = {"alpha": {"fr": "Le Grand Quai", "en": "The Great Quay"}}
    mask = mask_of(load_study(study_file(outlets=named)), ["presstv"])
    text = "Le Grand Quai, The Great Quay, Press TV, presstv.ir, Beta et la Reuters"
    assert mask(text, "fr") == "[média], [média], [média], [média], [média] et la Reuters"
