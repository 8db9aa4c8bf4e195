"""Offices: the person of the article who has the one that a mention gives, or who may well have it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# What somebody says, in the texts below.
SAYS = "dit que tout va bien."
# A sentence that names nobody, longer than the words around a name that tell its country.
FAR = "Le vent tombe sur le port et la mer monte encore un peu plus haut que la veille."


def not_yet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"La préfète Jeanne Arvel arrive. Louise Daumier part. La préfète {SAYS}", "Jeanne Arvel", id="rather than the nearest"),
        pytest.param(f"La maire Jeanne Arvel arrive. La maire Louise Daumier part. La maire {SAYS}", "Louise Daumier", id="the last one before"),
        pytest.param(f"La maire {SAYS} La maire Jeanne Arvel arrive. La maire Louise Daumier part.", "Jeanne Arvel", id="the first one behind"),
        pytest.param(f"La ministre de la Mer Jeanne Arvel arrive. La ministre des Ports Louise Daumier part. La ministre de la Mer {SAYS}", "Jeanne Arvel", id="of the same field"),
        pytest.param(f"La maire de Velmont Jeanne Arvel arrive. Louise Daumier, maire d'Orval, part. La maire de Velmont {SAYS}", "Jeanne Arvel", id="of the same place"),
        pytest.param(f"Le ministre français Paul Tissier arrive. Le ministre russe Ivan Tourov part. {FAR} Le ministre français {SAYS}", "Paul Tissier", id="of the same country"),
    ],
)  # fmt: skip
def test_who_is_named_in_an_office(said: Callable, text: str, who: str) -> None:
    assert [one.who for one in said(text)] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Emmanuel Macron arrive. Paul Tissier part. Le chef de l'État {SAYS}", "Emmanuel Macron", id="the head of state"),
        pytest.param(f"Le chef de l'État {SAYS} Emmanuel Macron arrive.", "Emmanuel Macron", id="named behind it"),
        pytest.param(f"Emmanuel Macron arrive. Paul Tissier part. Le président {SAYS}", "Emmanuel Macron", id="the president"),
        pytest.param(f"Emmanuel Macron arrive. Paul Tissier part. Le président de la République {SAYS}", "Emmanuel Macron", id="of the republic"),
        pytest.param(f"Édouard Philippe arrive. Paul Tissier part. Le Premier ministre {SAYS}", "Édouard Philippe", id="the first minister"),
        pytest.param(f"Édouard Philippe arrive. Emmanuel Macron part. Le chef du gouvernement {SAYS}", "Édouard Philippe", id="the head of government"),
        pytest.param(f"Sergueï Lavrov arrive. Emmanuel Macron part. Le chef de la diplomatie {SAYS}", "Sergueï Lavrov", id="the head of diplomacy"),
        pytest.param(f"Sergueï Lavrov arrive. Paul Tissier part. Le ministre des Affaires étrangères {SAYS}", "Sergueï Lavrov", id="the minister of foreign affairs"),
        pytest.param(f"François Hollande arrive. Emmanuel Macron part. Hollande dort. Le chef de l'État {SAYS}", "François Hollande", id="who comes most often"),
        pytest.param(f"Vladimir Poutine arrive. Le président russe dort. {FAR} Emmanuel Macron part. Le président russe {SAYS}", "Vladimir Poutine", id="of the country"),
        pytest.param(f"Emmanuel Macron arrive. Élisabeth Borne part. La Première ministre {SAYS}", "Élisabeth Borne", id="of the gender"),
    ],
)  # fmt: skip
def test_who_has_held_a_high_office(said: Callable, text: str, who: str) -> None:
    assert [one.who for one in said(text)] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Emmanuel Macron arrive. Le président des Verts {SAYS}", "le président des Verts", id="president of a party"),
        pytest.param(f"Emmanuel Macron arrive. Le président du syndicat {SAYS}", "le président du syndicat", id="president of a body"),
        pytest.param(f"Emmanuel Macron arrive. Le maire {SAYS}", "le maire", id="another charge"),
        pytest.param(f"Emmanuel Macron arrive. Le Premier ministre {SAYS}", "le Premier ministre", id="another high office"),
        pytest.param(f"Emmanuel Macron arrive. La présidente {SAYS}", "la présidente", id="another gender"),
        pytest.param(f"Emmanuel Macron arrive. Un chef de l'État {SAYS}", "un chef de l'État", id="an indefinite one"),
        pytest.param("Emmanuel Macron arrive. Les chefs de l'État disent que tout va bien.", "les chefs de l'État", id="several"),
        pytest.param(
            f"Paul Tissier arrive. Le chef de l'État {SAYS}", "le chef de l'État", id="nobody who has held it",
            marks=not_yet("a high office that nobody named has held goes to the most salient person"),
        ),
    ],
)  # fmt: skip
def test_who_has_not_held_a_high_office(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Jeanne Arvel arrive. La ministre {SAYS}", "Jeanne Arvel", id="the only one"),
        pytest.param(f"Jeanne Arvel arrive. Paul Tissier part. La ministre {SAYS}", "Jeanne Arvel", id="of its gender"),
        pytest.param(f"Paul Tissier, pêcheur, arrive. Le maire {SAYS}", "Paul Tissier", id="with a trade"),
        pytest.param(f"Paul Tissier, procureur, arrive. Le maire {SAYS}", "le maire", id="with another charge"),
        pytest.param(f"Marc Delorme arrive. Paul Tissier, procureur, part. Le maire {SAYS}", "Marc Delorme", id="rather than one with another charge"),
        pytest.param(f"Paul Tissier arrive. La ministre {SAYS}", "la ministre", id="of the other gender"),
        pytest.param(f"« Paul Tissier arrive », lit-on. Le maire {SAYS}", "le maire", id="quoted"),
        pytest.param(f"Jeanne Arvel arrive. {'Le vent tombe. ' * 4}La maire {SAYS}", "Jeanne Arvel", id="a bare office, from afar"),
        pytest.param(f"Jeanne Arvel arrive. {'Le vent tombe. ' * 4}La maire de Velmont {SAYS}", "la maire de Velmont", id="one with a name, not from afar"),
        pytest.param(f"Jeanne Arvel arrive. La maire de Velmont {SAYS}", "Jeanne Arvel", id="one with a name, from nearby"),
        pytest.param(f"Jeanne Arvel arrive. {'Le vent tombe. ' * 6}La maire {SAYS}", "la maire", id="too far"),
    ],
)  # fmt: skip
def test_who_may_well_have_an_office(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Le ministre russe Ivan Tourov arrive. {FAR} {FAR} Le ministre russe {SAYS}", "Ivan Tourov", id="the same country"),
        pytest.param(f"Le ministre russe Ivan Tourov arrive. {FAR} {FAR} Le ministre français {SAYS}", "le ministre français", id="another"),
        pytest.param(
            f"Le ministre russe Ivan Tourov arrive. Le ministre français {SAYS}", "le ministre français", id="another, nearby",
            marks=not_yet("the words around a name in which its country stands reach the mention itself"),
        ),
        pytest.param(
            f"Le ministre russe Ivan Tourov arrive. {FAR} Le ministre français {SAYS}", "le ministre français", id="another, of one who weighs much",
            marks=not_yet("a mention is read as a description as well, of anybody who weighs enough, whatever the country"),
        ),
    ],
)  # fmt: skip
def test_an_office_is_of_its_country(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("Barack Obama arrives. Paul Tissier leaves. The president said that all was well.", "Barack Obama", id="a high office"),
        pytest.param("The mayor, Jane Marlow, arrives. Paul Tissier leaves. The mayor said that all was well.", "Jane Marlow", id="an office"),
        pytest.param(
            "Mayor Jane Marlow arrives. Paul Tissier leaves. The mayor said that all was well.", "Jane Marlow", id="an office with a capital",
            marks=not_yet("an office is small: of a capitalised one nothing is kept"),
        ),
    ],
)  # fmt: skip
def test_english(english: None, said: Callable, text: str, who: str) -> None:
    assert said(text, "en")[-1].who == who
