"""Writing: one language of a report, its figures drawn once for page, paper and file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from framing.report import html, pdf
from framing.report.figures import draw
from framing.report.reading import Reading
from framing.report.summary import figures_of, summarise
from framing.report.svg import for_paper


def write_language(
    reading: Reading, directory: Path, formats: Sequence[str], attached: Sequence[Mapping[str, str]]
) -> list[Path]:
    """Write the report in one language and return the files written."""
    summary, language = summarise(reading), reading.language
    drawings = {figure["id"]: draw(figure, language) for figure in figures_of(summary)}
    papers = {identity: for_paper(drawing) for identity, drawing in drawings.items()}
    written = []
    (directory / "figures").mkdir(exist_ok=True)
    for identity, paper in papers.items():
        written.append(_write(directory / "figures" / f"{identity}-{language}.svg", paper))
    if "html" in formats:
        written.append(_write(directory / f"report-{language}.html", html.render(summary, drawings)))
    if "pdf" in formats:
        document = pdf.render(summary, papers, attached)
        written.append(_write(directory / f"report-{language}.pdf", document))
    return written


def _write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
