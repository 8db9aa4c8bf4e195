"""Questions: what coders are asked of a sentence, and the codes they may answer with, from the codebooks.

A question is a family of cues with its categories, or – of naming and heads – one referent with its variants, one head with
the kinds of its attributes. Families that a rule finds without a codebook have no definition to code by, so they are not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Final

from framing.errors import ConfigError, Problem, nearest
from framing.study.config.families import FAMILIES
from framing.study.config.names import ATTRIBUTES, SHARES

if TYPE_CHECKING:
    from framing.codebook import Codebook
    from framing.codebook.entries import Rule
    from framing.study.config.study import Study

# What a coder writes where no category applies; several categories of one sentence are set apart by the mark.
NONE: Final = "none"
APART: Final = ";"
# A head that stands there, whatever is said of it: the denominator of its attributes.
MENTION: Final = "mention"
# Printed with a code: enough to see what is meant, few enough that coders read and do not look words up.
MOST_EXAMPLES: Final = 3
MOST_COUNTEREXAMPLES: Final = 2


@dataclass(frozen=True)
class Code:
    """One answer: a category of the codebook.

    Attributes
    ----------
    id : str
        As the measurements call it.
    label : str
        In the language of the question; "" where the report's words name it.
    examples, counterexamples : tuple of str
        Sentences of the codebook that hold it, and that do not.
    """

    id: str
    label: str
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked of sentences in one language.

    Attributes
    ----------
    language, family : str
    referent : str
        Of naming and heads; "" for cues, whoever they are said of.
    label : str
        Of the referent or head, in the language of the question; "" for cues.
    codes : tuple of Code
    """

    language: str
    family: str
    referent: str
    label: str
    codes: tuple[Code, ...]

    @property
    def key(self) -> str:
        """``threat``, or ``naming/west``: as ``--family`` names it."""
        return question_key(self.family, self.referent)


def question_key(family: str, referent: str) -> str:
    """Return how a question is named: the family, of naming and heads with the referent."""
    return f"{family}/{referent}" if family in SHARES and referent else family


def claimed_questions(study: Study) -> tuple[str, ...]:
    """Return the questions of the declared claims, each once, in their order; those without a codebook left out."""
    referents = {name: of.referent for name, of in study.sets.items()}
    named = [
        question_key(c.family, referents.get(c.referent, c.referent))
        for c in study.claims
        if c.family not in FAMILIES
    ]
    return tuple(dict.fromkeys(named))


def questions_from(asked: Iterable[str], books: Mapping[str, Sequence[Codebook]]) -> tuple[Question, ...]:
    """Return what is asked, language by language.

    Parameters
    ----------
    asked : iterable of str
        ``threat``, ``naming/west``, or ``naming`` for every referent.
    books : mapping of language to Codebooks
        Of the study.

    Raises
    ------
    ConfigError
        Naming each family or referent that no codebook of the study has.
    """
    known = {language: list(_questions(of, language)) for language, of in sorted(books.items())}
    wanted = tuple(dict.fromkeys(asked))
    keys = {q.key for of in known.values() for q in of} | {q.family for of in known.values() for q in of}
    problems = [_unknown(name, keys) for name in wanted if name not in keys]
    if problems:
        raise ConfigError(problems)
    return tuple(q for of in known.values() for name in wanted for q in of if name in (q.key, q.family))


def _questions(books: Sequence[Codebook], language: str) -> Iterator[Question]:
    for book in books:
        if book.categories:
            codes = tuple(_category(c.id, c.label, c.entries, language) for c in book.categories)
            yield Question(language, book.name, "", "", codes)
        for referent in book.referents:
            variants = tuple(_category(v.id, v.label, [v], language) for v in referent.variants)
            yield Question(language, "naming", referent.id, _label(referent, language), variants)
        for head in book.heads:
            kinds = (
                Code(MENTION, "", *_shown([head])),
                *(Code(kind, "") for kind in ATTRIBUTES),
            )
            yield Question(language, "heads", head.id, _label(head, language), kinds)


def _category(name: str, label: Mapping[str, str], rules: Iterable[Rule], language: str) -> Code:
    return Code(name, label.get(language, name), *_shown(list(rules)))


def _shown(rules: Sequence[Rule]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a few examples and counter-examples: the first of every rule, then the second.

    What one rule must not match may be an example of another: it is no counter-example of what they all mean.
    """
    examples = {text for rule in rules for text in rule.examples}
    against = [[text for text in rule.counterexamples if text not in examples] for rule in rules]
    return (
        _first_of([rule.examples for rule in rules], MOST_EXAMPLES),
        _first_of(against, MOST_COUNTEREXAMPLES),
    )


def _first_of(lists: Sequence[Sequence[str]], most: int) -> tuple[str, ...]:
    turns = chain.from_iterable(zip_longest(*lists))
    return tuple(islice((text for text in turns if text), most))


def _label(named: object, language: str) -> str:
    label: Mapping[str, str] = getattr(named, "label", {})
    return label.get(language, str(getattr(named, "id", "")))


def _unknown(name: str, known: Iterable[str]) -> Problem:
    where, expected = f"--family {name}", "a family of the study's codebooks"
    if name in FAMILIES:
        found = f"{name!r}, which is found without one"
        return Problem(where, expected, found, "leave it out: no codebook says what its categories are")
    listed = sorted(known)
    return Problem(where, expected, repr(name), nearest(name, listed) or f"one of {', '.join(listed)}")
