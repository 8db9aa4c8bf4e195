"""Section: methods in plain words, codebook, limits, glossary, classroom questions."""

from __future__ import annotations

from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    heading,
    items,
    number,
    paragraph,
    section,
    table,
    terms,
)
from framing.report.evidence import Evidence
from framing.report.instrument import instrument
from framing.report.labels import families, family_name
from framing.report.numbers import integer
from framing.report.reading import Reading
from framing.report.records import sizes_by, sums_by
from framing.report.seen import HEADS, NAMING, ONE_CUE
from framing.report.wording import Runs, code, name, strong
from framing.study.config.families import FAMILIES
from framing.tables import VOICES

_STEPS = ("clean", "annotate", "match", "count", "compare", "grade")
_UNITS = ("voices", "all", "zero", "mentions")
_LIMITS = ("dictionary", "speech", "origin", "recall", "few")
_GLOSSARY = (
    "outlet", "document", "voice", "cue", "referent", "contrast", "selection", "log_ratio", "g2", "log_odds", "score",
    "omnibus", "dispersion", "permutation", "maxt", "bh_q", "spending", "studentised", "mantel_haenszel", "universe", "curve",
    "precision_recall", "alpha", "design_based", "rogan_gladen", "gate", "grade", "not_estimable", "offset",
)  # fmt: skip
_QUESTIONS = ("own", "swap", "missing", "cleaning", "sources", "design")


def methods(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on methods."""
    say = reading.say
    blocks = [
        paragraph(say.say("methods.intro")),
        items([say.say(f"methods.steps.{step}") for step in _STEPS], ordered=True),
        heading("units", say.template("methods.units.title")),
        items([_cue_unit(reading), *[say.say(f"methods.units.{unit}") for unit in _UNITS]]),
        _denominators(reading),
        heading("codebook", say.template("methods.codebook.title")),
        paragraph(say.say("methods.codebook.intro")),
        _codebook(reading, evidence),
        *instrument(reading),
        heading("limits", say.template("methods.limits_title")),
        items([say.say(f"methods.limits.{limit}") for limit in _LIMITS]),
        heading("glossary", say.template("methods.glossary_title")),
        terms(
            [([strong(say.template(f"glossary.{g}.term"))], say.say(f"glossary.{g}.text")) for g in _GLOSSARY]
        ),
        heading("classroom", say.template("methods.classroom_title")),
        paragraph(say.say("methods.classroom_intro")),
        items([say.say(f"classroom.{question}") for question in _QUESTIONS], ordered=True),
    ]
    return section("methods", say.template("sections.methods"), blocks)


def _cue_unit(reading: Reading) -> Runs:
    """Say that cues are counted, and how many of them share a sentence with another of their category."""
    seen = reading.observations
    cues = seen[~seen["family"].isin([NAMING, HEADS, *FAMILIES])].drop_duplicates(ONE_CUE)
    together = cues.groupby(["doc_id", "sentence", "family", "category"]).size()
    return reading.say.say(
        "methods.units.cues", cues=reading.say.count(len(cues), "cue"),
        shared=reading.say.count(int(together[together > 1].sum()), "cue"),
    )  # fmt: skip


def _denominators(reading: Reading) -> Block:
    """Sentences of each outlet by voice: over these, cues are counted."""
    say = reading.say
    sentences = sums_by(reading.documents, ["side"], "sentences")
    heard = {voice for _, voice in reading.sentences}
    shown = [voice for voice in VOICES if voice in heard or voice in ("own", "quoted")]
    rows: list[list[Cell]] = []
    for side in reading.sides:
        counts = [reading.sentences.get((side.key, voice), 0) for voice in shown]
        every = [sentences.get((side.key,), 0), *counts, sum(counts)]
        rows.append([cell(name(side.label)), *[number(n, integer(n, reading.language)) for n in every]])
    labels = [say.template("methods.units.sentences"), *[say.template(f"voices.{v}.short") for v in shown]]
    labels.append(say.template("methods.units.added"))
    columns = [column(say.template("page.outlet")), *[column(label, "number") for label in labels]]
    return table("denominators", say.say("methods.units.caption"), columns, rows)


def _codebook(reading: Reading, evidence: Evidence) -> Block:
    say = reading.say
    distinct = reading.observations[["family", "category", "rule"]].drop_duplicates()
    rules = sizes_by(distinct, ["family", "category"])
    hits: dict[tuple[str, ...], int] = {}
    for (family, category, *_), n in reading.cues.items():
        hits[family, category] = hits.get((family, category), 0) + n
    rows: list[list[Cell]] = []
    for family, categories in families(reading):
        for category in categories:
            key, href = (family, category), evidence.link(family, category)
            rows.append([
                cell(family_name(family, reading)), cell(name(reading.names.category(family, category))),
                cell(code(f"{family}.{category}")),
                *[number(n.get(key, 0), integer(n.get(key, 0), reading.language), href) for n in (rules, hits)],
            ])  # fmt: skip
    columns = [column(say.template(f"methods.codebook.{c}")) for c in ("family", "category", "key")]
    columns += [column(say.template(f"methods.codebook.{c}"), "number") for c in ("entries", "hits")]
    return table("codebook-table", say.say("methods.codebook.caption"), columns, rows)
