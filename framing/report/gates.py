"""Gates in words: why a claim goes no further, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from framing.report.facts import facts_in_words
from framing.report.labels import contrast_name, voice_name
from framing.report.reading import Reading, contrast_sides
from framing.report.wording import Run, Runs, flat, merged, name, text

# Sentences that are said only where a fact is known.
NEEDED_FACT: Final = {"next": "next_outlet", "size": "needed"}
_KINDS: Final = (("claims.why", ("why",)), ("claims.takes", ("takes", "next", "size")))


def reasons(claim: Mapping[str, Any], reading: Reading) -> list[Runs]:
    """Return why a claim is graded as it is, and what it would take: a sentence for each thing that fails.

    A gate that is not evaluated has not failed: those are named together, in one sentence; one that lacks what it
    needs says so besides.

    Parameters
    ----------
    claim : mapping
        A row of the claims with its gates parsed as ``checks``.
    reading : Reading
    """
    return _lines([(key, _sentences(_obstacles(claim, kinds, reading))) for key, kinds in _KINDS], reading)


def reasons_of_all(claims: Sequence[Mapping[str, Any]], reading: Reading) -> list[Runs]:
    """Return the same of several claims: what holds of all of them once, then what holds of each that has more.

    Parameters
    ----------
    claims : sequence of mapping
        Rows of the claims, as in `reasons`.
    reading : Reading
    """
    said = {
        key: [{flat(part): part for part in _obstacles(claim, kinds, reading)} for claim in claims] for key, kinds in _KINDS
    }  # fmt: skip
    shared = {
        key: [line for line in parts[0] if all(line in held for held in parts)] for key, parts in said.items()
    }
    found = [(key, _sentences([said[key][0][line] for line in lines])) for key, lines in shared.items()]
    for n, claim in enumerate(claims):
        for key, parts in said.items():
            own = _sentences([part for line, part in parts[n].items() if line not in shared[key]])
            found.append((key, [*_label(claim, reading), *own] if own else []))
    return _lines(found, reading)


def reason(check: Mapping[str, Any], kind: str, outlets: Mapping[str, Run], reading: Reading) -> Runs:
    """Return a gate's reason as a sentence; the gate's own where the reason is new or lacks a fact."""
    say = reading.say
    needs = NEEDED_FACT.get(kind)
    if needs and not (check.get("facts") or {}).get(needs):
        return []
    facts = facts_in_words(check, reading)
    for key in (f"reasons.{check.get('reason', '')}.{kind}", f"gates.{check['gate']}.{kind}"):
        if key in say:
            try:
                return say.say(key, **{**facts, **outlets})
            except KeyError:  # an older record may lack a fact that the sentence names
                continue
    return []


def _obstacles(claim: Mapping[str, Any], kinds: Sequence[str], reading: Reading) -> list[Runs]:
    """Sentences of those kinds for everything that fails, then for what could not be evaluated; each once."""
    checks = sorted(claim["checks"], key=lambda check: check["passed"] is None)
    parted = [one for check in checks if check["passed"] is not True for one in _each(check)]
    first, second = contrast_sides(str(claim["contrast"]), reading)
    outlets = {"first": name(first.label), "second": name(second.label)}
    outlets["needed_size"] = text(_needed_size(claim, reading))
    said = [reason(check, kind, outlets, reading) for check in parted for kind in kinds]
    pending = [check["gate"] for check in checks if check["passed"] is None]
    if pending and "why" in kinds:
        said.append(reading.say.say("reasons.not_evaluated.why", gates=reading.say.listed(pending)))
    return list({flat(part): part for part in said if part}.values())


def _each(check: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the check once for everything in it that fails; older records name one reason only."""
    failures = (check.get("facts") or {}).get("failures") or [check.get("reason", "")]
    return [{**check, "reason": failure} for failure in failures]


def _needed_size(claim: Mapping[str, Any], reading: Reading) -> str:
    """Return the size that would show a difference like the one seen, and at which p could be small enough at all.

    Shared events where these are matched, else articles of each outlet.
    """
    facts = {check["gate"]: check.get("facts") or {} for check in claim["checks"]}
    needed = facts.get("G6", {}).get("needed")
    if not needed:
        return ""
    kinds = dict(zip(reading.designs["contrast"], reading.designs["kind"], strict=True))
    matched = kinds.get(claim["contrast"]) == "matched"
    least = facts.get("G4", {}).get("needed_events" if matched else "needed_documents") or 0
    size = reading.say.count(max(needed, least), "shared_event" if matched else "article")
    return size if matched else reading.say.plain("claims.each_outlet", articles=size)


def _label(claim: Mapping[str, Any], reading: Reading) -> Runs:
    return reading.say.say(
        "claims.of_claim", contrast=contrast_name(str(claim["contrast"]), reading), voice=voice_name(claim, reading)
    )  # fmt: skip


def _lines(said: Sequence[tuple[str, Runs]], reading: Reading) -> list[Runs]:
    return [reading.say.say(key, reasons=sentences) for key, sentences in said if sentences]


def _sentences(parts: Sequence[Runs]) -> Runs:
    """Sentences one after the other."""
    return merged([run for i, part in enumerate(parts) for run in ([text(" ")] if i else []) + list(part)])
