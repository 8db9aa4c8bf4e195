"""Numbers and dates in two languages, without the system's locale."""

from __future__ import annotations

import pytest

from framing.report import numbers


@pytest.mark.parametrize(
    ("value", "digits", "fr", "en"),
    [
        (1234567.891, 1, "1\u202f234\u202f567,9", "1,234,567.9"),
        (-0.5, 2, "\u22120,50", "\u22120.50"),
        (-0.001, 2, "0,00", "0.00"),
        (float("nan"), 2, "", ""),
        (float("inf"), 0, "", ""),
    ],
)
def test_decimal(value: float, digits: int, fr: str, en: str) -> None:
    assert numbers.decimal(value, digits, "fr") == fr
    assert numbers.decimal(value, digits, "en") == en


def test_an_infinite_bound_is_open_and_a_missing_one_is_nothing() -> None:
    written = {value: numbers.decimal(value, 2, "en") for value in (1.5, float("inf"), -float("inf"))}
    assert [numbers.bound(value, text, "open") for value, text in written.items()] == ["1.50", "open", "open"]
    assert numbers.bound(float("nan"), numbers.decimal(float("nan"), 2, "en"), "open") == ""


def test_percent_and_probability() -> None:
    assert numbers.percent(0.42, "fr") == "42\u00a0%"
    assert numbers.percent(0.4251, "en", 1) == "42.5%"
    assert numbers.probability(1 / 3, "en") == ".33"
    assert numbers.probability(0.0286, "fr") == "0,029"
    assert numbers.probability(0.05, "fr") == "0,05"
    assert numbers.probability(1.0, "en") == "1.00"


@pytest.mark.parametrize(
    ("value", "en"),
    [
        (0.0, "<.001"),
        (1e-300, "<.001"),
        (0.0001, "<.001"),
        (0.00049, "<.001"),
        (0.0005, ".001"),
        (0.0994, ".099"),
        (0.0996, ".10"),
        (float("nan"), ""),
    ],
)
def test_no_p_is_printed_as_nothing(value: float, en: str) -> None:
    assert numbers.probability(value, "en") == en
    assert numbers.probability(value, "fr") == en.replace(".", "0,")


@pytest.mark.parametrize(
    ("iso", "fr", "en"),
    [
        ("2021-01-26", "26\u00a0janvier 2021", "26\u00a0January 2021"),
        ("2021-01-01", "1er\u00a0janvier 2021", "1\u00a0January 2021"),
        ("2020-10", "octobre 2020", "October 2020"),
        ("2024", "2024", "2024"),
        ("2024-13-01", "2024-13-01", "2024-13-01"),
        ("", "", ""),
        ("not a date", "not a date", "not a date"),
    ],
)
def test_date_keeps_its_precision(iso: str, fr: str, en: str) -> None:
    assert (numbers.date(iso, "fr"), numbers.date(iso, "en")) == (fr, en)


def test_plural_forms_differ_at_zero() -> None:
    assert [numbers.number_form(n, "fr") for n in (0, 1, 2)] == ["one", "one", "other"]
    assert [numbers.number_form(n, "en") for n in (0, 1, 2)] == ["other", "one", "other"]
