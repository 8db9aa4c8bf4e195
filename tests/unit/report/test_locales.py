"""Both locale files hold the same tree; every key is used, every used key exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from framing.errors import ReportError
from framing.report.wording import LANGUAGES, wording
from framing.study.grading.coded import REASONS
from framing.study.grading.replication import REPLICATED

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")
REPORT = Path(__file__).resolve().parents[3] / "framing" / "report"
# statistics.md §8, and their French counterparts.
BANNED = {
    "en": r"\b(bias(ed)?|propaganda|neutral(ly|ity)?|objective(ly)?|proves?|proven|always|never|Western media)\b",
    "fr": r"\b(biaisée?s?|propagande|neutre(ment|s)?|neutralité|objectif|objective(ment)?|prouve(nt)?|toujours|jamais)\b",
}


def _source() -> str:
    files = [*REPORT.glob("*.py"), *(REPORT / "templates").iterdir()]
    return "\n".join(path.read_text("utf-8") for path in sorted(files))


def test_same_keys_and_placeholders() -> None:
    fr, en = (wording(language).templates for language in ("fr", "en"))
    assert sorted(fr) == sorted(en)
    different = [k for k in fr if set(PLACEHOLDER.findall(fr[k])) != set(PLACEHOLDER.findall(en[k]))]
    # French may leave out the number of a unit's plural, nothing else
    assert different == []


def test_every_key_is_used() -> None:
    source = _source()
    keys = wording("en").templates
    unused = [key for key in keys if not _is_used(key, source)]
    assert unused == []


def _is_used(key: str, source: str) -> bool:
    """A key stands in the code whole, or as a prefix that is completed at run time, or in a template."""
    parts = key.split(".")
    if f'branch("{parts[0]}")' in source and parts[0] not in ("page", "evidence"):
        return True
    if f'"{key}"' in source or re.search(rf"\b[we]\.{re.escape(parts[-1])}\b", source):
        return True
    if parts[0] == "units":
        return f'"{parts[1]}"' in source
    patterns = [_pattern(match) for match in set(re.findall(r'f"([a-z_.]*\{[^"]*)"', source))]
    return any(re.fullmatch(pattern, key) for pattern in patterns)


def _pattern(template: str) -> str:
    return "".join(
        "[a-zA-Z0-9_]+" if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{[^}]*\})", template)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_where_marks_alone_tell_replaces_something(language: str) -> None:
    templates = wording(language).templates
    laid_over = {
        k.removeprefix("marks_only."): v for k, v in templates.items() if k.startswith("marks_only.")
    }
    assert laid_over
    assert {k for k, v in laid_over.items() if templates.get(k, v) == v} == set()
    assert (
        wording(language).where_marks_alone_tell().template("voices.own.long") == laid_over["voices.own.long"]
    )


def test_every_literal_key_exists() -> None:
    keys = wording("en").templates
    used = set(re.findall(r'\b(?:say|template|plain)\(\s*"([a-z0-9_.A-Z]+)"', _source()))
    assert used
    assert sorted(used - set(keys)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_banned_words_are_not_written(language: str) -> None:
    found = {
        k: v for k, v in wording(language).templates.items() if re.search(BANNED[language], v, re.IGNORECASE)
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_stands_before_a_fixed_plural(language: str) -> None:
    """ "1 articles": a counted noun comes from units, with its number."""
    templates = wording(language).templates
    plurals = {
        value.removeprefix("{n} ").split()[0]
        for key, value in templates.items()
        if re.fullmatch(r"units\.(?!more\b|time\b)\w+\.other", key)
    }
    assert len(plurals) > 6
    slip = re.compile(r"\{\w+\} (?:further |autres )?(?:" + "|".join(sorted(plurals)) + r")\b")
    ours = {k: v for k, v in templates.items() if not k.startswith(("units.", "reasons.", "gates."))}
    assert {k: v for k, v in ours.items() if slip.search(v)} == {}


# Reasons of gates that pass say nothing: there is no obstacle to name.
PASSING = {
    "unmatched", "unmatched_by_window", "enough", "attainable", "sound", "shown", "stable", "robust",
    "quiet", "existed",
}  # fmt: skip
# Dictionaries of the gates that say of each reason whether it holds.
HOLDING = {"absent", "failed", "holds"}
# What a page says of all gates that were not evaluated, together.
OF_THE_REPORT = {"not_evaluated"}


def _reasons_in(tree: ast.Module) -> set[str]:
    """Strings that stand where a reason stands: third in a Gate, key of a holding dictionary, or returned as one."""
    places: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Gate":
            places.append(node.args[2])
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            named = {target.id for target in node.targets if isinstance(target, ast.Name)}
            places += node.value.keys if named & HOLDING else []
        elif isinstance(node, ast.FunctionDef) and re.search("reason|failures", node.name):
            places += [part.value for part in ast.walk(node) if isinstance(part, ast.Return)]
    return {word for place in places if place is not None for word in _strings(place)}


def _strings(node: ast.AST) -> set[str]:
    """Strings of an expression, but for those that something is compared with, looked up by or called with."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    inner = [] if isinstance(node, ast.Call | ast.Compare | ast.Subscript) else ast.iter_child_nodes(node)
    return {word for part in inner for word in _strings(part)}


def test_every_reason_of_the_gates_has_its_sentences() -> None:
    rooms = sorted((REPORT.parent / "study" / "grading").glob("*.py"))
    found = {path.name: _reasons_in(ast.parse(path.read_text("utf-8"))) for path in rooms}
    again = found.pop("replication.py") | {REPLICATED}
    reasons = set().union(*found.values()) | set(REASONS)
    assert reasons >= PASSING  # else a gate passes for another reason now
    assert {"voice_wrong", "by_chance", "apart", "sign_changes", "structural_zero", "no_universe"} <= reasons
    for language in LANGUAGES:
        keys = wording(language).templates
        assert {
            key.split(".")[1] for key in keys if key.startswith("reasons.")
        } == reasons - PASSING | OF_THE_REPORT
        assert [r for r in sorted(reasons - PASSING) if not keys[f"reasons.{r}.why"]] == []
        assert [r for r in sorted(reasons - PASSING) if not keys[f"reasons.{r}.takes"]] == []
        assert {
            key.removeprefix("claims.held_out.") for key in keys if key.startswith("claims.held_out.")
        } == again


def test_an_unknown_language_or_key_is_named() -> None:
    with pytest.raises(ReportError, match=r"report\.languages"):
        wording("de")
    with pytest.raises(ReportError, match="nothing\\.here"):
        wording("en").say("nothing.here")
