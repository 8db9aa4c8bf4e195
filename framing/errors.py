"""Everything that can go wrong because of an input, as one tree.

::

    FramingError
    ├── ConfigError         config.yaml says something that cannot be run
    ├── IngestError         a text, a page or a catalogue cannot be read
    ├── TableError          a table does not keep its contract
    ├── CodebookError       a codebook cannot be read, or fails its own examples
    ├── ExtractorError      an extractor is unknown or was used before it was fitted
    ├── InferenceError      a statistic was asked of data that cannot carry it
    ├── ReportError         a report cannot be written
    ├── TruthError          the truth about a corpus for teaching does not fit its pages
    └── VerificationError   an output is not what its record says

Each message says, in this order: where · what was expected · what was found · what to do.
A mistake of the person never reaches them as a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake, said so that it can be mended.

    Parameters
    ----------
    where : str
        File, line, YAML path, table or document in which it was found.
    expected, found, remedy : str
        What should stand there, what stands there, and what to do about it.
    """

    where: str
    expected: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem on one line."""
        return f"{self.where} · expected {self.expected} · found {self.found} · {self.remedy}"


class FramingError(Exception):
    """Root of the tree: one or more problems, all reported at once.

    Parameters
    ----------
    problems : Problem or sequence of Problem
        What went wrong; the message lists every one on a line of its own.
    """

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[FramingError], tuple[tuple[Problem, ...]]]:
        """Let the error travel whole between processes."""
        return type(self), (self.problems,)


class ConfigError(FramingError):
    """config.yaml says something that cannot be run."""


class IngestError(FramingError):
    """A text, a page or a catalogue cannot be read."""


class TableError(FramingError):
    """A table does not keep its contract."""


class CodebookError(FramingError):
    """A codebook cannot be read, or fails its own examples."""


class ExtractorError(FramingError):
    """An extractor is unknown or was used before it was fitted."""


class InferenceError(FramingError):
    """A statistic was asked of data that cannot carry it."""


class ReportError(FramingError):
    """A report cannot be written."""


class TruthError(FramingError):
    """The truth about a corpus for teaching does not fit its pages."""


class VerificationError(FramingError):
    """An output is not what its record says."""


# Below this similarity a suggestion confuses more than it helps (difflib's own default is 0.6).
LEAST_SIMILARITY = 0.5


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` with the most similar known name, or nothing."""
    found = difflib.get_close_matches(name, sorted(known), n=1, cutoff=LEAST_SIMILARITY)
    return f"did you mean {found[0]!r}?" if found else ""
