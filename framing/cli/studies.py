"""Studies: the commands that check, measure, compare and report."""

from __future__ import annotations

import json
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from framing.cli import saying

if TYPE_CHECKING:
    from framing.study.config.study import Study

_HTML_PDF = click.Choice(["html", "pdf"])
_formats = click.option("--format", "formats", multiple=True, type=_HTML_PDF, help="Only this.")
_texts = click.option("--texts", type=saying.PATH, help="Measure these instead of the config's corpus.")
_catalogue = click.option("--catalogue", type=saying.PATH, help="Catalogue of --texts, if it lies elsewhere.")
_out_or_default = click.option(
    "--out", type=saying.PATH, help="Folder to write to; default <study> in the config's report.folder."
)


@click.command()
@saying.config
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the config, for editors.")
@saying.quiet
@saying.as_json
def check(config: Path, schema: bool, quiet: bool, as_json: bool) -> int:
    """Find everything that a run would refuse, without measuring: config, corpus, claims, place of the report."""
    from framing.study.config.study import json_schema  # noqa: PLC0415 (fast start)
    from framing.study.measurement.corpus import outlets_of  # noqa: PLC0415
    from framing.study.messages import checked_text, notes_on, notes_text  # noqa: PLC0415
    from framing.study.refusals import check_config  # noqa: PLC0415

    if schema:
        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        return saying.DONE
    study, corpus = check_config(config)
    notes = notes_on(study, corpus)
    outcome = {
        "study": study.study,
        "digest": study.digest,
        "outlets": sorted(outlets_of(corpus)),
        "set_aside": corpus.set_aside.to_dict("records"),
        "notes": notes,
    }
    saying.say(outcome, checked_text(config, corpus.set_aside) + notes_text(notes), quiet, as_json)
    return saying.DONE


@click.command()
@saying.config
@saying.out
@_texts
@_catalogue
@click.option("--form", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@saying.quiet
@saying.as_json
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
    from framing.study.config.derived import with_texts  # noqa: PLC0415
    from framing.study.config.study import load_study  # noqa: PLC0415
    from framing.study.measurement.bundle import write_bundle  # noqa: PLC0415
    from framing.study.messages import set_aside_text  # noqa: PLC0415
    from framing.study.outputs import check_bundle_folder  # noqa: PLC0415
    from framing.study.pipeline import measure_corpus  # noqa: PLC0415

    study = load_study(config)
    study = study if texts is None else with_texts(study, texts, catalogue)
    check_bundle_folder(out, study)
    with saying.progress(quiet) as progress:
        measurements, set_aside = measure_corpus(study, progress, compared=False)
        write_bundle(measurements, out, form, study.workers)
    documents, tokens = len(measurements.documents), int(measurements.documents["tokens"].sum())
    aside = set_aside.to_dict("records")
    outcome = {"bundle": str(out), "documents": documents, "tokens": tokens, "set_aside": aside}
    text = f"{out}: {documents} documents, {tokens} tokens. {set_aside_text(set_aside)}"
    saying.say(outcome, text, quiet, as_json)
    return saying.DONE


def _running(name: str, summary: str, rendered: bool) -> click.Command:
    """Return a command that runs a study as far as its name says."""

    @click.command(name, help=summary)
    @saying.config
    @_out_or_default
    @saying.quiet
    @saying.as_json
    def command(config: Path, out: Path | None, quiet: bool, as_json: bool) -> int:
        from framing.study.outputs import default_folder  # noqa: PLC0415
        from framing.study.refusals import load_checked  # noqa: PLC0415

        study = load_checked(config)
        return _run(study, out or Path(normpath(default_folder(study))), rendered, quiet, as_json)

    made: click.Command = command
    return made


compare = _running(
    "compare", "Compare: estimates, gates and claims as tables, no rendered report.", rendered=False
)
run = _running("run", "Run a study whole: from texts or bundles to the report.", rendered=True)


@click.command()
@saying.config
@saying.out
@saying.languages
@_formats
@saying.quiet
@saying.as_json
def report(
    config: Path, out: Path, languages: tuple[str, ...], formats: tuple[str, ...], quiet: bool, as_json: bool
) -> int:
    """Write the report elsewhere, or in some languages and formats only."""
    from framing.study.config.derived import with_report  # noqa: PLC0415
    from framing.study.config.study import load_study  # noqa: PLC0415

    return _run(with_report(load_study(config), languages, formats), out, True, quiet, as_json)


def _run(study: Study, folder: Path, rendered: bool, quiet: bool, as_json: bool) -> int:
    from framing.report import write_report  # noqa: PLC0415
    from framing.study.messages import (  # noqa: PLC0415
        claims_text,
        notes_on_result,
        notes_text,
        set_aside_text,
    )
    from framing.study.pipeline import run as run_study  # noqa: PLC0415

    with saying.progress(quiet) as progress:
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
    saying.say(outcome, text + notes_text(notes) + claims_text(claims), quiet, as_json)
    return saying.DONE


COMMANDS = (check, measure, compare, run, report)
