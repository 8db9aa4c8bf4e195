"""Sequences: a pattern as the finite list of token sequences it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from framing.codebook.patterns import Choice, Edge, Gap, Node, Phrase, Reference, Word, parse
from framing.errors import CodebookError, Problem

# Nobody means more readings than this with one pattern; beyond it, it is a slip that would only
# cost time. Alternatives of single words count as one reading.
MAX_SEQUENCES = 500
# Also the longest match: with every gap at its widest it stays within some 200 tokens.
MAX_WORDS = 16

Element = tuple[Word, ...] | Reference
_Piece = tuple[Element | int, ...]


@dataclass(frozen=True)
class Sequence:
    """Elements in a row with bounded gaps.

    Attributes
    ----------
    elements : tuple of Element
        Each one token that is any of several words, or a span that is a referent's variant.
    gaps : tuple of int, one longer than `elements`
        Most tokens before the first element, between neighbours, and after the last one.
    """

    elements: tuple[Element, ...]
    gaps: tuple[int, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Names of the referents it asks for."""
        return tuple(e.name for e in self.elements if isinstance(e, Reference))


def sequences_of(pattern: str, edge: Edge = "none", where: str = "pattern") -> tuple[Sequence, ...]:
    """Return the sequences a pattern stands for.

    Parameters
    ----------
    pattern, edge, where
        As for `framing.codebook.patterns.parse`.

    Returns
    -------
    tuple of Sequence
        Distinct, in the order of writing.

    Raises
    ------
    CodebookError
        On a slip of syntax, a pattern that matches nothing at all or every token, and on more
        than `MAX_SEQUENCES` readings.
    """
    tree = parse(pattern, edge, where)
    pieces = _expand(tree, pattern, where)
    if any(all(isinstance(item, int) for item in piece) for piece in pieces):
        _fail(where, "at least one word that must be there", pattern, "remove a ? from one of the words")
    sequences = tuple(dict.fromkeys(_sequence(piece, edge) for piece in pieces))
    if any(all(_is_any(e) for e in s.elements) for s in sequences):
        _fail(where, "at least one word other than *", pattern, "name a word")
    if any(len(s.elements) > MAX_WORDS for s in sequences):
        _fail(where, f"at most {MAX_WORDS} words", pattern, "shorten the pattern")
    return sequences


def _expand(node: Node, pattern: str, where: str) -> tuple[_Piece, ...]:
    if isinstance(node, Word):
        return (((node,),),)
    if isinstance(node, Reference):
        return ((node,),)
    if isinstance(node, Gap):
        return ((node.size,),)
    if isinstance(node, Phrase):
        return _joined([_expand(item, pattern, where) for item in node.items], pattern, where)
    return _chosen(node, pattern, where)


def _joined(parts: Iterable[tuple[_Piece, ...]], pattern: str, where: str) -> tuple[_Piece, ...]:
    pieces: tuple[_Piece, ...] = ((),)
    for part in parts:
        _require_few(len(pieces) * len(part), pattern, where)
        pieces = tuple(left + right for left in pieces for right in part)
    return pieces


def _chosen(node: Choice, pattern: str, where: str) -> tuple[_Piece, ...]:
    """Alternatives that are single words become one element: they cost nothing."""
    pieces = dict.fromkeys(p for branch in node.branches for p in _expand(branch, pattern, where))
    words = dict.fromkeys(w for p in pieces if _is_one_word(p) for w in p[0])  # type: ignore[union-attr]
    rest = tuple(p for p in pieces if not _is_one_word(p) and p != ())
    empty: tuple[_Piece, ...] = ((),) if node.optional or () in pieces else ()
    chosen = (((tuple(words),),) if words else ()) + rest + empty
    _require_few(len(chosen), pattern, where)
    return chosen


def _is_one_word(piece: _Piece) -> bool:
    return len(piece) == 1 and isinstance(piece[0], tuple)


def _is_any(element: Element) -> bool:
    return isinstance(element, tuple) and any(word.is_any for word in element)


def _sequence(piece: _Piece, edge: Edge) -> Sequence:
    """Add up neighbouring gaps; those left dangling by an absent word are dropped."""
    elements: list[Element] = []
    gaps = [0]
    for item in piece:
        if isinstance(item, int):
            gaps[-1] += item
        else:
            elements.append(item)
            gaps.append(0)
    first = gaps[0] if edge == "start" else 0
    last = gaps[-1] if edge == "end" else 0
    return Sequence(tuple(elements), (first, *gaps[1:-1], last))


def _require_few(n: int, pattern: str, where: str) -> None:
    if n > MAX_SEQUENCES:
        _fail(where, f"at most {MAX_SEQUENCES} readings", f"{n} in {pattern}", "write several patterns")


def _fail(where: str, expected: str, found: str, remedy: str) -> None:
    raise CodebookError(Problem(where, expected, found, remedy))
