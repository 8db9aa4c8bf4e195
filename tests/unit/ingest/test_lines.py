from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.ingest.lines import pack, split_lines

characters = st.sampled_from(list("ab «»é’😀.\u00a0\u202f\u3000\u2009\t\n\n"))
texts = st.lists(st.text(characters, max_size=30), min_size=1, max_size=5)


@settings(deadline=None)
@given(texts)
def test_lines_are_those_python_would_find(documents: list[str]) -> None:
    lines = split_lines([t.encode() for t in documents])
    expected = [
        (d, line.strip()) for d, text in enumerate(documents) for line in text.split("\n") if line.strip()
    ]
    found = [(int(d), lines.text(i)) for i, d in enumerate(lines.document)]
    assert found == expected
    assert lines.texts(np.arange(len(lines))) == [line for _, line in expected]
    assert lines.lengths.tolist() == [len(line) for _, line in expected]
    for i, (d, line) in enumerate(expected):
        whole = documents[d][lines.first[i] : lines.last[i]]
        assert "\n" not in whole
        assert whole.strip() == line
    assert lines.bounds.tolist() == [sum(d < k for d, _ in expected) for k in range(len(documents) + 1)]


def test_first_and_last_bytes_are_packed_as_keys_are() -> None:
    lines = split_lines(["abcdef\nxy\n»".encode()])
    assert lines.first_bytes(4).tolist() == [pack(b"abcd"), pack(b"xy"), pack("»".encode())]
    assert lines.last_bytes(2).tolist() == [pack(b"ef"), pack(b"xy"), pack("»".encode())]


def test_a_beginning_never_holds_half_a_character() -> None:
    lines = split_lines(["éé".encode()])
    assert lines.beginnings(np.arange(1), 3) == ["é"]
