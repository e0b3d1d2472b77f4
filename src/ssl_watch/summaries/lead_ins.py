"""How a sentence begins before it says anything: “In this paper, we propose” and its like, taken off.

`forms` asks here for every beginning that a sentence may be given.
"""

import re
from collections.abc import Iterator

_PAPER = r"(?:paper|work|article|study|letter|thesis|report|survey|review|note|manuscript)"
_IN_THIS_PAPER = re.compile(
    rf"\A(?:In|With|Through) (?:this|the present|our|the current) {_PAPER}\s*,?\s+", re.IGNORECASE
)
_ADVERBS = """
Therefore|Thus|Hence|However|Moreover|Furthermore|In addition|Additionally|Specifically|More specifically|Surprisingly
|Interestingly|In particular|Concretely|Accordingly|Consequently|As a result|Finally|First|Firstly|First of all|Second
|Secondly|Third|Lastly|Here|Overall|Unfortunately|Recently|Nevertheless|Nonetheless|Conversely|Subsequently|As such
|More precisely|More generally|More importantly|Most importantly|In doing so|By doing so|In this way|In fact|Crucially
|Empirically|Experimentally|Theoretically|In practice|In general|Indeed|For this purpose|For this reason|For this|So
|In this context|In this setting|As an alternative|Alternatively|Rather|Ultimately|Together|Altogether|Taken together
|In summary|In short|To summarize|In conclusion|Meanwhile|Besides|In response|In contrast|By contrast|Importantly|Still
|Notably|Instead|Also|Yet|On the contrary|On the other hand|Further|Next|Then|Remarkably|Strikingly|Similarly|Likewise
|Again|Lastly|Then again|To this aim|To this end|To that end|To do so|To do this|Building on this
"""
_WITHOUT_MEANING = re.compile(
    r"\A(?:To (?:address|tackle|overcome|solve|fill|bridge|mitigate|alleviate|remedy|close|resolve|handle|combat"
    r"|counter|achieve|answer|circumvent|avoid|deal with) (?:this|these|that|such|the above|above|those|it)"
    r"(?: [\w-]{1,30}){0,3}"
    r"|(?:(?:Motivated|Inspired|Driven|Guided) by|(?:Based|Building) (?:up)?on|In light of|In view of)"
    r" (?:this|these|that|the above|such)(?: [\w-]{1,30}){0,3}"
    rf"|(?:{''.join(_ADVERBS.split(chr(10)))}))(?:\s*,\s*|\s+(?=we\b))"
    r"|\ATo(?:wards?)? (?:this|that) end,? "
    r"|\A(?:Here|Therefore|Thus|Hence|And|But|So|Also|Further|Furthermore|Moreover) (?=we\b)",
    re.IGNORECASE,
)
_ADVERB = (
    r"(?:(?:also|further|thus|therefore|then|hereby|first|here|now|additionally|formally|instead|hence|finally) )?"
)
_PROPOSE = re.compile(
    rf"\A(?:we|this {_PAPER}|the (?:present )?(?:paper|work|authors?)) {_ADVERB}"
    r"(?:propose|present|introduce|describe|develop|devise|design|offer|put forward|contribute)s? "
    rf"(?:in this {_PAPER},? |here )?(?!(?:to|that|how|and|whether|using|by|for|with|in|here)\s)"
    r"(?!(?!(?:an?|the|new|novel|several|two|three)\s)(?:\S{1,40} ){1,3}to [a-z])",  # “Trawl to count fish”: who does?
    re.IGNORECASE,
)
_SHOW = re.compile(
    rf"\A(?:we|this {_PAPER}|our (?:experiments|(?:experimental |empirical )?results|findings|analysis|theory|work"
    r"|study)|(?:extensive )?(?:experiments|(?:experimental |empirical |numerical )results)(?: on [^,]{3,60})?) "
    rf"{_ADVERB}(?:(?:theoretically|empirically|experimentally|formally|rigorously) )?"
    r"(?:show|demonstrate|prove|find|found|observe|argue|reveal|confirm|verify|establish)s? that,? ",
    re.IGNORECASE,
)
# What the subject still does after “we propose”: without the subject the rest would limp.
_GOES_ON = re.compile(
    r"(?:and(?<=\band)|,) (?:then |also |further |finally |empirically |theoretically )?"
    r"(?:we|show|demonstrate|prove|evaluate|apply|provide|use|study|analy[sz]e|find|propose|introduce|present|develop"
    r"|derive|argue|discuss|illustrate|compare|investigate|explore|establish|test|examine|validate|report|describe"
    r"|design|conduct|perform)s?\b"
)
_BEFORE_WE = re.compile(rf"\A[^;:]{{8,220}}?, (?=(?:we|this {_PAPER}|our (?:paper|work)) )", re.IGNORECASE)
_BEGINS_AGAIN = re.compile(
    r"(?:[,;:]| [—–-]+)(?: and| so| but| thus| hence| therefore| to this end,?| here,?){0,2} "
    rf"(?=(?:we|this {_PAPER}|our (?:paper|work)) (?:\w+ )?(?:propose|present|introduce|develop|show|demonstrate|study"
    r"|investigate|describe|design|prove|explore|argue|analy[sz]e|provide|formulate|derive|establish|devise)s?\b)",
    re.IGNORECASE,
)


def beginnings(sentence: str) -> Iterator[tuple[str, str]]:
    """What the sentence may be shortened to from its front, each with a word for what went."""
    named, bare = _without_lead_ins(sentence)
    proposed = _PROPOSE.match(bare)
    if named and proposed and not _GOES_ON.search(bare, proposed.end()):
        yield "formula", bare[proposed.end() :]
        return
    yield "", bare
    yield from _subjectless(bare)
    if not _speaks_of_us(bare):
        return
    for name, found in (("before we", _BEFORE_WE.match(bare)), ("begins again", _BEGINS_AGAIN.search(bare))):
        if found and found.end() > 10:
            rest = bare[found.end() :]
            yield name, rest
            yield from _subjectless(rest)


def _speaks_of_us(sentence: str) -> bool:
    """Whether it may begin anew at “we”, “this paper” or “our work”: to look for the words costs little."""
    folded = sentence.casefold()
    return " we " in folded or " this " in folded or " our " in folded


def _without_lead_ins(sentence: str) -> tuple[bool, str]:
    """The sentence without what leads in, and whether that named this paper."""
    named = False
    for _ in range(3):
        idle = _WITHOUT_MEANING.match(sentence)
        shorter = sentence[idle.end() :] if idle else sentence
        if paper := _IN_THIS_PAPER.match(shorter):
            named, shorter = True, shorter[paper.end() :]
        if shorter == sentence:
            break
        sentence = shorter
    return named, sentence


def _subjectless(sentence: str) -> Iterator[tuple[str, str]]:
    if proposed := _PROPOSE.match(sentence):
        rest = sentence[proposed.end() :]
        goes_on = _GOES_ON.search(rest)
        if goes_on is None:
            yield "propose", rest
        elif goes_on.start() > 25:
            yield "propose", rest[: goes_on.start()]
    elif shown := _SHOW.match(sentence):
        yield "show", sentence[shown.end() :]
