"""Names: read from the shipped codebooks without loading the room that compiles them."""

from __future__ import annotations

import subprocess
import sys

from framing.codebook import available
from framing.codebook.codebooks import SHIPPED
from framing.report import names


def test_labels_come_from_the_shipped_codebooks() -> None:
    assert names._SHIPPED == SHIPPED
    assert {f"{book}.fr.yaml" for book in available("fr")} <= {path.name for path in names._SHIPPED.iterdir()}


def test_rooms_that_read_texts_are_not_loaded_for_a_name() -> None:
    rooms = ["framing.codebook", "framing.ingest", "framing.annotate"]
    code = f"import sys, framing.report.writing; print([room for room in {rooms} if room in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
