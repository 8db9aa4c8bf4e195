"""HTML: one file, everything inlined, nothing fetched, readable with scripts off."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup, escape

from framing.report.drawing import Drawing
from framing.report.numbers import integer
from framing.report.svg import for_page
from framing.report.typography import display
from framing.report.wording import Run


def render(summary: Mapping[str, Any], drawings: Mapping[str, Drawing]) -> str:
    """Return the page of a summary.

    Parameters
    ----------
    summary : mapping
        As `framing.report.summary.build` returns it.
    drawings : mapping of str to Drawing
        Figure id → drawing.

    Returns
    -------
    str
        HTML that runs from ``file://`` under a policy that forbids every request. Whatever the corpus
        holds is escaped; only the drawings, written by `svg.py`, are put in as markup.
    """
    language = summary["language"]
    style, script = _asset("style.css"), _asset("report.js")
    return _environment().get_template("report.html.jinja").render(
        s=summary,
        w=summary["words"],
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        policy=_policy(style, script),
        t=lambda text: display(text, language),
        runs=lambda runs: show(runs, language),
        spans=spans,
        n=lambda value: integer(value, language),
        svg=lambda figure: Markup(for_page(drawings[figure["id"]], display(figure["alt"], language))),  # noqa: S704
    )  # fmt: skip


def spans(columns: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the heads over several columns, neighbours of one group made one; over numbers it is set as they are."""
    found = [(key, list(same)) for key, same in groupby(columns, key=lambda c: c["group"])]
    return [
        {"label": key, "span": len(same), "kind": "number" if _are_numbers(same) else "text"}
        for key, same in found
    ]


def _are_numbers(columns: Sequence[Mapping[str, str]]) -> bool:
    return all(column["kind"] == "number" for column in columns)


def show(runs: Sequence[Run], language: str) -> Markup:
    """Return runs as HTML, every text escaped."""
    return Markup("".join(_run(run, language) for run in runs))  # noqa: S704 (each run is escaped below)


def _run(run: Run, language: str) -> str:
    """Return a run as HTML: written out, for a report has thousands and `Markup.format` is slow."""
    kind, content = run["kind"], escape(run["text"])
    if kind == "words":
        lang = f' lang="{escape(run["lang"])}"' if run.get("lang") else ""
        made = f'<bdi class="w"{lang}>{content}</bdi>'
    elif kind in ("name", "code"):
        tag = "bdi" if kind == "name" else "code"
        made = f"<{tag}>{content}</{tag}>"
    else:
        made = escape(display(run["text"], language))
        made = f"<strong>{made}</strong>" if kind == "strong" else made
    return f'<a href="#{escape(run["href"])}">{made}</a>' if "href" in run else made


def _policy(style: str, script: str) -> str:
    hashes = [base64.b64encode(hashlib.sha256(a.encode()).digest()).decode() for a in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return (resources.files("framing.report") / "templates" / name).read_text("utf-8")


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.DictLoader({"report.html.jinja": _asset("report.html.jinja")}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
