"""Planting: what was planted is where the truth says, in its direction, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.classroom.occurrences import OMISSIONS, counts_by_event, occurrences
from framing.classroom.pages import problem
from framing.classroom.truth import ALL, ANY, OWN, VOICES, Feature, Truth
from framing.errors import Problem

Counts = dict[str, dict[str, int]]  # event → outlet → occurrences


def planting_problems(truth: Truth) -> Iterator[Problem]:
    """Yield what is wrong with features and events.

    Parameters
    ----------
    truth : Truth

    Notes
    -----
    A feature that names an event, outlet or voice that is none, or of which nothing occurs in any voice; its totals
    against its direction, in each language; an event in which an outlet should have it and has not, or has it though it
    is not listed; a difference of any kind in an event without; a fact left out that no feature registers.
    """
    found = occurrences(truth)
    events = [event.event for event in truth.events]
    for feature in truth.features:
        yield from _name_problems(feature, truth, found)
    for language in sorted(truth.articles["language"].unique()):
        counts = counts_by_event(truth, language)
        for feature in truth.features:
            said = pd.DataFrame(counts.xs(feature.feature))
            by_event = {event: {str(o): int(n) for o, n in said[event].items()} for event in events}
            yield from _direction_problems(feature, by_event, f"feature {feature.feature}, {language}")
            yield from _event_problems(feature, by_event, truth, f"feature {feature.feature}, {language}")
        yield from _omission_problems(truth, language)


def _name_problems(feature: Feature, truth: Truth, found: pd.DataFrame) -> Iterator[Problem]:
    events = {event.event for event in truth.events}
    outlets = set(truth.articles["outlet"])
    where = f"feature {feature.feature}"
    for what, named, known in (
        ("event", feature.events, events),
        ("outlet", feature.more + feature.less, outlets),
        ("voice", (feature.voice,), {OWN, ALL, *VOICES.values()}),
    ):
        for name in sorted(set(named) - known):
            yield problem(where, f"{what}: one of {', '.join(sorted(known))}", repr(name))
    if not feature.less or bool(feature.more) != bool(feature.events):
        yield problem(where, "outlets to compare with, and events where it was planted", "none")
    of = found[(found["family"] == feature.family) & (found["referent"] == feature.referent)]
    if of.empty or (feature.category != ANY and feature.category not in set(of["category"])):
        yield problem(where, "something of its family and category", "nothing, in any voice")


def _direction_problems(feature: Feature, counts: Counts, where: str) -> Iterator[Problem]:
    outlets = sorted({outlet for of in counts.values() for outlet in of})
    totals = {outlet: sum(of[outlet] for of in counts.values()) for outlet in outlets}
    low = [totals[outlet] for outlet in feature.less if outlet in totals]
    high = [totals[outlet] for outlet in feature.more if outlet in totals]
    if high and low and min(high) <= max(low):
        yield problem(where, "more in each of " + ", ".join(feature.more), str(totals))
    if not feature.more and len(set(low)) > 1:
        yield problem(where, "as many in each of " + ", ".join(feature.less), str(totals))


def _event_problems(feature: Feature, counts: Counts, truth: Truth, where: str) -> Iterator[Problem]:
    for event in truth.events:
        of = counts[event.event]
        more = [of.get(outlet, 0) for outlet in feature.more]
        less = [of.get(outlet, 0) for outlet in feature.less]
        if not event.differs and len(set(of.values())) > 1:
            yield problem(f"{where}, {event.event}", "no difference in this event", str(of))
        elif event.event in feature.events and more and min(more) <= min(less, default=0):
            yield problem(f"{where}, {event.event}", "an occurrence in each outlet", str(of))
        elif (
            event.differs and event.event not in feature.events and more and max(more) > max(less, default=0)
        ):
            yield problem(f"{where}, {event.event}", "the event among those where it was planted", str(of))


def _omission_problems(truth: Truth, language: str) -> Iterator[Problem]:
    """Yield facts that an outlet leaves out of an event without a feature that says so."""
    articles = truth.articles[truth.articles["language"] == language]
    told = {(span.doc_id, span.said[0]) for span in truth.rows("facts")}
    registered = {(f.category, outlet) for f in truth.features if f.family == OMISSIONS for outlet in f.less}
    facts = {event.event: event.facts for event in truth.events}
    for doc_id, outlet, event in articles[["doc_id", "outlet", "event"]].to_numpy().tolist():
        for fact in facts[event]:
            if (doc_id, fact) not in told and (f"{event}.{fact}", outlet) not in registered:
                yield problem(f"{doc_id}", f"fact {fact}, or a feature that says it is left out", "neither")
