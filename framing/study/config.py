"""Study: the frozen, validated content of a config.yaml. The only door to pydantic.

Everything that can be known to be wrong is said at once, each mistake with its line.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from framing.errors import ConfigError, Problem, nearest
from framing.study import lines as yaml_lines
from framing.study import names, needs
from framing.study.complaints import invisible_problems, problems_from, with_declared_order
from framing.study.holders import pattern_fault
from framing.study.places import with_paths_named, without_absolute_paths
from framing.study.soundness import sound_part
from framing.study.threads import THREADS

# Ten is what statistics.md §4 allows to be declared: more, and the correction eats the power.
MOST_CLAIMS = 10
Language = Literal["fr", "en"]
Phrase = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# The name becomes a folder under reports/: no separators, no dots, nothing to escape with.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


def _wrong(expected: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("framing", "{expected}", {"expected": expected, "remedy": remedy})


def _distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
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


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Bilingual(_Part):
    """One text in the two languages of the report."""

    fr: Phrase
    en: Phrase


class Camp(_Part):
    """A side that speakers are counted for: its name, and patterns of holders (`framing.study.holders`)."""

    label: Bilingual
    holders: Annotated[tuple[Annotated[Phrase, AfterValidator(_holder_pattern)], ...], Field(min_length=1)]


class Camped(_Part):
    """What the compare half reads of an outlet's profile."""

    camps: dict[Slug, Camp] = {}


class Source(_Part):
    """One entry of ``corpus:``: a bundle, a folder of pages, or a table of articles."""

    path: ExistingPath
    reader: Literal["", "pages", "articles", "html"] = ""
    catalogue: ExistingPath | None = None
    columns: dict[str, str] = {}
    defaults: dict[str, str] = {}


class Claim(_Part):
    """A comparison declared before looking: which cue, about whom, in whose voice, between which outlets."""

    family: Phrase
    category: Phrase
    contrast: Contrast
    referent: str = ""
    voice: Literal["own", "quoted", "ambiguous", "all"] = "own"


class Statistics(_Part):
    """How much resampling, which interval, from which seed."""

    replicates: Annotated[int, Field(ge=99, le=999_999)] = 9999
    interval: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    seed: Annotated[int, Field(ge=0)] = 0


class Window(_Part):
    """The study's period: counts as provenance where a document carries no date."""

    from_: Annotated[dt.date, Field(alias="from")]
    to: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.from_ > self.to:
            raise _wrong("`from` before `to`", "exchange the two dates")
        return self


class Report(_Part):
    """Languages and formats in which the report is written, a note on what it must not be used for, and the folder that ``<study>/`` is written to."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(_distinct)] = ("fr", "en")
    formats: Annotated[tuple[Literal["html", "pdf"], ...], Field(min_length=1), AfterValidator(_distinct)] = (
        "html",
        "pdf",
    )
    note: Bilingual | None = None
    folder: Annotated[Phrase, AfterValidator(_relative)] = "reports"


class Engine(_Part):
    """Where partitions are measured; never changes a result."""

    kind: Literal["serial", "threads", "processes"] = "threads"
    workers: Annotated[int, Field(ge=1, le=64)] = 2


CorpusEntry = Annotated[Source, BeforeValidator(_as_source, json_schema_input_type=str | Source)]


class Study(_Part):
    """The content of a config.yaml; see house.md §6 for a commented example."""

    study: Slug
    title: Bilingual
    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(_distinct)]
    corpus: Annotated[tuple[CorpusEntry, ...], Field(min_length=1)]
    contrasts: Annotated[tuple[Contrast, ...], Field(min_length=1), AfterValidator(_distinct)]
    extractors: Annotated[tuple[Extractor, ...], Field(min_length=1), AfterValidator(_distinct)]
    codebooks: Annotated[tuple[Phrase, ...], AfterValidator(_distinct)] = ()
    claims: Annotated[tuple[Claim, ...], Field(max_length=MOST_CLAIMS), AfterValidator(_distinct)] = ()
    statistics: Statistics = Statistics()
    window: Window | None = None
    report: Report = Report()
    engine: Engine = Engine()
    profiles: tuple[ExistingPath, ...] = ()
    codebook_folders: tuple[ExistingPath, ...] = ()
    outlets: dict[str, Bilingual] = {}
    camps: dict[Slug, Camp] = {}
    _folder: Path = PrivateAttr(default=Path())
    _file: str = PrivateAttr(default="config.yaml")
    _lines: Mapping[yaml_lines.Place, int] = PrivateAttr(default_factory=dict)
    # Shown path → where it lies, of what the config names by an absolute path.
    _places: Mapping[str, Path] = PrivateAttr(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Folder of the config file: what its paths are relative to."""
        return self._folder

    @property
    def file(self) -> str:
        """Name of the config file, for messages."""
        return self._file

    def path(self, name: str) -> Path:
        """Return a path of the config, made usable from any working directory."""
        return self._places.get(name, self._folder / name)

    def where(self, place: str) -> str:
        """Return a place such as ``claims[0].family`` with the file and, where it is known, its line."""
        line = yaml_lines.line_named(place, self._lines)
        return f"{self._file} line {line}, {place}" if line else f"{self._file}, {place}"

    @property
    def workers(self) -> int:
        """How much is done at the same time: 1 when the engine is serial, `THREADS` in threads."""
        return {"serial": 1, "threads": THREADS, "processes": self.engine.workers}[self.engine.kind]

    @property
    def content(self) -> dict[str, Any]:
        """Everything that can change a result, as plain values: without the engine and the report's folder."""
        return self.model_dump(mode="json", by_alias=True, exclude={"engine": True, "report": {"folder"}})

    @property
    def digest(self) -> str:
        """SHA-256 of the study's content, of an absolute path only with its last part."""
        content = with_paths_named(self, {name: Path(name).name for name in self._places}).content
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def load_study(path: Path | str) -> Study:
    """Read and check a config file.

    Parameters
    ----------
    path : Path or str
        A YAML file in UTF-8.

    Returns
    -------
    Study
        Frozen; its paths are relative to the file's folder, absolute ones replaced by what may be
        shown of them (`Study.path` finds what lies there).

    Raises
    ------
    ConfigError
        Naming every mistake in the file with its line.
    """
    study, problems = read_study(path)
    if study is None or problems:
        raise ConfigError(problems)
    return study


def read_study(path: Path | str) -> tuple[Study | None, list[Problem]]:
    """Read a config file; return its mistakes, and the study without what is mistaken.

    Parameters
    ----------
    path : Path or str

    Returns
    -------
    study : Study or None
        The study of the config if it has no mistake. Else one that is only good for finding what is
        wrong with its corpus, too; None where that cannot be known before the config is mended.
    problems : list of Problem
    """
    path = Path(path)
    file = yaml_lines.read_yaml(path)
    across = with_declared_order(names.cross_problems(file.tree, file.lines, path), file.tree)
    across += needs.codebook_problems(file.tree, file.lines, path)
    doubtful = [*file.problems, *invisible_problems(file.tree, file.lines, path.name)]
    study, errors = _validated(file, path, file.tree)
    problems = [*doubtful, *across, *problems_from(errors, file.lines, path.name, Study)]
    if problems:  # names that are doubtful would be told twice
        study = None if doubtful else _validated(file, path, sound_part(file.tree, errors, across))[0]
    return study, problems


def _validated(
    file: yaml_lines.LinedYaml, path: Path, tree: Any
) -> tuple[Study | None, Sequence[Mapping[str, Any]]]:
    text = json.dumps(tree, default=str)  # JSON mode: strict, yet lists are tuples and ISO dates dates
    try:
        study = Study.model_validate_json(text, context={"folder": path.parent})
    except ValidationError as fault:
        return None, fault.errors()
    study._folder, study._file, study._lines = path.parent, path.name, file.lines
    return without_absolute_paths(study), ()


def camps_in(file: yaml_lines.LinedYaml, name: str) -> tuple[dict[str, Camp], list[Problem]]:
    """Return the camps of the profile that a file of this name holds, and what is wrong with them."""
    tree = {"camps": file.tree["camps"]}
    try:
        camped = Camped.model_validate_json(json.dumps(tree, default=str))
    except ValidationError as fault:
        return {}, problems_from(fault.errors(), file.lines, name, Camped)
    return dict(camped.camps), []


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of config.yaml, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Study.model_json_schema()
