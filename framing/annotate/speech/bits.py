"""Bits: what a word can be where speech is reported, and what a verb that reports takes; numbers that kernels can read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from framing.annotate.wordclass.bits import Is

# Bits of `Is` by names that kernels can read: numba knows no class attributes.
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
IS_FINITE: Final = Is.FINITE
IS_FUNCTION: Final = Is.FUNCTION
IS_NAME: Final = Is.NAME
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

# Classes of `Is` that nothing here asks for. They are taken off every word, and kinds of our own stand in their place:
# an int64 has no other room.
UNASKED: Final = (
    Is.ANY_FORM | Is.JUDGING | Is.JUDGED | Is.AGENTLESS | Is.LISTED | Is.LOOSE_LINK | Is.LINK | Is.AS | Is.NOUN | Is.PLURAL
)  # fmt: skip

# Kinds of our own.
ACCORDING: Final = 1 << 42  # selon
ACRONYM: Final = 1 << 62  # all capitals
ANONYMOUS: Final = 1 << 52  # source, proche, certains
BASE: Final = 1 << 26  # an English verb as it stands behind "to"
BODY: Final = 1 << 51  # ministère, quotidien
CHARGE: Final = 1 << 20  # an office of which a person has one at a time
CLITIC: Final = 1 << 43
CLOSING: Final = 1 << 48  # tandis que: the journalist goes on
CONJOINED: Final = 1 << 29  # what makes a conjunction of "que": alors, bien, tandis
COUNTRY: Final = 1 << 25  # russe, belge
DEFINITE: Final = 1 << 34
DISTANT: Final = 1 << 22  # soi-disant
DOMAIN: Final = 1 << 28  # capitalised, but no person's name: Justice, Facebook
FEMININE: Final = 1 << 46
FOR_WHOM: Final = 1 << 39  # pour
HAVING: Final = 1 << 61
HELPS: Final = 1 << 55  # faire, laisser, mettre: what other words need before them to report
HER: Final = 1 << 37  # tells a woman: la, Mme; given names
HIS: Final = 1 << 17
INFINITIVE: Final = 1 << 53
ITSELF: Final = 1 << 57  # se
LAST: Final = 1 << 49  # (ce) dernier
LOWER: Final = 1 << 59  # begins with a small letter
MANY: Final = 1 << 16  # opens a plural
NAMING: Final = 1 << 36  # what has a name in marks: film, slogan
NO_HOLDER: Final = 1 << 30  # nous, je: the journalist's own
PAIRED: Final = 1 << 58  # après, to: half of a preposition of attribution
PLURAL: Final = 1 << 47  # a pronoun of several
QUE: Final = 1 << 40  # that
QUESTION: Final = 1 << 41  # si, comment
ROLE: Final = 1 << 50  # ministre, avocate
SUBJECT: Final = 1 << 44  # a pronoun that can be the subject
THIRD: Final = 1 << 45  # a pronoun of the third person
TITLED: Final = 1 << 60  # M., Mme, Dr
TO: Final = 1 << 54  # what stands before an infinitive: de, à, pour; to
VERB: Final = 1 << 56  # a finite form, auxiliaries and copulas among them
WITNESS: Final = 1 << 31  # journaliste, reporter: what they saw is the outlet's own

# The table of kinds: list of the inventory → bit …
OF_FORMS: Mapping[str, int] = MappingProxyType(
    {
        "according_to": ACCORDING, "anonymous": ANONYMOUS, "bodies": BODY, "charges": CHARGE, "clitics": CLITIC,
        "closing_subordinators": CLOSING, "complementizers": QUE, "conjoined": CONJOINED, "definites": DEFINITE,
        "distant": DISTANT, "feminine_pronouns": FEMININE, "finite_forms": VERB, "for_whom": FOR_WHOM, "having": HAVING,
        "helping": HELPS, "her": HER, "his": HIS, "infinitive_markers": TO, "infinitives": INFINITIVE, "itself": ITSELF,
        "last_named": LAST, "many": MANY, "naming": NAMING, "no_holders": NO_HOLDER, "paired": PAIRED,
        "plural_pronouns": PLURAL, "question_words": QUESTION, "roles": ROLE, "subject_pronouns": SUBJECT,
        "third_person": THIRD, "titles": TITLED, "witnesses": WITNESS,
    }
)  # fmt: skip
# … and the bits that `kinds` gives by the shape of a word.
OF_SHAPES: Final = (ACRONYM, BASE, COUNTRY, DOMAIN, LOWER)


def _assert_apart() -> None:
    """Assert that each kind has a bit of its own: given once, none that is read as one of `Is`, none that `Is` still sets."""
    own = (*OF_FORMS.values(), *OF_SHAPES)
    read = [bit for name, bit in globals().items() if name.startswith("IS_")]
    assert len(set(own)) == len(own), "a bit is given twice"
    assert not any(bit & one for bit in own for one in read), (
        "a bit is given that means a class of words here"
    )
    assert all(bit & UNASKED or bit > Is.EMPTY for bit in own), (
        "a bit is given that a class of words still sets"
    )
    assert all(bit.bit_count() == 1 and bit < 1 << 63 for bit in own), "no single bit of a signed number"


_assert_apart()

# Kinds that rules ask for together.
CONJUGATED: Final = VERB | IS_AUXILIARY | IS_COPULA
# The word behind them is a noun, whatever its form looks like: "la demande", "au juge".
ARTICLES: Final = IS_DETERMINER | IS_CONTRACTED
# What stands behind them hangs on them.
GOVERNORS: Final = IS_PREPOSITION | IS_CONTRACTED | IS_OF
# They share forms with verbs: "entre", "sauf", "vu".
SMALL_WORDS: Final = IS_DETERMINER | IS_PREPOSITION
# Nouns for those who can speak; their forms may be those of verbs: "juge", "préfet".
AGENTS: Final = ROLE | BODY
NOUNISH: Final = IS_NAME | AGENTS
# A clause begins with them, so a noun phrase ends before them.
STOPS: Final = SUBJECT | QUE | IS_RELATIVE | IS_SUBJECT_RELATIVE | IS_SUBORDINATOR

# Bits of a verb: what it takes …
TAKES_CLAUSE: Final = 1 << 0
TAKES_ZERO: Final = 1 << 1  # a clause without "that"
TAKES_INFINITIVE: Final = 1 << 2
TAKES_DE: Final = 1 << 3
TAKES_TO: Final = 1 << 4
TAKES_QUESTION: Final = 1 << 5
TAKES_OBJECT: Final = 1 << 6
REFLEXIVE: Final = 1 << 7
QUOTES_ONLY: Final = 1 << 8
TAKES_ADJECTIVE: Final = 1 << 9
TELLS: Final = 1 << 10  # informer quelqu'un que
FINDS: Final = 1 << 11  # constater
OF_PEOPLE: Final = 1 << 12  # things do it, too: montrer
# … its form …
NOUN_TOO: Final = 1 << 13
HELPED: Final = 1 << 14  # reports only behind another: (faire) savoir
FINITE: Final = 1 << 15
PARTICIPLE: Final = 1 << 16
BARE: Final = 1 << 17  # an infinitive
GERUND: Final = 1 << 18
OURS: Final = 1 << 19  # first person plural
# … and above these its number in the inventory plus one.
NUMBER_SHIFT: Final = 20

# List of the inventory → what its verbs take.
OF_TAKES: Mapping[str, int] = MappingProxyType(
    {
        "adjective": TAKES_ADJECTIVE, "clause": TAKES_CLAUSE, "de_infinitive": TAKES_DE, "findings": FINDS,
        "infinitive": TAKES_INFINITIVE, "object": TAKES_OBJECT, "of_people": OF_PEOPLE, "question": TAKES_QUESTION,
        "quotation_only": QUOTES_ONLY, "reflexive": REFLEXIVE, "tells": TELLS, "to_infinitive": TAKES_TO,
        "zero_clause": TAKES_ZERO,
    }
)  # fmt: skip

# Bits of what a word tells about who is meant: a high office, by its words …
SAYS_PRESIDENT: Final = 1 << 0
SAYS_CHIEF: Final = 1 << 1
SAYS_STATE: Final = 1 << 2
SAYS_FIRST: Final = 1 << 3
SAYS_MINISTER: Final = 1 << 4
SAYS_GOVERNMENT: Final = 1 << 5
SAYS_DIPLOMACY: Final = 1 << 6
# … who has held one …
HELD_STATE: Final = 1 << 7
HELD_GOVERNMENT: Final = 1 << 8
HELD_DIPLOMACY: Final = 1 << 9
# … whether it points at somebody spoken of before (ce, cette) …
POINTS: Final = 1 << 10
# … whether there are many bodies of its kind: syndicat, entreprise …
COMMON_BODY: Final = 1 << 12
# … and whether its small form is a word of the dictionary, and no given name: "Conscient" is a name only if it stands so elsewhere.
ORDINARY: Final = 1 << 11
# A word of a language in which what specifies a noun stands before it: "the port's director".
HEAD_LAST: Final = 1 << 13
