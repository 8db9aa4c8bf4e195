"""Texts of the documents measured in a run, read from their table when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd


class Texts(Mapping[str, str]):
    """Cleaned text by doc_id, without a second copy of the texts in memory.

    Parameters
    ----------
    parts : sequence of DataFrame
        With columns doc_id and text.
    """

    def __init__(self, parts: Sequence[pd.DataFrame]) -> None:
        self._columns = [part["text"].array for part in parts]
        self._places = {
            doc_id: (number, row)
            for number, part in enumerate(parts)
            for row, doc_id in enumerate(part["doc_id"].tolist())
        }

    def __getitem__(self, doc_id: str) -> str:
        """Return the text of a document."""
        number, row = self._places[doc_id]
        return str(self._columns[number][row])

    def __iter__(self) -> Iterator[str]:
        """Go through the doc_ids."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._places)
