"""A corpus of two events and two outlets, with its truth, as small as can be."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

PAGES = {
    "alpha-en-e1": "Port opens\n\n“The harm is great,” said Ada Noor. The “helpers” came late.\n",
    "beta-en-e1": "Port opens\n\nAda Noor said the harm was great. It is an alarming day.\n",
    "alpha-en-e2": "Rain falls\n\nNothing else was told.\n",
    "beta-en-e2": "Rain falls\n\nTwo boats came.\n",
}
SPANS = {
    "alpha-en-e1": {
        "speech": [("“The harm is great,”", "direct, Ada Noor, true"), ("“helpers”", "scare, '', true")],
        "cues": [("harm", "threat, alarm, '', quoted, Ada Noor")],
        "verbs": [("said", "neutral")],
    },
    "beta-en-e1": {
        "speech": [("the harm was great", "reported, Ada Noor, true")],
        "cues": [
            ("harm", "threat, alarm, '', reported, Ada Noor"),
            ("alarming", "threat, menace, '', own, ''"),
        ],
        "verbs": [("said", "neutral")],
    },
    "beta-en-e2": {"facts": [("Two boats", "F1")]},
}
HEAD = """\
events:
  e1: {name: A port, date: 2024-01-01, differs: true, facts: {}}
  e2: {name: Rain, date: 2024-02-01, differs: true, facts: {F1: two boats}}
features:
  alarm_own: {family: threat, category: '*', referent: '', voice: own, more: [beta], less: [alpha], events: [e1]}
  alarm_raw: {family: threat, category: alarm, referent: '', voice: all, more: [], less: [alpha, beta], events: []}
  boats: {family: omissions, category: e2.F1, referent: '', voice: own, more: [beta], less: [alpha], events: [e2]}
  scare: {family: scare_quotes, category: scare, referent: '', voice: own, more: [alpha], less: [beta], events: [e1]}
articles:
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the corpus, its truth changed by replacing one text by another."""

    def write(before: str = "", after: str = "") -> Path:
        (tmp_path / "pages").mkdir(exist_ok=True)
        for doc_id, text in PAGES.items():
            (tmp_path / "pages" / f"{doc_id}.txt").write_bytes(text.encode())
        truth = HEAD + "".join(_article(doc_id, text) for doc_id, text in PAGES.items())
        assert before in truth
        (tmp_path / "truth.yaml").write_text(truth.replace(before, after, 1) if before else truth, "utf-8")
        return tmp_path

    return write


def _article(doc_id: str, text: str) -> str:
    outlet, language, event = doc_id.split("-")
    lines = [
        f"  {doc_id}:", f"    file: {doc_id}.txt", f"    outlet: {outlet}", f"    language: {language}",
        f"    event: {event}", f"    sha256: {sha256(text.encode()).hexdigest()}",
    ]  # fmt: skip
    for table, rows in SPANS.get(doc_id, {}).items():
        lines.append(f"    {table}:")
        for words, said in rows:
            start = text.index(words)
            lines.append(f"    - [{start}, {start + len(words)}, {said}]")
    return "\n".join(lines) + "\n"
