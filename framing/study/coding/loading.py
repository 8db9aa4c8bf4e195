"""Loading: the codes that a study names, as far as its measurements know their documents, and for its sets as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from framing.study.coding.codes import QUESTION, Codes, join_codes, known_codes, read_codes, with_finds
from framing.study.coding.frames import CAPTION
from framing.study.coding.grouping import with_set_codes
from framing.study.comparison.designs import inside_window

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.config.parts import Window
    from framing.study.config.study import Study
    from framing.study.measurement.measurements import Measurements


def load_codes(study: Study, measurements: Measurements) -> Codes | None:
    """Read the files that a study names under ``codes:``, as far as its measurements know their documents.

    Parameters
    ----------
    study : Study
    measurements : Measurements

    Returns
    -------
    Codes or None
        With what the instrument of the measurements finds in each unit; None where the study names no file.

    Raises
    ------
    TableError
        Every mistake of every file, and files that are one draw.
    """
    if not study.codes:
        return None
    named = [study.where(f"codes[{n}]") for n in range(len(study.codes))]
    parts = [read_codes(study.path(name), where) for name, where in zip(study.codes, named, strict=True)]
    codes = join_codes(parts, named)
    found = with_finds(known_codes(codes, measurements), measurements)
    notes = (*found.notes, *_outgrown(found.table, measurements, study.window))
    return with_set_codes(replace(found, notes=notes), study.sets)


def _outgrown(table: pd.DataFrame, measurements: Measurements, window: Window | None) -> list[str]:
    """Say of which outlets the corpus holds more sentences than the codes were drawn from: of those nothing is known."""
    documents = measurements.documents
    inside = documents.loc[inside_window(documents["published"], window), ["doc_id", "language", "outlet"]]
    exposure = measurements.exposure.loc[measurements.exposure["position"] != CAPTION]
    spoken = exposure[["doc_id", "voice", "sentences"]].astype({"doc_id": "str", "voice": "str"})
    now = spoken.merge(inside, on="doc_id").groupby(["language", "outlet", "voice"])["sentences"].sum()
    sizes = table.drop_duplicates("stratum").groupby([*QUESTION, "outlet", "voice"])["size"].sum()
    then = sizes.groupby(["language", "outlet", "voice"]).max()
    sides = then.rename("then").to_frame().join(now.rename("now")).fillna(0).astype("int64").reset_index()
    return [
        f"codes: drawn from {row.then} sentences of {row.outlet} ({row.language}, {row.voice}), of which the corpus has "
        f"{row.now} now: what is beyond is not corrected"
        for row in sides.loc[sides["now"] > sides["then"]].itertuples()
    ]
