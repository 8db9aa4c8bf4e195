"""Record: what was run on what, and whether running it again gives the same.

It names versions, settings, the seed and digests; never a clock, a path or a host.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from framing.errors import Problem, VerificationError
from framing.study.config.study import Study
from framing.study.measurement.measurements import Measurements
from framing.tables import digest

FILE = "record.json"
# What a run renders, and all that it writes: the names in its folder; other files there are somebody's notes.
REPORT = ("figures", "report-*")
OWNED = (FILE, "tables", *REPORT)
# What decides numbers, and what decides the bytes of rendered files.
NUMERIC = ("numpy", "pandas", "pyarrow", "scipy")
RENDERING = ("jinja2", "matplotlib", "typst")
# Files that are drawn or set rather than computed; their bytes may change with a library.
RENDERED = (".html", ".pdf", ".svg")


@dataclass(frozen=True)
class Record:
    """What a run was.

    Attributes
    ----------
    framing, python, platform : str
        Versions, and system and processor family.
    libraries : mapping of name to version
    study, study_digest : str
        Name, and SHA-256 of the validated config (engine left out).
    seed, replicates : int
    settings_digest : str
        SHA-256 of the settings of the measurements.
    inputs : mapping of table to digest
        Of the measurements that were compared; of ``reference``, the file that the study names.
    codebooks : mapping of name to digest
    omitted : mapping of table to number of rows
        Tables too large to be written beside the report.
    outputs : mapping of file to SHA-256
        Every file of the output folder but this one; "/" between names.
    """

    framing: str
    python: str
    platform: str
    libraries: Mapping[str, str]
    study: str
    study_digest: str
    seed: int
    replicates: int
    settings_digest: str
    inputs: Mapping[str, str]
    codebooks: Mapping[str, str]
    omitted: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def rendered(self) -> bool:
        """Whether a report was rendered, not tables alone."""
        return any(name.endswith(RENDERED) for name in self.outputs)

    def as_dict(self) -> dict[str, Any]:
        """Return the record as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Difference:
    """Something that is not as the record says.

    Attributes
    ----------
    problem : Problem
    excused : bool
        True for a rendered file that another library version or platform explains.
    """

    problem: Problem
    excused: bool = False


def record_from(study: Study, measurements: Measurements) -> Record:
    """Return the record of a run that has not written anything yet."""
    settings = json.dumps(measurements.settings, sort_keys=True, ensure_ascii=False)
    return Record(
        framing=version("press-framing"),
        python=".".join(platform.python_version_tuple()[:2]),
        platform=f"{platform.system()}-{platform.machine()}".lower(),
        libraries={name: _version(name) for name in sorted((*NUMERIC, *RENDERING))},
        study=study.study,
        study_digest=study.digest,
        seed=study.statistics.seed,
        replicates=study.statistics.replicates,
        settings_digest=hashlib.sha256(settings.encode()).hexdigest(),
        inputs={name: digest(table) for name, table in measurements.tables.items()} | _listed(study),
        codebooks={
            name: facts["digest"] for name, facts in sorted(measurements.settings["codebooks"].items())
        },
    )


def _listed(study: Study) -> dict[str, str]:
    """Return the digests of what is compared with besides the tables: a list of words, files of codes."""
    listed = {"reference": study.reference} if study.reference else {}
    listed |= {f"codes {n}": name for n, name in enumerate(study.codes, 1)}
    return {name: _sha256(study.path(path)) for name, path in listed.items()}


def digests_of_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under a folder but the record, by its name there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _sha256(named[name]) for name in sorted(named) if name != FILE}


def write_record(record: Mapping[str, Any], folder: Path) -> None:
    """Write ``record.json``."""
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_record(folder: Path) -> Record:
    """Read ``record.json``.

    Raises
    ------
    VerificationError
        If there is none, or it is not a record.
    """
    where, remedy = f"{folder.name}/{FILE}", "run the study again"
    try:
        record = Record(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        mappings = (record.libraries, record.inputs, record.codebooks, record.omitted, record.outputs)
        if not all(isinstance(value, dict) for value in mappings):
            raise ValueError("a list where names and digests belong")
        return record
    except OSError as fault:
        raise VerificationError(Problem(where, "a record of a run", "no such file", remedy)) from fault
    except (ValueError, TypeError) as fault:
        raise VerificationError(Problem(where, "a record of a run", "another content", remedy)) from fault


def other_config(record: Record, study: Study) -> list[Difference]:
    """Say that a study is not the one a record was made from; nothing else is worth comparing then."""
    if record.study_digest == study.digest:
        return []
    expected = (
        f"the config of study {record.study} that the report was made with ({record.study_digest[:12]})"
    )
    found = f"another one, of study {study.study} ({study.digest[:12]})"
    remedy = "name the right one with --config; nothing was run again"
    return [Difference(Problem(study.file, expected, found, remedy))]


def compare_files(record: Record, folder: Path) -> list[Difference]:
    """Compare the files of a folder with their record; what no run writes (notes, a catalogue) is left aside."""
    digests = digests_of_files(folder)
    present = {name: said for name, said in digests.items() if name in record.outputs or _is_owned(name)}
    found = []
    for name in sorted(present.keys() | record.outputs.keys()):
        if present.get(name) != record.outputs.get(name):
            said = (
                ("no such file", "no file")
                if name not in present
                else ("another content", "the recorded content")
            )
            said = ("a file", "no file of that name") if name not in record.outputs else said
            found.append(
                Difference(Problem(name, said[1], said[0], "run the study again, or restore the file"))
            )
    return found


def compare_records(recorded: Record, again: Record, rendered: bool = True) -> list[Difference]:
    """Compare a record with that of a run made again from the same config.

    Parameters
    ----------
    recorded, again : Record
    rendered : bool
        Whether the second run rendered its report; if not, only tables are compared.

    Returns
    -------
    list of Difference
        Study, inputs and tables must be equal; a rendered file may differ where a library or the
        platform does, and is then said to be excused.
    """
    elsewhere = _elsewhere(recorded, again)
    found = [
        Difference(
            Problem(
                name, f"digest {before[:12]}", f"digest {after[:12]}", "compare the two configs and corpora"
            )
        )
        for name, before, after in _identities(recorded, again)
        if before != after
    ]
    names = sorted(recorded.outputs.keys() | again.outputs.keys())
    for name in names if rendered else [name for name in names if name.endswith(".csv")]:
        if recorded.outputs.get(name) != again.outputs.get(name):
            excused = bool(elsewhere) and name.endswith(RENDERED)
            remedy = (
                f"rendered with other versions: {elsewhere}" if excused else "run the study again and compare"
            )
            found.append(
                Difference(Problem(name, "the same when run again", "another content", remedy), excused)
            )
    return found


def _is_owned(name: str) -> bool:
    return any(fnmatch(name.partition("/")[0], pattern) for pattern in OWNED)


def _identities(recorded: Record, again: Record) -> list[tuple[str, str, str]]:
    pairs = [("study", recorded.study_digest, again.study_digest)]
    pairs += [("settings of the measurements", recorded.settings_digest, again.settings_digest)]
    tables = sorted(recorded.inputs.keys() | again.inputs.keys())
    return pairs + [
        (f"input {t}", recorded.inputs.get(t, "none"), again.inputs.get(t, "none")) for t in tables
    ]


def _elsewhere(recorded: Record, again: Record) -> str:
    """Name every version in which the two runs differ."""
    before = dict(recorded.libraries) | {"python": recorded.python, "platform": recorded.platform}
    after = dict(again.libraries) | {"python": again.python, "platform": again.platform}
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return ", ".join(f"{name} {before.get(name, 'none')} → {after.get(name, 'none')}" for name in names)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
