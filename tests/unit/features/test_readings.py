"""What French conditionals say. The sentences are fictional."""

from __future__ import annotations

import pytest

from framing.codebook import load
from framing.features import create
from framing.features.readings import NAMES, READINGS, RULES


@pytest.fixture(scope="module")
def evidentials():
    return create("evidentials.v1", "fr", load(["evidentials"], "fr"))


def read(evidentials, tokens) -> list[str]:
    """Return ``reading rule`` of each conditional, in the order of the text."""
    rows = evidentials.observe(tokens).sort_values("start")
    rows = rows[rows["rule"].isin(NAMES)]
    return [f"{row.category} {row.rule}" for row in rows.itertuples()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le pilote devrait fuir.", "modal modal"),
        ("Le pilote aurait dû fuir.", "modal modal"),
        ("Le port ne saurait fermer.", "modal modal"),
        ("Le pilote aurait-il fui ?", "undecided question"),
        ("Que ferait le pilote ?", "undecided question"),
        ("Si le vent tournait, le pilote fuirait.", "hypothetical protasis"),
        ("Le pilote aurait fui s'il avait pu.", "hypothetical protasis"),
        ("Je serais du voyage.", "undecided other_person"),
        ("En cas de crue, le quai céderait.", "hypothetical hypothesis"),
        ("Ce serait une erreur.", "hypothetical evaluation"),
        ("Le mousse part, ce qui aurait surpris.", "hypothetical evaluation"),
        ("Il serait utile de fermer la passe.", "hypothetical evaluation"),
        ("Il s'agirait de fermer la passe.", "hypothetical evaluation"),
        ("Le pilote aurait préféré la passe.", "hypothetical evaluation"),
        ("Un phare qui guiderait les bateaux manque.", "hypothetical relative"),
        ("Le maire a dit que le quai fermerait.", "future_in_past complement_past"),
        ("Le maire a annoncé lundi à la radio que le quai fermerait.", "future_in_past complement_past"),
        ("Le maire n'a pas précisé quelle forme prendrait le quai.", "future_in_past complement_past"),
        ("Le maire affirme que le quai fermerait.", "undecided complement"),
        ("Le maire affirme que le pilote aurait fui.", "borrowed perfect_complement"),
        ("Il y aurait trois morts.", "borrowed impersonal"),
        ("Il semblerait que la digue tienne.", "borrowed impersonal"),
        ("Il s'agirait du pilote.", "borrowed impersonal"),
        ("Selon le mousse, le pilote aurait fui.", "borrowed perfect_attributed"),
        ("Un naufrage dans lequel serait mêlé le pilote, selon le mousse.", "borrowed attributed"),
        ("De source policière, le pilote serait ivre.", "borrowed attributed"),
        ("Le pilote serait, semble-t-il, ivre.", "borrowed attributed"),
        ("Le pilote aurait fui.", "borrowed perfect"),
        ("Le pilote, qui aurait bu, dort.", "borrowed perfect"),
        ("Un autre quai aurait été plus simple.", "undecided been"),
        ("Le camp serait vaste.", "undecided bare"),
    ],
)
def test_what_a_conditional_says(evidentials, tokens_of, text: str, said: str):
    assert read(evidentials, tokens_of(text)) == [said]


def test_concessions_and_comparisons_are_no_protasis(evidentials, tokens_of):
    text = "Même si le vent tournait, le pilote aurait fui. Le pilote aurait fui comme s'il volait."
    assert read(evidentials, tokens_of(text)) == ["hypothetical hypothesis", "borrowed perfect"]


def test_imperfect_far_from_si_is_no_protasis(evidentials, tokens_of):
    text = "Le pilote aurait fui si vite, dit le mousse du petit bateau rouge qui ce soir-là dormait."
    assert read(evidentials, tokens_of(text)) == ["borrowed perfect"]


def test_an_attribution_of_another_sentence_does_not_count(evidentials, tokens_of):
    assert read(evidentials, tokens_of("Selon le mousse, il pleut. Le camp serait vaste.")) == [
        "undecided bare"
    ]


def test_one_borrowed_conditional_reads_the_bare_ones_of_its_paragraph(evidentials, tokens_of):
    text = "Le pilote aurait fui. Le camp serait vaste.\nLe quai serait vide."
    said = ["borrowed perfect", "borrowed chain", "undecided bare"]
    assert read(evidentials, tokens_of(text)) == said


def test_a_speaker_s_own_conditional_is_left_undecided(evidentials, tokens_of, speaking, stretch):
    tokens = tokens_of("« Le pilote aurait fui », dit le mousse. Le quai aurait cédé, selon lui.")
    quoted = speaking(tokens, stretch("« Le pilote aurait fui »", "direct"))
    assert read(evidentials, quoted) == ["undecided quoted", "borrowed perfect_attributed"]


def test_how_many_are_worked_on_at_once_does_not_matter(evidentials, tokens_of, monkeypatch):
    text = "Le pilote aurait fui. Le camp serait vaste. Il devrait pleuvoir. Selon lui, le quai céderait."
    whole = read(evidentials, tokens_of(text))
    monkeypatch.setattr("framing.features.readings.CHUNK", 1)
    assert read(evidentials, tokens_of(text)) == whole


def test_every_rule_gives_a_reading_and_a_confidence():
    assert {verdict.reading for verdict in RULES.values()} == set(READINGS)
    assert all(0 < verdict.confidence < 1 for verdict in RULES.values())
