"""Layout: a title is found under its name, whatever invisible characters the page has in it."""

from __future__ import annotations

import numpy as np
import pytest

from framing.ingest.layout import BODY, find_titles
from framing.ingest.lines import split_lines

PAGE = (
    "Un bandeau du port\n{title}\nLe navire est entré dans le port, et les marins ont salué la foule du quai."
)


@pytest.mark.parametrize("title", ["Un navire", "Un\u00a0navire", "Un na\u00advire", "\u200fUn navire\u200b"])
def test_title_is_found_under_its_name(title: str) -> None:
    lines = split_lines([PAGE.format(title=title).encode("utf-8")])
    kinds = np.full(len(lines), BODY, np.uint8)
    assert find_titles(lines, kinds, ["Un navire"], "none").tolist() == [1]
