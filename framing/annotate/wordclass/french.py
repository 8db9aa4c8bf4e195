"""French word forms: adjectives and participles by their endings, gender and number, the masculine singular.

No parser and no dictionary of parts of speech: an ending is trusted because the caller only asks about words that
stand where an adjective may stand, and because a form must agree with its noun. Endings after Grevisse & Goosse,
*Le bon usage*, §§ 541–570 (feminine and plural of adjectives).
"""

from __future__ import annotations

from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.lexicon import Lexicon

_MS, _MP = Is.MASCULINE_SINGULAR, Is.MASCULINE_PLURAL
_FS, _FP = Is.FEMININE_SINGULAR, Is.FEMININE_PLURAL

# Endings of adjectives. Those of nouns as well (-eur, -ent …) are not trusted: such adjectives are listed.
_ADJECTIVE_ENDINGS = (
    "al", "ale", "el", "elle", "if", "ive", "eux", "euse", "ien", "ienne", "éen", "éenne", "ais", "aise", "ois", "oise",
    "ain", "aine", "ier", "ière", "ente", "ante", "ique", "able", "ible", "uble", "aire", "oire", "iste", "esque", "estre", "ide",
)  # fmt: skip
_INFINITIVE = ("er", "ir", "re", "oir", "ïr")
# Past participles of verbs not in -er; those in -er have -é only, so that *signifie* and *constitue* stay verbs.
_PAST = ("i", "u", "is", "it", "int", "ert", "ort", "us", "aint", "eint", "oint", "ait", "os")
# After a masculine singular these forms are as often a verb in the present or the simple past.
_UNSURE = ("it", "is", "us", "ait", "ort", "aint", "eint", "int", "os")
# Infinitives that are their own lemma, told from nouns (*guerre, papier, avenir*) by their endings and a list.
_BARE_INFINITIVE = (
    "er", "cir", "chir", "dir", "gir", "lir", "nir", "rir", "sir", "tir", "voir",
    "ndre", "ttre", "uire", "oudre", "oître", "ivre", "rire",
)  # fmt: skip
_NOUNS_IN_TE = ("ité", "eté", "rté", "nté", "uté", "até")


class FrenchClassifier:
    """Tells what a form of an open class can be, from its ending and from lists.

    Parameters
    ----------
    words : Lexicon
    """

    def __init__(self, words: Lexicon) -> None:
        self._judging = words["judging"]
        self._excluded = words["not_adjectives"]
        self._early = words["early_adjectives"]
        self._adjectives = words["adjectives"]
        self._nouns_like_verbs = words["nouns_like_infinitives"]

    def __call__(self, form: str, lemma: str) -> int:
        """Return the bits of `Is` of a lower-case form: class, plural, and the genders and numbers it can have."""
        base = singular(form)
        bits = french_forms(form) | (Is.JUDGING if lemma in self._judging or base in self._judging else 0)
        if form in self._excluded or not form[:1].isalpha():
            return bits
        if base in self._early or form in self._early:
            return bits | Is.ADJECTIVE | Is.EARLY
        if base in self._adjectives or form in self._adjectives:
            return bits | Is.ADJECTIVE
        return bits | self._by_ending(form, lemma, base)

    def _by_ending(self, form: str, lemma: str, base: str) -> int:
        bits = Is.PARTICIPLE if _is_participle(form, lemma) else 0
        if form.endswith("ant"):
            # a dictionary that knows the form as a word of its own knows it as an adjective as well
            bits |= Is.PRESENT_PARTICIPLE | (Is.ADJECTIVE if lemma == form else 0)
        if not bits and self._is_verb(form, lemma):
            return Is.FINITE
        return bits | (Is.ADJECTIVE if _has_adjective_ending(form, base) else 0)

    def _is_verb(self, form: str, lemma: str) -> bool:
        """Finite forms have another lemma, an infinitive; infinitives are their own."""
        if lemma != form:
            return lemma.endswith(_INFINITIVE)
        if form.endswith(("ier", "ière")) or form in self._nouns_like_verbs:
            return False
        return form.endswith(_BARE_INFINITIVE)


def french_forms(form: str) -> int:
    """Return the genders and numbers the form of an adjective or a participle can have."""
    base = singular(form)
    feminine, epicene = _is_feminine(base), base.endswith("e")
    if form.endswith(("eux", "ais", "ois", "oux")) or (base == form and form.endswith(("s", "x"))):
        return _MS | _MP
    if base != form:
        return Is.PLURAL | (_FP if feminine else _MP | _FP if epicene else _MP)
    return _FS if feminine else _MS | _FS if epicene else _MS


# Singulars that end in s themselves, and the participles among such words whose s is a plural all the same.
_SINGULAR_S = ("ais", "ois", "ss", "us", "is", "ros", "ras", "ès")
_PLURAL_S = ("és", "ées", "ies", "ues", "nis", "lis", "tis", "dis", "sis", "gis")


def singular(form: str) -> str:
    """Return the singular of an adjective or participle, by its ending."""
    if form.endswith("eaux"):
        return form[:-1]
    if form.endswith("aux") and form not in ("faux", "aux"):
        return form[:-3] + "al"
    if form.endswith(_PLURAL_S) or (form.endswith("s") and not form.endswith(_SINGULAR_S)):
        return form[:-1]
    return form


_MASCULINE_OF = (
    ("elle", "el"), ("ienne", "ien"), ("éenne", "éen"), ("euse", "eux"), ("ive", "if"), ("ière", "ier"), ("ère", "er"),
    ("ète", "et"), ("ale", "al"), ("aise", "ais"), ("oise", "ois"), ("aine", "ain"), ("ente", "ent"), ("ante", "ant"),
    ("ée", "é"), ("eure", "eur"), ("ie", "i"), ("ue", "u"), ("ise", "is"), ("uite", "uit"), ("ite", "it"), ("erte", "ert"),
    ("einte", "eint"), ("ainte", "aint"), ("ine", "in"), ("une", "un"), ("otte", "ot"), ("onne", "on"), ("ouce", "oux"),
    ("anche", "anc"), ("oite", "oit"), ("aite", "ait"), ("orte", "ort"), ("ourde", "ourd"), ("onde", "ond"), ("onge", "ong"),
    ("ongue", "ong"), ("icte", "ict"), ("ecte", "ect"), ("acte", "act"), ("incte", "inct"), ("ure", "ur"), ("ite", "it"),
    ("ande", "and"), ("aude", "aud"), ("oide", "oid"), ("usse", "us"), ("ausse", "aux"), ("osse", "os"), ("asse", "as"),
)  # fmt: skip
_IRREGULAR = {
    "nouvelle": "nouveau", "nouvel": "nouveau", "belle": "beau", "bel": "beau", "vieille": "vieux", "vieil": "vieux",
    "publique": "public", "turque": "turc", "grecque": "grec", "caduque": "caduc", "bonne": "bon", "douce": "doux",
    "fausse": "faux", "rousse": "roux", "longue": "long", "sèche": "sec", "blanche": "blanc", "franche": "franc",
    "brève": "bref", "vive": "vif", "grosse": "gros", "basse": "bas", "chère": "cher", "fière": "fier", "amère": "amer",
    "ambiguë": "ambigu", "aiguë": "aigu", "molle": "mou", "folle": "fou", "maligne": "malin", "nette": "net",
    "muette": "muet", "sotte": "sot", "gentille": "gentil", "nulle": "nul", "pareille": "pareil", "civile": "civil",
    "subtile": "subtil", "globaux": "global", "claire": "clair", "dure": "dur", "pure": "pur", "sûre": "sûr",
    "mûre": "mûr", "obscure": "obscur", "future": "futur", "commune": "commun", "forte": "fort", "lourde": "lourd",
    "profonde": "profond", "grande": "grand", "petite": "petit", "froide": "froid", "chaude": "chaud", "verte": "vert",
    "morte": "mort", "courte": "court", "haute": "haut", "seconde": "second", "légère": "léger", "étrangère": "étranger",
    "mensongère": "mensonger", "passagère": "passager", "complète": "complet", "incomplète": "incomplet",
}  # fmt: skip
# e-endings that both genders share although a rule above would cut them
_SHARED = (
    "ique", "able", "ible", "uble", "aire", "oire", "iste", "esque", "estre", "ide", "ile", "ple", "bre", "tre", "vre",
    "ce", "ge", "me", "rme", "que", "gue",
)  # fmt: skip
_FEMININE_E = tuple(ending for ending, _ in _MASCULINE_OF)
_SHARED_WORDS = frozenset(
    [
        "russe",
        "suisse",
        "juste",
        "injuste",
        "vaste",
        "rare",
        "jeune",
        "sincère",
        "austère",
        "prospère",
        "sévère",
        "éphémère",
        "mineure",
        "pérenne",
        "unanime",
        "indigène",
        "digne",
        "indigne",
        "hypocrite",
        "insolite",
        "tacite",
        "licite",
        "illicite",
        "explicite",
        "implicite",
        "tripartite",
        "quadripartite",
        "favorite",
        "moderne",
        "interne",
        "externe",
        "étrange",
        "arabe",
        "tchèque",
        "belge",
        "slave",
        "corse",
        "basque",
        "absurde",
        "rapide",
        "fragile",
        "utile",
        "facile",
        "difficile",
        "solide",
        "propre",
        "pauvre",
        "libre",
        "triste",
        "ferme",
        "uniforme",
        "conforme",
        "précoce",
        "féroce",
        "efficace",
        "tenace",
        "vague",
        "large",
        "rouge",
        "jaune",
        "parasite",
        "satellite",
    ]
)


def _is_feminine(base: str) -> bool:
    if base in _IRREGULAR and base not in ("nouvel", "bel", "vieil"):
        return True
    if base in _SHARED_WORDS or base.endswith(_SHARED):
        return False
    return base.endswith(_FEMININE_E)


def masculine_singular(form: str, lemma: str) -> str:
    """Return the attribute without agreement: *illégales* → *illégal*, *imposées* → *imposé*.

    Parameters
    ----------
    form : str
        Lower-case form of an adjective or participle.
    lemma : str
        Its lemma by dictionary; trusted where it is a masculine of this form.
    """
    base = singular(form)
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    known = lemma != form or base == form
    if known and not lemma.endswith(_INFINITIVE) and base.startswith(lemma[:3]) and not _is_feminine(lemma):
        return lemma
    if not _is_feminine(base):
        return base
    for ending, replacement in _MASCULINE_OF:
        if base.endswith(ending):
            return base[: len(base) - len(ending)] + replacement
    return base


def _is_participle(form: str, lemma: str) -> bool:
    """Past participles end in é, i, u … + e + s; of a verb by its lemma, or in -é, which few nouns do."""
    base = singular(form)
    stem = base.removesuffix("e")
    if stem.endswith("é"):
        return lemma.endswith("er") or not stem.endswith(_NOUNS_IN_TE)
    if not lemma.endswith(_INFINITIVE) or lemma.endswith("er") or lemma == form:
        return False
    unsure = stem.endswith(_UNSURE) and base == form and stem == base
    return stem.endswith(_PAST) and not unsure


def _has_adjective_ending(form: str, base: str) -> bool:
    return form.endswith(("ents", "ants")) or base.endswith(_ADJECTIVE_ENDINGS)
