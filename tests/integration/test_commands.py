"""Commands: exit codes, what they print, and that every one is documented."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from framing.cli import cli

Command = Callable[..., Any]


def names(group: click.Group, prefix: str = "") -> list[str]:
    found = []
    for name, entry in sorted(group.commands.items()):
        found += names(entry, f"{prefix}{name} ") if isinstance(entry, click.Group) else [f"{prefix}{name}"]
    return found


@pytest.mark.parametrize("name", names(cli))
def test_every_command_is_in_the_readme(root: Path, name: str) -> None:
    assert f"`framing {name}" in (root / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", names(cli))
def test_every_command_explains_itself(command: Command, name: str) -> None:
    outcome = command(*name.split(), "--help")
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) > 4


def test_check_prints_a_schema_that_knows_the_config(command: Command) -> None:
    schema = json.loads(command("check", "--schema").out)
    assert {"study", "corpus", "contrasts", "claims"} <= schema["properties"].keys()


def test_check_of_a_sound_config_exits_0(command: Command, miniature: Path) -> None:
    outcome = command("check", miniature / "config.yaml", "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["outlets"] == ["delta", "echo", "valmor"]


def test_check_says_all_mistakes_at_once_and_exits_2(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "config.yaml"
    text = (
        (miniature / "config.yaml")
        .read_text("utf-8")
        .replace("corpus: [pages]", f"corpus: [{miniature}/pages, nowhere]")
    )
    text = (
        text.replace("terms.v1", "term.v1")
        .replace("[echo, delta]", "[echo, echo]")
        .replace("profiles: [profiles]\n", "")
    )
    broken.write_text(text + "stduy: twice\n", "utf-8")
    outcome = command("check", broken)
    assert outcome.code == 2
    assert outcome.out == ""
    for mistake in ("nowhere", "term.v1", "contrasts[1]", "stduy"):
        assert mistake in outcome.err
    assert len(outcome.err.splitlines()) >= 4


def test_missing_config_exits_2_without_traceback(command: Command, tmp_path: Path) -> None:
    outcome = command("run", tmp_path / "none.yaml")
    assert outcome.code == 2
    assert "none.yaml" in outcome.err
    assert "Traceback" not in outcome.err


def test_unknown_option_exits_2(command: Command) -> None:
    assert command("run", "--nonsense").code == 2


def test_compare_writes_tables_and_no_report(command: Command, miniature: Path, tmp_path: Path) -> None:
    outcome = command("compare", miniature / "config.yaml", "--out", tmp_path / "out", "--quiet")
    assert (outcome.code, outcome.out) == (0, "")
    assert (tmp_path / "out" / "tables" / "claims.csv").is_file()
    assert not list((tmp_path / "out").glob("report*"))


def test_compare_leaves_a_rendered_report_alone(command: Command, miniature: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    config, out = study / "config.yaml", study / "reports" / "miniature"
    config.write_text(config.read_text("utf-8").replace("[html, pdf]", "[html]"), "utf-8")
    assert command("run", config, "--quiet").code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    outcome = command("compare", config)
    assert (outcome.code, outcome.out) == (2, "")
    assert "reports/miniature · expected a folder without a rendered report" in outcome.err
    assert "--out" in outcome.err
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert command("compare", config, "--out", tmp_path / "tables", "--quiet").code == 0
    assert command("verify", tmp_path / "tables", "--config", config).code == 0


def test_check_and_run_tell_mistakes_of_config_and_corpus_together(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    config = study / "config.yaml"
    text = (
        config.read_text("utf-8")
        .replace("replicates:", "replicate:")
        .replace("[echo, delta]", "[ecco, delta]")
    )
    config.write_text(text.replace("family: legitimacy", "family: legitimate"), "utf-8")
    for name in ("check", "run"):
        outcome = command(name, config)
        assert outcome.code == 2
        for part in ("did you mean 'replicates'?", "did you mean 'echo'?", "did you mean 'legitimacy'?"):
            assert part in outcome.err, part


def test_report_in_one_language_and_format(command: Command, miniature: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert (
        command(
            "report", miniature / "config.yaml", "--out", out, "--language", "en", "--format", "html"
        ).code
        == 0
    )
    assert [path.name for path in out.glob("report*")] == ["report-en.html"]


def test_measure_then_run_from_the_bundle_gives_equal_tables(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    config = miniature / "config.yaml"
    for form in ("csv", "parquet"):
        assert command("measure", config, "--out", tmp_path / form, "--form", form).code == 0
        bundled = tmp_path / f"{form}.yaml"
        bundled.write_text(
            config.read_text("utf-8")
            .replace("[pages]", f"[{tmp_path / form}]")
            .replace("[profiles]", f"[{miniature}/profiles]"),
            "utf-8",
        )
        assert command("compare", bundled, "--out", tmp_path / f"out-{form}").code == 0
    assert command("compare", config, "--out", tmp_path / "out-text").code == 0
    tables = sorted(path.name for path in (tmp_path / "out-text" / "tables").iterdir())
    for name in tables:
        contents = {
            (tmp_path / f"out-{how}" / "tables" / name).read_bytes() for how in ("text", "csv", "parquet")
        }
        assert len(contents) == 1, name


def test_codebook_check_passes_on_what_is_shipped(command: Command) -> None:
    outcome = command("codebook", "check", "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["failed"] == []


def test_codebook_check_fails_on_a_wrong_example(command: Command, tmp_path: Path) -> None:
    (tmp_path / "weather.fr.yaml").write_text(
        "name: weather\nlanguage: fr\nversion: 1\nkind: cues\nsources: [own]\ncategories:\n  rain:\n"
        "    label: {fr: pluie, en: rain}\n    searched_on: [iran]\n    targets: []\n    entries:\n"
        "      - id: rain\n        patterns: [pluie]\n        examples: [Il neige.]\n        counterexamples: [La pluie.]\n",
        "utf-8",
    )
    outcome = command("codebook", "check", "--folder", tmp_path, "--language", "fr")
    assert outcome.code == 1
    assert outcome.err.count("weather.fr") == 2


def test_texts_of_one_outlet_can_be_measured_and_shared(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    texts, catalogue = (
        tmp_path / "one",
        (miniature / "pages" / "catalogue.csv").read_text("utf-8").splitlines(),
    )
    texts.mkdir()
    (texts / "catalogue.csv").write_text("\n".join([catalogue[0], catalogue[-1]]) + "\n", "utf-8")
    (texts / "delta-2.txt").write_text((miniature / "pages" / "delta-2.txt").read_text("utf-8"), "utf-8")
    outcome = command(
        "measure", miniature / "config.yaml", "--texts", texts, "--out", tmp_path / "bundle", "--json"
    )
    assert (outcome.code, json.loads(outcome.out)["documents"]) == (0, 1)


CLAIM = "{family: legitimacy, category: delegitimise, referent: sanctions, contrast: [valmor, delta]}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("corpus: [pages]", "corpus: [pages, bundle]", "document delta-1 "),
        ("corpus: [pages]", "corpus: [pages, torn]", "torn/bundle.json"),
        (CLAIM, CLAIM.replace("legitimacy", "legitimate"), "did you mean 'legitimacy'?"),
        (CLAIM, CLAIM.replace("sanctions", "sanction"), "did you mean 'sanctions'?"),
        (CLAIM, CLAIM.replace("valmor, delta", "delta, valmor"), "declares [valmor, delta]"),
        (
            "languages: [fr]\ncorpus: [pages]",
            "languages: [fr]\ncorpus: [{path: pages, defaults: {language: French}}]",
            "'fr'",
        ),
    ],
)
def test_check_refuses_what_run_refuses(
    command: Command, miniature: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    config = study / "config.yaml"
    assert command("measure", config, "--out", study / "bundle").code == 0
    (study / "torn").mkdir()
    (study / "torn" / "bundle.json").write_text("{", "utf-8")
    config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")
    for name in ("check", "run"):
        outcome = command(name, config)
        assert (outcome.code, outcome.out) == (2, "")
        assert said in outcome.err


def test_check_notes_what_is_not_read_and_outlets_that_look_misspelt(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    catalogue = study / "pages" / "catalogue.csv"
    lines = catalogue.read_text("utf-8").splitlines()
    assert lines[-1].startswith("delta-2")
    lines = [line + (",colour" if n == 0 else ",blue") for n, line in enumerate(lines)]
    lines[-1] = lines[-1].replace(",delta,", ",dellta,")
    catalogue.write_text("\n".join(lines).replace(",", ";") + "\n", "utf-8")
    outcome = command("check", study / "config.yaml")
    assert outcome.code == 0
    for part in ("did you mean 'delta'?", "columns that are not read: colour", "separated by semicolons"):
        assert part in outcome.out, part
    assert (
        "did you mean 'delta'?"
        in json.loads(command("check", study / "config.yaml", "--json").out)["notes"][0]
    )


def test_verify_with_another_config_says_so_first(command: Command, miniature: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    config, out = study / "config.yaml", tmp_path / "out"
    config.write_text(config.read_text("utf-8").replace("[html, pdf]", "[html]"), "utf-8")
    assert command("run", config, "--out", out, "--quiet").code == 0
    other = study / "other.yaml"
    other.write_text(config.read_text("utf-8").replace("seed: 20300304", "seed: 7"), "utf-8")
    (out / "tables" / "claims.csv").unlink()
    outcome = command("verify", out, "--config", other)
    assert outcome.code == 1
    first, second = outcome.err.splitlines()
    assert first.startswith("other.yaml · expected the config of study miniature")
    assert second.startswith("tables/claims.csv")
