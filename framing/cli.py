"""Commands: each reads, calls one function, prints, and says by its exit code how it went.

Exit codes: 0 done · 1 a check or verification failed · 2 the user must change something.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from framing.errors import FramingError, Problem, VerificationError
from framing.study.memory import collect_rarely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from framing.study.config import Study
    from framing.study.pipeline import Progress

DONE, FAILED, CHANGE = 0, 1, 2
# Shorter work needs no bar; two seconds is what house.md §7 asks for.
PATIENCE = 2.0

_PATH = click.Path(path_type=Path)
_config = click.argument("config", type=_PATH, default="config.yaml")
_FR_EN, _HTML_PDF = click.Choice(["fr", "en"]), click.Choice(["html", "pdf"])
_languages = click.option("--language", "languages", multiple=True, type=_FR_EN, help="Only this.")
_formats = click.option("--format", "formats", multiple=True, type=_HTML_PDF, help="Only this.")
_texts = click.option("--texts", type=_PATH, help="Measure these instead of the config's corpus.")
_catalogue = click.option("--catalogue", type=_PATH, help="Catalogue of --texts, if it lies elsewhere.")
_folders = click.option("--folder", "folders", multiple=True, type=_PATH, help="Further codebooks.")
_out = click.option("--out", type=_PATH, required=True, help="Folder to write to.")
_out_or_default = click.option(
    "--out", type=_PATH, help="Folder to write to; default <study> in the config's report.folder."
)
_quiet = click.option("--quiet", is_flag=True, help="Print errors only.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON, for machines.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; mistakes of the user become messages, never tracebacks."""
    collect_rarely()
    try:
        code = cli.main(args=arguments, prog_name="framing", standalone_mode=False)
    except VerificationError as fault:
        code = _complain(fault.problems, FAILED)
    except FramingError as fault:
        code = _complain(fault.problems, CHANGE)
    except click.ClickException as fault:
        fault.show()
        code = CHANGE
    except click.Abort:
        click.echo("stopped; nothing half-written is left", err=True)
        code = CHANGE
    sys.exit(code if isinstance(code, int) else DONE)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="press-framing")
def cli() -> None:
    """Compare how outlets word the same matters – and whose words they are."""


@cli.command()
@_config
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the config, for editors.")
@_quiet
@_as_json
def check(config: Path, schema: bool, quiet: bool, as_json: bool) -> int:
    """Find everything that a run would refuse, without measuring: config, corpus, claims, place of the report."""
    from framing.study.config import json_schema  # noqa: PLC0415 (fast start)
    from framing.study.corpus import outlets_of  # noqa: PLC0415
    from framing.study.messages import checked_text, notes_on, notes_text  # noqa: PLC0415
    from framing.study.refusals import check_config  # noqa: PLC0415

    if schema:
        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        return DONE
    study, corpus = check_config(config)
    notes = notes_on(study, corpus)
    outcome = {
        "study": study.study,
        "digest": study.digest,
        "outlets": sorted(outlets_of(corpus)),
        "set_aside": corpus.set_aside.to_dict("records"),
        "notes": notes,
    }
    _say(outcome, checked_text(config, corpus.set_aside) + notes_text(notes), quiet, as_json)
    return DONE


@cli.command()
@_config
@_out
@_texts
@_catalogue
@click.option("--form", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@_quiet
@_as_json
def measure(
    config: Path,
    out: Path,
    texts: Path | None,
    catalogue: Path | None,
    form: Literal["csv", "parquet"],
    quiet: bool,
    as_json: bool,
) -> int:
    """Measure texts and write a bundle: counts, offsets, phrases of at most six words – no running text."""
    from framing.study.bundle import write_bundle  # noqa: PLC0415
    from framing.study.config import load_study  # noqa: PLC0415
    from framing.study.derived import with_texts  # noqa: PLC0415
    from framing.study.messages import set_aside_text  # noqa: PLC0415
    from framing.study.outputs import check_bundle_folder  # noqa: PLC0415
    from framing.study.pipeline import measure_corpus  # noqa: PLC0415

    study = load_study(config)
    study = study if texts is None else with_texts(study, texts, catalogue)
    check_bundle_folder(out, study)
    with _progress(quiet) as progress:
        measurements, set_aside = measure_corpus(study, progress, compared=False)
        write_bundle(measurements, out, form, study.workers)
    documents, tokens = len(measurements.documents), int(measurements.documents["tokens"].sum())
    aside = set_aside.to_dict("records")
    outcome = {"bundle": str(out), "documents": documents, "tokens": tokens, "set_aside": aside}
    text = f"{out}: {documents} documents, {tokens} tokens. {set_aside_text(set_aside)}"
    _say(outcome, text, quiet, as_json)
    return DONE


def _running(name: str, summary: str, rendered: bool) -> None:
    """Add a command that runs a study as far as its name says."""

    @cli.command(name, help=summary)
    @_config
    @_out_or_default
    @_quiet
    @_as_json
    def command(config: Path, out: Path | None, quiet: bool, as_json: bool) -> int:
        from framing.study.outputs import default_folder  # noqa: PLC0415
        from framing.study.refusals import load_checked  # noqa: PLC0415

        study = load_checked(config)
        return _run(study, out or Path(normpath(default_folder(study))), rendered, quiet, as_json)


_running("compare", "Compare: estimates, gates and claims as tables, no rendered report.", rendered=False)
_running("run", "Run a study whole: from texts or bundles to the report.", rendered=True)


@cli.command()
@_config
@_out
@_languages
@_formats
@_quiet
@_as_json
def report(
    config: Path, out: Path, languages: tuple[str, ...], formats: tuple[str, ...], quiet: bool, as_json: bool
) -> int:
    """Write the report elsewhere, or in some languages and formats only."""
    from framing.study.config import load_study  # noqa: PLC0415
    from framing.study.derived import with_report  # noqa: PLC0415

    return _run(with_report(load_study(config), languages, formats), out, True, quiet, as_json)


@cli.command()
@click.argument("folder", type=_PATH)
@click.option("--config", type=_PATH, help="Default: the one at hand of the same study.")
@_quiet
@_as_json
def verify(folder: Path, config: Path | None, quiet: bool, as_json: bool) -> int:
    """Check a report's files against their record, run the study again, and compare."""
    from framing.report import write_report  # noqa: PLC0415
    from framing.study.config import load_study  # noqa: PLC0415
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
        return _complain(grave, FAILED)
    _say(outcome, f"{folder}: reproduced, every table and file.{excused}", quiet, as_json)
    return FAILED if grave else DONE


@cli.group()
def codebook() -> None:
    """Look after codebooks."""


@codebook.command("check")
@_folders
@_languages
@_quiet
@_as_json
def codebook_check(folders: tuple[Path, ...], languages: tuple[str, ...], quiet: bool, as_json: bool) -> int:
    """Run every example and counter-example, and audit on whom each category was searched."""
    from framing.codebook import audit, available, check, load  # noqa: PLC0415

    books = [b for lang in languages or ("fr", "en") for b in load(available(lang, folders), lang, folders)]
    table = check(books)
    warnings = table[table["kind"] == "warning"]
    failed = table[~table["passed"]]
    audited = audit(books).to_dict("records")
    outcome = {"checked": len(table), "failed": failed.to_dict("records"), "audit": audited}
    text = f"{len(books)} codebooks, {len(table) - len(warnings)} examples, {len(failed)} failed, {len(warnings)} warnings."
    _say(outcome, text, quiet, as_json)
    if len(failed) and not as_json:
        _complain([_failed_example(row) for row in failed.to_dict("records")], FAILED)
    return FAILED if len(failed) else DONE


def _failed_example(row: dict[Any, Any]) -> Problem:
    counter = row["kind"] == "counterexample"
    expected = "no match in a counter-example" if counter else "a match in an example"
    remedy = "add a guard" if counter else "mend the patterns or the example"
    return Problem(f"{row['codebook']}.{row['language']} {row['entry']}", expected, repr(row["text"]), remedy)


def _run(study: Study, folder: Path, rendered: bool, quiet: bool, as_json: bool) -> int:
    from framing.report import write_report  # noqa: PLC0415
    from framing.study.messages import (  # noqa: PLC0415
        claims_text,
        notes_on_result,
        notes_text,
        set_aside_text,
    )
    from framing.study.pipeline import run as run_study  # noqa: PLC0415

    with _progress(quiet) as progress:
        result = run_study(study, write_report if rendered else None, progress, folder)
    claims = result.claims.loc[result.claims["declared"], ["claim", "grade"]]
    notes = notes_on_result(study, result.measurements)
    outcome = {
        "folder": str(folder),
        "claims": claims.to_dict("records"),
        "set_aside": result.set_aside.to_dict("records"),
        "notes": notes,
        "outputs": sorted(result.record["outputs"]),
    }
    text = f"{folder}: {len(outcome['outputs'])} files. {set_aside_text(result.set_aside)}"
    _say(outcome, text + notes_text(notes) + claims_text(claims), quiet, as_json)
    return DONE


def _say(outcome: dict[str, Any], text: str, quiet: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False, indent=2, sort_keys=True))
    elif not quiet:
        click.echo(text)


def _complain(problems: Sequence[Problem], code: int) -> int:
    from framing.study.messages import plain_text  # noqa: PLC0415

    for problem in problems:
        click.echo(plain_text(problem), err=True)
    return code


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """Show a bar on a terminal once the work has taken longer than `PATIENCE`."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    bar = Bar(console=Console(stderr=True), transient=True)
    task, began = bar.add_task("", total=None), time.monotonic()

    def said(stage: str, done: int, total: int) -> None:
        if time.monotonic() - began > PATIENCE and not bar.live.is_started:
            bar.start()
        bar.update(task, description=stage, completed=done, total=total)

    try:
        yield said
    finally:
        bar.stop()
