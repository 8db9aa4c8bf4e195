"""Files of a report: whole, inert, the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from framing.errors import Problem, ReportError
from framing.report import pdf, write_report

# Weight of the default report (brief: at most 1.5 MB a page).
MOST_BYTES = 1_500_000


@pytest.fixture(scope="module")
def written(result: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    paths = write_report(result, folder)
    assert sorted(paths) == sorted(p for p in folder.rglob("*") if p.is_file())
    return folder


class _Elements(HTMLParser):
    """What a browser would see: start tags with attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(page)
    return parser.tags


def test_files_and_weight(written: Path) -> None:
    names = {p.name for p in written.iterdir()}
    assert {"report-fr.html", "report-en.html", "report-fr.pdf", "report-en.pdf", "figures"} == names
    assert all(p.stat().st_size < MOST_BYTES for p in written.glob("*.html"))
    assert (written / "figures" / "voice-bars-fr.svg").exists()


def test_page_is_one_file_under_a_strict_policy(written: Path) -> None:
    page = (written / "report-en.html").read_text("utf-8")
    tags = _tags(page)
    policy = next(a["content"] for t, a in tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not [a for _, a in tags if "style" in a or "src" in a or any(k.startswith("on") for k in a)]
    assert all((a.get("href") or "#").startswith("#") for t, a in tags if t in ("a", "link", "use"))
    assert sum(t == "style" for t, _ in tags) == 1
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_page_is_complete_without_scripts(written: Path) -> None:
    page = (written / "report-fr.html").read_text("utf-8")
    before = page[: page.index("<script>")]
    assert "Sur 3\u00a0comparaisons" in before or "Sur 3 comparaisons" in before
    tags = _tags(page)
    assert all(a.get("scope") for t, a in tags if t == "th")
    assert sum(t == "caption" for t, _ in tags) == sum(t == "table" for t, _ in tags)
    drawn = [a for t, a in tags if t == "svg"]
    assert drawn
    assert all(a.get("role") == "img" and a.get("aria-label") for a in drawn)


def test_page_draws_the_figures_of_the_folder_in_its_own_colours(written: Path) -> None:
    page = (written / "report-en.html").read_text("utf-8")
    drawn = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    files = sorted((written / "figures").glob("*-en.svg"))
    assert len(drawn) == len(files) > 0
    assert all("var(--" in drawing and not re.search(r"#[0-9a-f]{6}", drawing) for drawing in drawn)
    for path in files:
        drawing = path.read_text("utf-8")
        ElementTree.fromstring(drawing)
        assert "style=" not in drawing
        assert "var(" not in drawing
        ways = re.findall(r' d="([^"]+)"', drawing)
        assert any(re.findall(r' d="([^"]+)"', other) == ways for other in drawn)


def test_hostile_text_is_inert_in_page_and_figures(hostile: Any, tmp_path: Path) -> None:
    write_report(hostile, tmp_path)
    for path in tmp_path.glob("*.html"):
        page = path.read_text("utf-8")
        tags = _tags(page)
        assert [t for t, _ in tags].count("script") == 1
        assert not [a for _, a in tags if any(k.startswith("on") for k in a)]
        assert "<script>alert(1)</script>" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "\x00" not in page
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    for path in tmp_path.glob("figures/*.svg"):
        elements = {e.tag.rpartition("}")[2] for e in ElementTree.fromstring(path.read_text("utf-8")).iter()}
        assert "script" not in elements
    assert {p.name for p in tmp_path.glob("*.pdf")} == {"report-fr.pdf", "report-en.pdf"}


def test_pdf_of_hostile_text_shows_it_as_text(hostile: Any, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    write_report(hostile, tmp_path)
    document = pdfium.PdfDocument(tmp_path / "report-en.pdf")
    said = " ".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    document.close()
    assert '#import "x": *' in said
    assert "*bold*" in said
    assert "<script>alert(1)</script>" in said


def test_hostile_speakers_are_inert_in_page_paper_and_tables(synthetic: ModuleType, tmp_path: Path) -> None:
    result = synthetic.make_hostile_spoken_result()
    write_report(result, tmp_path)  # typst would refuse a document that a name breaks
    page = (tmp_path / "report-fr.html").read_text("utf-8")
    tags = _tags(page)
    assert [t for t, _ in tags].count("script") == 1
    assert not [a for _, a in tags if any(k.startswith("on") for k in a)]
    assert page.count("&lt;script&gt;alert(1)") > 5  # camps, speakers, ledgers, echoes, attributions
    assert "]]></style>" not in page
    cells = [
        cell for name in ("attributions", "exposure", "observations") for cell in _cells(result.csv[name])
    ]
    assert '\'=HYPERLINK("http://x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def _cells(table: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(table)) for cell in row]


_AGAIN = """
import pathlib, sys
from framing.report import write_report
from tests.unit.report.synthetic import make_result
write_report(make_result(), pathlib.Path(sys.argv[1]))
assert not {"matplotlib", "scipy.stats", "sklearn", "numba", "rich"} & set(sys.modules)
"""


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize(
    ("seed", "zone", "lang"), [("1", "Asia/Kathmandu", "tr_TR.UTF-8"), ("77", "America/Lima", "C")]
)
def test_same_bytes_elsewhere(
    written: Path, tmp_path: Path, root: Path, seed: str, zone: str, lang: str
) -> None:
    target, away = tmp_path / "out", tmp_path / "cwd"
    target.mkdir()
    away.mkdir()
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LANG": lang,
        "LC_ALL": lang,
        "PYTHONPATH": str(root),
    }
    subprocess.run([sys.executable, "-c", _AGAIN, str(target)], cwd=away, env=environment, check=True)
    assert _digests(target) == _digests(written)


def test_document_that_typst_refuses_is_an_error_and_not_a_thread_that_died(
    result: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: Any) -> bytes:
        raise ReportError(Problem("report.typ", "a document", "none", "report this"))

    monkeypatch.setattr(pdf, "render", refuse)
    with pytest.raises(ReportError, match=r"report\.typ"):
        write_report(result, tmp_path)


def test_formats_and_languages_follow_the_study(synthetic: ModuleType, tmp_path: Path) -> None:
    study = synthetic.make_study(report={"languages": ["en"], "formats": ["html"]})
    paths = write_report(synthetic.make_result(study=study), tmp_path)
    assert {p.name for p in paths if p.suffix != ".svg"} == {"report-en.html"}
