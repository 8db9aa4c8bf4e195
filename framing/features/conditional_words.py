"""Words that tell what a French conditional says: phrases to search for, and what a form can do near it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from framing.annotate.wordclass.lexicon import Lexicon
from framing.codebook import Rule
from framing.features.conditionals import person

ATTRIBUTION = Rule(
    "attribution",
    (
        '"selon"', '"d\'" "après"', '"à" "en" "croire"', '"si" "l\'"? "on" "en" "croit"', '("à"|"a") "entendre"',
        '("au"|"aux") ("dire"|"dires") ("de"|"du"|"des"|"d\'")', '"de" "l\'" "avis" ("de"|"du"|"des"|"d\'")',
        '"aux" "yeux" ("de"|"du"|"des"|"d\'")', '"on" ("raconte"|"murmure"|"prétend")', '"rumeur*"', '"il" "nous" "revient"',
        '("rapporte"|"rapportent"|"croit"|"apprend"|"révèle"|"relate"|"indique"|"écrit") ("le"|"la"|"l\'"|"les"|"savoir")',
        '("a"|"ont") ("rapporté"|"révélé"|"appris"|"relayé") ("le"|"la"|"l\'"|"les"|"de")',
    ),
    not_inside=(
        '("selon"|"d\'" "après") ("que"|"qu\'"|"moi"|"nous"|"vous")',
        '("selon"|"d\'" "après") ("les"|"le"|"la"|"des"|"ses"|"leurs") ~1 (cas|critère|besoin|moyen|saison)',
    ),
)  # fmt: skip
HYPOTHESIS = Rule(
    "hypothesis",
    (
        '"au" "cas" "où"', '"en" "cas" ("de"|"d\'")', '"dans" ("ce"|"un" "tel"|"tous" "les"|"cette") ("cas"|"contexte"|"configuration")',
        '"dans" "le" "cas" ("contraire"|"où")', '"sinon"', '"sans" "quoi"', '"faute" ("de"|"d\'")', '"à" "défaut"',
        '"quand" "bien" "même"', '"à" "condition" ("que"|"qu\'"|"de"|"d\'")', '"à" "supposer"', '"le" "cas" "échéant"',
        '("sa"|"leur"|"ma"|"votre"|"notre") "place"', '"quitte" "à"', '"même" "si"', '"autrement"', '"comme" "si"',
        '("un"|"une"|"de") ("tel"|"telle"|"tels"|"telles")', '("imaginons"|"supposons"|"admettons")', '"hypothèse"',
        '"sans" ("le"|"la"|"les"|"l\'"|"cette"|"cet"|"ce"|"ces"|"lui"|"elle"|"eux"|"elles"|"cela"|"ça")',
        # gladly done without, or other than it was: "se serait bien passé de", "que ne l'aurait été"
        '("se"|"s\'") ("serait"|"seraient") "bien"',
        # du for dû
        '("aurait"|"auraient") ("pas"|"jamais"|"donc")? "du" ("*er"|"*ir"|"*re")',
        '"que" "ne" "l\'" ("aurait"|"auraient")',
    ),
    not_inside=('"sans" "la" "moindre"',),
)  # fmt: skip
CONTEXTS: Final = (ATTRIBUTION, HYPOTHESIS)


class Does:
    """Bits of what a form can do near a conditional."""

    SI: Final = 1 << 0
    ELIDED_SI: Final = 1 << 1  # s' before il, ils
    NO_SI: Final = 1 << 2  # "comme si", "même si"
    IL: Final = 1 << 3
    VAGUE: Final = 1 << 4  # ce, cela, on: no rumour is told of them
    QUI: Final = 1 << 5
    QUE: Final = 1 << 6
    OF: Final = 1 << 7
    Y: Final = 1 << 8
    REFLEXIVE: Final = 1 << 9
    LIGHT: Final = 1 << 10  # stands between subject, auxiliary and participle
    CLITIC: Final = 1 << 22  # stands between subject and verb
    PHRASE: Final = 1 << 11  # opens a phrase that may stand there: "aurait à nouveau infiltré"
    IMPERFECT: Final = 1 << 12
    PAST: Final = 1 << 13  # a verb of saying in one of these forms tells of the past
    HAVE: Final = 1 << 14
    BE: Final = 1 << 15
    PARTICIPLE: Final = 1 << 16
    INFINITIVE: Final = 1 << 17
    MODAL: Final = 1 << 18
    MOVE: Final = 1 << 19  # forms its perfect with être
    RATHER: Final = 1 << 20  # what would have been better or enough
    SEEM: Final = 1 << 21
    SAYS: Final = 1 << 23  # takes "que"
    ASKS: Final = 1 << 24  # takes a question: "n'a pas précisé quelle forme"
    ASKED: Final = 1 << 25


_LISTED: Final = {
    Does.SI: "si",
    Does.ELIDED_SI: "s'",
    Does.NO_SI: "même comme",
    Does.IL: "il ils",
    Does.VAGUE: "ce c' ç' cela ça ceci on",
    Does.QUI: "qui",
    Does.QUE: "que qu'",
    Does.ASKED: "si comment où quand pourquoi combien quel quelle quels quelles qui",
    Does.OF: "de d' que qu'",
    Does.Y: "y",
    Does.REFLEXIVE: "s' se",
    Does.LIGHT: "pas jamais plus rien guère lui elle eux donc ainsi aussi même déjà encore alors bien mal tous "
    "toutes tout toujours souvent presque trop très peu quant hier depuis ensuite pourtant toutefois cependant néanmoins aujourd'hui "
    "ensemble seul seule finalement surtout plutôt désormais bientôt peut-être certes ici lundi "
    "mardi mercredi jeudi vendredi samedi dimanche",
    Does.CLITIC: "ne n' en y lui leur le la l' les me m' nous vous s' se",
    Does.PHRASE: "à en par dans sur sans selon lors depuis au aux après avant pendant dès de d' d'abord d'ailleurs",
    Does.MODAL: "dû pu fallu voulu souhaité aimé",
    Does.RATHER: "préféré valu suffi mérité osé évité empêché permis",
    Does.PARTICIPLE | Does.MOVE: "mort morte morts mortes",
    Does.PARTICIPLE: "été eu",
}  # fmt: skip
_LEMMAS: Final = {
    Does.HAVE: {"avoir"},
    Does.BE: {"être"},
    Does.SEEM: {"sembler", "paraître", "agir"},
    # "ne saurait" says cannot
    Does.MODAL: {"devoir", "pouvoir", "falloir", "vouloir", "souhaiter", "aimer", "savoir", "saurer"},
    Does.RATHER: {"préférer", "valoir", "suffire", "mériter", "oser", "convenir", "gagner"},
}
# What takes "que", by lemma: verbs, nouns and adjectives of saying and thinking.
_SAYS: Final = (
    "dire redire déclarer annoncer indiquer préciser ajouter expliquer répondre affirmer assurer promettre estimer penser croire "
    "juger considérer espérer confirmer rappeler souligner savoir écrire noter reconnaître admettre avouer craindre redouter prévenir "
    "avertir jurer garantir répéter marteler soutenir prétendre imaginer prévoir décider convenir informer apprendre signaler prédire "
    "supposer conclure entendre montrer comprendre insister confier révéler constater démentir nier parier réaffirmer suggérer lancer "
    "deviner douter raconter menacer accepter voir trouver dénoncer notifier clamer proclamer plaider arguer revendiquer "
    "annonce promesse espoir idée impression crainte certitude conviction preuve garantie assurance hypothèse sentiment "
    "sûr certain persuadé convaincu clair évident possible probable "
    # forms of these verbs that the dictionary takes for words of their own
    "déclarant pensant cru confirmant écrit avoué averti juré garanti répété martelé imaginant convenu informé informant insistant "
    "confiant constatant démenti nié notifié acceptant plaidant estime redoute juge note"
)
_ASKS: Final = "préciser savoir dire demander ignorer expliquer comprendre imaginer interroger indiquer voir décider deviner annoncer évoquer"
_MOVES: Final = frozenset(
    ["allé", "venu", "arrivé", "parti", "né", "tombé", "resté", "entré", "sorti", "monté", "descendu", "devenu", "revenu",
     "rentré", "retourné", "décédé", "survenu", "intervenu", "parvenu", "passé", "reparti", "provenu"]
)  # fmt: skip
_INFINITIVE: Final = ("er", "ir", "re", "oir")
_IMPERFECT: Final = ("ait", "aient", "ais", "ions", "iez")
# Forms in -ait of the present.
_PRESENT: Final = frozenset(
    ["fait", "ait", "aient", "sait", "sais", "fais", "vais", "satisfait", "plaît", "plait", "tait", "connaît", "connait",
     "paraît", "parait", "apparaît"]
)  # fmt: skip
_PAST: Final = ("é", "ée", "és", "ées", "ant", "a", "èrent", "irent", "it", "ut", "urent", "u", "is", "ert")
_PAST_OF_ITS_OWN: Final = ("é", "ant", "i", "u", "it")
_PARTICIPLE: Final = (
    "é", "i", "u", "û", "pris", "mis", "quis", "assis", "dit", "crit", "uit", "fait", "ert", "eint", "aint", "oint",
)  # fmt: skip
# What follows "aurait" without an article and ends like a participle.
_NOUNS: Final = frozenset(
    ["lieu", "envie", "droit", "profit", "crédit", "pitié", "avis", "bruit", "nuit", "fruit", "gratuit", "midi", "ami", "du"]
)  # fmt: skip


def meaning(_lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from form and lemma to bits of `Does`."""
    listed: dict[str, int] = {}
    for bit, words in _LISTED.items():
        for word in words.split():
            listed[word] = listed.get(word, 0) | bit
    by_lemma = dict.fromkeys(_SAYS.split(), Does.SAYS)
    by_lemma |= {lemma: by_lemma.get(lemma, 0) | Does.ASKS for lemma in _ASKS.split()}

    def bits(surface: str, lemma: str) -> int:
        form = surface.lower()
        found = listed.get(form, 0) | by_lemma.get(lemma, 0) | (Does.LIGHT if form.endswith("ment") else 0)
        if lemma.endswith(_INFINITIVE) and (form != lemma or form not in listed):
            found |= _verb(form, lemma)
        found |= Does.PAST if lemma == form and form.endswith(_PAST_OF_ITS_OWN) else 0
        is_other = found & Does.LIGHT or listed.get(form, 0) & ~(Does.MODAL | Does.RATHER)
        return found if is_other else found | _participle(form)

    return bits


def _participle(form: str) -> int:
    bare = form.removesuffix("s").removesuffix("e")
    if form in _NOUNS or bare in _NOUNS or not (form.endswith(_PARTICIPLE) or bare.endswith(_PARTICIPLE)):
        return 0
    return Does.PARTICIPLE | (Does.MOVE if form in _MOVES or bare in _MOVES else 0)


def _verb(form: str, lemma: str) -> int:
    found = 0
    for bit, lemmas in _LEMMAS.items():
        found |= bit if lemma in lemmas else 0
    if form == lemma:
        return found | Does.INFINITIVE
    if form.endswith(_IMPERFECT) and form not in _PRESENT and not person(form, lemma):
        found |= Does.IMPERFECT | Does.PAST
    return found | (Does.PAST if form.endswith(_PAST) and not person(form, lemma) else 0)
