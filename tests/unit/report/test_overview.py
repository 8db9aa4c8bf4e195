"""Head of the report: the corpus in one line."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from framing.report.overview import corpus_line, overview
from framing.report.reading import read
from framing.report.wording import flat
from framing.study.config.parts import Bilingual

NAMES = {"en": "L'Aurore, La Dépêche and Le Phare", "fr": "L'Aurore, La Dépêche et Le Phare"}


def line(result: Any, language: str) -> str:
    return flat(corpus_line(read(result, language)))


def test_an_outlet_of_two_languages_is_counted_and_named_once(bilingual: Any) -> None:
    said = line(bilingual, "en")
    assert said.startswith(
        f"10 articles from 3 outlets ({NAMES['en']}), in French and English: 7,000 words, "
    )
    said = line(bilingual, "fr")
    assert said.startswith(
        f"10 articles de 3 médias ({NAMES['fr']}), en français et anglais : 7\u202f000 mots, "
    )


def test_one_language_says_the_same_outlets(result: Any) -> None:
    assert line(result, "en") == (
        f"5 articles from 3 outlets ({NAMES['en']}), in French: 3,500 words, October 2020 – 17\u00a0January 2025."
    )


@pytest.mark.parametrize(
    ("dates", "period"),
    [
        (["", "", "", "", ""], "undated"),
        (["", "2021-01", "", "2021-01", ""], "January 2021"),
        (["2022", "2021-01", "", "2024", "2021-02"], "January 2021 – 2024"),
    ],
)
def test_period_runs_from_the_first_date_to_the_last(
    synthetic: ModuleType, result: Any, dates: list[str], period: str
) -> None:
    documents = synthetic.make_documents().assign(published=dates)
    dated = replace(result, measurements=synthetic.make_measurements(documents=documents))
    assert line(dated, "en").endswith(f" words, {period}.")


def test_a_study_may_say_what_its_report_must_not_be_used_for(result: Any) -> None:
    said = {"fr": "De médias réels.", "en": "About real outlets."}
    report = result.study.report.model_copy(update={"note": Bilingual(**said)})
    noted = replace(result, study=result.study.model_copy(update={"report": report}))
    for language, expected in said.items():
        first = overview(read(noted, language))["cannot"][0]
        assert [run["text"] for run in first] == [expected]
        assert overview(read(result, language))["cannot"][0] != first
