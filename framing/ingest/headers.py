"""Headers of tables and catalogues: what separates columns, which are ours, which are misspelt."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.errors import Problem
from framing.ingest.decoding import tidy_field
from framing.ingest.spellings import nearest_column

# Names under which other collections keep our columns; an own name in the same table goes before.
ALIASES: Mapping[str, str] = {
    "date": "published",
    "event_id": "event",
    "id": "doc_id",
    "body": "text",
    "lang": "language",
}
# Other words for our columns: pointed at, never taken, and no misspelling of anything
# ("publisher" is one letter from "published").
_OTHER_WORDS: Mapping[str, str] = {
    "publisher": "outlet", "source": "outlet", "newspaper": "outlet", "journal": "outlet", "media": "outlet",
    "filename": "file", "fichier": "file", "content": "text", "article": "text", "headline": "title",
    "original": "text", "published_at": "published", "publication_date": "published",
}  # fmt: skip
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
# A header that splits into so many of our columns is no sentence with a semicolon in it.
_ENOUGH_COLUMNS = 2
# Names shown of a table that may have hundreds of columns.
_MOST_SHOWN = 20


@dataclass(frozen=True)
class Header:
    """The header of a table.

    Attributes
    ----------
    names : tuple of str
        Of its columns.
    matched : mapping
        Their column → ours, of those that are ours.
    wanted : tuple of str
        Our columns that such a table may have.
    columns : mapping
        Their column → ours, as the source says.
    """

    names: tuple[str, ...]
    matched: Mapping[str, str]
    wanted: tuple[str, ...]
    columns: Mapping[str, str]


def delimiter_of(text: str, columns: Mapping[str, str], wanted: Iterable[str]) -> str:
    """Return what separates the columns of a CSV text: a comma, unless the header says otherwise.

    Parameters
    ----------
    text : str
        With its header.
    columns : mapping
        Their column name → ours.
    wanted : iterable of str
        Our columns.

    Returns
    -------
    str
        A semicolon or a tab if it alone splits the header into most of our columns.
    """
    names = {*columns, *wanted, *ALIASES}
    cells = {mark: header_of(text, mark) for mark in DELIMITERS}
    known = {mark: len(names & set(header)) for mark, header in cells.items()}
    best = [mark for mark in DELIMITERS if known[mark] == max(known.values())]
    enough = max(known.values()) >= (_ENOUGH_COLUMNS if len(cells[","]) > 1 else 1)
    return best[0] if len(best) == 1 and enough else ","


def header_of(text: str, delimiter: str) -> list[str]:
    """Return the names in the first line of a CSV text, without space and invisible characters."""
    try:
        return [tidy_field(name) for name in next(csv.reader(io.StringIO(text), delimiter=delimiter), [])]
    except csv.Error:
        return []


def delimiter_note(delimiter: str) -> str:
    """Return what is to be said of the separator; "" of a comma."""
    return "" if delimiter == "," else f"its columns are separated by {DELIMITERS[delimiter]}"


def read_header(names: Iterable[str], columns: Mapping[str, str], wanted: Sequence[str]) -> Header:
    """Return a header with each of its columns that is ours: as the source says, by our names, by `ALIASES`."""
    listed = tuple(names)
    matched = {name: columns[tidy_field(name)] for name in listed if tidy_field(name) in columns}
    for also in ({name: name for name in wanted}, ALIASES):
        taken = set(matched.values())
        found = {name: also[tidy_field(name)] for name in listed if tidy_field(name) in also}
        matched |= {
            name: ours
            for name, ours in found.items()
            if name not in matched and ours in wanted and ours not in taken
        }
    return Header(listed, matched, tuple(wanted), columns)


def header_problems(
    where: str, header: Header, required: Mapping[str, str], settled: Iterable[str]
) -> tuple[Problem, ...]:
    """Return what is wrong with a header: columns that are missing, misspelt, or there twice.

    Parameters
    ----------
    where : str
        The file.
    header : Header
    required : mapping of column to remedy
        Columns that must be there, and what to do if one is not.
    settled : iterable of str
        Our columns that the source's defaults give: they may be missing.
    """
    absent = [c for c in header.wanted if c not in {*header.matched.values(), *settled}]
    misspelt = _misspelt([name for name in header.names if name not in header.matched], absent)
    missing = [c for c in required if c in absent and c not in misspelt]
    found = f"columns {', '.join(header.names[:_MOST_SHOWN]) or 'none'}"
    return (
        *_repeated(where, header),
        *(
            Problem(where, f"a column {ours!r}", repr(name), _rename(name, ours))
            for ours, name in misspelt.items()
        ),
        *(Problem(where, f"a column {c!r}", found, _remedy(c, required[c], header.names)) for c in missing),
        *_unmet(where, header),
    )


def unread_note(header: Header) -> str:
    """Return which columns are not read, "" if all are."""
    others = [name for name in header.names if name not in header.matched and name.strip()]
    shown = [_shown(name) for name in others[:_MOST_SHOWN]]
    more = f" and {len(others) - _MOST_SHOWN} more" if len(others) > _MOST_SHOWN else ""
    return f"columns that are not read: {', '.join(shown)}{more}" if others else ""


def _misspelt(names: Iterable[str], absent: Sequence[str]) -> dict[str, str]:
    """Our column → the name that is probably meant to be it, each name once."""
    meant = {**{alias: ours for alias, ours in ALIASES.items() if ours in absent}, **{c: c for c in absent}}
    found: dict[str, str] = {}
    for name in names:
        near = "" if tidy_field(name) in _OTHER_WORDS else nearest_column(name, meant)
        if near:
            found.setdefault(meant[near], name)
    return found


def _repeated(where: str, header: Header) -> Iterator[Problem]:
    counts = Counter(header.matched[name] for name in header.names if name in header.matched)
    for ours, n in sorted(counts.items()):
        if n > 1:
            yield Problem(where, f"the column {ours!r} once", f"{n} of them", "keep one of them")


def _unmet(where: str, header: Header) -> Iterator[Problem]:
    present = [tidy_field(name) for name in header.names]
    for theirs, ours in header.columns.items():
        if theirs not in present and ours not in header.matched.values():
            near = nearest_column(theirs, present)
            remedy = f"did you mean {near!r}?" if near else "correct columns:"
            yield Problem(where, f"a column {theirs!r}, as columns: says", "none", remedy)


def _remedy(column: str, remedy: str, names: Iterable[str]) -> str:
    other = next((name for name in names if _OTHER_WORDS.get(tidy_field(name)) == column), "")
    return f"{remedy}; if {other!r} is meant: columns: {{{other}: {column}}}" if other else remedy


def _rename(name: str, ours: str) -> str:
    return f"did you mean {ours!r}? rename it, or give columns: {{{name}: {ours}}}"


def _shown(name: str) -> str:
    other = _OTHER_WORDS.get(tidy_field(name), "")
    return f"{name} (if {other} is meant, name it under columns:)" if other else name
