"""Decomposing: how much of a raw gap is whose words are given room, and how much the words within a voice.

Counted as readers count – hits per 10,000 words, or per 100 of what a share is a share of –, over the articles that a
contrast compares. The estimates hold the same two parts over sentences, where one sentence counts in every voice in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import decompose
from framing.study.comparison.cells import ALL, KEY, SHARE_FAMILIES, Cells, cells_from
from framing.study.comparison.designs import Design
from framing.study.measurement.measurements import Measurements
from framing.tables import VOICES

Floats = NDArray[np.float64]
CellKey = tuple[str, str, str]

PER_WORDS: Final = 10_000.0
PER_HUNDRED: Final = 100.0
COLUMNS: Final = (
    "contrast", "family", "category", "referent", "voice", "hits_a", "hits_b", "room_a", "room_b", "gap", "from_room",
    "from_words",
)  # fmt: skip
# Sums of rounded parts differ in their last bit between processors.
DECIMALS: Final = 9


def decompose_gaps(
    measurements: Measurements, designs: Sequence[Design], cells: Iterable[CellKey]
) -> pd.DataFrame:
    """Take apart the gap between the two outlets of every design, for every cell, by voice.

    Parameters
    ----------
    measurements : Measurements
    designs : sequence of Design
    cells : iterable of (family, category, referent)
        Whatever voice they were claimed in: the gap is that of all voices.

    Returns
    -------
    DataFrame
        `COLUMNS`; one row a voice and one in "all" a cell, in the order of the designs and the cells. `room` are words
        of the voice, or in families of shares what these are shares of; `gap` is the first outlet minus the second, in
        all voices, and `from_room` and `from_words` sum to it. NaN is not estimable: everything where an outlet has no
        room at all or the referent did not exist; in a voice `from_words` where an outlet has no room in it, and both
        parts where neither has.
    """
    keys = list(dict.fromkeys(cells))
    families = sorted({family for family, *_ in keys})
    chosen = measurements.observations["family"].astype("str").isin(families)
    held = replace(measurements, observations=measurements.observations.loc[chosen])
    compared = [design for design in designs if design.n_a and design.n_b] if keys else []
    tables = [_of_design(held, design, keys) for design in compared]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def _of_design(measurements: Measurements, design: Design, keys: list[CellKey]) -> pd.DataFrame:
    counted = cells_from(measurements, design, [(*key, ALL) for key in keys])
    words = _words(measurements.exposure, design)
    places = _places(counted, keys)
    parts = [_of_cell(counted, words, key, at) for key, at in zip(keys, places, strict=True)]
    voices = [*VOICES, ALL]
    numbers = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS[5:]}
    named = {name: np.repeat([key[n] for key in keys], len(voices)) for n, name in enumerate(KEY[:3])}
    table = pd.DataFrame({"contrast": design.contrast, **named, "voice": voices * len(keys), **numbers})
    return table.astype(dict.fromkeys(COLUMNS[:5], "str"))


def _of_cell(counted: Cells, words: Floats, key: CellKey, at: NDArray[np.intp]) -> dict[str, Floats]:
    """Numbers of one cell: the voices in their order, then all together."""
    hits = np.stack(counted.sums(counted.hits[:, at]))
    is_share = key[0] in SHARE_FAMILIES
    room = np.stack(counted.sums(counted.opportunities[:, at])) if is_share else words
    exists = bool(counted.possible[:, at[0]].all())
    gap, from_room, from_words = _parts(hits, room, exists)
    unit = PER_HUNDRED if is_share else PER_WORDS
    sums = {
        f"{name}_{side}": np.append(row, row.sum())
        for name, rows in (("hits", hits), ("room", room))
        for side, row in zip("ab", rows, strict=True)
    }
    parts = {"gap": np.full(len(VOICES) + 1, gap), "from_room": from_room, "from_words": from_words}
    return sums | {name: np.round(part * unit, DECIMALS) for name, part in parts.items()}


def _places(counted: Cells, keys: list[CellKey]) -> NDArray[np.intp]:
    """Columns of each cell, the voices in their order."""
    index = pd.MultiIndex.from_frame(counted.index[KEY])
    wanted = pd.MultiIndex.from_tuples([(*key, voice) for key in keys for voice in VOICES])
    return np.asarray(index.get_indexer(wanted), dtype=np.intp).reshape(len(keys), len(VOICES))


def _parts(hits: Floats, room: Floats, exists: bool) -> tuple[float, Floats, Floats]:
    """Gap and its two parts by voice and in all, NaN where there is nothing to estimate from."""
    unknown = np.full(len(VOICES) + 1, np.nan)
    if not exists or not room.any(axis=1).all() or ((hits > 0) & (room == 0)).any():
        return float("nan"), unknown, unknown
    found = decompose(hits[0], room[0], hits[1], room[1])
    rooms, words = (np.append(part, part.sum()) for part in (found.from_voice, found.from_words))
    has_room = np.append(room > 0, [[True], [True]], axis=1)
    return (
        float(found.difference),
        np.where(has_room.any(axis=0), rooms, np.nan),
        np.where(has_room.all(axis=0), words, np.nan),
    )


def _words(exposure: pd.DataFrame, design: Design) -> Floats:
    """Words of each voice in the articles of either outlet, captions left out: (2, voices)."""
    place = dict(zip(design.documents, (~design.in_a).astype(int).tolist(), strict=True))
    side = exposure["doc_id"].astype("str").map(place)
    kept = side.notna() & (exposure["position"] != "caption")
    voice = exposure.loc[kept, "voice"].astype("str").map({name: n for n, name in enumerate(VOICES)})
    cell = side[kept].astype("int64") * len(VOICES) + voice.astype("int64")
    sums = np.bincount(cell, exposure.loc[kept, "tokens"], minlength=2 * len(VOICES))
    return np.asarray(sums.reshape(2, len(VOICES)), dtype=np.float64)
