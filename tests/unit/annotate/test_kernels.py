"""What the kernels stand on: classes of characters, hashes, and a place to keep machine code."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from framing.annotate import characters, kernel
from framing.annotate.characters import character_classes, code_points
from framing.annotate.letters import hash_of, kinds_of
from framing.annotate.lexicon import ABBREVIATION, CLITIC, ELISION, STARTER, TITLE, fnv, lexicon


def test_blank_is_what_strip_calls_blank() -> None:
    blank = np.isin(character_classes(), (characters.SPACE, characters.NEWLINE))
    expected = [chr(code).isspace() for code in range(0x20000)]
    assert blank[:0x20000].tolist() == expected
    assert not blank[0x20000:].any()


def test_letters_and_marks_by_unicode_category() -> None:
    classes = character_classes()
    for character in "aÉßøΩжא中𝐀𠀀":
        upper = unicodedata.category(character) == "Lu"
        assert classes[ord(character)] == (characters.UPPER if upper else characters.LOWER)
    assert classes[0x301] == classes[0xAD] == characters.MARK
    assert classes[ord("7")] == classes[ord("½")] == characters.DIGIT
    assert classes[0x1F600] == characters.OTHER


def test_code_points_keep_lone_surrogates() -> None:
    assert code_points("a\ud800\U0001f600").tolist() == [0x61, 0xD800, 0x1F600]


def test_alike_keeps_length() -> None:
    assert characters.alike("l’eau 7\u202f200 co‑op") == "l'eau 7 200 co-op"


@pytest.mark.parametrize("word", ["", "a", "l’", "aujourd'hui", "\U0001f600x"])
def test_hash_is_the_one_of_the_lexicon(word: str) -> None:
    codes = code_points(word)
    assert int(hash_of(codes, 0, len(codes))) == fnv(characters.alike(word))


def test_every_word_of_a_lexicon_is_found_and_no_other() -> None:
    french = lexicon("fr")

    def kinds(word: str) -> int:
        codes = code_points(word)
        return int(kinds_of(codes, 0, len(codes), french))

    assert kinds("qu") == kinds("QU") == ELISION | (kinds("qu") & ~ELISION)
    assert kinds("M") & TITLE
    assert kinds("etc") & ABBREVIATION
    assert kinds("ils") & CLITIC
    assert not kinds("Ils") & CLITIC
    assert kinds("L’") & STARTER
    assert kinds("harbour") == 0


def test_a_kernel_works_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    real = kernel.njit
    refused: list[bool] = []

    def njit(*, cache: bool, **options: object) -> object:
        if cache:
            refused.append(True)
            raise RuntimeError("cannot cache function: no locator available")
        return real(cache=cache, **options)

    monkeypatch.setattr(kernel, "njit", njit)

    def twice(x: int) -> int:
        return 2 * x

    assert kernel.compiled(twice)(4) == 8
    assert refused == [True]
