"""Reported speech: what a cue reports without quotation marks, and where it ends (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Cues, Text, sentence_end, sentence_start, tied
from framing.annotate.speech.kinds import (
    ACCORDING,
    ANONYMOUS,
    BARE,
    BASE,
    BODY,
    CLITIC,
    CLOSING,
    CONJOINED,
    DOMAIN,
    FINDS,
    FINITE,
    FOR_WHOM,
    GERUND,
    INFINITIVE,
    IS_ADJECTIVE,
    IS_ADVERB,
    IS_AUXILIARY,
    IS_BEEN,
    IS_BY,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_EARLY,
    IS_EMPTY,
    IS_NAME,
    IS_NEGATOR,
    IS_NUMBER,
    IS_OF,
    IS_PARTICIPLE,
    IS_PREPOSITION,
    IS_PRONOUN,
    IS_SUBJECT_RELATIVE,
    IS_SUBORDINATOR,
    ITSELF,
    LOWER,
    NO_HOLDER,
    OF_PEOPLE,
    PAIRED,
    PARTICIPLE,
    QUE,
    QUESTION,
    QUOTES_ONLY,
    ROLE,
    SUBJECT,
    TAKES_ADJECTIVE,
    TAKES_CLAUSE,
    TAKES_DE,
    TAKES_INFINITIVE,
    TAKES_OBJECT,
    TAKES_QUESTION,
    TAKES_TO,
    TAKES_ZERO,
    TELLS,
    THIRD,
    TO,
    VERB,
    WITNESS,
)  # fmt: skip
from framing.annotate.speech.subjects import is_when, phrase_before, phrase_end
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# How a reported span was found, codes into `RULES`.
RULES: Final = (
    "that",
    "infinitive",
    "question",
    "according",
    "inversion",
    "zero",
    "nominal",
    "heading",
    "anaphoric",
    "view",
    "passive",
)
THAT, INFINITE, ASKED, ACCORDANCE, INVERSION, ZERO, NOMINAL, HEADING, ANAPHORIC, VIEW, PASSIVE = range(
    len(RULES)
)

# Words between a cue and "que": "a déclaré mardi soir à la presse, devant la préfecture, que"
_REACH: Final = 16
_OBJECT_REACH: Final = 8
_COLON_REACH: Final = 8
# A long noun phrase, in tokens; words before "selon" that are no clause yet; the name and the length of a heading "X : …".
_LONG: Final = 30
_LEAD: Final = 8
_ASIDE: Final = 14
# Words between a passive and its "par".
_AGENT_AT: Final = 6
_HEAD_NAME: Final = 6
_HEADLINE: Final = 30
# Of a span that opens with quoted words, the share that must stand outside marks to be more than a quotation.
_QUOTED_REST: Final = 0.15
_CONJUGATED: Final = VERB | IS_AUXILIARY | IS_COPULA
_COMMA: Final = BEFORE.COMMA
_BRACKET: Final = BEFORE.BRACKET
_COLON: Final = BEFORE.COLON


class Reported(NamedTuple):
    """Spans of reported speech, arrays of length n_spans (room for them when filled).

    Attributes
    ----------
    first, last : int32 arrays
        Tokens.
    cue : int32 array
        Number of the cue, −1 for a preposition of attribution or a heading.
    holder_first, holder_last : int32 arrays
        Tokens of the speaker's mention.
    rule : uint8 array
    """

    first: Int32
    last: Int32
    cue: Int32
    holder_first: Int32
    holder_last: Int32
    rule: UInt8


@compiled
def report_cues(text: Text, cues: Cues, a: Int32, b: Int32, out: Reported, n: int) -> int:
    """Append what each cue reports without marks; returns the number of spans."""
    for c in range(len(cues.token)):
        if (
            text.quote[cues.token[c]] != NOBODY
            or text.verb[cues.token[c]] & QUOTES_ONLY
            or _nobody_speaks(text, cues, c, a[c], b[c])
        ):
            continue
        if refers_back(text, cues.first[c]):
            n = _sentence_before(text, cues, c, a[c], b[c], out, n)
            continue
        start, rule = NOBODY, 0
        if not _is_incise(text, cues, c, a[c]) and not _trails(text, cues, c, a[c], b[c]):
            start, rule = _complement(text, cues, c, b[c])
        if start != NOBODY:
            n = _append(out, n, start, _clause_end(text, cues, c, start), c, a[c], b[c], rule)
            continue
        first, last = _inverted(text, cues, c, a[c], b[c])
        if first != NOBODY:
            n = _append(out, n, first, last, c, a[c], b[c], INVERSION)
            continue
        first, last = _object(text, cues, c, a[c], b[c])
        if first != NOBODY:
            n = _append(out, n, first, last, c, a[c], b[c], NOMINAL)
    return n


@compiled
def _nobody_speaks(text: Text, cues: Cues, c: int, a: int, b: int) -> bool:
    """Say whether a verb that things take as well has no person or body for its subject: "les traces rappellent que"."""
    if a != NOBODY and a == b and text.word[a] & NO_HOLDER:
        return True  # the journalist, or somebody whose speech is not marked
    if a != NOBODY and text.verb[cues.token[c]] & FINDS:
        for i in range(a, b + 1):
            if text.word[i] & WITNESS:
                return True
    if not text.verb[cues.token[c]] & OF_PEOPLE or cues.clitic[c] != NOBODY:
        return False
    first = cues.first[c]
    if a == NOBODY or (text.verb[cues.token[c]] & BARE and first > 0 and text.word[first - 1] & FOR_WHOM):
        return True
    for i in range(a, b + 1):
        word = text.word[i]
        if word & (ROLE | BODY | ANONYMOUS | SUBJECT | THIRD) or (
            word & IS_NAME and not word & (IS_DETERMINER | IS_PREPOSITION)
        ):
            hangs = i > a and text.word[i - 1] & (IS_PREPOSITION | IS_CONTRACTED | IS_OF)
            if not hangs:
                return False
    return True


@compiled
def refers_back(text: Text, begin: int) -> bool:
    """Say whether a cue opens with "C'est ce que": it reports the sentence before."""
    i = begin - 3
    if i < 0 or text.sentence[i] != text.sentence[begin]:
        return False
    this = text.word[begin - 2] & IS_DETERMINER and text.word[begin - 2] & SUBJECT
    opens = i - 1 <= 0 or text.sentence[max(i - 2, 0)] != text.sentence[begin]
    return bool(text.word[begin - 1] & QUE and this and text.word[i] & IS_COPULA and opens)


@compiled
def _sentence_before(text: Text, cues: Cues, c: int, a: int, b: int, out: Reported, n: int) -> int:
    end = sentence_start(text, cues.token[c])
    if end == 0 or text.quote[end - 1] != NOBODY or text.document[end - 1] != text.document[end]:
        return n
    return _append(out, n, sentence_start(text, end - 1), end - 1, c, a, b, ANAPHORIC)


@compiled
def _is_incise(text: Text, cues: Cues, c: int, a: int) -> bool:
    """Say whether a cue stands behind what it reports: ", a-t-il dit"."""
    behind = a > cues.token[c] or cues.clitic[c] != NOBODY
    return bool(behind and text.before[cues.first[c]] in (_COMMA, _BRACKET))


@compiled
def _append(out: Reported, n: int, first: int, last: int, cue: int, a: int, b: int, rule: int) -> int:
    if last < first:
        return n
    out.first[n], out.last[n], out.cue[n] = first, last, cue
    out.holder_first[n], out.holder_last[n], out.rule[n] = a, b, rule
    return n + 1


@compiled
def _trails(text: Text, cues: Cues, c: int, a: int, b: int) -> bool:
    """Say whether subject and verb stand behind what they report: "The road will reopen, Jane Martin said."."""
    t = cues.token[c]
    aside = b < cues.first[c] and text.before[cues.first[c]] == _COMMA and cues.first[c] - b <= _OBJECT_REACH
    if (
        not text.verb[t] & TAKES_ZERO
        or a == NOBODY
        or not (b + 1 == cues.first[c] or aside)
        or text.before[a] not in (_COMMA, _BRACKET, BEFORE.MARK)
    ):
        return False
    ends = (
        t + 1 >= len(text.word) or text.sentence[t + 1] != text.sentence[t] or text.before[t + 1] >= _BRACKET
    )
    adjunct = ends or text.word[t + 1] & (IS_PREPOSITION | IS_EMPTY | IS_ADVERB) or text.word[t + 1] & IS_NAME
    return bool(adjunct) and _has_verb(text, sentence_start(text, t), a)


@compiled
def _complement(text: Text, cues: Cues, c: int, subject: int) -> tuple[int, int]:
    """Return where what the verb takes begins – clause, question, infinitive, adjective – and which."""
    t = cues.token[c]
    verb, end = text.verb[t], sentence_end(text, t)
    behind = subject > t and not verb & GERUND
    i = max(t, cues.clitic[c], subject if behind else t) + 1
    begin = i
    if verb & TAKES_ADJECTIVE and i < end and _describes_itself(text, cues.first[c], t, i):
        return i, INFINITE
    while i < end and i - begin <= _REACH:
        word = text.word[i]
        if text.before[i] >= _COLON:
            if (
                text.before[i] == _COLON
                and i - begin <= _COLON_REACH
                and text.quote[i] == NOBODY
                and verb & TAKES_CLAUSE
            ):
                return i, ZERO
            break
        if text.quote[i] != NOBODY:
            i += 1
            continue
        near = i - begin <= 2
        if word & QUE and verb & TAKES_CLAUSE and not _relative(text, i, begin, verb):
            return i, THAT
        if (
            word & QUESTION
            and verb & TAKES_QUESTION
            and i - t <= 2
            and text.before[i] <= BEFORE.SPACE
            and _asks(text, i, end)
        ):
            return i, ASKED
        adjunct = (
            text.word[begin] & (IS_PREPOSITION | IS_CONTRACTED | IS_EMPTY | IS_ADVERB)
            and i - begin <= _OBJECT_REACH
        )
        near = near or (
            bool(adjunct)
            and not text.word[i - 1] & (IS_PREPOSITION | IS_CONTRACTED | IS_OF | TO | IS_DETERMINER)
        )
        if (
            word & INFINITIVE
            and word & LOWER
            and verb & TAKES_INFINITIVE
            and near
            and text.before[i] <= BEFORE.SPACE
        ):
            return _with_clitics(text, i, begin), INFINITE
        if (
            word & TO
            and verb & (TAKES_DE | TAKES_TO)
            and i - begin <= _OBJECT_REACH
            and _infinitive_follows(text, i, end)
        ):
            if verb & TAKES_DE if word & IS_OF else verb & TAKES_TO:
                return i, INFINITE
        if _another_verb(text, i, begin):
            break
        i += 1
    if verb & TAKES_ZERO and begin < end and _opens_zero(text, begin, end):
        return begin, ZERO
    return NOBODY, 0


@compiled
def _opens_zero(text: Text, i: int, end: int) -> bool:
    """Say whether a clause without "that" follows: "said the road was closed"."""
    word = text.word[i]
    if text.before[i] > BEFORE.MARK or (
        word & (IS_PREPOSITION | QUE | IS_COORDINATOR | TO) and not word & (IS_DETERMINER | SUBJECT)
    ):
        return False
    if (
        not word & (IS_DETERMINER | SUBJECT | IS_NAME | IS_ADJECTIVE | IS_NUMBER)
        and text.quote[i] == NOBODY
        and not (i + 1 < end and text.word[i + 1] & _CONJUGATED)
    ):
        return False
    k = i + 1
    while k < end and text.before[k] < _COLON:
        if text.word[k] & _CONJUGATED and not text.word[k - 1] & (IS_DETERMINER | IS_PREPOSITION):
            return True
        k += 1
    return False


@compiled
def _describes_itself(text: Text, first: int, t: int, i: int) -> bool:
    """Say whether an adjective follows a reflexive: "se dit prêt à"."""
    itself = False
    for k in range(first, t):
        itself = itself or bool(text.word[k] & ITSELF)
    while i + 1 < len(text.word) and text.word[i] & IS_ADVERB and tied(text, i + 1):
        i += 1
    word = text.word[i]
    small = word & LOWER or text.quote[i] != NOBODY
    other = word & (
        QUE | QUESTION | IS_DETERMINER | IS_PREPOSITION | IS_COORDINATOR | IS_PRONOUN | INFINITIVE | IS_EMPTY
    )
    return bool(itself and small and text.before[i] <= BEFORE.MARK and not other)


@compiled
def _another_verb(text: Text, i: int, begin: int) -> bool:
    word = text.word[i]
    if not word & LOWER or word & (IS_DETERMINER | IS_PREPOSITION | ROLE | BODY | CLITIC):
        return False
    headless = text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED)
    if word & _CONJUGATED and not headless:
        return True
    return bool(text.verb[i] & GERUND and text.before[i] == _COMMA)


@compiled
def _with_clitics(text: Text, i: int, begin: int) -> int:
    while i > begin and text.word[i - 1] & (CLITIC | IS_ADVERB) and tied(text, i):
        i -= 1
    return i


@compiled
def _relative(text: Text, i: int, begin: int, verb: int) -> bool:
    """Say whether a "que" belongs to a noun or a conjunction: "annonce une mesure que", "alors que"."""
    if i > 0 and tied(text, i) and text.word[i - 1] & CONJOINED:
        return True
    if verb & TELLS or text.before[i] > BEFORE.SPACE:
        return False
    for k in range(begin, i):
        if (
            text.quote[k] != NOBODY
            or not text.word[k] & IS_DETERMINER
            or text.word[k] & (IS_CONTRACTED | IS_OF)
        ):
            continue
        if k == begin or not text.word[k - 1] & (IS_PREPOSITION | IS_CONTRACTED | IS_OF):
            return not is_when(text, k)
    return False


@compiled
def _asks(text: Text, i: int, end: int) -> bool:
    """Say whether a question word opens a clause: "ce" needs its "que" or "qui"."""
    word = text.word[i]
    if word & IS_DETERMINER and word & SUBJECT:  # ce
        return i + 1 < end and bool(text.word[i + 1] & (QUE | IS_SUBJECT_RELATIVE)) and tied(text, i + 1)
    return True


@compiled
def _infinitive_follows(text: Text, i: int, end: int) -> bool:
    k = i + 1
    while k < end and k - i <= 4 and text.before[k] <= BEFORE.MARK:
        if text.word[k] & INFINITIVE or (k == i + 1 and text.word[k] & BASE):
            return True
        if not text.word[k] & (CLITIC | IS_ADVERB | IS_NEGATOR):
            return False
        k += 1
    return False


@compiled
def _clause_end(text: Text, cues: Cues, c: int, start: int) -> int:
    """Return the last token of a reported clause: where the sentence ends, or the journalist takes over."""
    end = sentence_end(text, start)
    i = start + 1
    while i < end:
        outside = text.quote[i] == NOBODY
        if outside and (text.before[i] == _COLON or text.word[i] & CLOSING):
            break
        if (
            outside
            and (text.before[i] >= _BRACKET or text.word[i] & IS_COORDINATOR)
            and _reports_again(text, cues, c, i, end)
        ):
            break
        i += 1
    return i - 1


@compiled
def _reports_again(text: Text, cues: Cues, c: int, i: int, end: int) -> bool:
    """Say whether a cue of the same speaker, or an incise, follows a comma or an "et" at once."""
    k = i + 1 if text.word[i] & IS_COORDINATOR else i
    while k + 1 < end and text.word[k] & IS_ADVERB and tied(text, k + 1):
        k += 1
    if k < end and text.word[k] & ACCORDING:
        return True
    following = c + 1
    while following < len(cues.first) and cues.first[following] < i:
        following += 1
    if following == len(cues.first):
        return False
    t = cues.token[following]
    if cues.first[following] == k or t == k:
        return True
    introduced = text.word[k] & (TO | IS_PREPOSITION) and text.verb[t] & (BARE | GERUND) and t - k <= 3
    return bool(introduced)


@compiled
def _inverted(text: Text, cues: Cues, c: int, a: int, b: int) -> tuple[int, int]:
    """Return the clause to which an incise belongs: "La route rouvrira lundi, a indiqué la préfecture."."""
    t, begin = cues.token[c], cues.first[c]
    trails = _trails(text, cues, c, a, b)
    begin = a if trails else begin
    if (
        (a <= t and cues.clitic[c] == NOBODY and not trails)
        or text.verb[t] & GERUND
        or begin == 0
        or text.sentence[begin - 1] != text.sentence[begin]
    ):
        return NOBODY, NOBODY
    gap = text.before[begin]
    if gap not in (_COMMA, _BRACKET) and not (gap == BEFORE.MARK and text.quote[begin - 1] != NOBODY):
        return NOBODY, NOBODY
    if text.verb[t] & TAKES_OBJECT and not text.verb[t] & TAKES_CLAUSE:
        return NOBODY, NOBODY
    start, end = sentence_start(text, t), sentence_end(text, t)
    first, last = _clause_before(text, start, begin), begin - 1
    if first > last or (text.quote[first] != NOBODY and text.quote[first] == text.quote[last]):
        return NOBODY, NOBODY  # direct speech
    after = max(b, t) + 1
    if after < end and text.before[after] == _COMMA and not _has_verb(text, first, begin):
        last = end - 1
    return first, last


@compiled
def _clause_before(text: Text, start: int, begin: int) -> int:
    """Return where the clause before an incise begins: its sentence, behind its last colon or whole quotation."""
    i = begin - 1
    while i > start:
        if text.before[i] == _COLON and (text.quote[i] == NOBODY or text.quote[i] == text.quote[begin - 1]):
            return i
        i -= 1
    quoted = text.quote[start]
    if (
        quoted != NOBODY and start > 0 and text.quote[start - 1] == quoted
    ):  # its sentence began within a quotation
        i = start
        while i < begin and text.quote[i] == quoted:
            i += 1
        return start if i == begin else i
    return start


@compiled
def _has_verb(text: Text, first: int, end: int) -> bool:
    for i in range(first, end):
        if text.word[i] & _CONJUGATED and not text.word[i] & (IS_DETERMINER | IS_PREPOSITION):
            return True
    return False


@compiled
def _object(text: Text, cues: Cues, c: int, a: int, b: int) -> tuple[int, int]:
    """Return the noun phrase that says what was said: "annonce la fermeture de l'usine"."""
    t = cues.token[c]
    verb = text.verb[t]
    if not verb & TAKES_OBJECT or (verb & BARE and not verb & FINITE) or a == NOBODY or a > t:
        return NOBODY, NOBODY
    if a == b and text.word[a] & SUBJECT and not text.word[a] & (THIRD | IS_SUBJECT_RELATIVE):
        return NOBODY, NOBODY
    i = t + 1
    while i < len(text.word) and tied(text, i) and text.word[i] & IS_ADVERB and text.word[i] & LOWER:
        i += 1
    if (
        i >= len(text.word)
        or not tied(text, i)
        or not text.word[i] & (IS_DETERMINER | IS_CONTRACTED | IS_OF | TO)
        or text.word[i] & FOR_WHOM
    ):
        return NOBODY, NOBODY
    return i, _long_phrase_end(text, i)


@compiled
def _long_phrase_end(text: Text, i: int) -> int:
    """Return where a noun phrase ends with all that hangs on it: the sentence, if no verb follows, or a comma, a verb, a conjunction."""
    last, k, behind_comma = i, i + 1, False
    comma = NOBODY
    while (
        k < len(text.word)
        and text.sentence[k] == text.sentence[i]
        and text.before[k] < _COLON
        and k - i <= _LONG
    ):
        word = text.word[k]
        if text.before[k] >= _BRACKET and text.quote[k] == NOBODY and comma == NOBODY:
            comma, behind_comma = last, True
        headless = text.word[k - 1] & (IS_DETERMINER | IS_CONTRACTED)
        if word & LOWER and text.quote[k] == NOBODY and not headless:
            verbal = word & _CONJUGATED and not word & (
                IS_ADJECTIVE | IS_PARTICIPLE | ROLE | BODY | IS_PREPOSITION
            )
            told = behind_comma and text.verb[k] & (GERUND | FINITE) and not word & (ROLE | BODY)
            if (
                verbal
                or told
                or word & (SUBJECT | CLOSING | QUE)
                or (
                    word & IS_COORDINATOR
                    and k + 1 < len(text.word)
                    and text.word[k + 1] & (_CONJUGATED | SUBJECT)
                )
            ):
                return comma if behind_comma else last
        last = k
        k += 1
    return last


@compiled
def report_passives(text: Text, candidate: NDArray[np.int64], out: Reported, n: int) -> int:
    """Append what was announced, said … by somebody: "la fermeture a été annoncée par le préfet"."""
    for c in range(len(candidate)):
        t = candidate[c]
        if (
            not text.verb[t] & PARTICIPLE
            or not text.verb[t] & (TAKES_OBJECT | TAKES_CLAUSE)
            or text.quote[t] != NOBODY
        ):
            continue
        begin, passive = t, False
        while tied(text, begin) and text.word[begin - 1] & (
            IS_AUXILIARY | IS_COPULA | IS_BEEN | IS_ADVERB | CLITIC
        ):
            begin -= 1
            passive = passive or bool(text.word[begin] & (IS_BEEN | IS_COPULA))
            if text.word[begin] & ITSELF:
                passive = False
                break
        agent = _agent(text, t)
        if passive and agent != NOBODY and begin > 0 and tied(text, begin):
            first, last = phrase_before(text, begin - 1)
            if first != NOBODY:
                n = _append(out, n, first, last, NOBODY, agent, phrase_end(text, agent), PASSIVE)
    return n


@compiled
def _agent(text: Text, t: int) -> int:
    """Return where the agent of a passive begins, behind "par"."""
    for i in range(t + 1, min(t + _AGENT_AT, len(text.word) - 1)):
        if text.sentence[i] != text.sentence[t] or text.before[i] > BEFORE.SPACE:
            return NOBODY
        if (
            text.word[i] & IS_BY
            and text.sentence[i + 1] == text.sentence[t]
            and text.word[i + 1] & (IS_DETERMINER | IS_NAME)
        ):
            return i + 1
    return NOBODY


@compiled
def report_prepositions(text: Text, at: NDArray[np.int64], out: Reported, n: int) -> int:
    """Append what "selon X" reports: the clause behind it, before it, or around it."""
    for p in range(len(at)):
        t = at[p]
        opens = t - 1 if text.word[t] & PAIRED and not text.word[t] & ACCORDING else t
        named = t + 1
        if text.quote[t] != NOBODY or named >= len(text.word) or text.sentence[named] != text.sentence[t]:
            continue
        if text.word[named] & PAIRED and text.word[t] & ACCORDING:
            named += 1  # according to
        if text.word[named] & NO_HOLDER:
            continue
        holder = phrase_end(text, named)
        after = _behind_aside(text, holder + 1)
        if (
            opens > 0
            and text.before[opens] <= BEFORE.MARK
            and text.sentence[opens - 1] == text.sentence[opens]
            and text.word[opens - 1] & IS_NUMBER
        ):
            continue  # "6 000 selon la police"
        view = bool(text.word[t] & FOR_WHOM and not text.word[t] & ACCORDING)
        if view and not _is_a_view(text, t, named, holder, after):
            continue
        first, last = _accordance(text, opens, after)
        if first != NOBODY:
            n = _append(out, n, first, last, NOBODY, named, holder, VIEW if view else ACCORDANCE)
    return n


@compiled
def _behind_aside(text: Text, i: int) -> int:
    """Return the token behind the words in brackets that follow a name: "Jeanne Martin (PS),"."""
    k = i
    while k < len(text.word) and text.sentence[k] == text.sentence[i - 1] and k - i < 4:
        if k > i and text.before[k] in (_COMMA, _BRACKET):
            return k
        if k == i and text.before[k] != _BRACKET:
            return i
        k += 1
    return i


@compiled
def _is_a_view(text: Text, t: int, named: int, holder: int, after: int) -> bool:
    """Say whether "pour X," gives somebody's view: at the edge of a clause, before a name or an office, and a comma behind."""
    edge = (
        t == 0
        or text.sentence[t - 1] != text.sentence[t]
        or text.before[t] in (_COMMA, _COLON)
        or text.word[t - 1] & IS_COORDINATOR
    )
    if (
        not edge
        or after >= len(text.word)
        or text.sentence[after] != text.sentence[t]
        or text.before[after] not in (_COMMA, _BRACKET)
    ):
        return False
    who = False
    for i in range(named, holder + 1):
        word = text.word[i]
        who = who or bool(
            (word & (ROLE | BODY | THIRD) and not word & IS_EARLY)
            or (
                (word & IS_NAME and not text.word[i - 1] & (IS_PREPOSITION | IS_OF))
                or (word & IS_NAME and i == named)
            )
        )
    return who and _has_verb(text, after, sentence_end(text, t))


@compiled
def _accordance(text: Text, opens: int, after: int) -> tuple[int, int]:
    """Return the clause over which "selon X" stands, given its first token and the one behind X."""
    start, end = sentence_start(text, opens), sentence_end(text, opens)
    follows = (
        opens == start
        or text.before[opens] == _COLON
        or text.word[opens - 1] & (QUE | IS_SUBORDINATOR | IS_COORDINATOR)
    )
    follows = bool(follows) or (opens - start <= _LEAD and not _has_verb(text, start, opens))
    if (
        opens > start
        and text.before[opens] == _COMMA
        and after < end
        and text.before[after] == _COMMA
        and _is_subject(text, start, opens, after)
    ):
        return start, end - 1  # "La digue, selon X, tiendra"
    if follows and text.before[opens] != _COLON and opens > start and _counts(text, start, opens):
        return NOBODY, NOBODY  # "300 personnes, selon la police, …": over a number only
    if after < end and follows:
        after = _behind_asides(text, after, end)
        relative = opens > start and text.word[opens - 1] & IS_SUBJECT_RELATIVE
        return opens - 1 if relative else after, _until_colon(text, after, end) - 1
    first = _clause_before(text, start, opens)
    if after >= end or _left_only(text, first, opens, after):
        return _last_clause(text, first, opens), opens - 1
    return first, end - 1


@compiled
def _is_subject(text: Text, start: int, opens: int, after: int) -> bool:
    """Say whether what stands before an aside is the subject of the verb behind it."""
    word = text.word[start]
    phrase = (
        word & (IS_DETERMINER | IS_NAME)
        and not word & (IS_ADVERB | IS_SUBORDINATOR | IS_OF)
        and not (word & IS_PREPOSITION and not word & IS_DETERMINER)
    )
    acts = text.word[after] & (_CONJUGATED | CLITIC) and not text.word[after] & IS_DETERMINER
    return bool(phrase and acts and not _has_verb(text, start, opens) and not _counts(text, start, opens))


@compiled
def _counts(text: Text, first: int, end: int) -> bool:
    for i in range(first, end):
        if text.word[i] & IS_NUMBER:
            return True
    return False


@compiled
def _behind_asides(text: Text, after: int, end: int) -> int:
    """Return where the clause begins behind what else is said of the speaker: "selon un sondage publié lundi, …"."""
    i = after
    if text.before[i] not in (_COMMA, _BRACKET):
        while i < end and text.before[i] not in (_COMMA, _COLON) and i - after < _ASIDE:
            i += 1
        if i == end or text.before[i] != _COMMA or i - after == _ASIDE:
            return after
        after = i
    while True:
        comma = after + 1
        while comma < end and text.before[comma] not in (_COMMA, _COLON):
            comma += 1
        relative = text.word[after] & IS_SUBJECT_RELATIVE
        if comma >= end or text.before[comma] != _COMMA or (_has_verb(text, after, comma) and not relative):
            return after
        if not _has_verb(text, comma, end) or (
            not relative and text.word[after] & (IS_PREPOSITION | IS_ADVERB)
        ):
            return after
        after = comma


@compiled
def _left_only(text: Text, first: int, opens: int, after: int) -> bool:
    """Say whether "…, selon X, …" closes the clause before it: that one is whole, and does not end in its verb."""
    if text.before[after] not in (_COMMA, _BRACKET):
        return False
    if text.word[opens - 1] & _CONJUGATED and text.quote[opens - 1] == NOBODY:
        return False
    return _has_verb(text, first, opens)


@compiled
def _last_clause(text: Text, first: int, end: int) -> int:
    """Return where the last of several clauses joined by ", et" begins."""
    i = end - 1
    while i > first + 1:
        joined = (
            text.word[i - 1] & IS_COORDINATOR and text.before[i - 1] == _COMMA and text.quote[i] == NOBODY
        )
        if joined and _has_verb(text, i, end) and _has_verb(text, first, i - 1):
            return i
        i -= 1
    return first


@compiled
def _until_colon(text: Text, i: int, end: int) -> int:
    k = i + 1
    while k < end and not (text.before[k] == _COLON and text.quote[k] == NOBODY):
        k += 1
    return k


@compiled
def drop_quoted(text: Text, out: Reported, n: int) -> int:
    """Drop spans that are quotations but for a word or two; returns the number left."""
    kept = 0
    for s in range(n):
        outside = 0
        for i in range(out.first[s], out.last[s] + 1):
            outside += text.quote[i] == NOBODY
        opens = out.first[s] + 1 if text.word[out.first[s]] & (QUE | TO) else out.first[s]
        size = out.last[s] - out.first[s] + 1
        quoted = text.quote[min(opens, out.last[s])] != NOBODY
        if outside > (max(1, size * _QUOTED_REST) if quoted else 1):
            out.first[kept], out.last[kept], out.cue[kept] = out.first[s], out.last[s], out.cue[s]
            out.holder_first[kept], out.holder_last[kept], out.rule[kept] = (
                out.holder_first[s],
                out.holder_last[s],
                out.rule[s],
            )
            kept += 1
    return kept


@compiled
def report_headings(text: Text, out: Reported, n: int) -> int:
    """Append the clause behind "X :" where a short paragraph opens with a name or an office and a colon."""
    i, size = 0, len(text.word)
    while i < size:
        end = i
        while end < size and text.paragraph[end] == text.paragraph[i]:
            end += 1
        colon = i + 1
        while (
            colon < end
            and colon - i <= _HEAD_NAME
            and text.before[colon] <= BEFORE.SPACE
            and text.quote[colon] == NOBODY
        ):
            colon += 1
        opened = (
            colon < end and colon - i <= _HEAD_NAME and text.before[colon] == _COLON and end - i <= _HEADLINE
        )
        if (
            opened
            and text.quote[i] == NOBODY
            and text.quote[colon] == NOBODY
            and _names_somebody(text, i, colon)
        ):
            n = _append(out, n, colon, end - 1, NOBODY, i, colon - 1, HEADING)
        i = end
    return n


@compiled
def _names_somebody(text: Text, first: int, end: int) -> bool:
    """Say whether all words are a name, or an article and an office or a body."""
    named = False
    for i in range(first, end):
        word = text.word[i]
        if word & (_CONJUGATED | QUE | IS_NUMBER) and not word & (IS_DETERMINER | ROLE | BODY):
            return False
        proper = word & IS_NAME and not word & (
            IS_DETERMINER | IS_PREPOSITION | IS_PRONOUN | IS_SUBORDINATOR | DOMAIN
        )
        named = named or bool(word & (ROLE | BODY)) or (bool(proper) and (i > first or end - first <= 2))
    return named
