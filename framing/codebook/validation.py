"""Validation: located YAML → codebook, gathering every mistake instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from framing.codebook.entries import Category, Codebook, Entry, Head, Referent, Rule, Variant
from framing.codebook.fields import Fields
from framing.codebook.located import Located
from framing.errors import Problem

CONTENT_OF_KIND: Mapping[str, str] = {
    "cues": "categories",
    "naming": "referents",
    "heads": "heads",
    "agency": "categories",
    "evidentials": "categories",
}
TIERS = ("core", "extended")

_FILE_KEYS = ("name", "language", "version", "kind", "sources", "note")
_LISTS = ("patterns", "not_after", "not_before", "not_inside", "examples", "counterexamples")
_RULE_KEYS = (*_LISTS, "note", "label")
_SomeRule = TypeVar("_SomeRule", bound=Rule)


def codebook_from(root: Located, name: str, language: str, problems: list[Problem]) -> Codebook:
    """Return the codebook a file holds.

    Parameters
    ----------
    root : Located
        Content of the file.
    name, language : str
        What its file name promises.
    problems : list of Problem
        Every mistake found is added; what it touches is read as empty.
    """
    return _Validator(problems).codebook(root, name, language)


class _Validator(Fields):
    def codebook(self, root: Located, name: str, language: str) -> Codebook:
        given = root.value if isinstance(root.value, Mapping) else {}
        kind = self.choice(given.get("kind"), root, "kind", tuple(CONTENT_OF_KIND))
        contents = (CONTENT_OF_KIND[kind],) if kind else tuple(CONTENT_OF_KIND.values())
        top = self.keys(root, (*_FILE_KEYS, *contents), required=contents if kind else ())
        self.choice(top.get("name"), root, "name", (name,))
        self.choice(top.get("language"), root, "language", (language,))
        version, sources = (
            self.whole_number(top.get("version"), root, "version"),
            self.texts(top.get("sources")),
        )
        categories = self.each(top.get("categories"), self._category)
        referents = self.each(top.get("referents"), self._referent)
        heads = self.each(top.get("heads"), self._head)
        return Codebook(name, language, version, kind, sources, categories, referents, heads, file=root.file)

    def _category(self, name: str, node: Located) -> Category:
        keys = ("label", "searched_on", "targets", "entries", "note")
        known = self.keys(node, keys, required=("label", "entries"))
        entries = tuple(self._entry(item) for item in self.items(known.get("entries")))
        self._require_once(node, [entry.id for entry in entries])
        searched_on, targets = self.texts(known.get("searched_on")), self.texts(known.get("targets"))
        label, note = self.labels(known.get("label")), self.text(known.get("note"))
        return Category(name, label, searched_on, targets, entries, note)

    def _entry(self, node: Located) -> Entry:
        known = self.keys(node, ("id", "tier", *_RULE_KEYS), required=("id", "patterns"))
        tier = self.choice(known["tier"], node, "tier", TIERS) if "tier" in known else TIERS[0]
        name = self.name(self.text(known["id"]), known["id"]) if "id" in known else ""
        return self._rule(Entry, name, node, known, tier=tier)

    def _referent(self, name: str, node: Located) -> Referent:
        known = self.keys(node, ("label", "exists", "variants", "note"), required=("label", "variants"))
        variants, exists = self.each(known.get("variants"), self._variant), self.date(known.get("exists"))
        return Referent(name, self.labels(known.get("label")), exists, variants, self.text(known.get("note")))

    def _variant(self, name: str, node: Located) -> Variant:
        return self._rule(Variant, name, node, self.keys(node, _RULE_KEYS, required=("patterns",)))

    def _head(self, name: str, node: Located) -> Head:
        known = self.keys(node, (*_RULE_KEYS, "feminine"), required=("patterns",))
        is_feminine = (
            self.choice(known["feminine"], node, "feminine", ("true", "false")) if "feminine" in known else ""
        )
        return self._rule(Head, name, node, known, feminine=is_feminine == "true")

    def _rule(
        self, kind: type[_SomeRule], name: str, node: Located, known: Mapping[str, Located], **more: object
    ) -> _SomeRule:
        lists = {key: self.texts(known.get(key)) for key in _LISTS}
        if "patterns" in known and not lists["patterns"]:
            self.add(known["patterns"], "at least one pattern", "none", "add a pattern or remove the entry")
        label, note = self.labels(known.get("label")), self.text(known.get("note"))
        return kind(id=name, label=label, note=note, where=node.where, **lists, **more)  # type: ignore[arg-type]

    def _require_once(self, node: Located, names: Sequence[str]) -> None:
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            self.add(node, "each entry id once", f"{name!r} more than once", "rename one of them")
