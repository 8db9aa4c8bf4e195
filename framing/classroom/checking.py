"""Checking: whether the truth about a corpus for teaching fits its pages, and what it says was planted is there."""

from __future__ import annotations

from framing.classroom.pages import page_problems, read_pages
from framing.classroom.planting import planting_problems
from framing.classroom.spans import span_problems
from framing.classroom.truth import Truth
from framing.errors import Problem


def check_truth(truth: Truth) -> tuple[Problem, ...]:
    """Compare the truth with the pages, with the catalogue and with itself.

    Parameters
    ----------
    truth : Truth

    Returns
    -------
    tuple of Problem
        Everything that does not fit, empty when all does; see `page_problems`, `span_problems` and
        `planting_problems`. What is planted is only counted when pages and spans are right.
    """
    pages = read_pages(truth)
    found = [*page_problems(truth, pages), *span_problems(truth, pages)]
    return tuple(found or planting_problems(truth))
