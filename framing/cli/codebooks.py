"""Codebooks: the commands that check them, draw a sheet for coders, and read codes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from framing.cli import saying
from framing.errors import Problem

_VOICES = click.Choice(["own", "quoted", "fragment", "reported", "ambiguous"])
_COUNT = click.IntRange(min=0)
_folders = click.option("--folder", "folders", multiple=True, type=saying.PATH, help="Further codebooks.")
_families = click.option(
    "--family", "families", multiple=True,
    help="threat, naming/west, or naming for all referents. Default: those of the declared claims.",
)  # fmt: skip
_voices = click.option(
    "--voice", "voices", multiple=True, type=_VOICES, default=["own", "quoted"], show_default=True
)
_outlets = click.option("--outlet", "outlets", multiple=True, help="Only this one. Default: all compared.")
_found = click.option(
    "--found", type=_COUNT, help="Of each stratum with finds. Default: 100, shared among the voices."
)
_others = click.option(
    "--others", type=_COUNT, help="Of each stratum without finds. Default: 200, shared among the voices."
)
_seed = click.option("--seed", type=_COUNT, help="Default: that of the study's statistics.")
_plan = click.option("--plan", is_flag=True, help="Say how much would be drawn, and write nothing.")
_folder_out = click.option(
    "--out", type=saying.PATH, help="Empty folder for the sheet; needed without --plan."
)
_adjudicated = click.option("--adjudicated", type=saying.PATH, help="Codes on which the coders settled.")
_codes_out = click.option("--out", type=saying.PATH, help="Codes as a file without text, safe to share.")


@click.group()
def codebook() -> None:
    """Look after codebooks, and after those who code by them."""


@codebook.command("check")
@_folders
@saying.languages
@saying.quiet
@saying.as_json
def check_codebooks(folders: tuple[Path, ...], languages: tuple[str, ...], quiet: bool, as_json: bool) -> int:
    """Run every example and counter-example, and audit on whom each category was searched."""
    from framing.codebook import audit, available, check, load  # noqa: PLC0415 (fast start)

    books = [b for lang in languages or ("fr", "en") for b in load(available(lang, folders), lang, folders)]
    table = check(books)
    warnings = table[table["kind"] == "warning"]
    failed = table[~table["passed"]]
    audited = audit(books).to_dict("records")
    outcome = {"checked": len(table), "failed": failed.to_dict("records"), "audit": audited}
    text = f"{len(books)} codebooks, {len(table) - len(warnings)} examples, {len(failed)} failed, {len(warnings)} warnings."
    saying.say(outcome, text, quiet, as_json)
    if len(failed) and not as_json:
        saying.complain([_failed_example(row) for row in failed.to_dict("records")], saying.FAILED)
    return saying.FAILED if len(failed) else saying.DONE


@codebook.command("sample")
@saying.config
@_folder_out
@_families
@_voices
@_outlets
@saying.languages
@_found
@_others
@_seed
@_plan
@saying.quiet
@saying.as_json
def sample(config: Path, out: Path | None, plan: bool, quiet: bool, as_json: bool, **asked: Any) -> int:
    """Draw a coding sheet from the texts of a study: sentences with known probabilities, outlets masked."""
    from framing.report.sheets import sheet_words, write_sheet_pages  # noqa: PLC0415
    from framing.study.coding.messages import draw_text, outcome_of_draw  # noqa: PLC0415
    from framing.study.coding.sampling import Wanted, draw_sheet, plan_draw  # noqa: PLC0415
    from framing.study.coding.sheets import check_sheet_folder, write_sheet  # noqa: PLC0415
    from framing.study.config.study import load_study  # noqa: PLC0415

    if out is None and not plan:
        raise click.UsageError("name an empty folder with --out, or ask for --plan")
    if out is not None:
        check_sheet_folder(out)
    study = load_study(config)
    wanted = Wanted(
        asked["families"], asked["voices"], asked["outlets"], asked["languages"], asked["found"], asked["others"], asked["seed"],
    )  # fmt: skip
    with saying.progress(quiet) as progress:
        draw = plan_draw(study, wanted, lambda done, total: progress("extract", done, total))
        if not quiet:
            click.echo(draw_text(draw), err=True)
        if out is not None and not plan:
            write_sheet(draw_sheet(study, draw), out, sheet_words, write_sheet_pages)
    written = "" if plan else str(out)
    text = (
        f"{written}: sheet.csv, sheet.html and a guide for coders; key.csv and sample.json are not for them."
    )
    saying.say(outcome_of_draw(draw, written), text if written else "nothing written", quiet, as_json)
    return saying.DONE


@codebook.command("score")
@click.argument("folder", type=saying.PATH)
@click.argument("files", nargs=-1, required=True, type=saying.PATH)
@_adjudicated
@_codes_out
@saying.quiet
@saying.as_json
def score(
    folder: Path,
    files: tuple[Path, ...],
    adjudicated: Path | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read codes back: agreement of the coders, precision and recall of the instrument by outlet.

    FOLDER is what `framing codebook sample` wrote; FILES are its sheet.csv as each coder filled it in. The tables are
    written into the folder, and with them unresolved.csv: the sentences on which the coders differ, to be settled.
    """
    from framing.study.coding.codes import write_codes  # noqa: PLC0415
    from framing.study.coding.messages import outcome_of_scores, scores_text  # noqa: PLC0415
    from framing.study.coding.scores import score_sheet, write_scores  # noqa: PLC0415

    codes, appraisal = score_sheet(folder, files, adjudicated)
    write_scores(folder, codes, appraisal, settled=adjudicated is not None)
    if out is not None:
        write_codes(codes, out)
    saying.say(outcome_of_scores(codes, appraisal), scores_text(codes, appraisal), quiet, as_json)
    return saying.DONE


def _failed_example(row: dict[Any, Any]) -> Problem:
    counter = row["kind"] == "counterexample"
    expected = "no match in a counter-example" if counter else "a match in an example"
    remedy = "add a guard" if counter else "mend the patterns or the example"
    return Problem(f"{row['codebook']}.{row['language']} {row['entry']}", expected, repr(row["text"]), remedy)
