"""Summary: everything that a report shows, as one plain dict – the only thing its templates read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.report.blocks import Block
from framing.report.corpus import corpus
from framing.report.counted import counted
from framing.report.echoes import echo_groups
from framing.report.evidence import Evidence, gather
from framing.report.findings import findings
from framing.report.forensics import forensics
from framing.report.heads import listed_near
from framing.report.heard import speech_groups
from framing.report.keyness import keyness
from framing.report.keyness_rows import listed_terms, wide_rows
from framing.report.lexical import lexical
from framing.report.methods import methods
from framing.report.naming import naming
from framing.report.overview import overview
from framing.report.reading import Reading, read
from framing.report.reproduction import reproduction, version
from framing.report.robustness import robustness
from framing.report.spoken import entries, ledger_groups
from framing.report.vocabulary import vocabulary
from framing.report.voices import voices

if TYPE_CHECKING:
    from framing.study.pipeline import Result


def build(result: Result, language: str) -> dict[str, Any]:
    """Return the summary of a result in one language of the report.

    Parameters
    ----------
    result : Result
    language : str
        ``fr`` or ``en``.

    Returns
    -------
    dict
        JSON-able, sorted, rounded: ``head``, ``sections`` (blocks), ``evidence`` (groups of rows),
        ``words`` (labels of the page), ``language``, ``study``, ``window``, ``version``.
    """
    return summarise(read(result, language))


def summarise(reading: Reading) -> dict[str, Any]:
    """Return the summary of a result that has been read; see `build`."""
    wide = wide_rows(reading)
    ledger = entries(reading)
    spoken = [*ledger_groups(ledger, reading), *speech_groups(reading), *echo_groups(reading)]
    evidence = gather(
        reading, [*spoken, *counted(reading, listed_terms(reading, wide), listed_near(reading))]
    )
    sections = [
        findings(reading, evidence),
        corpus(reading, evidence),
        voices(reading, ledger, evidence),
        naming(reading, evidence),
        vocabulary(reading, evidence),
        keyness(reading, evidence, wide),
        *forensics(reading, evidence),
        *lexical(reading),
        robustness(reading),
        methods(reading, evidence),
        reproduction(reading),
    ]
    return {
        "language": reading.language,
        "study": str(reading.settings["study"]),
        "window": {k: str(v) for k, v in (reading.settings.get("window") or {}).items()},
        "version": version(),
        "head": overview(reading),
        "sections": [{**section, "number": n} for n, section in enumerate(sections, 1)],
        "evidence": _evidence_section(evidence, len(sections) + 1, reading.say.branch("evidence")),
        "words": reading.say.branch("page"),
        "has_texts": bool(reading.texts),
    }


def _evidence_section(evidence: Evidence, number: int, words: dict[str, str]) -> Block:
    return {"id": "evidence", "number": number, "groups": list(evidence.groups), "words": words}


def figures_of(summary: dict[str, Any]) -> list[Block]:
    """Return the specifications of all figures of a summary, in the order of the pages."""
    return [
        block for section in summary["sections"] for block in section["blocks"] if block["type"] == "figure"
    ]
