"""Salience: what a name weighs, and who is meant by it where a pronoun or nothing at all tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.annotate.speech.names import FEMALE, MALE
from framing.annotate.speech.salience import (
    DOUBTFUL,
    FAR,
    HEAD,
    RECENT,
    SUBJECT_OF,
    is_subject,
    weigh_names,
)

# What he says, and what somebody says, in the texts below.
HE = "Il dit que tout va bien."
QUOTED = "« Le port doit fermer avant lundi. »"


@pytest.mark.parametrize(
    ("sentence", "weight"),
    [
        pytest.param("Jeanne Arvel dort au port", RECENT + HEAD + SUBJECT_OF, id="a subject"),
        pytest.param("on a vu Jeanne Arvel au port", RECENT + HEAD, id="an object"),
        pytest.param("on parle de Jeanne Arvel au port", RECENT, id="behind a preposition"),
        pytest.param("selon Jeanne Arvel la mer monte", RECENT + HEAD + SUBJECT_OF, id="behind selon"),
        pytest.param("on a vu Melvane Orcal au port", (RECENT + HEAD) * DOUBTFUL, id="perhaps nobody"),
        pytest.param("on a vu la maire Melvane Orcal au port", RECENT + HEAD, id="somebody by office"),
        pytest.param("on a vu Mme Orcal au port", RECENT + HEAD, id="somebody by title"),
        pytest.param("on a vu Orcal au port", 0, id="no person"),
        pytest.param("on a vu Jeanne Arvel. Le port dort.", (RECENT + HEAD) / 2, id="a sentence before"),
        pytest.param("on a vu Jeanne Arvel. La mer monte. Le port dort.", (RECENT + HEAD) / 4, id="two before"),
        pytest.param("on entend : « Jeanne Arvel arrive », puis le port dort", 0, id="quoted"),
        pytest.param("on a vu Jeanne Arvel. « Le vent tombe. La mer monte », dit la radio.", (RECENT + HEAD) / 2, id="quoted sentences between"),
        pytest.param("on parle de Jeanne Arvel et Arvel dort", RECENT + HEAD + SUBJECT_OF, id="the heaviest mention"),
    ],
)  # fmt: skip
def test_what_a_name_weighs(scene_of: Callable, sentence: str, weight: float) -> None:
    found, _ = scene_of(sentence)
    weigh_names(found, len(found.kind) - 1, 0)
    assert found.weight[found.names.full[0]] == weight


@pytest.mark.parametrize(
    ("allowed", "weighs"), [(0, True), (FEMALE, True), (MALE, False), (MALE | FEMALE, True)]
)
def test_only_genders_allowed_weigh(scene_of: Callable, allowed: int, weighs: bool) -> None:
    found, _ = scene_of("Jeanne Arvel dort au port")
    weigh_names(found, len(found.kind) - 1, allowed)
    assert (found.weight[0] > 0) == weighs


def test_a_name_behind_weighs_nothing(scene_of: Callable) -> None:
    found, _ = scene_of("Jeanne Arvel dort puis Paul Tissier arrive")
    weigh_names(found, int(found.names.first[1]), 0)
    assert list(found.weight > 0) == [True, False]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        pytest.param("Jeanne Arvel au port", True, id="opens its sentence"),
        pytest.param("au port Jeanne Arvel dort", True, id="a verb behind it"),
        pytest.param("au port Jeanne Arvel ne dort pas", True, id="a negation behind it"),
        pytest.param("non, dit Jeanne Arvel au port", True, id="a verb of speech before it"),
        pytest.param("au port Jeanne Arvel, ancienne pilote du fleuve, dort", True, id="a verb behind its aside"),
        pytest.param("au port Jeanne Arvel (liste bleue) dort", True, id="a verb behind its bracket"),
        pytest.param("on a vu Jeanne Arvel au port", False, id="no verb"),
        pytest.param("on a vu Jeanne Arvel", False, id="the last word"),
        pytest.param("on a vu Jeanne Arvel, ancienne pilote du fleuve, au port", False, id="no verb behind its aside"),
        pytest.param("on a vu Jeanne Arvel. Dort-elle au port ?", False, id="a verb in the next sentence"),
        pytest.param("au port Jeanne Arvel, " + "pilote du fleuve " * 9 + ", dort", False, id="too long an aside"),
    ],
)  # fmt: skip
def test_which_names_are_subjects(scene_of: Callable, sentence: str, subject: bool) -> None:
    found, _ = scene_of(sentence)
    assert is_subject(found.text, found.names, 0) == subject


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Paul Tissier a salué Marc Delorme. {HE}", "Paul Tissier", id="a subject, no object"),
        pytest.param(f"Avec Marc Delorme, on a vu Paul Tissier. {HE}", "Paul Tissier", id="an object, none that hangs"),
        pytest.param(f"Paul Tissier arrive. Le vent tombe. On a vu Marc Delorme. {HE}", "Marc Delorme", id="an object nearby"),
        pytest.param(f"Paul Tissier arrive. Melvane Orcal part. {HE}", "Paul Tissier", id="a sure person"),
        pytest.param(f"Marc Delorme arrive et Paul Tissier dit que la mer monte. {HE}", "Paul Tissier", id="who spoke"),
        pytest.param(f"Paul Tissier arrive. « Marc Delorme dort », raconte une voisine. {HE}", "Paul Tissier", id="not who is quoted"),
        pytest.param("Paul Tissier arrive. " + "Le vent tombe. " * (FAR - 1) + HE, "Paul Tissier", id="far"),
        pytest.param("Paul Tissier arrive. " + "Le vent tombe. " * FAR + HE, "", id="too far"),
        pytest.param(f"Paul Tissier arrive. « {'La mer monte. ' * FAR}», raconte une voisine. {HE}", "Paul Tissier", id="far by quoted sentences only"),
    ],
)  # fmt: skip
def test_a_pronoun_is_the_most_salient_one(said: Callable, text: str, who: str) -> None:
    assert said(text)[-1].who == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(f"Jeanne Arvel arrive. Paul Tissier part.\n\nLe vent tombe.\n\n{QUOTED}", "Paul Tissier", id="the nearest"),
        pytest.param(f"Jeanne Arvel arrive avec Paul Tissier.\n\nLe vent tombe.\n\n{QUOTED}", "Jeanne Arvel", id="the subject"),
        pytest.param(f"On a vu la pilote avec Paul Tissier.\n\nLe vent tombe.\n\n{QUOTED}", "Paul Tissier", id="the only one"),
        pytest.param(f"La préfecture dit que non.\n\nLe vent tombe.\n\n{QUOTED}", "la préfecture", id="a body that spoke"),
        pytest.param(f"La préfète arrive.\n\nLe vent tombe.\n\n{QUOTED}", "la préfète", id="an office"),
        pytest.param(f"Le port dort.\n\nLe vent tombe.\n\n{QUOTED}", "", id="nobody"),
    ],
)  # fmt: skip
def test_speech_without_a_cue_is_the_most_salient_ones(said: Callable, text: str, who: str) -> None:
    assert [(one.who, one.rule) for one in said(text) if one.kind == "direct"] == [(who, "direct.none")]
