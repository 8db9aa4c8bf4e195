"""Writing: one language of a report, its figures drawn once for page, paper and file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.report import html, pdf
from framing.report.figures import draw
from framing.report.summary import build, figures_of
from framing.report.svg import for_paper

if TYPE_CHECKING:
    from framing.study.pipeline import Result


def write_language(
    result: Result, language: str, directory: Path, attached: Sequence[Mapping[str, str]]
) -> list[Path]:
    """Write the report in one language and return the files written."""
    summary = build(result, language)
    drawings = {figure["id"]: draw(figure, language) for figure in figures_of(summary)}
    papers = {identity: for_paper(drawing) for identity, drawing in drawings.items()}
    written = []
    (directory / "figures").mkdir(exist_ok=True)
    for identity, paper in papers.items():
        written.append(_write(directory / "figures" / f"{identity}-{language}.svg", paper))
    if "html" in result.study.report.formats:
        written.append(_write(directory / f"report-{language}.html", html.render(summary, drawings)))
    if "pdf" in result.study.report.formats:
        document = pdf.render(summary, papers, attached)
        written.append(_write(directory / f"report-{language}.pdf", document))
    return written


def _write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
