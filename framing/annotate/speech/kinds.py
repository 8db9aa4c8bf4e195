"""Kinds: what each word can be where speech is reported, as bits of a type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.inventory import Inventory
from framing.annotate.tokens import Tokens
from framing.annotate.type_values import TypeValues
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.classifier import classifier
from framing.annotate.wordclass.lexicon import Lexicon

Int64 = NDArray[np.int64]
Int32 = NDArray[np.int32]

# Bits beside those of `Is`, which end at 38.
QUE: Final = 1 << 40  # that
QUESTION: Final = 1 << 41
ACCORDING: Final = 1 << 42
CLITIC: Final = 1 << 43
SUBJECT: Final = 1 << 44  # a pronoun that can be the subject
THIRD: Final = 1 << 45
FEMININE: Final = 1 << 46
PLURAL: Final = 1 << 47
CLOSING: Final = 1 << 48
LAST: Final = 1 << 49
ROLE: Final = 1 << 50
BODY: Final = 1 << 51
ANONYMOUS: Final = 1 << 52
INFINITIVE: Final = 1 << 53
TO: Final = 1 << 54  # what stands before an infinitive: de, à, pour; to
HELPS: Final = 1 << 55  # faire, laisser, mettre: what other words need before them to report
VERB: Final = 1 << 56  # a finite form, auxiliaries and copulas among them
ITSELF: Final = 1 << 57  # se
PAIRED: Final = 1 << 58  # après, to: half of a preposition of attribution
LOWER: Final = 1 << 59  # begins with a small letter
TITLED: Final = 1 << 60  # M., Mme, Dr
HAVING: Final = 1 << 61
ACRONYM: Final = 1 << 62  # all capitals
FOR_WHOM: Final = 1 << 39
# in the place of gender and number, which nobody asks for here
DOMAIN, CONJOINED, NO_HOLDER, WITNESS = 1 << 28, 1 << 29, 1 << 30, 1 << 31
# … and of what judges and is judged: articles that tell number and gender
MANY, HIS, HER, DEFINITE, NAMING, DISTANT, CHARGE, COUNTRY, BASE = (
    1 << n for n in (16, 17, 37, 34, 36, 22, 20, 25, 26)
)
_ROOM: Final = (
    Is.ANY_FORM
    | Is.JUDGING
    | Is.JUDGED
    | Is.AGENTLESS
    | Is.LISTED
    | Is.LOOSE_LINK
    | Is.LINK
    | Is.AS
    | Is.NOUN
    | Is.PLURAL
)

# Bits of `Is` by names that kernels can read.
IS_ADJECTIVE: Final = Is.ADJECTIVE
IS_ADVERB: Final = Is.ADVERB
IS_AUXILIARY: Final = Is.AUXILIARY
IS_BEEN: Final = Is.BEEN
IS_BY: Final = Is.BY
IS_CONTRACTED: Final = Is.CONTRACTED
IS_COORDINATOR: Final = Is.COORDINATOR
IS_COPULA: Final = Is.COPULA
IS_DETERMINER: Final = Is.DETERMINER
IS_EARLY: Final = Is.EARLY
IS_EMPTY: Final = Is.EMPTY
IS_FUNCTION: Final = Is.FUNCTION
IS_NAME: Final = Is.NAME
IS_NEGATOR: Final = Is.NEGATOR
IS_NUMBER: Final = Is.NUMBER
IS_OF: Final = Is.OF
IS_PARTICIPLE: Final = Is.PARTICIPLE
IS_POSSESSIVE: Final = Is.POSSESSIVE
IS_PREPOSITION: Final = Is.PREPOSITION
IS_PRESENT_PARTICIPLE: Final = Is.PRESENT_PARTICIPLE
IS_PRONOUN: Final = Is.PRONOUN
IS_RELATIVE: Final = Is.RELATIVE
IS_SUBJECT_RELATIVE: Final = Is.SUBJECT_RELATIVE
IS_SUBORDINATOR: Final = Is.SUBORDINATOR

_OF_FORMS: Mapping[str, int] = MappingProxyType(
    {
        "complementizers": QUE, "question_words": QUESTION, "according_to": ACCORDING, "clitics": CLITIC, "subject_pronouns": SUBJECT,
        "third_person": THIRD, "feminine_pronouns": FEMININE, "plural_pronouns": PLURAL, "closing_subordinators": CLOSING,
        "last_named": LAST, "roles": ROLE, "bodies": BODY, "anonymous": ANONYMOUS, "infinitive_markers": TO, "helping": HELPS,
        "itself": ITSELF, "paired": PAIRED, "titles": TITLED, "having": HAVING, "finite_forms": VERB,
        "for_whom": FOR_WHOM, "infinitives": INFINITIVE, "conjoined": CONJOINED, "no_holders": NO_HOLDER, "witnesses": WITNESS,
        "many": MANY, "his": HIS, "her": HER, "definites": DEFINITE, "naming": NAMING, "distant": DISTANT, "charges": CHARGE,
    }
)  # fmt: skip

# Bits of a verb: what it takes, then its form, then its number in the inventory.
(
    TAKES_CLAUSE,
    TAKES_ZERO,
    TAKES_INFINITIVE,
    TAKES_DE,
    TAKES_TO,
    TAKES_QUESTION,
    TAKES_OBJECT,
    REFLEXIVE,
    QUOTES_ONLY,
    TAKES_ADJECTIVE,
    TELLS,
    FINDS,
    OF_PEOPLE,
) = (1 << n for n in range(13))
NOUN_TOO, HELPED, FINITE, PARTICIPLE, BARE, GERUND, OURS = (1 << n for n in range(13, 20))
NUMBER_SHIFT: Final = 20
_OF_TAKES: Mapping[str, int] = MappingProxyType(
    {
        "clause": TAKES_CLAUSE, "zero_clause": TAKES_ZERO, "infinitive": TAKES_INFINITIVE, "de_infinitive": TAKES_DE,
        "to_infinitive": TAKES_TO, "question": TAKES_QUESTION, "object": TAKES_OBJECT, "reflexive": REFLEXIVE,
        "quotation_only": QUOTES_ONLY, "adjective": TAKES_ADJECTIVE, "tells": TELLS, "findings": FINDS, "of_people": OF_PEOPLE,
    }
)  # fmt: skip


class Kinds(NamedTuple):
    """Bits of every type that was asked for.

    Attributes
    ----------
    word : int64 array, length n_types
        Bits of `Is` and of this module.
    verb : int32 array, length n_types
        0, or the bits of a verb that can report, and its number plus one.
    """

    word: Int64
    verb: Int32


class Kinder:
    """Tells the kinds of types, each worked out once for a vocabulary.

    Parameters
    ----------
    inventory : Inventory
    lexicon : Lexicon
        Closed classes of the same language.
    """

    def __init__(self, inventory: Inventory, lexicon: Lexicon) -> None:
        self._verbs = TypeValues(lambda forms, lemmas: map(verb_bits(inventory), forms, lemmas))
        self._words = TypeValues(lambda forms, lemmas: map(word_bits(inventory, lexicon), forms, lemmas))

    def verbs(self, tokens: Tokens) -> Int64:
        """Return the bits as a verb of every type, length n_types."""
        return self._verbs.all(tokens)

    def words(self, tokens: Tokens, types: Int32) -> Int64:
        """Return the bits of the types asked for, −1 for others, length n_types."""
        return self._words.among(tokens, types)


def verb_bits(inventory: Inventory) -> Callable[[str, str], int]:
    """Return the function from form and lemma to the bits of a verb that reports."""
    known = {
        verb: (number + 1) << NUMBER_SHIFT
        | sum(bit for what, bit in _OF_TAKES.items() if verb in inventory.takes[what])
        | (HELPED if verb in inventory.after else 0)
        for number, verb in enumerate(inventory.verbs)
    }
    nouns_too, form_of = inventory.forms["nouns_too"], _FORM[inventory.language]
    regular = {form: verb for verb in inventory.verbs for form in _regular_forms(verb, inventory.language)}

    def bits(surface: str, lemma: str) -> int:
        form = surface.lower()
        meant = inventory.lemmas.get(form, lemma)
        if meant not in known:  # the dictionary prefers the noun or the adjective: annonce, rappelant
            meant = regular.get(form, meant)
        verb = known.get(meant, 0)
        if not verb:
            return 0
        noun = form in nouns_too or (meant != lemma and not form.endswith("ant"))
        return verb | form_of(form, meant) | (NOUN_TOO if noun else 0)

    return bits


# Endings of French words for those who do something: "l'académicien", "la politologue".
_TRADES: Final = ("icien", "icienne", "logue", "ateur", "atrice", "teur", "trice", "iste", "crate")
# … and of adjectives that say from which country.
_COUNTRIES: Final = (
    "ien",
    "ienne",
    "iens",
    "iennes",
    "ais",
    "aise",
    "aises",
    "ois",
    "oise",
    "oises",
    "ain",
    "aine",
    "russe",
    "russes",
    "turc",
    "turque",
    "arabe",
    "belge",
)
_ENDINGS: Final = (
    "e",
    "es",
    "ent",
    "ons",
    "ez",
    "ait",
    "aient",
    "ant",
    "é",
    "ée",
    "és",
    "ées",
    "a",
    "èrent",
    "era",
    "eront",
    "erait",
    "eraient",
)


def _regular_forms(verb: str, language: str) -> Iterable[str]:
    """Return the forms of a regular verb in -er: the dictionary may know them as another word only."""
    if language != "fr" or not verb.endswith("er"):
        return ()
    stem = verb[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    forms = [(soft if ending[0] in "ao" else stem) + ending for ending in _ENDINGS]
    grave = re.sub("[eé]([^aeiouéè]+)$", r"è\1", stem)  # relève, répète
    return [*forms, *(grave + ending for ending in ("e", "es", "ent", "era", "erait") if grave != stem)]


def _french_form(form: str, lemma: str) -> int:
    if not lemma.endswith(("er", "ir", "re")):  # part, référence, garde: reported by what stands before
        return BARE | FINITE | PARTICIPLE
    if form == lemma:
        return BARE
    if form.endswith("ant"):
        return GERUND
    stem = form.removesuffix("s").removesuffix("e")
    if stem.endswith("é"):
        return PARTICIPLE
    if form.endswith("ons"):
        return FINITE | OURS
    if lemma.endswith("er"):
        return FINITE
    both = form in ("dit", "redit", "écrit", "décrit", "garantit", "avertit", "réagit", "convertit")
    past = stem.endswith(("dit", "crit", "mis", "u", "i", "vert", "int", "aint", "quis", "clus"))
    return (FINITE | PARTICIPLE) if both else PARTICIPLE if past else FINITE


def _english_form(form: str, lemma: str) -> int:
    if form.endswith("ing"):
        return GERUND
    if form == lemma:
        return BARE | FINITE
    return FINITE | PARTICIPLE if not form.endswith("s") else FINITE


_FORM: Mapping[str, Callable[[str, str], int]] = MappingProxyType({"fr": _french_form, "en": _english_form})


def _english_verb(form: str, lemma: str, found: int) -> int:
    """Return what a small word can be as an English verb: behind "to", or by its -ed."""
    if found & (Is.FUNCTION | ROLE | BODY):
        return 0
    if form == lemma:
        return BASE
    return VERB if form.endswith("ed") and lemma != form else 0


def _bare(form: str) -> str:
    """Return a form without accents, as capitals often go: Etat, Economie."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def word_bits(inventory: Inventory, lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from form and lemma to the bits of a word."""
    classes = classifier(lexicon)
    closed: dict[str, int] = {}
    for name, bit in _OF_FORMS.items():
        for form in inventory.forms[name]:
            closed[form] = closed.get(form, 0) | bit
    french, domains = (
        inventory.language == "fr",
        {*inventory.forms["domains"], *map(_bare, inventory.forms["domains"])},
    )

    def bits(surface: str, lemma: str) -> int:
        form = surface.lower()
        found = classes(surface, lemma) & ~_ROOM | closed.get(form, 0)
        if surface[:1].islower():
            found |= LOWER
        elif surface.isupper() and len(surface) > 1:
            found |= ACRONYM
        if form in domains:
            found |= DOMAIN
        if french and found & LOWER and form.endswith(_TRADES):
            found |= ROLE
        if french and found & LOWER and form.endswith(_COUNTRIES) and not found & (ROLE | Is.FUNCTION):
            found |= COUNTRY
        noun = found & (ROLE | BODY)
        if found & (Is.COPULA | Is.AUXILIARY) or (found & Is.FINITE and form != lemma and not noun):
            found |= VERB
        if french and found & Is.FINITE and form == lemma and not noun:
            found |= INFINITIVE
        if not french and found & LOWER:
            found |= _english_verb(form, lemma, found)
        return found

    return bits
