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
from framing.report.numbers import integer
from framing.report.reading import Reading
from framing.report.vocabulary import families, family_name
from framing.report.wording import code, name, strong

_STEPS = ("clean", "annotate", "match", "count", "compare", "grade")
_LIMITS = ("dictionary", "speech", "origin", "recall", "few")
_GLOSSARY = ("outlet", "document", "voice", "cue", "referent", "contrast", "log_ratio", "g2", "log_odds", "dispersion",
             "permutation", "maxt", "gate", "grade", "not_estimable", "offset")  # fmt: skip
_QUESTIONS = ("own", "swap", "missing", "cleaning", "sources", "design")


def methods(reading: Reading) -> Block:
    """Return the section on methods."""
    say = reading.say
    blocks = [
        paragraph(say.say("methods.intro")),
        items([say.say(f"methods.steps.{step}") for step in _STEPS], ordered=True),
        heading("codebook", say.template("methods.codebook.title")),
        paragraph(say.say("methods.codebook.intro")),
        _codebook(reading),
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


def _codebook(reading: Reading) -> Block:
    say = reading.say
    sizes = reading.observations.groupby(["family", "category"])["rule"].agg(["nunique", "size"])
    found = {key: (int(row[0]), int(row[1])) for key, row in zip(sizes.index, sizes.to_numpy(), strict=True)}
    rows: list[list[Cell]] = []
    for family, categories in families(reading):
        for category in categories:
            entries, hits = found.get((family, category), (0, 0))
            rows.append([
                cell(family_name(family, reading)), cell(name(reading.names.category(family, category))),
                cell(code(f"{family}.{category}")),
                number(entries, integer(entries, reading.language)),
                number(hits, integer(hits, reading.language)),
            ])  # fmt: skip
    columns = [column(say.template(f"methods.codebook.{c}")) for c in ("family", "category", "key")]
    columns += [column(say.template(f"methods.codebook.{c}"), "number") for c in ("entries", "hits")]
    return table("codebook-table", say.say("methods.codebook.caption"), columns, rows)
