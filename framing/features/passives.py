"""Passives: which verbs stand in the passive, which have their doer as subject, and which agent stands behind one.

Told without a parser, by the words between: *ont été tués*, *se sont fait attaquer*, *s'est vu refuser*; English *were
reportedly killed*, *got shot*. Whoever asks brings the verbs: être also makes the perfect of *arriver* and *mourir* and ties
adjectives (*est marié*), and nothing in the form tells those apart.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.annotate.wordclass.lexicon import Lexicon
from framing.features.passive_words import Does, Words

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

FORMS: Final = ("", "be", "get", "se_faire", "se_voir")
_NONE, _BE, _GET, _FAIRE, _VOIR = range(len(FORMS))

# "killed late on Tuesday in the old port of the capital by": farther off, "by" belongs to something else.
AGENT_REACH = 12
# "kidnapped, tortured and killed": three verbs share an auxiliary, hardly ever more.
PARTNERS = 2


class Passives(NamedTuple):
    """What makes each verb a passive, equal-length arrays.

    Attributes
    ----------
    form : int64 array
        Index into `FORMS`; 0 for a verb that is no passive.
    first : int64 array
        Token at which the passive begins (*ont* in *ont été tués*); the verb itself where there is none, or
        the auxiliary stands before another verb.
    is_state : bool array
        Whether the tense leaves open if something happened or is so: *est fermé*.
    is_joined : bool array
        Whether the auxiliary stands before another verb: *tués ou blessés*.
    """

    form: Int64
    first: Int64
    is_state: Bool
    is_joined: Bool


def find_passives(tokens: Tokens, verb: Int64, lexicon: Lexicon) -> Passives:
    """Tell which verbs stand in the passive.

    Parameters
    ----------
    tokens : Tokens
    verb : int64 array (n,)
        Tokens that are participles or infinitives.
    lexicon : Lexicon

    Returns
    -------
    Passives
    """
    words = Words(tokens, lexicon)
    helper, joined = _auxiliaries(tokens, words, verb)
    beginning = _beginnings(words, helper)
    pronoun, reflexive = _reflexives(words, verb)
    is_infinitive = words.have(verb, Does.INFINITIVE)
    plain = np.where(beginning < 0, _NONE, np.where(words.have(helper, Does.GET), _GET, _BE))
    form = np.where(is_infinitive, reflexive, plain)
    first = np.where(is_infinitive, pronoun, np.where(joined, verb, beginning))
    is_state = words.have(helper, Does.STATE) & ~is_infinitive
    return Passives(form, np.where(form == _NONE, verb, first), is_state, joined & ~is_infinitive)


def are_active(tokens: Tokens, verb: Int64, last: Int64, lexicon: Lexicon) -> Bool:
    """Tell which verbs have their doer as subject: no passive, and no bare participle (*la ville attaquée*).

    An English form in -ed is taken for a past tense unless *by* follows.

    Parameters
    ----------
    tokens : Tokens
    verb, last : int64 arrays (n,)
        First and last token of what was matched.
    lexicon : Lexicon
    """
    words = Words(tokens, lexicon)
    if words.is_english:
        following = tokens.lemma[tokens.type[words.inside(last + 1)]]
        named = np.isin(following.astype(str), sorted(lexicon["by"]))
        return np.asarray((words.left_of(verb, Does.AUXILIARY, Does.GAP) < 0) & ~named)
    _, reflexive = _reflexives(words, verb)
    perfect = words.left_of(verb, Does.HAVE, Does.GAP | Does.CLITIC) >= 0
    active = np.where(words.have(verb, Does.PARTICIPLE), perfect, True)
    return np.asarray(np.where(words.have(verb, Does.INFINITIVE), reflexive == _NONE, active))


def name_agents(tokens: Tokens, verb: Int64, agent: tuple[Int64, Int64], lexicon: Lexicon) -> Int64:
    """Return for each verb which agent stands behind it in its clause, −1 for none.

    Of *tué dans une zone tenue par les rebelles* the agent is that of *tenue*; verbs that are joined share theirs.

    Parameters
    ----------
    tokens : Tokens
    verb : int64 array (n,)
        Last tokens of passives.
    agent : pair of int64 arrays (m,)
        First and last token of what may introduce an agent, sorted.
    lexicon : Lexicon

    Returns
    -------
    int64 array (n,)
        Index into the agents.
    """
    words, (first, last) = Words(tokens, lexicon), agent
    # behind a bare "par" the noun phrase has to be seen; longer entries hold it
    seen = ~words.have(last + 1, Does.NO_AGENT) & words.joined(last + 1, BEFORE.COMMA)
    index = np.flatnonzero((last > first) | seen)
    following = np.searchsorted(first[index], verb, side="right")
    place = np.append(first[index], len(tokens))[following]
    near = _in_one_clause(words, verb, place) & ~_belong_to_another(words, verb, place)
    return np.where(near, np.append(index, -1)[following], -1)


def _auxiliaries(tokens: Tokens, words: Words, verb: Int64) -> tuple[Int64, Bool]:
    """Return the auxiliary of each verb, −1 for none, and whether it stands before another: *tués ou blessés*."""
    helper = words.left_of(verb, Does.AUXILIARY, Does.GAP)
    partner, joined = verb, np.zeros(len(verb), dtype=bool)
    # "was arrested and killed two men": an English form before an object is a past tense
    free = ~(words.have(verb + 1, Does.NOMINAL) & words.is_english)
    for _ in range(PARTNERS):
        partner = _partners(tokens, words, partner)
        shared = np.where(free, words.left_of(partner, Does.AUXILIARY, Does.GAP), -1)
        joined = joined | ((helper < 0) & (shared >= 0))
        helper = np.where(helper < 0, shared, helper)
    return helper, joined


def _partners(tokens: Tokens, words: Words, verb: Int64) -> Int64:
    """Return the participle that each verb is joined to by *et* or a comma, −1 for none."""
    linked = words.left_of(words.left_of(verb, Does.LINK, Does.GAP), Does.PARTICIPLE, Does.GAP)
    comma = (verb > 0) & (tokens.before[words.inside(verb)] == BEFORE.COMMA)
    return np.where(comma & words.have(verb - 1, Does.PARTICIPLE), verb - 1, linked)


def _beginnings(words: Words, helper: Int64) -> Int64:
    """Return where the auxiliaries begin: *ont été*, *have been*; −1 where they make no passive."""
    before = words.left_of(helper, Does.HAVE | (Does.BE if words.is_english else 0), Does.GAP)
    if words.is_english:
        return np.where(words.have(helper, Does.BEEN) & (before >= 0), before, helper)
    clitic = words.left_of(helper, Does.SELF, Does.CLITIC) >= 0
    twice = words.have(helper - 1, Does.PAIRED) & words.have(helper - 2, Does.PAIRED)
    return np.where(words.have(helper, Does.BEEN), before, np.where(clitic | twice, -1, helper))


def _reflexives(words: Words, verb: Int64) -> tuple[Int64, Int64]:
    """Return the pronoun of *se faire* or *se voir* before an infinitive, and which of the two it is."""
    helper = words.left_of(verb, Does.FAIRE | Does.VOIR, Does.GAP)
    between = Does.BE | Does.BEEN | Does.HAVE | Does.GAP | Does.CLITIC
    pronoun = words.left_of(helper, Does.SELF | Does.PAIRED, between)
    kind = np.where(words.have(helper, Does.FAIRE), _FAIRE, _VOIR)
    return pronoun, np.where(pronoun >= 0, kind, _NONE)


def _in_one_clause(words: Words, verb: Int64, place: Int64) -> Bool:
    """Tell whether a later place is near, and no other clause begins between."""
    alive = place - verb <= AGENT_REACH
    for step in range(1, AGENT_REACH + 1):
        at = verb + step
        # "blessés et pris en charge par": a joined verb that is none of those asked about keeps its agent to itself
        other = words.have(at, Does.PARTICIPLE) & words.have(at - 1, Does.LINK) & ~np.isin(at, verb)
        is_wall = (at < place) & (other | words.have(at, Does.WALL))
        alive = alive & ~((at <= place) & (is_wall | ~words.joined(at, BEFORE.COLON)))
    return np.asarray(alive)


def _belong_to_another(words: Words, verb: Int64, place: Int64) -> Bool:
    """Tell whether another participle stands right before *par*, not joined to the verb nor a noun (*un marché*)."""
    other = (place - 1 > verb) & words.have(place - 1, Does.PARTICIPLE)
    return np.asarray(other & ~words.have(place - 2, Does.LINK | Does.NOMINAL))
