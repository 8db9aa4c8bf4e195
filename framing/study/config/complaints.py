"""What a validation error says to a person: where, expected, found, remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args, get_origin
from unicodedata import category

from framing.errors import Problem, nearest
from framing.study.config.lines import Place, line_of, place_name

# Longer values are cut: the line number tells the rest.
LONGEST_FOUND = 80

_EXPECTED = {
    "missing": "this key",
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "string_pattern_mismatch": "lower-case letters, digits and hyphens",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date such as 2021-01-26",
    "date_parsing": "a date such as 2021-01-26",
    "date_from_datetime_parsing": "a date such as 2021-01-26",
    "date_from_datetime_inexact": "a date such as 2021-01-26",
}


def invisible_problems(tree: Any, lines: Mapping[Place, int], file: str) -> list[Problem]:
    """Report texts and keys that hold a character nobody sees: two names that look alike would be two.

    Parameters
    ----------
    tree : object
        Content of the config as read.
    lines : mapping of path to line
    file : str
        Name of the file.
    """
    return [
        Problem(
            f"{file} line {line_of(place, lines)}, {place_name(place)}",
            "text without invisible characters",
            f"{text[:LONGEST_FOUND]!r} with {', '.join(hidden)}",
            "write it anew",
        )
        for place, text in _texts_in(tree)
        if (hidden := [f"U+{ord(c):04X}" for c in dict.fromkeys(text) if category(c) == "Cf"])
    ]


def _texts_in(tree: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(tree, str):
        yield place, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if isinstance(key, str):
                yield (*place, key), key
            yield from _texts_in(value, (*place, str(key)))
    elif isinstance(tree, list):
        for n, value in enumerate(tree):
            yield from _texts_in(value, (*place, n))


def with_declared_order(problems: Iterable[Problem], tree: Any) -> list[Problem]:
    """Say of a claim whose contrast is declared the other way round in which order it is declared."""
    reversed_ = _reversed_claims(tree) if isinstance(tree, dict) else {}
    return [
        replace(problem, remedy=reversed_.get(problem.where.rpartition(", ")[2], problem.remedy))
        for problem in problems
    ]


def _reversed_claims(tree: Mapping[Any, Any]) -> dict[str, str]:
    declared, claims = tree.get("contrasts"), tree.get("claims")
    if not isinstance(declared, list) or not isinstance(claims, list):
        return {}
    pairs = {n: claim.get("contrast") for n, claim in enumerate(claims) if isinstance(claim, dict)}
    return {
        f"claims[{n}].contrast": f"contrasts declares [{', '.join(map(str, pair[::-1]))}] (first minus second): "
        "write both in one order"
        for n, pair in pairs.items()
        if isinstance(pair, list) and pair not in declared and pair[::-1] in declared
    }


def problems_from(
    errors: Sequence[Mapping[str, Any]], lines: Mapping[Place, int], file: str, model: Any
) -> list[Problem]:
    """Translate the errors of pydantic.

    Parameters
    ----------
    errors : sequence of mapping
        ``ValidationError.errors()``: type, loc, msg, input, ctx each.
    lines : mapping of path to line
        Where the values of the file stand.
    file : str
        Name of the file.
    model : class
        The model that was validated, for the nearest known key.
    """
    places = [tuple(error["loc"]) for error in errors]
    # a list whose only item is wrong is also called too short: the item's own error says it better
    echoes = {
        outer
        for outer in places
        for inner in places
        if len(inner) > len(outer) and inner[: len(outer)] == outer
    }
    kept = [e for e in errors if not (e["type"] == "too_short" and tuple(e["loc"]) in echoes)]
    return [_problem(error, lines, file, model) for error in kept]


def _problem(error: Mapping[str, Any], lines: Mapping[Place, int], file: str, model: Any) -> Problem:
    place: Place = tuple(
        step for step in error["loc"] if step != "[key]"
    )  # a name of the user's that is none
    where = ", ".join(filter(None, (f"{file} line {line_of(place, lines)}", place_name(place))))
    if error["type"] == "extra_forbidden":
        known = _keys(model, place[:-1])
        remedy = nearest(str(place[-1]), known) or "remove it; known keys: " + ", ".join(known)
        return Problem(where, "a known key", f"{str(place[-1])!r}", remedy)
    return Problem(where, _expected(error), _found(error), _remedy(error))


def _expected(error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    if error["type"] == "too_long":
        return f"at most {context['max_length']} of them"
    if error["type"] == "too_short":
        return f"at least {context['min_length']} of them"
    own = context["expected"] if error["type"] in ("framing", "literal_error") else None
    return str(own or _EXPECTED.get(error["type"]) or error["msg"])


def _found(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return "none"
    if error["type"] == "too_long":
        return str(error["ctx"]["actual_length"])
    found = repr(error["input"])
    return found if len(found) <= LONGEST_FOUND else found[:LONGEST_FOUND] + "…"


def _remedy(error: Mapping[str, Any]) -> str:
    if error["type"] == "framing":
        return str(error["ctx"]["remedy"])
    if error["type"] == "literal_error" and isinstance(error["input"], str):
        return _meant(error) or "correct the value"
    return {"missing": "add it", "too_long": "remove some"}.get(error["type"], "correct the value")


def _meant(error: Mapping[str, Any]) -> str:
    """Return which of the values that may stand there was probably meant, as a question."""
    allowed = re.findall("'([^']+)'", str(error["ctx"]["expected"]))
    if "languages" in error["loc"]:
        from framing.ingest.spellings import meant_code  # noqa: PLC0415 (a sound config needs no reader)

        code = meant_code(error["input"])
        return f"did you mean {code!r}?" if code in allowed else ""
    return nearest(error["input"], allowed)


def _keys(model: Any, place: Place) -> list[str]:
    """Return the keys a mapping at this place may have, as they are written in the file."""
    named = False  # whether the next step is a name that the user chose: outlets.presstv
    for step in place:
        if isinstance(step, int) or named:
            named = False
            continue
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        model = _model_in(fields[step]) if step in fields else None
        if model is None:
            return []
        named = get_origin(fields[step]) is dict
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part)) is not None), None)
