"""Parts: what the keys of a config.yaml hold, each checked for itself. With `config`, the only door to pydantic."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from framing.errors import nearest
from framing.study.config import decisions, names
from framing.study.config.holders import pattern_fault

# Ten is what statistics.md §4 allows to be declared: more, and the correction eats the power.
MOST_CLAIMS = 10
Language = Literal["fr", "en"]
Phrase = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# Universes of a claim at most: beyond, a curve shows nothing more, and labellings × universes fill the memory.
MOST_UNIVERSES = 5000
# The name becomes a folder under reports/: no separators, no dots, nothing to escape with.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


def _wrong(expected: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("framing", "{expected}", {"expected": expected, "remedy": remedy})


def distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return values of which none is repeated."""
    if len(set(values)) < len(values):
        raise _wrong("each value once", "remove the repetition")
    return values


def _existing(path: str, info: ValidationInfo) -> str:
    if info.context and not (info.context["folder"] / path).exists():
        raise _wrong("an existing file or folder", "paths are relative to the config file; correct it")
    return path


def _relative(path: str) -> str:
    if Path(path).is_absolute() or "\\" in path:
        raise _wrong("a folder relative to the config file, with /", "for another place use --out")
    if any(category(character) == "Cc" for character in path):
        raise _wrong("a folder's name without control characters", "write it anew")
    return path


def _not_absolute(path: str) -> str:
    if Path(path).is_absolute():
        raise _wrong("a folder relative to the config file", "write the path from where the config lies")
    return path


def _known_extractor(name: str) -> str:
    if not names.extractor_exists(name):
        near = nearest(name, names.extractors())
        raise _wrong("a registered extractor", near or "one of " + ", ".join(names.extractors()))
    return name


def _holder_pattern(text: str) -> str:
    expected, remedy = pattern_fault(text)
    if expected:
        raise _wrong(expected, remedy)
    return text


def _two_outlets(pair: tuple[str, str]) -> tuple[str, str]:
    if pair[0] == pair[1]:
        raise _wrong("two different outlets", "an outlet is not compared with itself: change one of them")
    return pair


def _as_source(entry: Any) -> Any:
    return {"path": entry} if isinstance(entry, str) else entry


Contrast = Annotated[tuple[Phrase, Phrase], AfterValidator(_two_outlets)]
ExistingPath = Annotated[Phrase, AfterValidator(_existing)]
Extractor = Annotated[Phrase, AfterValidator(_known_extractor)]
# Names of decisions and options join to names of universes: no "=" and no "," in them.
Choice = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]


class Part(BaseModel):
    """Frozen; nothing is taken that has no place, or is of another kind."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Bilingual(Part):
    """One text in the two languages of the report."""

    fr: Phrase
    en: Phrase


class Camp(Part):
    """A side that speakers are counted for: its name, and patterns of holders (`framing.study.config.holders`)."""

    label: Bilingual
    holders: Annotated[tuple[Annotated[Phrase, AfterValidator(_holder_pattern)], ...], Field(min_length=1)]


class Camped(Part):
    """What the compare half reads of an outlet's profile."""

    camps: dict[Slug, Camp] = {}


class Source(Part):
    """One entry of ``corpus:``: a bundle, a folder of pages, or a table of articles."""

    path: ExistingPath
    reader: Literal["", "pages", "articles", "html"] = ""
    catalogue: ExistingPath | None = None
    columns: dict[str, str] = {}
    defaults: dict[str, str] = {}


def _apart(groups: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    distinct(tuple(category for categories in groups.values() for category in categories))
    return groups


class NamedSet(Part):
    """A list that the user names: categories of one family taken together, in groups; names of a referent are counted against those of the other groups."""

    label: Bilingual
    family: Phrase
    referent: str = ""
    groups: Annotated[
        dict[Choice, Annotated[tuple[Phrase, ...], Field(min_length=1)]],
        Field(min_length=1),
        AfterValidator(_apart),
    ]


class Claim(Part):
    """A comparison declared before looking: which cue, about whom, in whose voice, between which outlets."""

    family: Phrase
    category: Phrase
    contrast: Contrast
    referent: str = ""
    voice: Literal["own", "quoted", "ambiguous", "all"] = "own"


class Statistics(Part):
    """How much resampling, which interval, from which seed."""

    replicates: Annotated[int, Field(ge=99, le=999_999)] = 9999
    interval: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    seed: Annotated[int, Field(ge=0)] = 0


class Window(Part):
    """The study's period: counts as provenance where a document carries no date."""

    from_: Annotated[dt.date, Field(alias="from")]
    to: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.from_ > self.to:
            raise _wrong("`from` before `to`", "exchange the two dates")
        return self


class HeldOut(Window):
    """A period set apart before anything is compared; the declared claims are tested in it once more, on documents that the study never saw.

    In it are the documents that are known to be published within it: one without a date never is, nor one whose month or year reaches beyond it.
    """


def _options(names: tuple[str, ...]) -> Any:
    """Return the type of a list of options: such names, each once."""
    several = Annotated[tuple[Literal[names], ...], Field(min_length=1), AfterValidator(distinct)]  # type: ignore[valid-type]
    return (several | None, None)


# One key a decision, so that a misspelt one is told with the nearest name, and an editor knows the options.
Decisions: Any = create_model(
    "Decisions",
    __base__=Part,
    __doc__="Decisions to be explored, each with options beside its default; none named: all, but for different estimands.",
    **{name: _options(options) for name, options in decisions.known_options().items()},
)


class Rendition(Part):
    """The same corpus measured with one option of a decision of the measure half: a bundle."""

    decision: Choice
    option: Choice
    path: Annotated[ExistingPath, AfterValidator(_not_absolute)]
    tag: Literal["equivalent", "uncertain", "different estimand"] = "equivalent"

    @model_validator(mode="after")
    def _of_the_measure_half(self) -> Rendition:
        if self.decision in decisions.known_options():
            raise _wrong(
                "a decision of the measure half",
                "of this one all options are in the bundle: name it in decisions",
            )
        if self.option == decisions.AS_MEASURED:
            raise _wrong(
                "the name of another option", f"{self.option} is what the corpus itself is measured with"
            )
        return self


def _one_bundle_each(renditions: tuple[Rendition, ...]) -> tuple[Rendition, ...]:
    distinct(tuple((rendition.decision, rendition.option) for rendition in renditions))
    return renditions


class Multiverse(Part):
    """Which decisions are explored, which bundles measure the corpus otherwise, and how many universes a claim has at most."""

    decisions: Decisions = Decisions()
    bundles: Annotated[tuple[Rendition, ...], AfterValidator(_one_bundle_each)] = ()
    most: Annotated[int, Field(ge=1, le=MOST_UNIVERSES)] = 500

    @property
    def asked(self) -> dict[str, tuple[str, ...]]:
        """Decisions that the config names, with their options; empty for all of them."""
        return {name: options for name, options in self.decisions if options}


class Report(Part):
    """Languages and formats in which the report is written, a note on what it must not be used for, and the folder that ``<study>/`` is written to."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(distinct)] = ("fr", "en")
    formats: Annotated[tuple[Literal["html", "pdf"], ...], Field(min_length=1), AfterValidator(distinct)] = (
        "html",
        "pdf",
    )
    note: Bilingual | None = None
    folder: Annotated[Phrase, AfterValidator(_relative)] = "reports"


class Engine(Part):
    """Where partitions are measured; never changes a result."""

    kind: Literal["serial", "threads", "processes"] = "threads"
    workers: Annotated[int, Field(ge=1, le=64)] = 2


CorpusEntry = Annotated[Source, BeforeValidator(_as_source, json_schema_input_type=str | Source)]
