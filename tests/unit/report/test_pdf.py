"""The PDF: tagged, PDF/UA-1 and PDF/A-3a, its figures described, its tables attached."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from framing.report import pdf as pdfs
from framing.report import write_report
from framing.report.attachments import attachments
from framing.report.figures import draw
from framing.report.summary import figures_of
from framing.report.svg import for_paper

pikepdf = pytest.importorskip("pikepdf")


@pytest.fixture(scope="module")
def folder(result: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pdf")
    write_report(result, target)
    return target


def _structure(node: Any) -> Any:
    """Every element of the structure tree."""
    kids = node.get("/K")
    kids = kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _structure(kid)


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Un port, trois médias"), ("en", "One harbour, three outlets")]
)
def test_marks_metadata_and_standards(folder: Path, language: str, title: str) -> None:
    with pikepdf.open(folder / f"report-{language}.pdf") as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith(language)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["dc:title"] == title
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250131")


def test_every_figure_has_alternative_text_and_tables_have_heads(folder: Path) -> None:
    with pikepdf.open(folder / "report-fr.pdf") as pdf:
        elements = list(_structure(pdf.Root.StructTreeRoot))
        kinds = [str(e.S) for e in elements]
        figures = [e for e in elements if str(e.S) == "/Figure"]
        assert len(figures) == 6
        assert all(str(e.get("/Alt", "")) for e in figures)
        assert kinds.count("/Table") > 5
        assert kinds.count("/TH") > 20
        assert "/H1" in kinds


def test_config_tables_and_record_travel_inside(folder: Path) -> None:
    with pikepdf.open(folder / "report-en.pdf") as pdf:
        assert {"config.yaml", "record.json", "estimates.csv", "observations.csv"} <= set(pdf.attachments)
        assert b"study: harbour" in pdf.attachments["config.yaml"].get_file().read_bytes()


def test_config_inside_names_no_place_and_no_machine(result: Any, synthetic: Any) -> None:
    study = synthetic.make_study(
        report={"folder": "../somewhere"}, engine={"kind": "processes", "workers": 2}
    )
    there = attachments(synthetic.make_result(study=study))[0]
    assert there == attachments(result)[0]
    assert "somewhere" not in there["content"]
    assert "workers" not in there["content"]


def test_structure_is_sound(folder: Path) -> None:
    path = folder / "report-fr.pdf"
    if shutil.which("qpdf"):
        found = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout + found.stderr
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pdf_set_beside_another_holds_the_same_bytes(
    folder: Path, result: Any, summaries: dict[str, dict[str, Any]]
) -> None:
    summary = summaries["en"]
    papers = {figure["id"]: for_paper(draw(figure, "en")) for figure in figures_of(summary)}
    assert pdfs.render(summary, papers, attachments(result)) == (folder / "report-en.pdf").read_bytes()


def test_words_of_figures_are_set_in_the_font_they_were_measured_for(folder: Path) -> None:
    with pikepdf.open(folder / "report-en.pdf") as pdf:
        held = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o]
        fonts = {str(o["/BaseFont"]).partition("+")[2] for o in held}
    assert {"DejaVuSans", "DejaVuSans-Bold", "LibertinusSerif-Regular"} <= fonts


def test_tables_that_travel_are_those_of_the_folder(folder: Path, result: Any) -> None:
    with pikepdf.open(folder / "report-fr.pdf") as pdf:
        for name in ("estimates", "claims", "observations", "documents"):
            assert pdf.attachments[f"{name}.csv"].get_file().read_bytes().decode() == result.csv[name]
