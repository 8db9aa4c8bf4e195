"""Attachments: config, tables and record, which travel inside the PDF (PDF/A-3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from framing.study.pipeline import Result

# A table of many megabytes makes a PDF that no mail carries; the folder of the report holds it then.
MOST_ROWS = 20_000
_TABLES = ("documents", "removals", "exposure", "observations", "events")


def attachments(result: Result) -> list[dict[str, str]]:
    """Return the files to put into a PDF: ``name, content, type, relationship, description``."""
    settings = result.study.content
    tables = {name: getattr(result.measurements, name) for name in _TABLES}
    tables |= {"estimates": result.estimates, "claims": result.claims}
    return [
        _file(
            "config.yaml",
            yaml.safe_dump(settings, allow_unicode=True, sort_keys=True),
            "application/yaml",
            "source",
        ),
        _file("record.json", _json(result.record), "application/json", "supplement"),
        *(
            _file(f"{n}.csv", result.csv[n], "text/csv", "data")
            for n, t in tables.items()
            if len(t) <= MOST_ROWS
        ),
    ]


def _file(name: str, content: str, kind: str, relationship: str) -> dict[str, str]:
    return {"name": name, "content": content, "type": kind, "relationship": relationship, "description": name}


def _json(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, indent=2, default=str) + "\n"
