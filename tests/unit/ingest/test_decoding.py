from __future__ import annotations

import unicodedata

import pytest

from framing.ingest.decoding import decode, tidy, tidy_field

FRENCH = "Le garçon déçu a été reçu à l’école.\nOù êtes-vous allés, là-bas, dès hier ?\n" * 3


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp1252", "cp1252"), ("mac_roman", "mac_roman"), ("cp850", "cp850")]
)
def test_french_in_an_old_encoding_is_read_right_and_named(encoding: str, named: str) -> None:
    text = FRENCH.replace("’", "'")
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.notes == (f"byte 6 is not UTF-8; read as {named}",)


def test_another_script_is_read_and_named() -> None:
    text = "Министр прибыл на переговоры о сотрудничестве в столицу соседней страны."
    found = decode(text.encode("cp1251"))
    assert (found.text, found.notes) == (text, ("byte 0 is not UTF-8; read as cp1251",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_taken_off(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        ("\u00a0\n".encode(), "the file is empty"),
        (b"%PDF-1.7 text", "binary data, not text"),
        (bytes(range(256)) * 9, "binary data, not text (byte 128 is not UTF-8)"),
        (b"abc\x00\x01\x02\x03\x04", "binary data, not text (5 control characters)"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, fault: str) -> None:
    assert decode(data).fault == fault


def test_line_breaks_controls_and_composition_are_made_one() -> None:
    decomposed = unicodedata.normalize("NFD", "É")
    found = tidy(f"{decomposed}té\r\nun\u2028deux\rtrois\x07quatre" + " mot" * 50)
    assert found.text.startswith("Été\nun\ndeux\ntrois quatre")
    assert found.notes == ("1 control characters made spaces",)


def test_windows_punctuation_decoded_as_latin_1_is_restored_and_counted() -> None:
    found = tidy("L\x92accord \x96 dit-il \x85")
    assert found.text == "L’accord – dit-il …"
    assert found.notes == ("3 control characters read as Windows-1252 punctuation",)


def test_lone_surrogates_never_reach_the_text() -> None:
    assert tidy("un \ud800 deux" + " mot" * 50).text.startswith("un   deux")


def test_text_that_is_tidy_is_returned_itself() -> None:
    assert tidy(FRENCH).text is FRENCH


def test_right_to_left_text_and_emoji_are_left_alone() -> None:
    text = "خبر عاجل 😀 👩‍👩‍👧 שלום"
    assert tidy(text).text == text


def test_a_field_stands_on_one_line() -> None:
    assert tidy_field("  un\n deux\x00trois\u00a0 ") == "un deux trois"


@pytest.mark.parametrize("mark", [0x202E, *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF, 0x200B, 0x200C, 0x200D,
                                  0x2060, 0xAD, 0x61C, 0x34F, 0x180E, 0xFE0F, 0xFFF9, 0xE0041])  # fmt: skip
def test_a_field_holds_nothing_that_is_not_seen(mark: int) -> None:
    assert tidy_field(f"{chr(mark)}press{chr(mark)}tv{chr(mark)}") == "presstv"
    assert tidy_field(chr(mark)) == ""


@pytest.mark.parametrize(
    "name", ["الجزيرة", "قناة العالم", "مُحَمَّد", "צה״ל", "Ελλάδα", "हिन्दी", "Æ – « œ »", "A ‘b’ … 2 €", "ﷺ"]
)
def test_letters_of_every_script_stay_as_they_are(name: str) -> None:
    assert tidy_field(name) == unicodedata.normalize("NFC", name)


def test_arabic_name_between_direction_marks_is_the_name() -> None:
    assert tidy_field("\u200f\u2067قناة العالم\u2069\u200f (RT)") == "قناة العالم (RT)"


def test_persian_words_stay_apart_without_the_joiner_that_is_not_seen() -> None:
    assert tidy_field("می\u200cخواهم") == "می خواهم"
    assert tidy_field("سال\u200c\u200cها") == "سالها"


def test_composition_is_not_hidden_behind_an_invisible_character() -> None:
    assert tidy_field("E\u034f\u0301te") == "Éte"


def test_windows_punctuation_of_a_field_is_restored() -> None:
    assert tidy_field("L\x92accord \x96 fin\x85") == "L’accord – fin…"
