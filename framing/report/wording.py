"""Sentences of the report: a locale file, filled, as runs that both templates can show.

A run is a small dict with ``kind`` and ``text``. Kinds: ``text`` (our words), ``strong``,
``words`` (words matched in the corpus, with ``lang``), ``name`` (a label of unknown origin),
``code``. Any run may carry ``href``, an anchor of the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import yaml

from framing.errors import Problem, ReportError
from framing.report import numbers
from framing.report.typography import harmless

LANGUAGES = ("fr", "en")

Run: TypeAlias = dict[str, str]
Runs: TypeAlias = list[Run]
Value: TypeAlias = "str | int | Run | Sequence[Run]"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, the same content
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Wording:
    """One language of the report.

    Attributes
    ----------
    language : str
        ``fr`` or ``en``.
    templates : mapping of str to str
        Dotted key → sentence with ``{placeholders}``.
    """

    language: str
    templates: Mapping[str, str]

    def __contains__(self, key: str) -> bool:
        """Return whether that key exists."""
        return key in self.templates

    def template(self, key: str) -> str:
        """Return the raw sentence of a key.

        Raises
        ------
        ReportError
            When no locale has that key.
        """
        if key not in self.templates:
            where = f"locales/{self.language}.yaml"
            raise ReportError(Problem(where, f"a key {key!r}", "none", "add it to both locale files"))
        return self.templates[key]

    def say(self, key: str, **values: Value) -> Runs:
        """Return the sentence of a key as runs, its placeholders filled."""
        template, runs, end = self.template(key), [], 0
        for found in _PLACEHOLDER.finditer(template):
            runs.append(text(template[end : found.start()]))
            runs.extend(_as_runs(values[found[1]]))
            end = found.end()
        return merged([*runs, text(template[end:])])

    def plain(self, key: str, **values: Value) -> str:
        """Return the sentence of a key as one string."""
        return flat(self.say(key, **values))

    def count(self, n: float, unit: str) -> str:
        """Return a counted noun: "1 article", "7 200 mots"."""
        key = f"units.{unit}.{numbers.number_form(n, self.language)}"
        return self.plain(key, n=numbers.integer(n, self.language))

    def listed(self, items: Sequence[Value]) -> Runs:
        """Return items as "a, b and c"."""
        runs: Runs = []
        for index, item in enumerate(items):
            if index:
                runs.append(text(self.template("list.last" if index == len(items) - 1 else "list.comma")))
            runs.extend(_as_runs(item))
        return merged(runs)

    def where_marks_alone_tell(self) -> Wording:
        """Return the sentences for articles of which only quotation marks tell who speaks, no reporting word."""
        return Wording(self.language, {**self.templates, **self.branch("marks_only")})

    def branch(self, prefix: str) -> dict[str, str]:
        """Return the keys below a prefix, without it."""
        start = prefix + "."
        return {k.removeprefix(start): v for k, v in sorted(self.templates.items()) if k.startswith(start)}


@cache
def wording(language: str) -> Wording:
    """Return a language of the report.

    Raises
    ------
    ReportError
        When there is no such locale.
    """
    if language not in LANGUAGES:
        where, expected = "report.languages", " or ".join(LANGUAGES)
        raise ReportError(Problem(where, expected, repr(language), "choose one of these"))
    file = resources.files("framing.report") / "locales" / f"{language}.yaml"
    tree = yaml.load(file.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    return Wording(language, dict(_leaves(tree)))


def text(content: str) -> Run:
    """Return a run of our own words."""
    return {"kind": "text", "text": content}


def strong(content: str) -> Run:
    """Return a run of our own words, to be set strong."""
    return {"kind": "strong", "text": content}


def words(content: str, language: str = "") -> Run:
    """Return a run of words matched in the corpus, in their language."""
    return {"kind": "words", "text": harmless(content), "lang": language}


def name(content: str) -> Run:
    """Return a run that shows a label of unknown origin."""
    return {"kind": "name", "text": harmless(content)}


def code(content: str) -> Run:
    """Return a run of code: a command, a digest, a key."""
    return {"kind": "code", "text": harmless(content)}


def linked(run: Run | str, href: str) -> Run:
    """Return the run as a link to an anchor; unchanged where there is none."""
    whole = text(run) if isinstance(run, str) else run
    return {**whole, "href": href} if href else whole


def capital(content: str) -> str:
    """Return text with its first letter large, for the start of a sentence."""
    return content[:1].upper() + content[1:]


def flat(runs: Sequence[Run]) -> str:
    """Return the text of runs."""
    return "".join(run["text"] for run in runs)


def merged(runs: Sequence[Run]) -> Runs:
    """Return the runs, neighbours of plain text made one and empty ones left out."""
    result: Runs = []
    for run in runs:
        if result and _is_plain(run) and _is_plain(result[-1]):
            result[-1] = text(result[-1]["text"] + run["text"])
        elif run["text"]:
            result.append(run)
    return result


def _is_plain(run: Run) -> bool:
    return run["kind"] == "text" and "href" not in run


def _as_runs(value: Value) -> Sequence[Run]:
    if isinstance(value, dict):
        return [value]
    return [text(str(value))] if isinstance(value, str | int) else value


def _leaves(tree: Any, prefix: str = "") -> list[tuple[str, str]]:
    if not isinstance(tree, dict):
        return [(prefix.removesuffix("."), str(tree))]
    return [leaf for key, branch in tree.items() for leaf in _leaves(branch, f"{prefix}{key}.")]
