"""Decisions: what had to be settled before anything could be counted, and how else it could have been.

An option is tagged as Del Giudice & Gangestad (2021, Advances in Methods and Practices in Psychological Science 4, 1) do.
*equivalent*: nothing speaks for one rather than the other, and both answer the same question; only these are pooled.
*uncertain*: whether it measures the same is not known. *different estimand*: it answers another question.
The first option of a decision is the default: what every number outside the multiverse is made with.

Everything here is decided right of the line, from the bundle. How texts are cleaned, quotation marks paired, or words
reduced to lemmas needs the texts: each such option is a further bundle (`framing.study.multiverse.renditions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Tag = Literal["equivalent", "uncertain", "different estimand"]
EQUIVALENT: Final = "equivalent"
UNCERTAIN: Final = "uncertain"
DIFFERENT: Final = "different estimand"
TAGS: Final[tuple[Tag, ...]] = (EQUIVALENT, UNCERTAIN, DIFFERENT)
# Tags of what is explored where the config names no decisions.
EXPLORED: Final = (EQUIVALENT, UNCERTAIN)


@dataclass(frozen=True)
class Option:
    """One way of settling a decision.

    Attributes
    ----------
    name : str
    tag : str
        One of `TAGS`.
    reason : str
        Why one might settle it so, in one line; the report translates it by ``decision.option``.
    """

    name: str
    tag: Tag
    reason: str


@dataclass(frozen=True)
class Decision:
    """One thing to be settled.

    Attributes
    ----------
    name : str
    options : tuple of Option
        The default first.
    why_one : str
        Key of the reason why there is but one option here; "" where there are several.
    """

    name: str
    options: tuple[Option, ...]
    why_one: str = ""

    @property
    def default(self) -> Option:
        """The option that every number outside the multiverse is made with."""
        return self.options[0]

    def only(self, why: str) -> Decision:
        """Return the decision with its default alone."""
        return Decision(self.name, self.options[:1], why)

    def restricted(self, names: Iterable[str], why: str) -> Decision:
        """Return the decision with its default and the options of these names."""
        kept = tuple(option for option in self.options[1:] if option.name in set(names))
        return Decision(self.name, self.options[:1] + kept, "" if kept else why)


AMBIGUOUS: Final = Decision(
    "ambiguous",
    (
        Option(
            "dropped",
            EQUIVALENT,
            "what nobody can place is left out of the outlet's own voice and of quoted speech",
        ),
        Option("own", UNCERTAIN, "words that no one is said to have spoken may be the journalist's"),
        Option("attributed", UNCERTAIN, "words beside quoted speech may belong to who is quoted"),
    ),
)
HEADINGS: Final = Decision(
    "headings",
    (
        Option("with", EQUIVALENT, "titles and headings are the most read words of an article"),
        Option("apart", EQUIVALENT, "titles and headings are often written by somebody else"),
    ),
)
DENOMINATOR: Final = Decision(
    "denominator",
    (
        Option("sentences", EQUIVALENT, "a sentence is what a cue is said in"),
        Option("tokens", EQUIVALENT, "longer sentences give more room for a cue"),
    ),
)
WEIGHTING: Final = Decision(
    "weighting",
    (
        Option(
            "mention", EQUIVALENT, "every sentence or mention counts alike, so a long article counts more"
        ),
        Option("article", EQUIVALENT, "every article counts alike, however long"),
    ),
)
# Where events are matched, what is not compared within them mixes what an outlet reports with how it words it.
WEIGHTING_MATCHED: Final = Decision(
    "weighting",
    (
        Option(
            "event", EQUIVALENT, "outlets are compared within each event, then pooled (Mantel and Haenszel)"
        ),
        Option("mention", DIFFERENT, "all articles at once: what an outlet reports most decides"),
        Option("article", DIFFERENT, "all articles at once, every article alike"),
    ),
)
COPIES: Final = Decision(
    "copies",
    (
        Option(
            "merged",
            EQUIVALENT,
            "what an outlet prints twice counts once, what both print tells no difference",
        ),
        Option("kept", EQUIVALENT, "a reader meets agency copy and reprints like any other article"),
        Option("dropped", UNCERTAIN, "a text printed twice may be a fault of the collection"),
    ),
)
TIER: Final = Decision(
    "tier",
    (
        Option("extended", EQUIVALENT, "all entries of the codebook: more is found"),
        Option(
            "core",
            EQUIVALENT,
            "only entries that mean their category nearly wherever they stand: less is wrong",
        ),
    ),
)
NEGATED: Final = Decision(
    "negated",
    (
        Option("counted", EQUIVALENT, "who denies a word has put it on the page"),
        Option("left_out", EQUIVALENT, "who denies a word does not say it"),
    ),
)
CODING: Final = Decision(
    "coding",
    (
        Option("usual", EQUIVALENT, "reporting verbs as this codebook places them"),
        Option("other", EQUIVALENT, "reporting verbs that coders place differently, as the others do"),
    ),
)
UNDATED: Final = Decision(
    "undated",
    (
        Option("kept", EQUIVALENT, "the study's window stands in for the date"),
        Option("left_out", EQUIVALENT, "an article without a date may be from another time"),
    ),
)
DECISIONS: Final = (AMBIGUOUS, HEADINGS, DENOMINATOR, WEIGHTING, COPIES, TIER, NEGATED, CODING, UNDATED)
# The option that a bundle of the study's own corpus has, in decisions that need the texts.
AS_MEASURED: Final = "default"


def known_options() -> dict[str, tuple[str, ...]]:
    """Map each decision to the names of all its options, matched or not."""
    found: dict[str, dict[str, None]] = {}
    for decision in (*DECISIONS, WEIGHTING_MATCHED):
        found.setdefault(decision.name, {}).update(dict.fromkeys(o.name for o in decision.options))
    return {name: tuple(options) for name, options in found.items()}


def settle(
    why_one: Mapping[str, str], asked: Mapping[str, Sequence[str]], voice: str, *, matched: bool
) -> tuple[Decision, ...]:
    """Return every decision with the options it has for one claim.

    Parameters
    ----------
    why_one : mapping of decision to key
        Decisions that do not arise here, and why.
    asked : mapping of decision to names of options
        Empty: all decisions with their equivalent and uncertain options. Else those named, with the options named; the
        default stays in any case.
    voice : str
        Of the claim: it decides where ambiguous words can go.
    matched : bool
        Whether outlets are compared within events.
    """
    return tuple(
        _settled(decision, why_one.get(decision.name, ""), asked)
        for decision in _as_here(voice, matched=matched)
    )


def _as_here(voice: str, *, matched: bool) -> tuple[Decision, ...]:
    home = {"own": ("own",), "quoted": ("attributed",)}.get(voice, ())
    here = {
        "ambiguous": AMBIGUOUS.restricted(home, "voice"),
        "weighting": WEIGHTING_MATCHED if matched else WEIGHTING,
    }
    return tuple(here.get(decision.name, decision) for decision in DECISIONS)


def _settled(decision: Decision, why: str, asked: Mapping[str, Sequence[str]]) -> Decision:
    if why or decision.why_one:
        return decision.only(why or decision.why_one)
    if not asked:
        return decision.restricted([o.name for o in decision.options if o.tag in EXPLORED], "not_asked")
    named = set(asked.get(decision.name, ())) - {decision.default.name}
    return decision.restricted(named, "not_here" if named else "not_asked")
