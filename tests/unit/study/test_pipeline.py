"""Pipeline: from a bundle, from texts, from both – and the same again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError, FramingError, ReportError, TableError
from framing.study.config.study import Study, load_study
from framing.study.measurement.bundle import read_bundle, write_bundle
from framing.study.measurement.measurements import Measurements
from framing.study.pipeline import Result, compare_measurements, measure_corpus, run, verify
from framing.study.record import digests_of_files
from framing.study.stages import STAGES
from framing.tables import digest

# Written for this test; two outlets that never existed.
PAGES = {
    "un.txt": (
        "alpha",
        "Le port de Sel ferme\n\nLe maire dénonce une décision illégale. « Nous résisterons », dit-il.\n",
    ),
    "deux.txt": ("alpha", "La rade sans pêcheurs\n\nLes bateaux restent à quai. La ville s'inquiète.\n"),
    "trois.txt": (
        "beta",
        "Sel perd son port\n\nLa fermeture est légale, selon la préfecture. Le risque demeure.\n",
    ),
    "quatre.txt": ("beta", "Un quai fermé\n\nLes sanctions frappent la ville. L'accord est rompu.\n"),
}
EXTRACTORS = ["terms.v1", "cues.v1", "naming.v1", "heads.v1"]


def write_pages(folder: Path, names: list[str]) -> None:
    folder.mkdir()
    rows = ["file,doc_id,outlet,label,published,published_how,language"]
    for name in names:
        outlet, text = PAGES[name]
        (folder / name).write_text(text, encoding="utf-8")
        rows.append(f"{name},{name[:-4]},{outlet},{outlet} {name},2021-05-01,stated,fr")
    (folder / "catalogue.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture
def from_bundle(study: Study, two_by_two: Measurements, tmp_path: Path) -> Study:
    write_bundle(two_by_two, tmp_path / "bundle")
    return study


@pytest.fixture
def from_texts(study_file: Callable[..., Path], tmp_path: Path) -> Callable[..., Study]:
    def build(corpus: list[str], **changes: Any) -> Study:
        claims = [{"family": "legitimacy", "category": "delegitimise", "contrast": ["alpha", "beta"]}]
        return load_study(study_file(**({"corpus": corpus, "claims": claims} | changes)))

    return build


def test_run_from_a_bundle_writes_everything(from_bundle: Study, tmp_path: Path) -> None:
    seen: list[str] = []
    folder = tmp_path / "reports" / "two-ports"
    result = run(from_bundle, progress=lambda name, done, total: seen.append(name), output=folder)
    assert list(dict.fromkeys(seen)) == list(STAGES)
    assert result.record["outputs"] == digests_of_files(folder)
    assert set(result.claims["grade"]) == {"described"}
    assert "described" in result._repr_html_()


def test_verify_finds_nothing_after_a_run_and_an_edit_when_there_is_one(
    from_bundle: Study, tmp_path: Path
) -> None:
    folder = tmp_path / "reports" / "two-ports"
    run(from_bundle, output=folder)
    assert verify(folder, from_bundle) == []
    claims = folder / "tables" / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("described", "supported"), encoding="utf-8")
    assert [d.problem.where for d in verify(folder, from_bundle)] == ["tables/claims.csv"]


def test_verify_says_when_the_config_is_another(
    from_bundle: Study, study_file: Callable[..., Path], tmp_path: Path
) -> None:
    run(from_bundle, output=tmp_path / "reports" / "two-ports")
    other = load_study(study_file(statistics={"replicates": 199, "seed": 8}))
    places = [d.problem.where for d in verify(tmp_path / "reports" / "two-ports", other)]
    assert places == ["study"]


def test_failing_stage_is_named_and_nothing_is_written(from_bundle: Study, tmp_path: Path) -> None:
    def fail(result: Any, folder: Path) -> list[Path]:
        raise FramingError([])

    (tmp_path / "bundle" / "counts.csv").unlink()
    with pytest.raises(TableError, match=r"^import: bundle/counts"):
        run(from_bundle)
    assert not (tmp_path / "reports").exists()


def test_unknown_outlet_is_found_once_the_corpus_is_open(
    from_bundle: Study, study_file: Callable[..., Path]
) -> None:
    study = load_study(study_file(contrasts=[["alpha", "bêta"]], claims=None))
    with pytest.raises(ConfigError, match=r"contrasts\[0\] .* did you mean 'beta'"):
        measure_corpus(study)


def test_language_without_documents_is_an_empty_corpus(
    from_bundle: Study, study_file: Callable[..., Path]
) -> None:
    study = load_study(study_file(languages=["en"], codebooks=["en"]))
    with pytest.raises(ConfigError, match="documents in en"):
        measure_corpus(study)


def test_comparing_leaves_the_measurements_as_they_were(study: Study, two_by_two: Measurements) -> None:
    before = [digest(table) for table in two_by_two.tables.values()]
    compare_measurements(study, two_by_two)
    assert [digest(table) for table in two_by_two.tables.values()] == before


def test_texts_and_a_bundle_of_them_give_the_same(from_texts: Callable[..., Study], tmp_path: Path) -> None:
    write_pages(tmp_path / "texts", list(PAGES))
    measured, aside = measure_corpus(from_texts(["texts"]))
    assert aside.empty
    assert set(measured.texts) == set(measured.documents["doc_id"])
    write_bundle(measured, tmp_path / "shared")
    again, _ = measure_corpus(from_texts(["shared"]))
    assert [digest(t) for t in again.tables.values()] == [digest(t) for t in measured.tables.values()]
    assert again.settings == measured.settings


def test_document_added_to_a_bundle_gives_what_measuring_all_gives(
    from_texts: Callable[..., Study], tmp_path: Path
) -> None:
    write_pages(tmp_path / "all", list(PAGES))
    write_pages(tmp_path / "three", list(PAGES)[:3])
    write_pages(tmp_path / "mine", list(PAGES)[3:])
    write_bundle(measure_corpus(from_texts(["three"]))[0], tmp_path / "shared")
    mixed, _ = measure_corpus(from_texts(["shared", "mine"]))
    whole, _ = measure_corpus(from_texts(["all"]))
    assert [digest(t) for t in mixed.tables.values()] == [digest(t) for t in whole.tables.values()]
    assert set(mixed.texts) == {"quatre"}


def test_same_document_in_bundle_and_texts_is_refused(
    from_texts: Callable[..., Study], tmp_path: Path
) -> None:
    write_pages(tmp_path / "all", list(PAGES))
    write_bundle(measure_corpus(from_texts(["all"]))[0], tmp_path / "shared")
    with pytest.raises(TableError, match=r"extract: document deux .* in shared and in the texts of this run"):
        measure_corpus(from_texts(["shared", "all"]))


def test_bundle_measured_with_another_codebook_is_not_mixed_with_texts(
    from_texts: Callable[..., Study], tmp_path: Path
) -> None:
    write_pages(tmp_path / "three", list(PAGES)[:3])
    write_pages(tmp_path / "mine", list(PAGES)[3:])
    measured, _ = measure_corpus(from_texts(["three"]))
    books = {name: dict(facts) for name, facts in measured.settings["codebooks"].items()}
    books["threat.fr"]["digest"] = "0" * 64
    write_bundle(
        replace(measured, settings=dict(measured.settings) | {"codebooks": books}), tmp_path / "shared"
    )
    with pytest.raises(TableError, match=r"another codebook threat\.fr · measure the older"):
        measure_corpus(from_texts(["shared", "mine"]))
    # alone it is compared as it is
    assert len(measure_corpus(from_texts(["shared"]))[0].documents) == 3


def test_bundle_may_hold_more_than_the_study_asks(from_texts: Callable[..., Study], tmp_path: Path) -> None:
    write_pages(tmp_path / "all", list(PAGES))
    write_bundle(measure_corpus(from_texts(["all"]))[0], tmp_path / "shared")
    narrow = from_texts(["shared"], extractors=["cues.v1"], codebooks=["legitimacy"])
    kept, _ = measure_corpus(narrow)
    assert set(kept.observations["family"]) == {"legitimacy"}
    assert kept.counts.empty
    assert run(narrow, output=tmp_path / "out").estimates["family"].unique().tolist() == ["legitimacy"]


@pytest.mark.parametrize("kind", ["serial", "threads", "processes"])
def test_partitions_and_engines_change_nothing(
    from_texts: Callable[..., Study], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    write_pages(tmp_path / "texts", list(PAGES))
    whole, _ = measure_corpus(from_texts(["texts"]))
    monkeypatch.setattr("framing.study.measurement.measuring.PARTITION_CHARACTERS", 1)
    cut, _ = measure_corpus(from_texts(["texts"], engine={"kind": kind, "workers": 2}))
    assert [digest(t) for t in cut.tables.values()] == [digest(t) for t in whole.tables.values()]


def test_bundle_never_holds_a_sentence_or_a_title(from_texts: Callable[..., Study], tmp_path: Path) -> None:
    write_pages(tmp_path / "texts", list(PAGES))
    write_bundle(measure_corpus(from_texts(["texts"]))[0], tmp_path / "shared")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "shared").iterdir())
    for _, text in PAGES.values():
        for line in filter(None, text.splitlines()):
            assert line not in written
    longest = read_bundle(tmp_path / "shared").observations["surface"].str.split().str.len().max()
    assert longest <= 6


def test_run_from_a_bundle_imports_nothing_of_the_measure_half(from_bundle: Study, tmp_path: Path) -> None:
    heavy = ["sklearn", "numba", "trafilatura", "nltk", "simplemma", "scipy.stats", "matplotlib"]
    heavy += ["framing.ingest", "framing.features", "framing.codebook", "framing.annotate"]
    code = (
        "import sys; from pathlib import Path; from framing.study.config.study import load_study;"
        "from framing.study.pipeline import run; run(load_study(Path(sys.argv[1])));"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "config.yaml")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def publish(result: Result, folder: Path) -> list[Path]:
    path = folder / "report-fr.html"
    path.write_text(result.study.title.fr, encoding="utf-8")
    return [path]


def test_run_without_a_report_or_a_folder_writes_nothing(from_bundle: Study, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    result = run(from_bundle)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert result.record["outputs"] == {}
    assert len(result.claims)


def test_rendered_report_is_never_lost_to_tables(from_bundle: Study, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "two-ports"
    run(from_bundle, publish)
    before = digests_of_files(folder)
    run(from_bundle)
    with pytest.raises(
        ReportError, match=r"two-ports · expected a folder without .* found report-fr\.html, which"
    ):
        run(from_bundle, output=folder)
    assert digests_of_files(folder) == before
    run(from_bundle, output=tmp_path / "tables-only")
    run(from_bundle, output=tmp_path / "tables-only")
    assert verify(folder, from_bundle, publish) == []


def test_tables_alone_are_verified_as_tables(from_bundle: Study, tmp_path: Path) -> None:
    run(from_bundle, output=tmp_path / "out")
    (tmp_path / "out" / "notes.md").write_text("mine", encoding="utf-8")
    assert verify(tmp_path / "out", from_bundle, publish) == []


def test_study_may_be_given_as_the_path_of_its_config(from_bundle: Study, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    for given in (path, str(path)):
        result = run(given, output=str(tmp_path / "out"))
        assert result.study == from_bundle
        assert (tmp_path / "out" / "record.json").is_file()
    measurements, _ = measure_corpus(path)
    assert len(compare_measurements(str(path), measurements).claims) == len(result.claims)


def test_what_is_no_study_is_said_to_be_none() -> None:
    with pytest.raises(ConfigError, match=r"expected a Study, or the path .* found a dict"):
        run({"study": "x"})  # type: ignore[arg-type]
