"""Report: a result becomes a summary, the summary becomes figures, a page and a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.study.pipeline import Result

__all__ = ["write_report"]


def write_report(result: Result, directory: Path) -> list[Path]:
    """Write the report of a result: pages, PDFs and figures.

    Parameters
    ----------
    result : Result
        Its study says in which languages and formats.
    directory : Path
        An existing folder; the caller moves it into place when everything is there.

    Returns
    -------
    list of Path
        What was written: ``report-<language>.html``, ``report-<language>.pdf``, ``figures/*.svg``.
    """
    # templates, figures and fonts load slowly: only a report pays for them
    from framing.report.writing import write_files  # noqa: PLC0415

    return write_files(result, directory)
