"""Verification: the command that runs a study again, or its own test on halves of one outlet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli import saying

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.config.study import Study

# As `framing.study.grading.splits.SPLITS`, which would load arrays; a test compares the two.
SPLITS = 100


@click.command()
@click.argument("folder", type=saying.PATH, required=False)
@click.option("--config", type=saying.PATH, help="Default: the one at hand of the same study.")
@click.option(
    "--placebo",
    is_flag=True,
    help="Instead: cut every outlet in halves and count how often the study declares anything between them. "
    "FOLDER may be left out.",
)
@click.option(
    "--splits",
    type=click.IntRange(20, 10_000),
    default=SPLITS,
    show_default=True,
    help="Halves of each outlet, with --placebo.",
)
@saying.quiet
@saying.as_json
def verify(
    folder: Path | None, config: Path | None, placebo: bool, splits: int, quiet: bool, as_json: bool
) -> int:
    """Check a report's files against their record, run the study again, and compare."""
    if placebo:
        return _cut(_study(folder, config), splits, quiet, as_json)
    if folder is None:
        raise click.UsageError("Missing argument 'FOLDER': what an earlier run wrote.")
    return _reproduce(folder, config, quiet, as_json)


def _study(folder: Path | None, config: Path | None) -> Study:
    """Return the study of a config, of a report, or of the config at hand."""
    from framing.errors import VerificationError  # noqa: PLC0415 (fast start)
    from framing.study.config.study import load_study  # noqa: PLC0415
    from framing.study.configs import DEFAULT, study_named  # noqa: PLC0415
    from framing.study.record import other_config, read_record  # noqa: PLC0415

    if folder is None:
        return load_study(config or DEFAULT)
    record = read_record(folder)
    study = load_study(config) if config else study_named(record.study, record.study_digest, folder)
    differences = other_config(record, study)
    if differences:
        raise VerificationError([difference.problem for difference in differences])
    return study


def _cut(study: Study, splits: int, quiet: bool, as_json: bool) -> int:
    from framing.study.grading.messages import missed_problems, splits_text  # noqa: PLC0415
    from framing.study.grading.splits import split_outlets  # noqa: PLC0415
    from framing.study.pipeline import match, measure_corpus  # noqa: PLC0415

    with saying.progress(quiet) as progress:
        measurements, _ = measure_corpus(study, progress)
        _, heard = match(study, measurements)
        table = split_outlets(study, heard, splits, lambda done, total: progress("halves", done, total))
    saying.say({"study": study.study, "outlets": _records(table)}, splits_text(table), quiet, as_json)
    missed = missed_problems(table)
    if missed and not as_json:
        return saying.complain(missed, saying.FAILED)
    return saying.FAILED if missed else saying.DONE


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain values: null where there is no number."""
    found: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=6))
    return found


def _reproduce(folder: Path, config: Path | None, quiet: bool, as_json: bool) -> int:
    from framing.report import write_report  # noqa: PLC0415
    from framing.study.config.study import load_study  # noqa: PLC0415
    from framing.study.configs import study_named  # noqa: PLC0415
    from framing.study.pipeline import verify as verified  # noqa: PLC0415
    from framing.study.record import compare_files, other_config, read_record  # noqa: PLC0415

    record = read_record(folder)
    study = load_study(config) if config else study_named(record.study, record.study_digest, folder)
    differences = other_config(record, study)
    differences += compare_files(record, folder) if differences else verified(folder, study, write_report)
    grave = [difference.problem for difference in differences if not difference.excused]
    outcome = {
        "folder": str(folder),
        "differences": [{"what": str(d.problem), "excused": d.excused} for d in differences],
    }
    excused = "".join(f"\nexcused: {d.problem}" for d in differences if d.excused)
    if grave and not as_json:
        return saying.complain(grave, saying.FAILED)
    saying.say(outcome, f"{folder}: reproduced, every table and file.{excused}", quiet, as_json)
    return saying.FAILED if grave else saying.DONE
