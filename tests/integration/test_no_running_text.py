"""No seven consecutive words of the five real articles stand in a committed file."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

RUN = 7  # words; the bundle shows at most six
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
TAG = re.compile(r"<[^>]*>")


def words_of(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def runs_of(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def committed_files(root: Path) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]


def readings(path: Path) -> Iterator[str]:
    """Yield the file's text as it stands and as a reader sees it."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        yield "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    yield text
    if path.suffix in {".html", ".svg", ".jinja"}:
        yield html.unescape(TAG.sub(" ", text))


def test_committed_files_hold_no_running_text(root: Path, shared_or_skip: Callable[[str], Path]) -> None:
    seeds = (
        shared_or_skip("committed files are not searched for text of the five articles") / "data" / "seeds"
    )
    forbidden = {run for page in seeds.glob("*.txt") for run in runs_of(words_of(page.read_text("utf-8")))}
    assert len(forbidden) > 3000
    found = {
        (str(path.relative_to(root)), " ".join(run))
        for path in committed_files(root)
        for text in readings(path)
        for run in runs_of(words_of(text)) & forbidden
    }
    assert not found


@pytest.mark.parametrize(
    "sentence", ["un deux trois quatre cinq six sept", "un, deux ; TROIS quatre-vingt cinq six sept"]
)
def test_a_run_is_seen_whatever_stands_between_its_words(sentence: str) -> None:
    assert len(runs_of(words_of(sentence))) == 1
