from __future__ import annotations

import pytest

from framing.ingest.dates import iso_date, published_columns


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-01-26", "2021-01-26"),
        ("2021-01-26T10:20:30Z", "2021-01-26"),
        ("2021-01-26 10:20", "2021-01-26"),
        ("2020-10", "2020-10"),
        (" 2020 ", "2020"),
        ("2021-02-30", ""),
        ("2021-13", ""),
        ("26/01/2021", ""),
        ("0000-01-01", ""),
        ("hier", ""),
        ("", ""),
    ],
)
def test_only_iso_dates_of_days_that_exist_are_dates(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("stated", "how", "columns"),
    [
        ("2021-01-26", "", ("2021-01-26", "stated")),
        ("2021-01", "inferred", ("2021-01", "inferred")),
        ("", "stated", ("", "absent")),
        ("hier", "inferred", ("", "absent")),
    ],
)
def test_how_a_date_is_known(stated: str, how: str, columns: tuple[str, str]) -> None:
    assert published_columns(stated, how) == columns
