"""Speeches in two outlets: kept, cut, paraphrased – or none of it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from framing.study.measurement.bundle import MANIFEST, read_bundle, write_bundle
from framing.study.measurement.echoes import echoes_from
from framing.study.measurement.measurements import Measurements, combine, select_documents
from framing.tables import check, empty

SPEECH = "« Nous avons traversé la baie avec trois barques et un seul moteur, et nous reviendrons demain. »"
CUT = "« la baie avec trois barques et un seul moteur, et nous reviendrons »"
OTHER = "« Le prix du hareng ne sera pas discuté ici avant que la criée ouvre. »"
RETOLD = "qu'ils reviendraient après avoir traversé une baie en barque avec un moteur"

Told = tuple[str, str, str, tuple[tuple[str, str, str], ...]]  # doc_id, outlet, text, (words, voice, holder)


def echoes(*told: Told, events: dict[str, list[str]] | None = None, language: str = "fr") -> pd.DataFrame:
    ids = [doc_id for doc_id, *_ in told]
    texts = {doc_id: text for doc_id, _, text, _ in told}
    documents = pd.DataFrame(
        {"doc_id": ids, "outlet": [outlet for _, outlet, *_ in told], "language": language}
    )
    rows = [
        {"doc_id": doc_id, "start": text.index(words), "end": text.index(words) + len(words), "voice": voice,
         "holder": holder, "rule": "hand"}
        for doc_id, _, text, speech in told
        for words, voice, holder in speech
    ]  # fmt: skip
    blank = {"camp": "", "cue": "", "stance": "", "confidence": 1.0}
    attributions = check(pd.DataFrame(rows).assign(**blank), "attributions")
    pairs = [(event, doc_id) for event, held in (events or {"e1": ids}).items() for doc_id in held]
    table = pd.DataFrame(pairs, columns=["event_id", "doc_id"]).assign(how="hand", score=1.0)
    return echoes_from(documents, check(table, "events"), attributions, texts)


def article(
    doc_id: str, outlet: str, *speech: tuple[str, str, str], between: str = " Puis rien. " * 9
) -> Told:
    return (doc_id, outlet, "Au port. " + between.join(words for words, *_ in speech) + " Fin.", speech)


def quoted(words: str, holder: str = "Ada Brun") -> tuple[str, str, str]:
    return (words, "quoted", holder)


def reported(words: str, holder: str = "Brun") -> tuple[str, str, str]:
    return (words, "reported", holder)


def test_the_same_speech_is_kept():
    found = echoes(
        article("a", "one", quoted(SPEECH)), article("b", "two", quoted(SPEECH.replace("baie", "BAIE")))
    )
    assert found[["doc_id", "other_id", "how", "share"]].to_numpy().tolist() == [["a", "b", "kept", 1.0]]


def test_a_shorter_one_within_it_is_cut_and_the_longer_stands_first():
    found = echoes(article("a", "one", quoted(CUT)), article("b", "two", quoted(SPEECH)))
    assert found[["doc_id", "other_id", "how"]].to_numpy().tolist() == [["b", "a", "cut"]]
    # 12 of 16 words: nous avons traversé | la … reviendrons | demain
    assert found["share"].tolist() == pytest.approx([12 / 16])


def test_offsets_are_those_of_both_documents():
    one, two = article("a", "one", quoted(SPEECH)), article("b", "two", quoted(OTHER), quoted(CUT))
    row = echoes(one, two).iloc[0]
    assert one[2][row["start"] : row["end"]] == SPEECH
    assert two[2][row["other_start"] : row["other_end"]] == CUT


def test_a_speech_with_an_insert_is_one():
    halves = (
        "« Nous avons traversé la baie avec trois barques »",
        "« et un seul moteur, et nous reviendrons demain. »",
    )
    split = article("b", "two", *(quoted(words) for words in halves), between=", a dit Ada Brun, ")
    assert echoes(article("a", "one", quoted(SPEECH)), split)["how"].tolist() == ["kept"]
    others = article(
        "b", "two", quoted(halves[0]), quoted(halves[1], "Karl Ost"), between=", a dit Ada Brun, "
    )
    assert echoes(article("a", "one", quoted(SPEECH)), others)["how"].tolist() == ["cut", "cut"]


def test_paragraphs_of_one_speech_need_no_speaker():
    halves = (
        "« Nous avons traversé la baie avec trois barques",
        "« et un seul moteur, et nous reviendrons demain. »",
    )
    split = article("b", "two", *(quoted(words, "") for words in halves), between="\n\n")
    assert echoes(article("a", "one", quoted(SPEECH)), split)["how"].tolist() == ["kept"]


def test_indirect_speech_of_the_same_holder_paraphrases():
    found = echoes(article("a", "one", quoted(SPEECH)), article("b", "two", reported(RETOLD)))
    assert found[["doc_id", "other_id", "how"]].to_numpy().tolist() == [["a", "b", "paraphrased"]]
    assert 0 < found["share"].iloc[0] <= 1


def test_of_somebody_else_more_is_asked():
    little = "que la baie, les barques et le moteur avaient coûté moins cher que la pompe neuve du village"
    assert len(echoes(article("a", "one", quoted(SPEECH)), article("b", "two", reported(little)))) == 0
    four = little.replace("coûté", "traversé")
    assert len(echoes(article("a", "one", quoted(SPEECH)), article("b", "two", reported(four)))) == 1
    assert (
        len(echoes(article("a", "one", quoted(SPEECH)), article("b", "two", reported(four, "Karl Ost")))) == 0
    )


def test_two_wordings_of_one_quotation_paraphrase():
    other = (
        "« Nous avons traversé la baie avec trois barques et une rame, voilà ce que je retiens aujourd'hui. »"
    )
    assert echoes(article("a", "one", quoted(SPEECH)), article("b", "two", quoted(other)))[
        "how"
    ].tolist() == ["paraphrased"]


def test_what_a_document_quotes_it_does_not_paraphrase_too():
    both = article("b", "two", quoted(CUT), reported(RETOLD))
    assert echoes(article("a", "one", quoted(SPEECH)), both)["how"].tolist() == ["cut"]


def test_other_speech_is_no_echo():
    assert echoes(article("a", "one", quoted(SPEECH)), article("b", "two", quoted(OTHER))).empty


def test_short_speech_is_left_alone():
    short = "« trois barques et un seul moteur »"
    assert echoes(article("a", "one", quoted(short)), article("b", "two", quoted(short))).empty


def test_only_documents_of_one_event_are_compared():
    told = article("a", "one", quoted(SPEECH)), article("b", "two", quoted(SPEECH))
    assert echoes(*told, events={"e1": ["a"], "e2": ["b"]}).empty
    assert len(echoes(*told, events={"e1": ["a", "b"], "e2": ["b", "a"]})) == 1


def test_an_outlet_does_not_echo_itself():
    assert echoes(article("a", "one", quoted(SPEECH)), article("b", "one", quoted(SPEECH))).empty


def test_languages_are_not_compared():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["one", "two"], "language": ["fr", "en"]})
    events = check(pd.DataFrame({"event_id": "e", "doc_id": ["a", "b"], "how": "", "score": 1.0}), "events")
    assert echoes_from(documents, events, empty("attributions"), {}).empty


def test_nothing_to_compare_gives_an_empty_table():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["one", "two"], "language": "fr"})
    for events in (
        empty("events"),
        pd.DataFrame({"event_id": "e", "doc_id": ["a", "b"], "how": "", "score": 1.0}),
    ):
        found = echoes_from(documents, check(events, "events"), empty("attributions"), {"a": "", "b": ""})
        pd.testing.assert_frame_equal(found, empty("echoes"))


def test_order_of_documents_makes_no_difference():
    told = [
        article("a", "one", quoted(SPEECH)),
        article("b", "two", quoted(CUT)),
        article("c", "three", reported(RETOLD)),
    ]
    pd.testing.assert_frame_equal(echoes(*told), echoes(*reversed(told)))
    assert echoes(*told)["how"].tolist() == ["cut", "paraphrased", "paraphrased"]


@pytest.fixture
def with_echoes(two_by_two: Measurements) -> Measurements:
    ids = two_by_two.documents["doc_id"].tolist()
    row = {"doc_id": ids[0], "start": 1, "end": 9, "other_id": ids[1], "other_start": 3, "other_end": 8, "how": "cut",
           "share": 0.5}  # fmt: skip
    return Measurements(
        **two_by_two.tables | {"echoes": check(pd.DataFrame([row]), "echoes")}, settings=two_by_two.settings
    )


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_echoes_travel_in_a_bundle(with_echoes: Measurements, tmp_path: Path, form: str):
    write_bundle(with_echoes, tmp_path / "bundle", form)
    pd.testing.assert_frame_equal(read_bundle(tmp_path / "bundle").echoes, with_echoes.echoes)


def test_an_older_bundle_has_none(two_by_two: Measurements, tmp_path: Path):
    folder = tmp_path / "bundle"
    write_bundle(two_by_two, folder)
    manifest = (folder / MANIFEST).read_text("utf-8")
    (folder / "echoes.csv").unlink()
    content = json.loads(manifest)
    del content["tables"]["echoes"]
    (folder / MANIFEST).write_text(json.dumps(content), "utf-8")
    pd.testing.assert_frame_equal(read_bundle(folder).echoes, empty("echoes"))


def test_an_echo_stays_while_both_documents_do(with_echoes: Measurements):
    ids = with_echoes.documents["doc_id"].tolist()
    assert len(select_documents(with_echoes, ids[:2]).echoes) == 1
    assert select_documents(with_echoes, ids[1:]).echoes.empty
    assert select_documents(with_echoes, ids[:1]).echoes.empty


def test_joined_measurements_keep_their_echoes(with_echoes: Measurements):
    ids = with_echoes.documents["doc_id"].tolist()
    parts = [select_documents(with_echoes, ids[:2]), select_documents(with_echoes, ids[2:])]
    pd.testing.assert_frame_equal(combine(parts).echoes, with_echoes.echoes)
