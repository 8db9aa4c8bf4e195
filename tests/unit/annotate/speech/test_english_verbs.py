"""Every verb of the English inventory, in its past form, in a frame for each thing the inventory says it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from framing.annotate.speech.inventory import TAKES, Inventory, load_inventory

IRREGULAR = {
    "begin": "began", "bet": "bet", "cast": "cast", "feel": "felt", "find": "found", "forbid": "forbade",
    "forecast": "forecast", "hear": "heard", "know": "knew", "mean": "meant", "read": "read", "say": "said",
    "see": "saw", "speak": "spoke", "swear": "swore", "tell": "told", "think": "thought", "understand": "understood",
    "write": "wrote",
}  # fmt: skip
DOUBLED = (
    "admit",
    "beg",
    "brag",
    "concur",
    "dub",
    "jab",
    "quip",
    "rebut",
    "refer",
    "regret",
    "rip",
    "slam",
    "snap",
)
# Of those that take an infinitive, whoever speaks is to act, or nobody else stands between.
OF_THEMSELVES = (
    "agree", "appeal", "beg", "call", "claim", "demand", "expect", "hope", "offer", "plead", "pledge", "pretend",
    "profess", "promise", "propose", "purport", "swear", "threaten", "volunteer", "vow", "want", "wish",
)  # fmt: skip
# Their past is the bare form, which no passive is read from.
NO_PASSIVE = ("forecast",)


class Frame(NamedTuple):
    """A sentence with a verb in it; `said` is what the mayor says in it, nothing where it is empty."""

    takes: str
    sentence: str
    said: str = ""


# {verb}: the past form; {told}: whom one tells, where the verb needs it; {asked}: who is to act, where others are.
FRAMES = (
    Frame("clause", "The mayor {verb}{told} that the harbour would close.", "that the harbour would close"),
    Frame("zero_clause", "The mayor {verb}{told} the harbour would close.", "the harbour would close"),
    Frame("to_infinitive", "The mayor {verb}{asked} to close the harbour.", "to close the harbour"),
    Frame("de_infinitive", "The mayor {verb} the council of closing the harbour.", "of closing the harbour"),
    Frame("question", "The mayor {verb}{told} how the harbour would close.", "how the harbour would close"),
    Frame("object", "The mayor {verb} the closing of the harbour.", "the closing of the harbour"),
    Frame("object", "The closing of the harbour was {verb} by the mayor.", "The closing of the harbour"),
    Frame("object", "The closing of the harbour was {verb} on Monday."),
    Frame("quotation_only", "The mayor {verb} the harbour."),
    Frame("of_people", "The traces {verb} that the harbour was closed."),
    Frame("", "“The harbour will close,” the mayor {verb}.", "The harbour will close"),
    Frame("", "“The harbour will close,” {verb} the mayor.", "The harbour will close"),
)


def past(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb in DOUBLED:
        return verb + verb[-1] + "ed"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ied"
    return verb.removesuffix("e") + "ed"


def verbs_of(inventory: Inventory, frame: Frame) -> list[str]:
    """Return the verbs that a frame fits: all of them where it asks for nothing, but those that need another verb."""
    alone = inventory.takes["quotation_only"] if frame.said and frame.takes else frozenset()
    taken = [verb for verb in inventory.verbs if not frame.takes or verb in inventory.takes[frame.takes]]
    passive = " was {verb}" in frame.sentence
    kept = [verb for verb in taken if verb not in alone and verb not in inventory.after]
    return [verb for verb in kept if not (passive and verb in NO_PASSIVE)]


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    english = load_inventory("en")
    assert english is not None
    return english


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.sentence)
def test_every_verb_reports_in_its_frame(said: Callable, inventory: Inventory, frame: Frame) -> None:
    wrong = {}
    for verb in verbs_of(inventory, frame):
        told = " the residents" if verb in inventory.takes["tells"] else ""
        asked = "" if verb in OF_THEMSELVES else " the residents"
        sentence = frame.sentence.format(verb=past(verb), told=told, asked=asked)
        found = [(one.words, one.who) for one in said(sentence, "en")]
        if found != ([(frame.said, "the mayor")] if frame.said else []):
            wrong[sentence] = found
    assert wrong == {}


def test_the_stance_beside_a_quotation_is_that_of_its_verb(said: Callable, inventory: Inventory) -> None:
    wrong = {}
    for verb in inventory.verbs:
        if verb in inventory.after:
            continue
        (one,) = said(f"“The harbour will close,” the mayor {past(verb)}.", "en")
        if one.stance != inventory.stance[verb]:
            wrong[verb] = one.stance
    assert wrong == {}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The mayor made clear that the harbour would close.", "that the harbour would close"),
        ("The mayor let it be known that the harbour would close.", "that the harbour would close"),
        ("The mayor knew that the harbour would close.", ""),
    ],
)
def test_words_that_need_another_verb_report_behind_it_only(
    said: Callable, sentence: str, words: str
) -> None:
    assert [one.words for one in said(sentence, "en")] == ([words] if words else [])


def test_every_list_of_what_verbs_take_has_a_frame(inventory: Inventory) -> None:
    framed = {frame.takes for frame in FRAMES}
    filled = {what for what in TAKES if inventory.takes[what]}
    assert filled - framed == {"tells", "findings"}  # in {told}, and among the counter-examples
