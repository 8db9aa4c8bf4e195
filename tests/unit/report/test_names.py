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


def test_a_codebook_is_searched_by_the_extractor_of_its_kind() -> None:
    def searched(*extractors: str) -> set[tuple[str, str]]:
        books = {
            "agency.fr": {"kind": "agency"},
            "threat.fr": {"kind": "cues"},
            "heads.fr": {"kind": "heads"},
        }
        held = {
            key: facts | {"categories": {"any": []} if key != "heads.fr" else {}}
            for key, facts in books.items()
        }
        measured = {"codebooks": held, "extractors": list(extractors)}
        return set(names.load_names({}, measured, "en").searched)

    assert searched("cues.v1", "heads.v1") == {("fr", "threat")}
    assert searched("agency.v1", "cues.v1") == {("fr", "agency"), ("fr", "threat")}
    assert searched("heads.v1") == set()


def test_agency_has_a_name_in_both_languages() -> None:
    books = {"agency.fr": {"kind": "agency", "categories": {"passive_agentless": []}, "referents": {}}}
    shown = {
        language: names.load_names({}, {"codebooks": books, "extractors": ["agency.v1"]}, language)
        for language in ("fr", "en")
    }
    assert shown["fr"].category("agency", "passive_agentless") == "passif sans agent"
    assert shown["en"].category("agency", "passive_agentless") == "passive without an agent"


def test_rooms_that_read_texts_are_not_loaded_for_a_name() -> None:
    rooms = ["framing.codebook", "framing.ingest", "framing.annotate"]
    code = f"import sys, framing.report.writing; print([room for room in {rooms} if room in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
