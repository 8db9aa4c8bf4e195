"""Section: findings – three to seven statements, each graded by the gates, none beyond them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, heading, items, paragraph, section
from framing.report.claims import GRADES, cards, told_together
from framing.report.compared import about
from framing.report.declared import declared_claims
from framing.report.dots import effects
from framing.report.evidence import Evidence
from framing.report.gates import reasons
from framing.report.labels import contrast_name
from framing.report.ledger import ledger
from framing.report.phrases import phrases
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.selection import Selection, selection_about, selection_sentence, selections
from framing.report.statements import statement
from framing.report.voices import others_shares
from framing.report.wording import Runs, flat, name, strong

MOST = 7  # what a reader with five minutes reads


def findings(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on findings."""
    say = reading.say
    chosen = selections(reading)
    fixed = [
        verdict(reading), *selection_findings(chosen, reading), *voice_findings(reading), *zero_findings(reading),
    ]  # fmt: skip
    told = MOST - len(fixed)
    statements = [fixed[0], *cards(reading, evidence, told, chosen), *fixed[1:]]
    blocks = [
        {"type": "findings", "items": statements},
        *declared_claims(reading, evidence),
        *effects(reading),
        *other_claims(reading, told),
        heading("phrases-seen", say.template("phrases.title")),
        paragraph(say.say("phrases.intro")),
        phrases(reading, evidence),
        ledger(reading),
    ]
    return section("findings", say.template("sections.findings"), blocks)


def verdict(reading: Reading) -> Block:
    """Return the first statement: what these articles allow to be claimed at all."""
    say = reading.say
    grades = reading.claims["grade"].tolist()
    carried = [grade for grade in GRADES if grade in grades]
    counted = [
        say.say("findings.graded", grade=say.template(f"grades.{g}"), n=numbers.integer(grades.count(g), reading.language))
        for g in carried
    ]  # fmt: skip
    key, of = (
        "some" if carried else "nothing" if grades else "no_claims",
        say.count(len(grades), "comparison"),
    )
    details: list[Runs] = [_design(row, reading) for row in records(reading.designs)]
    if grades and not carried:
        details += _what_it_takes(reading)
    return _statement(say.say(f"findings.{key}", grades=say.listed(counted), of=of), details, "", reading)


def _what_it_takes(reading: Reading) -> list[Runs]:
    """Say of each contrast what its design lacks, by its first claim, declared ones before others; each sentence once."""
    ordered = sorted(records(reading.claims), key=lambda c: (not c["declared"], c["claim"]))
    first = {str(claim["contrast"]): claim for claim in reversed(ordered)}
    said: dict[str, Runs] = {}
    for contrast in dict.fromkeys(map(str, reading.designs["contrast"])):
        if contrast in first:
            claim = first[contrast]
            checks = [check for check in claim["checks"] if check["gate"] in ("G2", "G4")]
            said |= {flat(line): line for line in reasons({**claim, "checks": checks}, reading)[-1:]}
    return list(said.values())


def _design(row: dict[str, Any], reading: Reading) -> Runs:
    say = reading.say
    least = float(row["smallest_p"])
    return say.say(
        f"findings.design.{row['kind']}", contrast=contrast_name(str(row["contrast"]), reading),
        a=numbers.integer(row["documents_a"], reading.language), b=say.count(int(row["documents_b"]), "article"),
        shared=say.count(int(row["shared_events"]), "shared_event"),
        least=numbers.probability(least, reading.language) if math.isfinite(least) else "–",
    )  # fmt: skip


def other_claims(reading: Reading, told: int) -> list[Block]:
    """Return the sentences of the declared claims that have no statement of their own above."""
    say, claims = reading.say, [claim for held in told_together(reading)[told:] for claim in held]
    if not claims:
        return []
    said = [
        [strong(about(claim, reading)), *say.say("claims.colon"), *statement(claim, reading)]
        for claim in claims
    ]
    return [
        heading("other-claims", say.template("claims.others_title")),
        items(said),
        paragraph(say.say("claims.describes")),
    ]


def selection_findings(chosen: Sequence[Selection], reading: Reading) -> list[Block]:
    """Return the statement on gaps that are a matter of who is given voice, where there are any."""
    if not chosen:
        return []
    say = reading.say
    names = list(dict.fromkeys(selection_about(one, reading) for one in chosen))
    text = say.say(
        "selection.statement",
        claims=say.listed([say.say("selection.named", claim=strong(about)) for about in names]),
    )
    details = [selection_sentence(one, reading) for one in chosen]
    return [_statement(text, [*details, say.say("claims.describes")], "described", reading)]


def voice_findings(reading: Reading) -> list[Block]:
    """Return the statement on how much of each outlet's text others say, where there is text."""
    say, shares = reading.say, others_shares(reading)
    if not shares:
        return []
    text = say.say("findings.voices", shares=say.listed(shares))
    return [_statement(text, [say.say("findings.voices_mean")], "described", reading)]


def zero_findings(reading: Reading) -> list[Block]:
    """Return the statement on referents that did not exist yet for an outlet, where there are any."""
    say, found = reading.say, []
    for referent in sorted(reading.names.exists):
        sides = [s for s in reading.sides if (referent, s.key) in reading.impossible]
        seen = reading.observations["referent"] == referent
        if sides and seen.any():
            found.append(
                say.say(
                    "findings.zero", outlets=say.listed([name(s.label) for s in sides]),
                    referent=strong(reading.names.referent(referent)),
                    date=numbers.date(reading.names.exists[referent], reading.language),
                )
            )  # fmt: skip
    if not found:
        return []
    return [_statement(found[0], [*found[1:], say.say("findings.zero_means")], "not_estimable", reading)]


def _statement(text: Runs, details: list[Runs], grade: str, reading: Reading) -> Block:
    label = reading.say.template(f"grades.{grade}") if grade else ""  # the verdict itself has no grade
    return {
        "text": text,
        "details": details,
        "reasons": [],
        "grade": grade,
        "grade_label": label,
        "contrast": [],
        "declared": False,
    }
