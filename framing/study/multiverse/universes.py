"""Universes: all decisions settled one way each – the equivalent options crossed, every other one on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from framing.study.config.decisions import EQUIVALENT, Decision, Option, Tag

DEFAULT = "default"
Choices = Mapping[str, str]


@dataclass(frozen=True)
class Universe:
    """One way of settling everything.

    Attributes
    ----------
    name : str
        Where it departs from the default, ``headings=apart,weighting=article``; else ``default``.
    tag : str
        "equivalent", or the tag of the one option in which it departs.
    choices : mapping of decision to option
        Every decision, those with one option too.
    """

    name: str
    tag: Tag
    choices: Choices


@dataclass(frozen=True)
class Expansion:
    """The universes of one claim.

    Attributes
    ----------
    universes : tuple of Universe
        The default, the other equivalents in the order of decisions and options, then the panel: the default with one
        option that is not equivalent.
    factorial : int
        How many equivalents there are in all; more than are listed where they were thinned out.
    incompatible : int
        Combinations that cannot be had: two options of which each is a bundle of its own.
    """

    universes: tuple[Universe, ...]
    factorial: int
    incompatible: int

    @property
    def n_equivalent(self) -> int:
        """How many of those listed are equivalent."""
        return sum(universe.tag == EQUIVALENT for universe in self.universes)


def expand(
    decisions: Sequence[Decision], most: int, possible: Callable[[Choices], bool] = lambda _: True
) -> Expansion:
    """Return the universes of a claim.

    Parameters
    ----------
    decisions : sequence of Decision
        As they are settled for this claim.
    most : int
        Equivalent universes are thinned out until no more than so many are left with the panel; the default and the panel
        always stay. Which ones stay is decided by the digest of their names: no decision is favoured, and none depends on the order.
    possible : callable
        Tells of the choices of a universe whether they can be had together.
    """
    crossed = [_universe(decisions, options) for options in product(*map(_equivalents, decisions))]
    alone = [
        _universe(decisions, _changed(decisions, n, option))
        for n, decision in enumerate(decisions)
        for option in decision.options
        if option.tag != EQUIVALENT
    ]
    equivalent, panel = ([u for u in part if possible(u.choices)] for part in (crossed, alone))
    incompatible = len(crossed) + len(alone) - len(equivalent) - len(panel)
    kept = _thinned(equivalent, max(1, most - len(panel)))
    return Expansion((*kept, *panel), len(equivalent), incompatible)


def _equivalents(decision: Decision) -> tuple[Option, ...]:
    return tuple(
        option for option in decision.options if option.tag == EQUIVALENT or option is decision.default
    )


def _changed(decisions: Sequence[Decision], place: int, option: Option) -> tuple[Option, ...]:
    return tuple(option if n == place else decision.default for n, decision in enumerate(decisions))


def _universe(decisions: Sequence[Decision], options: Sequence[Option]) -> Universe:
    pairs = list(zip(decisions, options, strict=True))
    departs = [(decision, option) for decision, option in pairs if option is not decision.default]
    name = ",".join(f"{decision.name}={option.name}" for decision, option in departs) or DEFAULT
    tags: list[Tag] = [option.tag for _, option in departs if option.tag != EQUIVALENT]
    return Universe(
        name, next(iter(tags), EQUIVALENT), {decision.name: option.name for decision, option in pairs}
    )


def _thinned(universes: Sequence[Universe], most: int) -> list[Universe]:
    """Keep the first, which is the default, and those whose names have the smallest digests."""
    if len(universes) <= most:
        return list(universes)
    ranked = sorted(universes[1:], key=lambda universe: hashlib.sha256(universe.name.encode()).hexdigest())
    kept = {universe.name for universe in ranked[: most - 1]}
    return [universe for n, universe in enumerate(universes) if n == 0 or universe.name in kept]
