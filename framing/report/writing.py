"""Writing: the files of a report, its figures drawn once a language for page, paper and file."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.report import html, pdf
from framing.report.attachments import attachments
from framing.report.drawing import Drawing
from framing.report.figures import draw
from framing.report.reading import read
from framing.report.summary import figures_of, summarise
from framing.report.svg import for_paper

if TYPE_CHECKING:
    from framing.study.pipeline import Result


def write_files(result: Result, directory: Path) -> list[Path]:
    """Write pages, PDFs and figures in every language of the study; return what was written.

    Typst leaves the interpreter free: a PDF is set while the next language is summed up, and the pages
    are written while the last PDF is set, for nothing takes longer than that one.
    """
    report, reading = result.study.report, None
    attached = attachments(result) if "pdf" in report.formats else []
    (directory / "figures").mkdir(exist_ok=True)
    with ThreadPoolExecutor(max_workers=len(report.languages)) as beside:
        prepared, pending = [], []
        for language in report.languages:
            reading = read(result, language, reading)
            summary = summarise(reading)
            drawings = {figure["id"]: draw(figure, language) for figure in figures_of(summary)}
            papers = {identity: for_paper(drawing) for identity, drawing in drawings.items()}
            prepared.append((summary, drawings, papers))
            if "pdf" in report.formats:
                target = directory / f"report-{language}.pdf"
                pending.append((target, beside.submit(pdf.render, summary, papers, attached)))
        wait([document for _, document in pending[:1]])  # two PDFs and a page at once would share two cores
        written = [
            path for parts in prepared for path in _write_open_files(*parts, directory, report.formats)
        ]
        return written + [_write(target, document.result()) for target, document in pending]


def _write_open_files(
    summary: Mapping[str, Any],
    drawings: Mapping[str, Drawing],
    papers: Mapping[str, str],
    directory: Path,
    formats: tuple[str, ...],
) -> list[Path]:
    language = summary["language"]
    files = [
        (directory / "figures" / f"{identity}-{language}.svg", paper) for identity, paper in papers.items()
    ]
    if "html" in formats:
        files.append((directory / f"report-{language}.html", html.render(summary, drawings)))
    return [_write(path, content.encode("utf-8")) for path, content in files]


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
