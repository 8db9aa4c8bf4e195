"""Study: the frozen, validated content of a config.yaml. With `parts`, the only door to pydantic.

Everything that can be known to be wrong is said at once, each mistake with its line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    PrivateAttr,
    ValidationError,
)

from framing.errors import ConfigError, Problem
from framing.study.config import lines as yaml_lines
from framing.study.config import names, needs
from framing.study.config.complaints import invisible_problems, problems_from, with_declared_order
from framing.study.config.held_out import held_out_problems
from framing.study.config.parts import (
    MOST_CLAIMS,
    Bilingual,
    Camp,
    Camped,
    Choice,
    Claim,
    Contrast,
    CorpusEntry,
    Engine,
    ExistingPath,
    Extractor,
    HeldOut,
    Language,
    Multiverse,
    NamedSet,
    Part,
    Phrase,
    Report,
    Slug,
    Statistics,
    Window,
    distinct,
)
from framing.study.config.places import with_paths_named, without_absolute_paths
from framing.study.config.soundness import sound_part
from framing.study.threads import THREADS

# Keys that came later: without them a study is the one that it was.
LATER = ("codes", "events", "held_out", "reference", "sets")


class Study(Part):
    """The content of a config.yaml; see house.md §6 for a commented example."""

    study: Slug
    title: Bilingual
    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(distinct)]
    corpus: Annotated[tuple[CorpusEntry, ...], Field(min_length=1)]
    contrasts: Annotated[tuple[Contrast, ...], Field(min_length=1), AfterValidator(distinct)]
    extractors: Annotated[tuple[Extractor, ...], Field(min_length=1), AfterValidator(distinct)]
    codebooks: Annotated[tuple[Phrase, ...], AfterValidator(distinct)] = ()
    events: Literal["catalogue", "day"] = "catalogue"
    sets: dict[Choice, NamedSet] = Field(default_factory=dict)
    claims: Annotated[tuple[Claim, ...], Field(max_length=MOST_CLAIMS), AfterValidator(distinct)] = ()
    statistics: Statistics = Statistics()
    window: Window | None = None
    held_out: HeldOut | None = None
    reference: ExistingPath | None = None
    multiverse: Multiverse = Multiverse()
    report: Report = Report()
    engine: Engine = Engine()
    profiles: tuple[ExistingPath, ...] = ()
    codebook_folders: tuple[ExistingPath, ...] = ()
    codes: Annotated[tuple[ExistingPath, ...], AfterValidator(distinct)] = ()
    outlets: dict[str, Bilingual] = Field(default_factory=dict)
    camps: dict[Slug, Camp] = Field(default_factory=dict)
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
        fields = type(self).model_fields
        later = {
            key: True
            for key in LATER
            if getattr(self, key) == fields[key].get_default(call_default_factory=True)
        }
        left_out: dict[str, Any] = {"engine": True, "report": {"folder"}, **later}
        return self.model_dump(mode="json", by_alias=True, exclude=left_out)

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
    across += held_out_problems(file.tree, file.lines, path)
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
