"""Section: reproduce – commands, versions, digests, how to cite."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import yaml

import framing
from framing.report.blocks import Block, cell, column, heading, listing, paragraph, section, table
from framing.report.reading import Reading
from framing.report.typography import harmless
from framing.report.wording import code, name

if TYPE_CHECKING:
    from framing.study.config.study import Study

SHIPPED = ("iran-russia", "reports", "config.yaml")  # the study that `make report` runs: name, folder, config
MOST_ROWS = 60  # a record of a large corpus lists thousands of inputs; the file itself holds them all


def reproduction(reading: Reading) -> Block:
    """Return the section on how to run it again."""
    say = reading.say
    blocks = [
        paragraph(say.say("reproduce.intro")),
        listing("\n".join(commands(reading.study))),
        paragraph(say.say("reproduce.sentences")),
        _record(reading),
        heading("settings", say.template("reproduce.settings")),
        listing(_settings(reading.settings)),
        heading("cite", say.template("reproduce.cite_title")),
        paragraph(say.say("reproduce.cite", title=name(reading.settings["title"][reading.language]),
                          version=str(version()), year=_year(reading), digest=code(reading.digest))),
    ]  # fmt: skip
    return section("reproduce", say.template("sections.reproduce"), blocks)


def commands(study: Study) -> list[str]:
    """Return what to type to run a study again, in the folder in which its ``reports/`` lies.

    The names of folders are said only from there down to the config: where on a machine they lie is
    nobody's business. The folder of the reports is called by its usual name, for a report must not
    change with the place it is written to.
    """
    config = _config_from_reports(study)
    shipped = (study.study, study.report.folder, config) == SHIPPED
    run = f"framing run {shlex.quote(harmless(config))}"
    return [*(["make report"] if shipped else []), run, f"framing verify reports/{study.study}"]


def _config_from_reports(study: Study) -> str:
    """Return ``corpus/mine/config.yaml`` for ``report.folder: ../../reports``; else just the file's name."""
    around = posixpath.normpath(f"{study.report.folder}/..").split("/")
    above = len(around) if set(around) == {".."} else 0
    folders = study.folder.resolve().parts[1:]
    return "/".join((*(folders[-above:] if 0 < above < len(folders) else ()), study.file))


def version() -> str:
    """Return the version of the package, without asking the installation (it may be run from a folder)."""
    return str(getattr(framing, "__version__", "0.1.0"))


def _year(reading: Reading) -> str:
    """Year of the end of the study's window: a report must not read the clock."""
    window = reading.settings.get("window") or {}
    return str(window.get("to") or "")[:4] or (
        max([d[:4] for d in reading.documents["published"] if d] or [""])
    )


def _record(reading: Reading) -> Block:
    say = reading.say
    rows = [[cell(code(key)), cell(code(value))] for key, value in _leaves(reading.record)[:MOST_ROWS]]
    columns = [column(say.template("reproduce.what")), column(say.template("reproduce.value"))]
    return table("record", say.say("reproduce.caption"), columns, rows, wide=True)


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found = []
    for key, value in sorted(tree.items()):
        path = f"{prefix}{key}"
        if isinstance(value, Mapping):
            found += _leaves(value, f"{path} · ")
        elif isinstance(value, list):
            found.append((path, ", ".join(map(str, value))))
        else:
            found.append((path, str(value)))
    return found


def _settings(settings: Mapping[str, Any]) -> str:
    return yaml.safe_dump(
        dict(settings), allow_unicode=True, default_flow_style=None, sort_keys=False, width=92
    )
