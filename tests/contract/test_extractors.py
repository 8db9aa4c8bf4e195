"""Every registered extractor keeps the same promises: scikit-learn's, the table's, and those of a partition."""

from __future__ import annotations

import pickle
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from framing.annotate import Tokens, annotate
from framing.codebook import Category, Codebook, Entry, Head, Referent, Variant
from framing.errors import ExtractorError
from framing.features import REGISTRY, Extractor, create
from framing.features.documents import prepared
from framing.tables import CONTRACTS, check, concatenate

TEXTS = {
    "c": "Un accord sur la pêche : « ces sanctions illégales »\nL’île dit : « Ces sanctions illégales, imposées par les ports voisins, durent. »",
    "a": "La Ruritanie n'a pas peur d'un accord injuste. 🚢 L’accord est fragile, dit-elle ; la Ruritanie attend. Le « bail » tient. Un quai aurait peut-être cédé.",
    "b": "",
    "d": "Rien à signaler au port, une grue a été détruite.",
}
LAYOUT = {"c": "tb", "a": "b", "b": "", "d": "c"}


def _books() -> tuple[Codebook, ...]:
    island = Referent(
        "island", {}, "", (Variant(id="name", patterns=("Ruritanie",)), Variant(id="kind", patterns=("île",)))
    )
    measures = Referent("measures", {}, "", (Variant(id="sanctions", patterns=("sanction",)),))
    sets = (island, measures)
    entries = (Entry(id="illegal", patterns=("illégal",)), Entry(id="unjust", patterns=("injuste",)))
    heads = (
        Head(id="sanctions", patterns=("sanction",), feminine=True),
        Head(id="accord", patterns=('"accord"',)),
    )
    agency = (
        Category("passive_agentless", {}, (), (), (Entry(id="destroy", patterns=('"détruite"',)),)),
        Category("passive_with_agent", {}, (), (), (Entry(id="by", patterns=('"par"',)),)),
        Category("nominalised_harm", {}, (), (), (Entry(id="fear", patterns=("peur",)),)),
    )
    perhaps = (Category("hedge", {}, (), (), (Entry(id="perhaps", patterns=('"peut-être"',)),)),)
    return (
        Codebook("naming", "fr", 1, "naming", (), (), sets, (), sets, ""),
        Codebook("law", "fr", 1, "cues", (), (Category("blame", {}, (), (), entries),), (), (), sets, ""),
        Codebook("heads", "fr", 1, "heads", (), (), (), heads, sets, ""),
        Codebook("agency", "fr", 1, "agency", (), agency, (), (), sets, ""),
        Codebook("evidentials", "fr", 1, "evidentials", (), perhaps, (), (), sets, ""),
    )


BOOKS = _books()


@pytest.fixture(params=sorted(REGISTRY))
def extractor(request: pytest.FixtureRequest) -> Extractor:
    return create(request.param, "fr", BOOKS)


def documents(*ids: str) -> pd.DataFrame:
    chosen = ids or tuple(TEXTS)
    return pd.DataFrame(
        {
            "doc_id": chosen,
            "text": [TEXTS[i] for i in chosen],
            "layout": [LAYOUT[i] for i in chosen],
            "language": "fr",
        }
    )


def tokens(*ids: str) -> Tokens:
    return annotate(documents(*ids)).tokens


def test_clone_keeps_the_parameters_and_forgets_what_was_learned(extractor: Extractor):
    extractor.fit(documents())
    copy = clone(extractor)
    assert not hasattr(copy, "features_")
    assert copy.get_params()["language"] == "fr"
    assert [book.name for book in copy.get_params()["codebooks"]] == [book.name for book in BOOKS]
    pd.testing.assert_frame_equal(copy.observe(tokens()), extractor.observe(tokens()))


def test_parameters_make_the_round_trip(extractor: Extractor):
    assert set(extractor.get_params()) == {"language", "codebooks"}
    changed = clone(extractor).set_params(language="en", codebooks=())
    assert changed.get_params() == {"language": "en", "codebooks": ()}
    assert type(extractor)(**extractor.get_params()).get_params() == extractor.get_params()


def test_fit_returns_self_and_marks_what_it_learned(extractor: Extractor):
    before = set(vars(extractor))
    assert extractor.fit(documents()) is extractor
    learned = set(vars(extractor)) - before
    assert "features_" in learned
    assert all(name.endswith("_") or name.startswith("_") for name in learned)


def test_observe_keeps_the_contract_of_its_table(extractor: Extractor):
    assert extractor.table in CONTRACTS
    table = extractor.observe(tokens())
    assert len(table)
    pd.testing.assert_frame_equal(check(table, extractor.table), table)


def test_rows_lie_within_their_document_and_begin_with_their_surface(extractor: Extractor):
    table = extractor.observe(tokens())
    assert set(table["doc_id"]) <= set(TEXTS)
    if extractor.table != "observations":
        return
    for row in table.itertuples():
        text = TEXTS[row.doc_id]
        assert 0 <= row.start < row.end <= len(text)
        # sources are shown by the name of who speaks, which may stand elsewhere
        assert text[row.start : row.end].startswith(row.surface) or row.surface == row.holder
        assert row.surface
        assert row.sentence >= 0
        assert 0 < row.confidence <= 1


def test_no_row_repeats_the_key_of_another(extractor: Extractor):
    table = extractor.observe(tokens())
    assert not table.duplicated(list(CONTRACTS[extractor.table].key)).any()


def test_swapping_the_labels_of_outlets_changes_nothing(extractor: Extractor):
    def told(*outlets: str) -> pd.DataFrame:
        table = documents().assign(outlet=list(outlets), agency=list(outlets))
        rows = extractor.fit(table).transform(table)
        return rows.assign(rows=[extractor.observe(annotate(table).tokens).to_csv()] * len(rows))

    pd.testing.assert_frame_equal(
        told("here", "here", "there", "there"), told("there", "there", "here", "here")
    )


def test_no_tokens_no_rows(extractor: Extractor):
    table = extractor.observe(tokens("b"))
    assert table.empty
    assert check(table, extractor.table).columns.equals(table.columns)
    assert all(t.empty for t in extractor.tables(tokens("b"), extractor._find(tokens("b"))).values())


def test_transform_gives_one_row_a_document_under_the_names(extractor: Extractor):
    shown = extractor.fit(documents()).transform(documents())
    assert shown.index.tolist() == list(TEXTS)
    assert shown.columns.tolist() == extractor.get_feature_names_out().tolist()
    assert len(set(shown.columns)) == len(shown.columns)
    assert shown.loc["b"].sum() == 0
    rows = extractor.observe(tokens())
    weight = {"counts": "n", "measures": "value"}.get(extractor.table)
    total = rows[weight].sum() if weight else len(rows)
    assert np.nansum(shown) == total


def test_transform_takes_plain_texts(extractor: Extractor):
    shown = extractor.fit(list(TEXTS.values())).transform(list(TEXTS.values()))
    assert shown.shape == (len(TEXTS), len(extractor.get_feature_names_out()))


def test_before_fit_there_are_no_names(extractor: Extractor):
    with pytest.raises(ExtractorError, match="call fit"):
        extractor.transform(documents())


def test_documents_of_another_language_are_refused(extractor: Extractor):
    with pytest.raises(ExtractorError, match="document a"):
        extractor.fit(documents()).transform(documents("a").assign(language="en"))


def test_where_a_partition_is_cut_does_not_matter(extractor: Extractor):
    whole = extractor.tables(tokens(), extractor._find(tokens()))
    parts = [tokens("c"), tokens("a", "b"), tokens("d")]
    for name, table in whole.items():
        cut = concatenate([extractor.tables(p, extractor._find(p))[name] for p in parts], name)
        pd.testing.assert_frame_equal(cut, check(table, name))


def test_the_order_of_documents_does_not_matter(extractor: Extractor):
    pd.testing.assert_frame_equal(extractor.observe(tokens("d", "b", "a", "c")), extractor.observe(tokens()))


def test_no_extractor_can_know_the_outlet():
    # so that swapping outlets cannot change a measurement
    assert not {field.name for field in fields(Tokens)} & {"outlet", "agency", "url", "country"}


def test_an_extractor_travels_between_processes(extractor: Extractor):
    there = pickle.loads(pickle.dumps(extractor.fit(documents())))
    pd.testing.assert_frame_equal(there.observe(tokens()), extractor.observe(tokens()))
    assert there.get_feature_names_out().tolist() == extractor.get_feature_names_out().tolist()


def test_it_works_in_a_pipeline_of_scikit_learn(extractor: Extractor):
    pipeline = make_pipeline(extractor, StandardScaler())
    got = pipeline.fit_transform(documents())
    assert got.shape == (len(TEXTS), len(extractor.get_feature_names_out()))
    # a measure that cannot be estimated stays missing, as scikit-learn's scalers let it
    assert np.array_equal(np.isfinite(got), np.isfinite(clone(extractor).fit_transform(documents())))
    assert np.isfinite(got).all() or np.isnan(extractor.nothing)
    shown = clone(extractor).set_output(transform="pandas").fit(documents()).transform(documents())
    assert isinstance(shown, pd.DataFrame)


def test_tokens_stay_as_they_were(extractor: Extractor):
    given = tokens()
    before = pickle.dumps(given)
    extractor.observe(given)
    assert pickle.dumps(given) == before


def test_prepared_and_given_layouts_differ_only_where_they_should():
    assert prepared(documents(), "fr")["layout"].tolist() == list(LAYOUT.values())
