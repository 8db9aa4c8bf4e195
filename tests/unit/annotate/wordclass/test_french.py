from __future__ import annotations

import pytest

from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.french import FrenchClassifier, masculine_singular, singular
from framing.annotate.wordclass.lexicon import load_lexicon

MS, MP, FS, FP = Is.MASCULINE_SINGULAR, Is.MASCULINE_PLURAL, Is.FEMININE_SINGULAR, Is.FEMININE_PLURAL


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("illégales", "illégal", "illégal"), ("imposées", "imposer", "imposé"), ("bilatérale", "bilatérale", "bilatéral"),
        ("russes", "russe", "russe"), ("étroites", "étroit", "étroit"), ("nouvelles", "nouvelle", "nouveau"),
        ("accrue", "accroître", "accru"), ("soumises", "soumettre", "soumis"), ("écrites", "écrire", "écrit"),
        ("économiques", "économique", "économique"), ("publiques", "public", "public"), ("globaux", "global", "global"),
        ("nouveaux", "nouveau", "nouveau"), ("dangereuses", "dangereux", "dangereux"), ("heureux", "heureux", "heureux"),
        ("françaises", "français", "français"), ("franco-belges", "franco-belges", "franco-belge"),
        ("belgo-italiennes", "belgo-italiennes", "belgo-italien"), ("levés", "lever", "levé"), ("unies", "unir", "uni"),
        ("inquiétante", "inquiétant", "inquiétant"), ("courtes", "court", "court"), ("majeure", "majeur", "majeur"),
    ],
)  # fmt: skip
def test_agreement_comes_off(form: str, lemma: str, expected: str):
    assert masculine_singular(form, lemma) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("nouveaux", "nouveau"),
        ("faux", "faux"),
        ("vus", "vus"),
        ("gros", "gros"),
        ("dites", "dite"),
        ("finis", "fini"),
    ],
)
def test_singular(form: str, expected: str):
    assert singular(form) == expected


@pytest.mark.parametrize(
    ("form", "lemma", "has", "lacks"),
    [
        ("illégales", "illégal", Is.ADJECTIVE | FP, FS | MP | MS),
        ("économique", "économique", Is.ADJECTIVE | MS | FS, MP),
        ("français", "français", Is.ADJECTIVE | MS | MP, FS),
        ("imposées", "imposer", Is.PARTICIPLE | FP, Is.FINITE),
        ("conclu", "conclure", Is.PARTICIPLE | MS, Is.FINITE),
        ("prévoit", "prévoir", Is.FINITE, Is.PARTICIPLE | Is.ADJECTIVE),
        ("signifie", "signifier", Is.FINITE, Is.PARTICIPLE),
        ("constitue", "constituer", Is.FINITE, Is.PARTICIPLE),
        ("indique", "indique", 0, Is.ADJECTIVE),
        ("recourir", "recourir", Is.FINITE, Is.ADJECTIVE),
        ("guerre", "guerre", 0, Is.FINITE | Is.ADJECTIVE),
        ("avenir", "avenir", 0, Is.FINITE),
        ("sécurité", "sécurité", 0, Is.PARTICIPLE),
        ("visant", "viser", Is.PRESENT_PARTICIPLE, Is.ADJECTIVE),
        ("inquiétant", "inquiétant", Is.ADJECTIVE | Is.PRESENT_PARTICIPLE, 0),
        ("lourdes", "lourd", Is.ADJECTIVE | Is.EARLY | FP, 0),
        ("qualifié", "qualifié", Is.PARTICIPLE, Is.FINITE),
        ("désormais", "désormais", 0, Is.ADJECTIVE),
        ("2015", "2015", 0, Is.ADJECTIVE | Is.PARTICIPLE),
    ],
)  # fmt: skip
def test_what_a_form_can_be(form: str, lemma: str, has: int, lacks: int):
    words = load_lexicon("fr")
    bits = FrenchClassifier(words)(form, lemma)
    assert bits & has == has
    assert bits & lacks == 0
