"""Masking: names of outlets in what coders read are replaced, so that nobody codes a paper instead of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from framing.study.config.study import Study

# Written so in a text of each language.
MASKS: Final[Mapping[str, str]] = {"fr": "[média]", "en": "[outlet]"}
_ARTICLE: Final = re.compile(r"(?:(?:le|la|les|the) |l')(?=\S)", re.IGNORECASE)
# A name of so many letters is masked in compounds of its own too (FigaroVox); shorter ones begin too many other words.
LEAST_LETTERS: Final = 6
_APOSTROPHES: Final = "['\N{RIGHT SINGLE QUOTATION MARK}]"


class Mask:
    """Replaces the names of outlets.

    Parameters
    ----------
    names : iterable of str
        As outlets are called. Capitals count, as *Le Point* is a paper and *le point* is none; written in capitals
        throughout, in one word, or without its article a name is masked too.
    identifiers : iterable of str
        As catalogues and domains call them: masked in addresses (lepoint.fr) and handles (@lepoint), in any case.
    """

    def __init__(self, names: Iterable[str], identifiers: Iterable[str] = ()) -> None:
        called = {form for name in names for form in _forms(name)}
        patterns = [_address(name) for name in sorted(set(identifiers) - {""})]
        patterns += [_pattern(form) for form in sorted(called, key=lambda form: (-len(form), form))]
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def __call__(self, text: str, language: str) -> str:
        """Return the text with every name replaced."""
        return self._pattern.sub(MASKS[language], text) if self._pattern else text


def mask_of(study: Study, outlets: Iterable[str]) -> Mask:
    """Return what masks the outlets of a study: as its config calls them, and their profiles.

    Parameters
    ----------
    study : Study
    outlets : iterable of str
        Those that documents come from.
    """
    from framing.ingest import load_profiles  # noqa: PLC0415 (only texts need masking)

    known = set(outlets) | set(study.outlets) | {outlet for pair in study.contrasts for outlet in pair}
    profiles = load_profiles([study.path(name) for name in study.profiles])
    names, identifiers = [], set(known)
    for outlet in known:
        labels = study.outlets.get(outlet)
        called = [labels.fr, labels.en] if labels else []
        if outlet in profiles:
            called += [*profiles[outlet].names, *filter(None, [profiles[outlet].agency])]
            identifiers |= {domain.split(".")[-2] for domain in profiles[outlet].domains if "." in domain}
        names += called or [outlet.capitalize()]
    return Mask(names, identifiers)


def _forms(name: str) -> Iterator[str]:
    """Yield how a name may be written: as it is, in one word, in capitals, and all of these without its article."""
    words = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    whole = " ".join(words)
    for form in {whole, "".join(words), _bare(whole)} - {""}:
        yield form.upper()
        if form[0].isupper():
            yield form


def _bare(name: str) -> str:
    article = _ARTICLE.match(name)
    return name[article.end() :] if article else name


def _pattern(form: str) -> str:
    spaced = r"\s+".join(re.escape(word).replace("'", _APOSTROPHES) for word in form.split())
    return rf"(?<!\w){spaced}" + (r"\w*" if len(form) >= LEAST_LETTERS else r"(?!\w)")


def _address(name: str) -> str:
    return rf"(?i:(?<!\w)(?:[@#]{re.escape(name)}\w*|(?:www\.)?{re.escape(name)}\.\w+))"
