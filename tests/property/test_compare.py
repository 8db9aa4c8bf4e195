"""Comparison: what must hold of the compare half whatever was counted (statistics.md §9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from framing.study.comparison.designs import contrast_key
from framing.study.config.parts import Bilingual, Claim, Source, Statistics
from framing.study.config.study import Study
from framing.study.measurement.measurements import Measurements, combine, from_tables, select_documents
from framing.study.pipeline import Result, compare_measurements
from framing.tables import check, empty

OUTLETS = ("alpha", "beta")
ORDER = ["universe", "family", "category", "referent", "voice", "term", "statistic"]
# Statistics that change their sign when the outlets are exchanged, and those that become their inverse.
SIGNED = (
    "share_difference", "prevalence_difference", "between_voices", "within_voices", "log_ratio", "score_z",
    "prevalence_z", "intensity_z", "log_odds", "conservative_log_ratio", "log_odds_z",
)  # fmt: skip
INVERTED = ("rate_ratio", "odds_ratio")
P_VALUES = ("p_value", "p_adjusted")
COUNTS = ("hits", "opportunities", "documents")
SETTINGS = {
    "framing": "0.1.0", "libraries": {}, "extractors": ["cues.v1", "naming.v1", "terms.v1"],
    "codebooks": {
        "threat.fr": {"kind": "cues", "version": 1, "digest": "a" * 64, "categories": {"alarm": []},
                      "referents": {}, "heads": []},
        "naming.fr": {"kind": "naming", "version": 1, "digest": "b" * 64, "categories": {},
                      "referents": {"west": {"exists": "", "variants": ["capital", "country"]}}, "heads": []},
    },
}  # fmt: skip
# One article: outlet, month, alarms, capitals and countries named, ports and ships spoken of; in the own voice.
ARTICLE = st.tuples(
    st.sampled_from(OUTLETS), st.integers(1, 2), *[st.integers(0, 3)] * 3, *[st.integers(0, 6)] * 2
)
ARTICLES = st.lists(ARTICLE, min_size=3, max_size=14)
# One outlet raises all alarms and names the capital, the other names the country.
LOUD = [("alpha", 1, 3, 2, 0, 5, 0)] * 5 + [("beta", 1, 0, 0, 2, 0, 5)] * 5


def study_of(pair: tuple[str, str]) -> Study:
    claim = {"contrast": pair, "voice": "own"}
    return Study(
        study="mirror", title=Bilingual(fr="-", en="-"), languages=("fr",), corpus=(Source.model_construct(path="."),),
        contrasts=(pair,), extractors=("cues.v1", "naming.v1", "terms.v1"), codebooks=("fr",),
        claims=(Claim(family="threat", category="alarm", **claim),
                Claim(family="naming", category="capital", referent="west", **claim)),
        statistics=Statistics(replicates=99, seed=3),
    )  # fmt: skip


def observed(name: str, place: int, family: str, category: str) -> dict[str, Any]:
    return {
        "doc_id": name, "start": 10 * place, "end": 10 * place + 6, "rule": category, "family": family,
        "category": category, "referent": "west" if family == "naming" else "", "sentence": 0, "surface": "x",
        "lemma": "x", "voice": "quoted" if place % 3 == 2 else "own", "position": "body", "holder": "", "cue": "",
        "negated": False, "confidence": 1.0,
    }  # fmt: skip


def measured(articles: list[Any]) -> Measurements:
    names = [f"d{n:02d}" for n in range(len(articles))]
    documents = pd.DataFrame({
        "doc_id": names, "outlet": [a[0] for a in articles], "published": [f"2021-0{a[1]}-05" for a in articles],
    }).assign(
        label="x", title_sha256="", published_how="stated", language="fr", topic="", url="", origin="", agency="",
        genre="", sha256="0" * 64, characters=600, removed=0, tokens=100, sentences=10,
    )  # fmt: skip
    cues = [("threat", "alarm"), ("naming", "capital"), ("naming", "country")]
    rows = [
        observed(name, 20 * k + n, *cue)
        for name, article in zip(names, articles, strict=True)
        for k, cue in enumerate(cues)
        for n in range(article[2 + k])
    ]
    said = [
        (name, "own", "body", term, n)
        for name, article in zip(names, articles, strict=True)
        for term, n in (("port", article[5]), ("ship", article[6]), ("sea", 40))
        if n
    ]
    spoken = [(name, voice, "body", "", 50, 5) for name in names for voice in ("own", "quoted")]
    columns = {
        "counts": ["doc_id", "voice", "position", "term", "n"],
        "exposure": ["doc_id", "voice", "position", "holder", "tokens", "sentences"],
    }
    tables = {
        name: empty(name) for name in ("removals", "attributions", "collocations", "measures", "events")
    }
    tables |= {
        "documents": check(documents, "documents"),
        "observations": check(pd.DataFrame(rows), "observations") if rows else empty("observations"),
        "counts": check(pd.DataFrame(said, columns=columns["counts"]), "counts"),
        "exposure": check(pd.DataFrame(spoken, columns=columns["exposure"]), "exposure"),
    }
    return from_tables(tables, SETTINGS)


def compared(articles: list[Any], pair: tuple[str, str] = OUTLETS) -> Result:
    return compare_measurements(study_of(pair), measured(articles))


@dataclass(frozen=True)
class Pair:
    """Estimates of a contrast and of the same with its outlets exchanged, row by row."""

    ours: pd.DataFrame
    theirs: pd.DataFrame

    def of(self, *statistics: str) -> Pair:
        chosen = self.ours["statistic"].isin(statistics)
        return Pair(self.ours.loc[chosen], self.theirs.loc[chosen])


def mirrored(articles: list[Any]) -> Pair:
    tables = []
    for pair in (OUTLETS, OUTLETS[::-1]):
        table = compared(articles, pair).estimates
        assert set(table["contrast"]) <= {contrast_key("fr", *pair)}
        tables.append(table)
    # rates, shares and dispersions of one side change the side
    swapped = tables[1].assign(statistic=tables[1]["statistic"].map(_other_side))
    ours, theirs = (table.sort_values(ORDER, ignore_index=True) for table in (tables[0], swapped))
    pd.testing.assert_frame_equal(ours[ORDER], theirs[ORDER])
    return Pair(ours, theirs)


def _other_side(statistic: str) -> str:
    stem, _, side = statistic.rpartition("_")
    return f"{stem}_{'ab'['ba'.index(side)]}" if side in ("a", "b") else statistic


# A study is compared whole in every example, twice: few examples, and none is made smaller for minutes when one fails.
quick = settings(
    deadline=None,
    max_examples=5,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@quick
@given(ARTICLES)
@example(LOUD)
def test_exchanging_the_outlets_mirrors_every_estimate(articles: list[Any]) -> None:
    pair = mirrored(articles)
    for count in COUNTS:
        assert pair.ours[f"{count}_a"].equals(pair.theirs[f"{count}_b"])
    for p in P_VALUES:
        np.testing.assert_allclose(pair.ours[p], pair.theirs[p], atol=1e-9)
    signed, inverted = pair.of(*SIGNED), pair.of(*INVERTED)
    np.testing.assert_allclose(signed.ours["estimate"], -signed.theirs["estimate"], atol=1e-7)
    np.testing.assert_allclose(inverted.ours["estimate"], 1 / inverted.theirs["estimate"], rtol=1e-6)
    # bounds are searched from either side in steps: at the edge of what is possible they end some millionths apart
    differences, ratios = pair.of("share_difference", "prevalence_difference"), pair.of("rate_ratio")
    np.testing.assert_allclose(differences.ours["low"], -differences.theirs["high"], atol=1e-5)
    np.testing.assert_allclose(ratios.ours["low"], 1 / ratios.theirs["high"], rtol=1e-4)


@quick
@given(ARTICLES)
def test_exchanging_the_outlets_leaves_every_grade(articles: list[Any]) -> None:
    keys = ["family", "category", "referent", "voice"]
    first, second = (
        compared(articles, pair).claims.set_index(keys)["grade"].sort_index()
        for pair in (OUTLETS, OUTLETS[::-1])
    )
    pd.testing.assert_series_equal(first, second)


@quick
@given(ARTICLES, st.randoms(use_true_random=False))
def test_documents_in_other_partitions_and_in_another_order_give_the_same_tables(
    articles: list[Any], chance: Any
) -> None:
    whole = measured(articles)
    names = list(whole.documents["doc_id"])
    chance.shuffle(names)
    place = chance.randrange(1, len(names))
    parts = [select_documents(whole, part) for part in (names[:place], names[place:])]
    one, other = (compare_measurements(study_of(OUTLETS), m) for m in (whole, combine(parts)))
    for name in ("designs", "estimates", "claims"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.record == other.record


@quick
@given(ARTICLES)
def test_every_p_is_above_0_and_at_most_1_and_no_correction_lowers_it(articles: list[Any]) -> None:
    table = compared(articles).estimates
    for name in P_VALUES:
        known = table[name].dropna()
        assert ((known > 0) & (known <= 1)).all()
    both = table.dropna(subset=list(P_VALUES))
    assert (both["p_adjusted"] >= both["p_value"] - 1e-9).all()


def test_a_difference_is_found_in_its_direction() -> None:
    """The properties above hold of a compare half that finds nothing, too: this one does not."""
    table = compared(LOUD).estimates.set_index(["family", "category", "referent", "voice", "statistic"])
    assert table.loc[("threat", "alarm", "", "own", "rate_ratio"), "estimate"].max() > 1
    share = table.loc[[("naming", "capital", "west", "own", "share_difference")]].iloc[0]
    assert share["estimate"] == pytest.approx(1.0)
    assert share["p_value"] == pytest.approx(2 / 252)
