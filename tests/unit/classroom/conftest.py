"""A corpus of three events, two outlets and two languages, with its truth, as small as can be."""

from __future__ import annotations

import csv
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

PAGES = {
    "alpha-en-e1": "Port opens\n\n“The harm is great,” said Ada Noor. The “helpers” came late.\n",
    "beta-en-e1": "Port opens\n\nAda Noor said that the harm was great. It is an alarming day.\n",
    "alpha-en-e2": "Rain falls\n\nNothing else was told.\n",
    "beta-en-e2": "Rain falls\n\nTwo boats came.\n",
    "alpha-en-e3": "Fair weather\n\nThe sun shone.\n",
    "beta-en-e3": "Fair weather\n\nA day of sun.\n",
    "alpha-fr-e1": "Le port ouvre\n\n« Le danger est grand », a dit Ada Noor. Les « aides » ont tardé.\n",
    "beta-fr-e1": "Le port ouvre\n\nAda Noor a dit que le danger était grand. Journée alarmante.\n",
    "alpha-fr-e2": "Pluie\n\nRien d’autre n’est dit.\n",
    "beta-fr-e2": "Pluie\n\nDeux bateaux sont venus.\n",
    "alpha-fr-e3": "Beau temps\n\nLe soleil brille.\n",
    "beta-fr-e3": "Beau temps\n\nUn jour de soleil.\n",
}
SUN = {"en": "sun", "fr": "soleil"}
SPANS = {
    "alpha-en-e1": {
        "speech": [("“The harm is great,”", "direct, Ada Noor, true"), ("“helpers”", "scare, '', true")],
        "cues": [("harm", "threat, alarm, '', quoted, Ada Noor")],
        "verbs": [("said", "neutral")],
    },
    "beta-en-e1": {
        "speech": [("that the harm was great", "reported, Ada Noor, true")],
        "cues": [("harm", "threat, alarm, '', reported, Ada Noor"), ("alarming", "threat, menace, '', own, ''")],
        "verbs": [("said", "neutral")],
    },
    "beta-en-e2": {"facts": [("Two boats", "F1")]},
    "alpha-fr-e1": {
        "speech": [("« Le danger est grand »", "direct, Ada Noor, true"), ("« aides »", "scare, '', true")],
        "cues": [("danger", "threat, alarm, '', quoted, Ada Noor")],
        "verbs": [("a dit", "neutral")],
    },
    "beta-fr-e1": {
        "speech": [("que le danger était grand", "reported, Ada Noor, true")],
        "cues": [("danger", "threat, alarm, '', reported, Ada Noor"), ("alarmante", "threat, menace, '', own, ''")],
        "verbs": [("a dit", "neutral")],
    },
    "beta-fr-e2": {"facts": [("Deux bateaux", "F1")]},
}  # fmt: skip
HEAD = """\
licence: CC BY 4.0
families:
  threat: [alarm, menace]
events:
  e1: {name: A port, date: '2024-01-01', differs: true, facts: {}}
  e2: {name: Rain, date: '2024-02-01', differs: true, facts: {F1: two boats}}
  e3: {name: Sun, date: '2024-03-01', differs: false, facts: {F1: sun}}
features:
  alarm_own: {family: threat, category: '*', referent: '', voice: own, more: [beta], less: [alpha], events: [e1]}
  alarm_raw: {family: threat, category: alarm, referent: '', voice: all, more: [], less: [alpha, beta], events: []}
  boats: {family: omissions, category: e2.F1, referent: '', voice: own, more: [beta], less: [alpha], events: [e2]}
  scare: {family: scare_quotes, category: scare, referent: '', voice: own, more: [alpha], less: [beta], events: [e1]}
articles:
"""
TAIL = "speakers: [Ada Noor]\nrepeated: {}\nmalformed: 0\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the corpus, its truth changed by replacing one text by another."""

    def write(before: str = "", after: str = "") -> Path:
        (tmp_path / "pages").mkdir(exist_ok=True)
        for doc_id, text in PAGES.items():
            (tmp_path / "pages" / f"{doc_id}.txt").write_bytes(text.encode())
        with (tmp_path / "pages" / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["file", "doc_id", "outlet", "language", "event", "sha256", "origin"])
            rows.writerows(_listed(doc_id, text) for doc_id, text in PAGES.items())
        truth = HEAD + "".join(_article(doc_id, text) for doc_id, text in PAGES.items()) + TAIL
        assert before in truth
        (tmp_path / "truth.yaml").write_text(truth.replace(before, after, 1) if before else truth, "utf-8")
        return tmp_path

    return write


def _listed(doc_id: str, text: str) -> list[str]:
    outlet, language, event = doc_id.split("-")
    digest = sha256(text.encode()).hexdigest()
    return [f"{doc_id}.txt", doc_id, outlet, language, f"{event}-name", digest, "original"]


def _article(doc_id: str, text: str) -> str:
    outlet, language, event = doc_id.split("-")
    lines = [
        f"  {doc_id}:", f"    file: {doc_id}.txt", f"    outlet: {outlet}", f"    language: {language}",
        f"    event: {event}", f"    sha256: {sha256(text.encode()).hexdigest()}",
    ]  # fmt: skip
    spans = SPANS.get(doc_id, {"facts": [(SUN[language], "F1")]} if event == "e3" else {})
    for table, rows in spans.items():
        lines.append(f"    {table}:")
        for words, said in rows:
            start = text.index(words)
            lines.append(f"    - [{start}, {start + len(words)}, {said}]")
    return "\n".join(lines) + "\n"
