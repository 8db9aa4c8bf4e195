"""Sampling: a coding sheet drawn from a study's texts, with known probabilities and without the names of outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from framing.errors import ConfigError, Problem, nearest
from framing.study.coding.frames import (
    ORDER,
    draw_units,
    finds,
    frame_from,
    generator_of,
    rows_asked,
    strata_of,
)
from framing.study.coding.masking import Mask, mask_of
from framing.study.coding.passages import Passage, marked, passages
from framing.study.coding.questions import APART, NONE, Question, claimed_questions, questions_from
from framing.study.comparison.designs import inside_window
from framing.study.comparison.held_out import is_held_out
from framing.study.measurement.corpus import Corpus, open_corpus
from framing.study.measurement.measuring import Plan, measure_plan, plan_partitions, workers_for
from framing.tables import VOICES

if TYPE_CHECKING:
    from framing.study.config.study import Study
    from framing.study.measurement.measurements import Measurements

# An outlet's recall is known to a useful degree from about so many coded sentences with and without a find a family
# (`framing.stats.instrument.could_flip`: with fewer, hardly any difference is safe). Shared among the voices drawn.
ENOUGH_FOUND: Final = 100
ENOUGH_OTHERS: Final = 200
DEFAULT_VOICES: Final = ("own", "quoted")


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn.

    Attributes
    ----------
    questions : tuple of str
        ``threat``, ``naming/west``; none: those of the declared claims.
    voices : tuple of str
    outlets, languages : tuple of str
        None: all that the contrasts name, all of the study.
    found, others : int or None
        Of each stratum with, and without finds; None: `ENOUGH_FOUND` and `ENOUGH_OTHERS`, shared among the voices.
    seed : int or None
        None: that of the study's statistics.
    """

    questions: tuple[str, ...] = ()
    voices: tuple[str, ...] = DEFAULT_VOICES
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    found: int | None = None
    others: int | None = None
    seed: int | None = None

    @property
    def per_stratum(self) -> tuple[int, int]:
        """How many are drawn of each stratum with, and of each without finds."""
        n = len(self.voices)
        found = ceil(ENOUGH_FOUND / n) if self.found is None else self.found
        return found, ceil(ENOUGH_OTHERS / n) if self.others is None else self.others


@dataclass(frozen=True, eq=False)
class Draw:
    """What is drawn, before its texts are looked up.

    Attributes
    ----------
    questions : tuple of Question
    strata : DataFrame
        `framing.study.coding.frames.strata_of`.
    units : DataFrame
        `framing.study.coding.frames.draw_units`.
    seed : int
    measurements : Measurements
    pages : DataFrame
        Documents with text and layout.
    """

    questions: tuple[Question, ...]
    strata: pd.DataFrame
    units: pd.DataFrame
    seed: int
    measurements: Measurements
    pages: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Sheet:
    """What coders read, and what they must not know.

    Attributes
    ----------
    study : str
    seed : int
    questions : tuple of Question
        In the order of the sheet.
    units : DataFrame
        One row a unit, in the order of the sheet: unit (from 1), before, sentence, after, and the key: doc_id,
        start, end, sha256, language, outlet, voice, family, referent, found (categories, or none), stratum, size,
        drawn, inclusion.
    facts : mapping
        With what was measured.
    """

    study: str
    seed: int
    questions: tuple[Question, ...]
    units: pd.DataFrame
    facts: Mapping[str, Any]


def plan_draw(study: Study, wanted: Wanted, progress: Callable[[int, int], None] | None = None) -> Draw:
    """Measure a study's texts and draw units from what was counted.

    Parameters
    ----------
    study : Study
    wanted : Wanted
    progress : callable, optional
        Called with (partitions done, partitions in all).

    Raises
    ------
    ConfigError
        Outlets, languages or families that are none of the study's, documents without text, no unit at all.
    """
    _require_known(study, wanted)
    with workers_for(study) as workers:
        corpus = open_corpus(study, compared=False)
        plan = plan_partitions(study, corpus)
        chosen = _chosen(study, wanted, corpus)
        _require_texts(chosen, plan)
        questions = _questions(study, wanted, plan)
        measurements = measure_plan(study, corpus, plan, progress, workers)
    frame = frame_from(chosen, measurements.exposure, measurements.observations, questions, wanted.voices)
    strata, seed = strata_of(frame, *wanted.per_stratum), _seed(study, wanted)
    if not strata["drawn"].sum():
        found = "no sentence" if strata.empty else "none asked for"
        remedy = "ask for other voices, outlets or languages, or for more units"
        raise ConfigError(Problem(study.file, "sentences to draw from", found, remedy))
    return Draw(questions, strata, draw_units(frame, strata, seed), seed, measurements, pd.concat(plan.parts))


def draw_sheet(study: Study, draw: Draw) -> Sheet:
    """Look up what was drawn: sentences with their words marked, outlets masked, in an order of chance.

    Units of one question stand together, so that coders keep one list of codes in mind; within it they are shuffled.
    """
    mask = mask_of(study, draw.measurements.documents["outlet"].unique())
    parts = [_of_question(draw, question, mask) for question in draw.questions]
    units = pd.concat([part for part in parts if len(part)], ignore_index=True)
    hashes = draw.measurements.documents.set_index("doc_id")["sha256"]
    units = units.assign(unit=np.arange(1, len(units) + 1), sha256=units["doc_id"].map(hashes))
    asked = set(zip(units["language"], units["family"], units["referent"], strict=True))
    questions = tuple(q for q in draw.questions if (q.language, q.family, q.referent) in asked)
    facts = {name: draw.measurements.settings[name] for name in ("framing", "extractors")}
    books = draw.measurements.settings["codebooks"]
    facts["codebooks"] = {name: book["digest"] for name, book in sorted(books.items())}
    return Sheet(study.study, draw.seed, questions, units, facts)


def _of_question(draw: Draw, question: Question, mask: Mask) -> pd.DataFrame:
    """Return the units of a question, shuffled, with what is read of them."""
    asked = [question.language, question.family, question.referent]
    units = draw.units.loc[(draw.units[["language", "family", "referent"]] == asked).all(axis=1)]
    if units.empty:
        return units
    order = generator_of(draw.seed, ORDER, ":".join(asked)).permutation(len(units))
    units = units.iloc[order].reset_index(drop=True)
    read = _read(draw, question, units)
    said = {
        "before": [mask(p.before, question.language) for p in read],
        "sentence": [_masked(p, mask, question.language) for p in read],
        "after": [mask(p.after, question.language) for p in read],
    }
    lines = {name: [_one_line(text) for text in texts] for name, texts in said.items()}
    placed = units.assign(start=[p.start for p in read], end=[p.end for p in read], **lines)
    rows = rows_asked(draw.measurements.observations, question.family, question.referent)
    return placed.assign(found=found_codes(placed, rows))


def found_codes(units: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Return what was found in each unit: categories, sorted and set apart, or none.

    Parameters
    ----------
    units : DataFrame
        doc_id, voice, start, end.
    rows : DataFrame
        Observations that the units' question asks for.
    """
    plain = rows[["doc_id", "voice", "category"]].astype("str").assign(at=rows["start"])
    numbered = units[["doc_id", "voice", "start", "end"]].assign(number=np.arange(len(units)))
    joined = numbered.merge(plain, on=["doc_id", "voice"])
    inside = joined.loc[(joined["at"] >= joined["start"]) & (joined["at"] < joined["end"])]
    found = inside.groupby("number")["category"].agg(lambda names: APART.join(sorted(set(names))))
    return [str(name) for name in found.reindex(range(len(units)), fill_value=NONE)]


def _read(draw: Draw, question: Question, units: pd.DataFrame) -> list[Passage]:
    from framing.annotate import annotate  # noqa: PLC0415 (numba: only where texts are read)

    needed = draw.pages["doc_id"].isin(set(units["doc_id"]))
    documents = draw.pages.loc[needed, ["doc_id", "text", "layout", "language"]]
    sentences = finds(draw.measurements.observations, question)
    sentences = sentences.loc[sentences["doc_id"].isin(set(units["doc_id"]))]
    grouped = sentences.groupby(["doc_id", "voice"])["sentence"]
    found = {(str(doc), str(voice)): np.unique(numbers) for (doc, voice), numbers in grouped}
    return passages(units, found, annotate(documents).tokens)


def _masked(passage: Passage, mask: Mask, language: str) -> str:
    parts = tuple((mask(text, language), is_voice) for text, is_voice in passage.parts)
    return marked(Passage(passage.start, passage.end, parts, "", ""))


def _one_line(text: str) -> str:
    from framing.ingest.decoding import tidy_field  # noqa: PLC0415

    return tidy_field(text)


def _questions(study: Study, wanted: Wanted, plan: Plan) -> tuple[Question, ...]:
    asked = wanted.questions or claimed_questions(study)
    if not asked:
        expected, remedy = "families to code", "name them with --family, or declare claims in the config"
        raise ConfigError(Problem(study.file, expected, "no claim about a codebook's family", remedy))
    languages = wanted.languages or study.languages
    books = {name: of.codebooks for name, of in plan.instruments.items() if name in languages}
    return questions_from(asked, books)


def _chosen(study: Study, wanted: Wanted, corpus: Corpus) -> pd.DataFrame:
    """Return the documents whose sentences may be drawn: of outlets that are compared, inside the window, not held out."""
    tables = [bundle.documents for _, bundle in corpus.bundles]
    tables += [corpus.cleaned.documents] if corpus.cleaned is not None else []
    columns = ["doc_id", "language", "outlet", "published"]
    documents = pd.concat([table[columns] for table in tables], ignore_index=True)
    outlets = wanted.outlets or _compared(study)
    kept = documents["outlet"].isin(outlets) & documents["language"].isin(wanted.languages or study.languages)
    kept &= inside_window(documents["published"], study.window)
    if study.held_out is not None:
        kept &= ~is_held_out(documents["published"], study.held_out)
    return documents.loc[kept]


def _compared(study: Study) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet for pair in study.contrasts for outlet in pair))


def _require_known(study: Study, wanted: Wanted) -> None:
    checked: Sequence[tuple[str, Iterable[str], Iterable[str]]] = (
        ("outlet", wanted.outlets, _compared(study)),
        ("language", wanted.languages, study.languages),
        ("voice", wanted.voices, VOICES),
    )
    problems = [
        Problem(f"--{what} {name}", f"a {what} of the study", repr(name), _nearest(name, known))
        for what, names, known in checked
        for name in names
        if name not in known
    ]
    if problems:
        raise ConfigError(problems)


def _nearest(name: str, known: Iterable[str]) -> str:
    return nearest(name, known) or f"one of {', '.join(known)}"


def _require_texts(chosen: pd.DataFrame, plan: Plan) -> None:
    held = {doc_id for part in plan.parts for doc_id in part["doc_id"]}
    missing = chosen.loc[~chosen["doc_id"].isin(held)]
    if missing.empty:
        return
    outlets = ", ".join(sorted(set(missing["outlet"])))
    found = f"{len(missing)} documents of {outlets} from a bundle, which holds no text"
    remedy = (
        "name their texts in corpus: in the place of the bundle (a copy of the config will do), "
        "or draw from the others with --outlet"
    )
    raise ConfigError(Problem("corpus", "texts, for somebody is to read their sentences", found, remedy))


def _seed(study: Study, wanted: Wanted) -> int:
    return study.statistics.seed if wanted.seed is None else wanted.seed
