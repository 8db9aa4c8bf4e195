"""The pattern language: text → syntax tree.

===================  ====================================================================
``illégal``          a lemma (case never matters)
``"sanctions"``      exact forms; a word with a capital matches only as written
``illég*``           ``*`` stands for any run of characters; alone, for any token
``droit pénal``      the next token
``(a|b c)``          alternatives
``word?`` ``(…)?``   may be absent
``~3``               up to three tokens in between, never beyond the sentence
``@iran``            any variant of that referent of a naming codebook
===================  ====================================================================

Guards may also touch the match through a gap: ``pas ~2`` in ``not_after``, ``~2 plus`` in
``not_before``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, NoReturn

from framing.errors import CodebookError, Problem

# A gap wider than this joins words that have nothing to do with each other.
MAX_GAP = 10
# Alternatives within alternatives within …: nobody reads deeper, and parsing stays shallow.
MAX_DEPTH = 8

Edge = Literal["none", "start", "end"]


@dataclass(frozen=True)
class Word:
    """One token: a lemma, or a form as written (`exact`); `text` may hold wildcards."""

    text: str
    exact: bool = False

    @property
    def is_any(self) -> bool:
        """Whether every token will do."""
        return self.text == "*"

    @property
    def keeps_case(self) -> bool:
        """Whether capitals matter: an exact form that has one."""
        return self.exact and self.text != self.text.lower()


@dataclass(frozen=True)
class Reference:
    """Any variant of a referent."""

    name: str


@dataclass(frozen=True)
class Gap:
    """Up to `size` tokens of the same sentence."""

    size: int


@dataclass(frozen=True)
class Phrase:
    """Items one after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """One of several phrases; `optional` adds the empty one."""

    branches: tuple[Node, ...]
    optional: bool = False


Node = Word | Reference | Gap | Phrase | Choice

_SPACES = " \t"
_SPECIAL = re.compile(r'[ \t()|?~@"]')
_NAME = re.compile(r"\w[\w-]*")
_NUMBER = re.compile(r"[0-9]+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})


def parse(pattern: str, edge: Edge = "none", where: str = "pattern") -> Node:
    """Return the syntax tree of a pattern.

    Parameters
    ----------
    pattern : str
        A pattern of the language above; apostrophes and composed letters are made one.
    edge : {"none", "start", "end"}
        Where a gap may touch the edge of the pattern: at the end of a ``not_after``, at the
        start of a ``not_before``.
    where : str
        Place named in the error.

    Returns
    -------
    Node

    Raises
    ------
    CodebookError
        With the pattern and a caret before the character at which reading failed.
    """
    text = unicodedata.normalize("NFC", pattern).translate(_APOSTROPHES)
    return _Parser(text, where, edge).whole()


class _Parser:
    """Recursive descent over one pattern; `at` is the only thing that changes."""

    def __init__(self, text: str, where: str, edge: Edge) -> None:
        self.text, self.where, self.edge = text, where, edge
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        """Read everything there is."""
        tree = self._choice()
        if self.at < len(self.text):
            self._fail(self.at, "the end of the pattern", "remove the parenthesis, or open it first")
        return tree

    def _choice(self) -> Node:
        branches = [self._phrase()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._phrase())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _phrase(self) -> Node:
        items: list[Node] = []
        last = start = self._skip_spaces()
        while self._peek() not in ("", "|", ")"):
            last = start
            self._require_gap_allowed(items)
            items.append(self._item())
            self._require_separator()
            start = self._skip_spaces()
        if not items:
            self._fail(self.at, "a word", "write a word, or remove the empty alternative")
        if isinstance(items[-1], Gap) and not self.depth and self.edge != "end":
            self._fail(last, "a word after the gap", "a gap stands between two words")
        return items[0] if len(items) == 1 else Phrase(tuple(items))

    def _item(self) -> Node:
        sign = self._peek()
        if sign == "~":
            return self._gap()
        readers = {"(": self._group, "@": self._reference, '"': self._quoted}
        node = readers.get(sign, self._word)()
        if self._peek() != "?":
            return node
        self.at += 1
        branches = node.branches if isinstance(node, Choice) else (node,)
        return Choice(branches, optional=True)

    def _group(self) -> Node:
        opened = self.at
        self.at += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._fail(opened, f"at most {MAX_DEPTH} parentheses within each other", "write several patterns")
        node = self._choice()
        if self._peek() != ")":
            self._fail(opened, "a closing parenthesis", "close it with )")
        self.at += 1
        self.depth -= 1
        return node

    def _gap(self) -> Gap:
        start = self.at
        self.at += 1
        number = _NUMBER.match(self.text, self.at)
        # length first: a number of ten thousand digits is a mistake, not an integer
        if number is None or len(number[0]) > len(str(MAX_GAP)) or int(number[0]) > MAX_GAP:
            self._fail(start, f"~ and a number from 0 to {MAX_GAP}", "write ~3 for up to three words")
        self.at = number.end()
        return Gap(int(number[0]))

    def _reference(self) -> Reference:
        name = _NAME.match(self.text, self.at + 1)
        if name is None:
            self._fail(self.at, "@ and the name of a referent", "write @iran, without space")
        self.at = name.end()
        return Reference(name[0])

    def _quoted(self) -> Node:
        opened = self.at
        closed = self.text.find('"', opened + 1)
        if closed < 0:
            self._fail(opened, "a closing quotation mark", 'close it with "')
        forms = self.text[opened + 1 : closed].split()
        if not forms:
            self._fail(opened, "a form between the quotation marks", "write a word there")
        self.at = closed + 1
        words = tuple(Word(_one_star(form), exact=True) for form in forms)
        return words[0] if len(words) == 1 else Phrase(words)

    def _word(self) -> Word:
        end = _SPECIAL.search(self.text, self.at)
        stop = end.start() if end else len(self.text)
        if stop == self.at:
            self._fail(self.at, "a word", "a ? stands right after the word or group that may be absent")
        word = _one_star(self.text[self.at : stop]).lower()
        self.at = stop
        return Word(word)

    def _require_gap_allowed(self, before: list[Node]) -> None:
        if self._peek() == "~" and not before and not self.depth and self.edge != "start":
            self._fail(self.at, "a word before the gap", "a gap stands between two words")

    def _require_separator(self) -> None:
        if self._peek() not in ("", "|", ")", *_SPACES):
            self._fail(self.at, "a space", "patterns match whole words; use * for a part of a word")

    def _skip_spaces(self) -> int:
        while self._peek() and self._peek() in _SPACES:
            self.at += 1
        return self.at

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _fail(self, at: int, expected: str, remedy: str) -> NoReturn:
        found = f"{self.text[:at]}^{self.text[at:]} (column {at + 1}, at the caret)"
        raise CodebookError(Problem(self.where, expected, found, remedy))


def _one_star(text: str) -> str:
    return re.sub(r"\*+", "*", text)
