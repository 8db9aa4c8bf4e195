"""Statements: each declared comparison in the words of statistics.md §8, sentence by sentence; what is not known is left out.

The first sentence tells what was counted, over what, in which articles; the next ones the difference with its interval, p
and q, the share of equivalent ways of counting that agree in its sign, the figures in the other voice, the instrument.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.report import numbers
from framing.report.appraised import appraised
from framing.report.bounds import unit_of
from framing.report.compared import Compared, Row, claim_category
from framing.report.figured import corrected, differs, tried_again, universes
from framing.report.labels import contrast_name, voice_name
from framing.report.reading import Reading
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Runs, Value, merged, strong, text
from framing.study.config.families import FAMILIES

# The voice beside which the figures of a claim are read.
_BESIDE: Final = {"own": "quoted"}
_PER_SENTENCES: Final = 100
# Below one of a hundred a second decimal says how many, where one alone would say 0.0.
_FINE_BELOW: Final = 1.0


def statement(claim: Row, reading: Reading) -> Runs:
    """Return the grade of one claim and what was compared for it, sentence after sentence.

    Parameters
    ----------
    claim : mapping
        A row of the claims with its gates parsed as ``checks``.
    reading : Reading
    """
    one = Compared(claim, reading)
    graded = reading.say.say(
        "claims.graded", contrast=contrast_name(str(claim["contrast"]), reading), voice=strong(voice_name(claim, reading)),
        grade=reading.say.template(f"grades.{claim['grade']}"),
    )  # fmt: skip
    return in_a_row([graded, *_found(one), appraised(one)])


def in_a_row(sentences: Sequence[Runs]) -> Runs:
    """Return sentences with spaces between them, empty ones left out."""
    kept = [sentence for sentence in sentences if sentence]
    return merged([run for i, part in enumerate(kept) for run in ([text(" ")] if i else []) + list(part)])


def _found(one: Compared) -> list[Runs]:
    if one.design["kind"] == "none":
        return [one.reading.say.say("claims.says.apart", **one.outlets)]
    voice = str(one.claim["voice"])
    if not all(one.has_room(voice, x) for x in "ab"):
        return [_nothing(one, voice)]
    return [
        _counted(one, voice),
        differs(one),
        universes(one),
        corrected(one),
        tried_again(one),
        _beside(one),
    ]


def _where(one: Compared) -> Runs:
    """Say in which articles: how many, about which events, when – and that they are unmatched where they are."""
    say, language, design = one.reading.say, one.reading.language, one.design
    n_a, n_b = int(design["documents_a"]), int(design["documents_b"])
    return say.say(
        f"claims.where.{_meeting(one)}", articles=say.count(n_a + n_b, "article"), **one.outlets,
        a=numbers.integer(n_a, language), b=numbers.integer(n_b, language), period=_period(one),
        events=say.count(int(design["shared_events"]), "shared_event"),
        strata=say.template(f"claims.strata.{design['exchange']}") if _meeting(one) == "unmatched" else "",
    )  # fmt: skip


def _meeting(one: Compared) -> str:
    """Tell how the articles stand against each other: by event, by topic and time, by time alone, or by neither."""
    design, documents = one.design, one.reading.documents
    if design["kind"] == "matched":
        return "matched"
    compared = documents["side"].isin([side.key for side in one.sides])
    strata = design.get("exchange", "all")
    if strata == "all":
        return "undated"
    return "unmatched" if (documents.loc[compared, "topic"] != "").all() else "topic"


def _period(one: Compared) -> str:
    say, language = one.reading.say, one.reading.language
    ends = [numbers.date(str(one.design[end]), language) for end in ("first", "last")]
    if not all(ends):
        return ""
    period = ends[0] if ends[0] == ends[1] else say.plain("overview.period", first=ends[0], last=ends[1])
    return say.plain("claims.period", period=period)


def _counted(one: Compared, voice: str) -> Runs:
    """Say what share or rate either outlet has, with hits and what they are counted over."""
    family = str(one.claim["family"])
    named = family if family in (NAMING, HEADS) else "kind" if one.is_share else "rate"
    say = one.reading.say
    unit = unit_of(family, str(one.claim["category"])) if one.is_share else "cue"
    over = {f"unit_{x}": say.count(int(one.counts(voice)[f"opportunities_{x}"]), unit) for x in "ab"}
    return say.say(
        f"claims.says.{named}", where=_where(one), **_named(one), heard=say.template(f"claims.heard.{voice}"),
        **one.outlets, **_figures(one, voice), **over,
    )  # fmt: skip


def _nothing(one: Compared, voice: str) -> Runs:
    """Say that there is nothing to compare, and with whom."""
    say = one.reading.say
    outlets = [one.outlets[key] for key, x in (("first", "a"), ("second", "b")) if not one.has_room(voice, x)]
    return say.say(
        "claims.says.nothing", where=_where(one), **_named(one), heard=say.template(f"claims.heard.{voice}"),
        outlets=say.listed(outlets),
    )  # fmt: skip


def _named(one: Compared) -> dict[str, Value]:
    """Return what is counted, and of what it is said."""
    claim, reading = one.claim, one.reading
    referent = strong(reading.names.referent(claim["referent"]))
    about = reading.say.say("claims.about", referent=referent) if claim["referent"] else []
    return {"category": strong(claim_category(claim, reading)), "referent": referent, "about": about}


def _figures(one: Compared, voice: str) -> dict[str, Value]:
    """Return hits, what they are counted over, and the share or rate of either outlet."""
    row, language = one.counts(voice), one.reading.language
    found: dict[str, Value] = {}
    for x in "ab":
        hits, room = float(row[f"hits_{x}"]), float(row[f"opportunities_{x}"])
        found |= {f"hits_{x}": numbers.integer(hits, language), f"room_{x}": numbers.integer(room, language)}
        found[f"value_{x}"] = _share(hits / room, language) if one.is_share else _rate(hits / room, language)
        form = numbers.number_form(_PER_SENTENCES * hits / room, language)
        found[f"cues_{x}"] = one.reading.say.plain(f"units.cue.{form}", n=found[f"value_{x}"])
    return found


def _share(value: float, language: str) -> str:
    return numbers.percent(value, language, 0 if value in (0, 1) else 1)


def _rate(value: float, language: str) -> str:
    rate = _PER_SENTENCES * value
    digits = 0 if rate == 0 else 1 if rate >= _FINE_BELOW else 2
    return numbers.decimal(rate, digits, language)


def _beside(one: Compared) -> Runs:
    """Return the figures in the other voice: quoted beside own, own beside every other."""
    say, claim = one.reading.say, one.claim
    if claim["family"] in FAMILIES:  # how others are quoted: there is no other voice to it
        return []
    voice = _BESIDE.get(str(claim["voice"]), "own")
    heard = say.template(f"claims.heard.{voice}")
    if not one.counts(voice):  # of a contrast that was estimated, every cell with a hit has a row
        return say.say("claims.other.none", heard=heard)
    if not all(one.has_room(voice, x) for x in "ab"):
        return []
    key = "claims.other.share" if one.is_share else "claims.other.rate"
    return say.say(key, heard=heard, **one.outlets, **_figures(one, voice))
