"""The bits of a word class; a word may have several."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


class Is:
    """Bits of a word class, and of the gender and number a form can have."""

    DETERMINER: Final = 1 << 0
    PREPOSITION: Final = 1 << 1
    COORDINATOR: Final = 1 << 2
    ADVERB: Final = 1 << 3
    SUBORDINATOR: Final = 1 << 4
    RELATIVE: Final = 1 << 5
    COPULA_SINGULAR: Final = 1 << 6
    COPULA_PLURAL: Final = 1 << 7
    AUXILIARY_SINGULAR: Final = 1 << 8
    AUXILIARY_PLURAL: Final = 1 << 9
    BEEN: Final = 1 << 10
    PRONOUN: Final = 1 << 11
    ADJECTIVE: Final = 1 << 12
    PARTICIPLE: Final = 1 << 13
    PRESENT_PARTICIPLE: Final = 1 << 14
    FINITE: Final = 1 << 15
    JUDGING: Final = 1 << 16
    JUDGED: Final = 1 << 17
    EARLY: Final = 1 << 18
    OF: Final = 1 << 19
    AS: Final = 1 << 20
    BY: Final = 1 << 21
    LINK: Final = 1 << 22
    NAME: Final = 1 << 23
    NOUN: Final = 1 << 25
    PLURAL: Final = 1 << 26
    CONTRACTED: Final = 1 << 27
    MASCULINE_SINGULAR: Final = 1 << 28
    MASCULINE_PLURAL: Final = 1 << 29
    FEMININE_SINGULAR: Final = 1 << 30
    FEMININE_PLURAL: Final = 1 << 31

    SUBJECT_RELATIVE: Final = 1 << 32
    POSSESSIVE: Final = 1 << 33
    LISTED: Final = 1 << 34
    NUMBER: Final = 1 << 35
    LOOSE_LINK: Final = 1 << 36
    AGENTLESS: Final = 1 << 37
    EMPTY: Final = 1 << 38

    ANY_FORM: Final = 0b1111 << 28
    COPULA: Final = COPULA_SINGULAR | COPULA_PLURAL
    AUXILIARY: Final = AUXILIARY_SINGULAR | AUXILIARY_PLURAL
    # words of these classes are never the content of a noun phrase
    FUNCTION: Final = (
        DETERMINER | PREPOSITION | COORDINATOR | ADVERB | SUBORDINATOR | COPULA | AUXILIARY | BEEN | PRONOUN
    )

    CLOSED: Final[Mapping[str, int]] = MappingProxyType(
        {
            "determiners": DETERMINER,
            "prepositions": PREPOSITION,
            "contracted": CONTRACTED,
            "coordinators": COORDINATOR,
            "adverbs": ADVERB,
            "subordinators": SUBORDINATOR,
            "relatives": RELATIVE,
            "subject_relatives": SUBJECT_RELATIVE,
            "possessives": POSSESSIVE,
            "passive_participles": LISTED,
            "copulas_singular": COPULA_SINGULAR,
            "copulas_plural": COPULA_PLURAL,
            "copulas": COPULA_SINGULAR | COPULA_PLURAL,
            "auxiliaries_singular": AUXILIARY_SINGULAR,
            "auxiliaries_plural": AUXILIARY_PLURAL,
            "been": BEEN,
            "pronouns": PRONOUN,
            "modals": FINITE,
            "judging_forms": JUDGED | JUDGING,
            "of": OF,
            "as": AS,
            "by": BY,
            "complement_prepositions": LINK,
            "loose_prepositions": LOOSE_LINK,
            "agentless": AGENTLESS,
            "empty_nouns": EMPTY,
            "early_adjectives": EARLY,
            "modifier_nouns": NOUN,
        }
    )
