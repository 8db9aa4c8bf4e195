from __future__ import annotations

from framing.features import create


def test_each_mention_has_the_variant_it_is_called_by(tokens_of, books, surfaces_of):
    rows = create("naming.v1", "fr", books).observe(tokens_of("Klow signe. La Syldavie attend Klow."))
    assert surfaces_of(rows, "referent", "category", "rule", "surface") == [
        "coast capital coast.capital Klow",
        "coast capital coast.capital Klow",
        "coast country coast.country Syldavie",
    ]
    assert set(rows["family"]) == {"naming"}


def test_of_overlapping_mentions_the_longest_stays(tokens_of, books, surfaces_of):
    text = "La République ruritanienne de Ruritanie signe un accord sur la pêche, puis un accord."
    rows = create("naming.v1", "fr", books).observe(tokens_of(text))
    assert surfaces_of(rows, "referent", "surface") == [
        "accord accord",
        "fishing_deal accord sur la pêche",
        "island République ruritanienne de Ruritanie",
    ]


def test_rows_lie_in_their_own_document(tokens_of, books):
    texts = ["La Ruritanie signe.", "Rien.", "Ici la Ruritanie attend."]
    rows = create("naming.v1", "fr", books).observe(tokens_of(*texts))
    assert rows[["doc_id", "start", "end"]].values.tolist() == [["000000", 3, 12], ["000002", 7, 16]]


def test_without_a_naming_codebook_there_is_nothing(tokens_of):
    assert create("naming.v1", "fr").observe(tokens_of("La Ruritanie signe.")).empty
