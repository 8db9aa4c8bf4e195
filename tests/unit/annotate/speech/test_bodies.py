"""Bodies: which one named before is meant by "le syndicat" or "l'ONG", and which phrases mean none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# What a body says, in the texts below.
SAYS = "dit que tout va bien."


def not_yet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"L'ONG Greenvel plante dix arbres. L'ONG {SAYS}", "Greenvel", id="called so"),
        pytest.param(f"La société Orvane recrute. L'entreprise {SAYS}", "Orvane", id="called otherwise"),
        pytest.param(f"Le SNDP recrute. Le syndicat {SAYS}", "SNDP", id="an acronym"),
        pytest.param(f"Le SNDP recrute. Ce syndicat {SAYS}", "SNDP", id="what points"),
        pytest.param(f"Le SNDP recrute. Le syndicat contestataire {SAYS}", "SNDP", id="an adjective"),
        pytest.param(f"Les Ailes du Nord recrutent. L'ONG {SAYS}", "Ailes du Nord", id="a name with an article"),
        pytest.param(f"Greenvel plante dix arbres. L'ONG {SAYS}", "L'ONG", id="not a lone name"),
        pytest.param(f"Le Fonds maritime international (FMI) recrute. L'organisation {SAYS}", "Fonds maritime international", id="written out"),
        pytest.param(
            f"Greenvel plante dix arbres. Greenvel recrute. L'ONG {SAYS}", "Greenvel", id="a name that comes again",
            marks=not_yet("a name that comes twice in full counts once each time"),
        ),
    ],
)  # fmt: skip
def test_a_body_named_before_is_meant(said: Callable, text: str, who: str) -> None:
    assert (said(text)[-1].who, said(text)[-1].what) == (who, "body")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Le SNDP recrute. La CFMT recrute. Le syndicat {SAYS}", "CFMT", id="the nearest"),
        pytest.param(f"Le SNDP a écrit au FNPL. Le syndicat {SAYS}", "SNDP", id="the subject"),
        pytest.param(f"Le SNDP dit que non. Au port, on a vu la CFMT. Le syndicat {SAYS}", "CFMT", id="nearer than who spoke"),
        pytest.param(f"Le SNDP dit que la CFMT recrute. Le syndicat {SAYS}", "SNDP", id="who spoke in one sentence"),
    ],
)  # fmt: skip
def test_the_most_salient_body_is_meant(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Le syndicat {SAYS}", "le syndicat", id="none named"),
        pytest.param(f"Le syndicat {SAYS} Le SNDP recrute.", "le syndicat", id="named later"),
        pytest.param(f"Paul Tissier recrute. Le syndicat {SAYS}", "le syndicat", id="a person"),
        pytest.param(f"Le SNDP recrute. Un syndicat {SAYS}", "un syndicat", id="an indefinite one"),
        pytest.param(f"Le SNDP recrute. La préfecture {SAYS}", "la préfecture", id="one of its own"),
        pytest.param(f"Le SNDP recrute. Le syndicat de Velmont {SAYS}", "le syndicat de Velmont", id="a name in it"),
        pytest.param(f"Le SNDP recrute. L'Association du port {SAYS}", "L'Association du port", id="the beginning of a name"),
        pytest.param(f"Le SNDP recrute. Le syndicat des dockers du port {SAYS}", "le syndicat des dockers du port", id="too long a phrase"),
        pytest.param(f"« Le SNDP recrute », dit Paul Tissier. Le syndicat {SAYS}", "le syndicat", id="named in marks"),
        pytest.param("Le SNDP recrute. " + "Le vent tombe. " * 12 + f"Le syndicat {SAYS}", "le syndicat", id="too far"),
    ],
)  # fmt: skip
def test_no_body_named_before_is_meant(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


def test_a_body_does_not_come_from_another_document(tokens: Callable, found: Callable) -> None:
    read = tokens(["Le SNDP recrute.", f"Le syndicat {SAYS}"])
    assert [one.who for one in found(read)] == ["le syndicat"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("The charity Greenvel hires. The charity said that all was well.", "Greenvel", id="called so"),
        pytest.param("The SNDP hires. The union said that all was well.", "SNDP", id="an acronym"),
    ],
)  # fmt: skip
def test_english(english: None, said: Callable, text: str, who: str) -> None:
    assert said(text, "en")[-1].who == who
