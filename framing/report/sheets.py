"""Sheets: what coders read, in words – the questions, the printable page, the guide.

Nothing of the key goes in: neither outlet nor document, nor what was found. Text of the corpus is escaped, and fetches nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import Final

import pandas as pd
import yaml

from framing.report.typography import display
from framing.study.coding.passages import CLOSE, OPEN
from framing.study.coding.questions import APART, NONE, Code, Question
from framing.study.coding.sampling import Sheet

_BOX: Final = "\N{WHITE SQUARE}"
_RULES: Final = ("words", "category", "sense", "denied", "target", "voice", "doubt", "alone", "save")
_MARKED: Final = re.compile(f"({re.escape(OPEN)}.*?{re.escape(CLOSE)})")


def sheet_words(sheet: Sheet) -> pd.DataFrame:
    """Return what is asked of each unit, in the language of its text.

    Returns
    -------
    DataFrame
        question, codes, voice; one row a unit, in the order of the sheet.
    """
    asked = {(q.language, q.family, q.referent): q for q in sheet.questions}
    rows = sheet.units[["language", "family", "referent", "voice"]].itertuples(index=False, name=None)
    return pd.DataFrame(
        [
            (_question(asked[language, family, referent]), _codes(asked[language, family, referent]),
             _words(language)[f"voice_{voice}"])
            for language, family, referent, voice in rows
        ],
        columns=["question", "codes", "voice"],
    )  # fmt: skip


def write_sheet_pages(sheet: Sheet, folder: Path) -> None:
    """Write ``sheet.html`` and, for each language of the texts, ``guide-<language>.html``.

    Parameters
    ----------
    sheet : Sheet
    folder : Path
        An existing one.
    """
    _write(folder / "sheet.html", sheet_page(sheet))
    for language in dict.fromkeys(question.language for question in sheet.questions):
        _write(folder / f"guide-{language}.html", guide_page(sheet, language))


def sheet_page(sheet: Sheet) -> str:
    """Return the sheet for print: each question with its codes, then its sentences, with room to answer."""
    language = sheet.questions[0].language
    parts = [_section(sheet, question, n == 0) for n, question in enumerate(sheet.questions)]
    return _page(language, _say(language, "title"), sheet, "\n".join(parts))


def guide_page(sheet: Sheet, language: str) -> str:
    """Return how to code, and what: the rules, the voices, and every question with its codes and their examples."""
    rules = "".join(f"<li>{escape(_say(language, f'rule_{name}'))}</li>" for name in _RULES)
    voices = dict.fromkeys(sheet.units["voice"])
    told = "".join(f"<li>{escape(_say(language, f'voice_{voice}'))}</li>" for voice in voices)
    asked = [question for question in sheet.questions if question.language == language]
    codes = "".join(f"<h2>{escape(_question(question))}</h2>{_table(question)}" for question in asked)
    content = f"<ol>{rules}</ol><h2>{escape(_say(language, 'voices'))}</h2><ul>{told}</ul>{codes}"
    return _page(language, _say(language, "guide"), sheet, content)


def _section(sheet: Sheet, question: Question, first: bool) -> str:
    asked = [question.language, question.family, question.referent]
    units = sheet.units.loc[(sheet.units[["language", "family", "referent"]] == asked).all(axis=1)]
    articles = "\n".join(_unit(unit, question) for unit in units.to_dict("records"))
    opening = f'<section lang="{escape(question.language)}"' + (' class="first">' if first else ">")
    return f"{opening}<h2>{escape(_question(question))}</h2>{_table(question)}\n{articles}</section>"


def _table(question: Question) -> str:
    rows = [*question.codes, Code(NONE, _say(question.language, "none"))]
    return "<table>" + "".join(_row(code, question.language) for code in rows) + "</table>"


def _row(code: Code, language: str) -> str:
    shown = [
        f'<span class="eg">{escape(_say(language, name))} {escape(" / ".join(texts))}</span>'
        for name, texts in (("example", code.examples), ("counterexample", code.counterexamples))
        if texts
    ]
    said = "<br>".join([escape(display(_label(code, language), language)), *shown])
    return f'<tr><th scope="row"><code>{escape(code.id)}</code></th><td>{said}</td></tr>'


def _unit(unit: Mapping[object, object], question: Question) -> str:
    language = question.language
    around = [
        f'<p class="around">{escape(str(unit[name]))}</p>' if unit[name] else ""
        for name in ("before", "after")
    ]
    choices = "".join(f'<span class="box">{_BOX} {escape(code)}</span>' for code in (*_ids(question), NONE))
    speaks = _words(language)["voice_" + str(unit["voice"])]
    who = f"{_say(language, 'voice')} {speaks}"
    yes_no = "".join(
        f'<span class="box">{_BOX} {escape(_say(language, word))}</span>' for word in ("yes", "no")
    )
    return (
        f'<article class="unit"><div class="no">{int(str(unit["unit"]))}</div><div>{around[0]}'
        f"<p>{_marks(str(unit['sentence']))}</p>{around[1]}"
        f'<div class="answer">{choices}{escape(_say(language, "note"))}<span class="room"></span>'
        f'<span class="who">{escape(display(who, language))}{yes_no}</span></div></div></article>'
    )


def _marks(sentence: str) -> str:
    """Return a sentence as HTML, the words in question marked for the eye as well."""
    return "".join(
        f"<mark>{escape(part)}</mark>" if part.startswith(OPEN) else escape(part)
        for part in _MARKED.split(sentence)
    )


def _question(question: Question) -> str:
    kind = question.family if question.family in ("naming", "heads") else "cues"
    said = _words(question.language)[f"question_{kind}"].format(label=question.label)
    return display(said, question.language)


def _codes(question: Question) -> str:
    """Return the codes with their labels on one line."""
    language = question.language
    told = [(code.id, _label(code, language)) for code in question.codes] + [(NONE, _say(language, "none"))]
    return f" {APART} ".join(f"{name} = {label}" for name, label in told)


def _ids(question: Question) -> Iterator[str]:
    return (code.id for code in question.codes)


def _label(code: Code, language: str) -> str:
    return code.label or _words(language).get(f"code_{code.id}", code.id)


def _page(language: str, title: str, sheet: Sheet, content: str) -> str:
    style = _asset("templates", "sheet.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    told = _words(language)["study"].format(study=sheet.study, n=len(sheet.units))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body><h1>{escape(title)}</h1>"
        f'<p class="study">{escape(display(told, language))}</p>\n{content}\n</body></html>\n'
    )


def _say(language: str, key: str) -> str:
    return display(_words(language)[key], language)


@cache
def _words(language: str) -> Mapping[str, str]:
    loaded: dict[str, str] = yaml.safe_load(_asset("locales", f"sheet.{language}.yaml"))
    return loaded


@cache
def _asset(folder: str, name: str) -> str:
    return (resources.files("framing.report") / folder / name).read_text("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
