"""Closed classes of words (determiners, prepositions, …) of a language, from words/<language>.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources

import yaml

from framing.annotate.type_values import TypeValues
from framing.errors import ExtractorError, Problem

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Lexicon:
    """The closed classes of one language.

    Attributes
    ----------
    language : str
    classes : mapping of str to frozenset of str
        Name of the class → its words, lower-case. Phrases of `fixed_complements` hold spaces.
    """

    language: str
    classes: Mapping[str, frozenset[str]]
    _remembered: dict[Callable[..., object], TypeValues] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the words of a class, none where the language has no such class."""
        return self.classes.get(name, frozenset())

    def __reduce__(self) -> tuple[type[Lexicon], tuple[str, dict[str, frozenset[str]]]]:
        """Leave behind what is remembered: it belongs to the vocabulary of one process."""
        return Lexicon, (self.language, dict(self.classes))

    def values(self, make: Callable[[Lexicon], Callable[[str, str], int]]) -> TypeValues:
        """Return what a function of form and lemma gives for each type.

        Parameters
        ----------
        make : callable
            Takes the lexicon, gives the function; what it gives is remembered under it.
        """
        if make not in self._remembered:
            function = make(self)
            self._remembered[make] = TypeValues(lambda forms, lemmas: map(function, forms, lemmas))
        return self._remembered[make]


def load_lexicon(language: str) -> Lexicon:
    """Return the closed classes of a language.

    Raises
    ------
    ExtractorError
        If there is no file for the language, or it holds something that is no word (YAML takes
        a bare ``no`` for false).
    """
    if language not in LANGUAGES:
        found, remedy = repr(language), "measure these documents without heads.v1 and cues.v1"
        raise ExtractorError(Problem("language", f"one of {', '.join(LANGUAGES)}", found, remedy))
    file = resources.files("framing.annotate.wordclass") / f"{language}.yaml"
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    lists = {name: words for name, words in content.items() if isinstance(words, list)}
    wrong = [(name, word) for name, words in lists.items() for word in words if not isinstance(word, str)]
    if wrong:
        raise ExtractorError([Problem(f"{file.name}, {n}", "words", repr(w), "quote it") for n, w in wrong])
    return Lexicon(language, {name: frozenset(words) for name, words in lists.items()})


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
