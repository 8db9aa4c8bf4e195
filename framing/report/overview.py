"""Head of the report: title, the corpus in one line, what it can and cannot say."""

from __future__ import annotations

from framing.report import numbers
from framing.report.blocks import Block
from framing.report.claims import CLAIMED
from framing.report.reading import Reading
from framing.report.typography import harmless
from framing.report.wording import Runs, name, text

SHORT_DIGEST = 12  # hexadecimal digits: enough to tell configs apart by eye


def overview(reading: Reading) -> Block:
    """Return title, line of the corpus, period, digest and limits."""
    say = reading.say
    return {
        "title": harmless(reading.settings["title"][reading.language]),
        "corpus": corpus_line(reading),
        "digest": reading.digest[:SHORT_DIGEST],
        "can": [say.say(f"overview.can.{k}") for k in ("words", "removed", "chance")],
        "cannot": [*_note(reading), *(say.say(f"overview.cannot.{k}") for k in _cannot(reading))],
    }


def corpus_line(reading: Reading) -> Runs:
    """Return "5 articles from 3 outlets, in French, 3,555 words, October 2020 to January 2025.", and what is left out."""
    say, documents = reading.say, reading.documents
    if documents.empty:
        return say.say("overview.empty", left_out=_left_out(reading))
    outlets = list(dict.fromkeys(side.outlet for side in reading.sides))
    languages = [say.plain(f"languages.{lang}") for lang in dict.fromkeys(documents["language"])]
    return say.say(
        "overview.corpus",
        articles=say.count(len(documents), "article"), outlets=say.count(len(outlets), "outlet"),
        names=say.listed([name(reading.names.outlet(outlet)) for outlet in outlets]),
        languages=say.listed(languages), words=say.count(int(documents["tokens"].sum()), "word"),
        period=_period(reading), left_out=_left_out(reading),
    )  # fmt: skip


def _left_out(reading: Reading) -> str:
    n = sum(reading.left_out.values())
    articles = reading.say.count(n, "article")
    return reading.say.plain("overview.left_out", articles=articles) if n else ""


def _period(reading: Reading) -> str:
    dates = sorted(d for d in reading.documents["published"] if d)
    if not dates:
        return reading.say.template("page.undated")
    ends = [numbers.date(d, reading.language) for d in (dates[0], dates[-1])]
    return (
        ends[0] if ends[0] == ends[1] else reading.say.plain("overview.period", first=ends[0], last=ends[1])
    )


def _note(reading: Reading) -> list[Runs]:
    """Return what the study itself says that its report must not be used for."""
    note = reading.settings["report"]["note"]
    return [[text(harmless(note[reading.language]))]] if note else []


def _cannot(reading: Reading) -> list[str]:
    claimed = any(grade in CLAIMED for grade in reading.claims["grade"])
    return ["intent", "own", *([] if claimed else ["outlet"]), "frames"]
