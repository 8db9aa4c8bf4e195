"""Ledger: claims with each gate, passed or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, table
from framing.report.compared import claim_category
from framing.report.labels import contrast_name
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Runs, name, strong, text

LEDGER_ROWS = 24  # a page; tables/claims.csv holds every claim


def ledger(reading: Reading) -> Block:
    """Return the claims with each gate, passed or not: declared ones, then cues, then the others."""
    say = reading.say
    checks = [check for held in reading.claims["checks"] for check in held]
    gates = _in_order({check["gate"] for check in checks if check["passed"] is not None})
    pending = _in_order({check["gate"] for check in checks} - set(gates))
    columns = [
        column(say.template(f"claims.{c}")) for c in ("claim", "contrast", "voice", "declared", "grade")
    ]
    columns += [column(g, group=say.template("claims.gates")) for g in gates]
    claims = sorted(records(reading.claims), key=_ledger_order)
    rows = [_ledger_row(claim, gates, reading) for claim in claims[:LEDGER_ROWS]]
    shown, every = (numbers.integer(n, reading.language) for n in (len(rows), len(claims)))
    notes = [say.say("claims.gate", gate=strong(g), meaning=say.template(f"gates.{g}.name")) for g in gates]
    if pending:
        notes.append(say.say("claims.pending", gates=say.listed([_named(g, reading) for g in pending])))
    notes.append(say.say("claims.capped", shown=shown, of=every))
    return table("claims", say.say("claims.caption"), columns, rows, notes, wide=True, folded=True)


def _in_order(gates: Iterable[str]) -> list[str]:
    return sorted(gates, key=lambda gate: int(gate[1:]))


def _named(gate: str, reading: Reading) -> Runs:
    return [strong(gate), text(f" ({reading.say.template(f'gates.{gate}.name')})")]


def _ledger_order(claim: Mapping[str, Any]) -> tuple[bool, bool, str]:
    return not claim["declared"], claim["family"] in (NAMING, HEADS), claim["claim"]


def _ledger_row(claim: Mapping[str, Any], gates: Sequence[str], reading: Reading) -> list[Cell]:
    say = reading.say
    what = claim_category(claim, reading)
    of = f" → {reading.names.referent(claim['referent'])}" if claim["referent"] else ""
    states = {check["gate"]: check["passed"] for check in claim["checks"]}  # None: not evaluated
    return [
        cell([name(what + of)]), cell(contrast_name(claim["contrast"], reading)),
        cell(say.template(f"voices.{claim['voice']}.short")),
        cell(say.template("page.yes" if claim["declared"] else "page.no")),
        cell(say.template(f"grades.{claim['grade']}")),
        *[cell(say.template(f"claims.state.{_state(states.get(g))}")) for g in gates],
    ]  # fmt: skip


def _state(passed: bool | None) -> str:
    return "unknown" if passed is None else "passed" if passed else "failed"
