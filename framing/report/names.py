"""Display names: outlets from the study, categories and referents from the codebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from framing.report.typography import harmless
from framing.report.wording import wording
from framing.study.comparison.existence import existence
from framing.study.config.families import FAMILIES

# Only the labels are wanted here: reading them without compiling a pattern takes a hundredth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_CUES = ("naming", "heads", "terms")
_SHIPPED = Path(__file__).parents[1] / "codebook" / "data"  # importing that room takes a tenth of a second


@dataclass(frozen=True)
class Names:
    """What to call things, and what the codebooks say of them.

    Attributes
    ----------
    language : str
    outlets, categories, referents, variants : mapping of str to str
        Identity → name in the report's language; categories by ``family.category``, variants by
        ``referent.variant``.
    exists : mapping of str to str
        Referent → ISO date before which it did not exist.
    searched : mapping of (language, family) to tuple of str
        Categories of cues that were looked for in texts of that language.
    camps : mapping of str to str
        Side that speakers are counted for → its name.
    without_target : frozenset of str
        Families whose cues are said of nothing: they tell how something is said, or by whom.
    """

    language: str
    outlets: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    referents: Mapping[str, str] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    exists: Mapping[str, str] = field(default_factory=dict)
    searched: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    camps: Mapping[str, str] = field(default_factory=dict)
    without_target: frozenset[str] = frozenset()

    def outlet(self, identity: str) -> str:
        """Return the name of an outlet."""
        return harmless(self.outlets.get(identity, "") or identity)

    def category(self, family: str, identity: str) -> str:
        """Return the name of a category."""
        return harmless(self.categories.get(f"{family}.{identity}", "") or identity)

    def referent(self, identity: str) -> str:
        """Return the name of a referent or head."""
        return harmless(self.referents.get(identity, "") or identity)

    def camp(self, identity: str) -> str:
        """Return the name of a camp."""
        return harmless(self.camps.get(identity, "") or identity)

    def variant(self, referent: str, identity: str) -> str:
        """Return the name of a variant of a referent."""
        return harmless(self.variants.get(f"{referent}.{identity}", "") or identity)


def load_names(
    settings: Mapping[str, Any],
    measured: Mapping[str, Any],
    language: str,
    folders: Iterable[Path] = (),
    camps: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Names:
    """Return the names that a study and its codebooks give.

    Parameters
    ----------
    settings : mapping
        The study's config as plain values.
    measured : mapping
        Settings of the measurements: they name the codebooks, what these can find and since when.
    language : str
        Language of the report.
    folders : iterable of Path
        Codebook folders of the study.
    camps : mapping of camp to (language → name)
        Of the study and of the profiles that it uses.
    """
    held = {str(key): facts for key, facts in sorted(measured.get("codebooks", {}).items())}
    searched = (*reversed(list(folders)), _SHIPPED)
    books = {key: _labels(f"{key}.yaml", searched) for key in _with_naming(held)}
    referents = {
        identity: _label(value, language)
        for book in books.values()
        for part in ("referents", "heads")
        for identity, value in _part(book, part)
    }
    variants = {
        f"{referent}.{variant}": _label(said, language)
        for book in books.values()
        for referent, value in _part(book, "referents")
        for variant, said in _part(value, "variants")
    }
    return Names(
        language,
        outlets=_outlets(settings, language),
        categories=wording(language).branch("categories")
        | _categories(held, books, language)
        | _groups(settings, _categories(held, books, language), named=False),
        referents=referents | {name: _label(of, language) for name, of in _part(settings, "sets")},
        variants=variants | _groups(settings, variants, named=True),
        exists={referent: begun for referent, begun in existence({"codebooks": held}).items() if begun},
        searched=_searched(held, _kinds(measured)),
        camps={camp: said.get(language, "") for camp, said in camps.items()},
        without_target=frozenset(
            {*FAMILIES, *(_family(key) for key, facts in held.items() if _is_bare(facts))}
        ),
    )


def _groups(settings: Mapping[str, Any], known: Mapping[str, str], *, named: bool) -> dict[str, str]:
    """Return the names of the groups of a study's sets: those of their members, set apart."""
    return {
        f"{name if named else of['family']}.{group}": " / ".join(
            known.get(f"{of['referent'] if named else of['family']}.{member}", "") or member
            for member in members
        )
        for name, of in _part(settings, "sets")
        if (of["family"] == "naming") == named
        for group, members in of["groups"].items()
    }


def _is_bare(facts: Mapping[str, Any]) -> bool:
    """Tell whether a codebook of cues is one whose cues are said of nothing."""
    return facts.get("kind", "cues") not in ("cues", *NOT_CUES)


def _categories(
    held: Mapping[str, Any], books: Mapping[str, Mapping[str, Any]], language: str
) -> dict[str, str]:
    known = {f"{_family(key)}.{c}": "" for key, facts in held.items() for c in facts.get("categories", ())}
    labels = {
        f"{_family(key)}.{c}": _label(value, language)
        for key, book in books.items()
        for c, value in _part(book, "categories")
    }
    return known | labels


def _searched(held: Mapping[str, Any], kinds: set[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the categories of the codebooks whose kind has an extractor of its name."""
    return {
        (key.rsplit(".", 1)[-1], _family(key)): tuple(sorted(categories))
        for key, facts in held.items()
        if (categories := facts.get("categories")) and facts.get("kind", "cues") in kinds
    }


def _kinds(measured: Mapping[str, Any]) -> set[str]:
    """Return what was extracted: the names of the extractors without their versions."""
    return {str(name).partition(".")[0] for name in measured.get("extractors", ())}


def _outlets(settings: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return the study's own names; else what the outlet's profile calls it first."""
    folder = resources.files("framing") / "ingest" / "profiles"  # importing that room costs a second
    found = {file.name.removesuffix(".yaml"): _tree(file.read_text("utf-8")) for file in folder.iterdir()}
    profiles = {outlet: str(tree["names"][0]) for outlet, tree in found.items() if tree.get("names")}
    own = {outlet: str(names.get(language, "")) for outlet, names in settings.get("outlets", {}).items()}
    return dict(sorted((profiles | own).items()))


def _with_naming(held: Mapping[str, Any]) -> list[str]:
    """Targets of cues are referents of the naming codebook, measured or not; heads come last and win."""
    naming = {f"naming.{key.rsplit('.', 1)[-1]}" for key in held}
    return sorted(naming | set(held), key=lambda key: (not key.startswith("naming."), key))


def _labels(file: str, folders: Iterable[Path]) -> Mapping[str, Any]:
    """Read a codebook's labels; one that is not at hand has none, and its keys then serve as names."""
    path = next((folder / file for folder in folders if (folder / file).is_file()), None)
    return _tree(path.read_text("utf-8", errors="replace")) if path else {}


@cache
def _tree(content: str) -> Mapping[str, Any]:
    try:
        tree = yaml.load(content, Loader=_LOADER)  # noqa: S506 (a safe loader)
    except yaml.YAMLError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _part(tree: Any, key: str) -> list[tuple[str, Any]]:
    part = tree.get(key) if isinstance(tree, dict) else None
    return [(str(k), v) for k, v in part.items()] if isinstance(part, dict) else []


def _family(key: str) -> str:
    return key.rsplit(".", 1)[0]


def _label(value: Any, language: str) -> str:
    label = value.get("label") if isinstance(value, dict) else None
    return str(label.get(language, "")) if isinstance(label, dict) else ""
