"""Words that say how binding a clause is: duties, aims, and what is only encouraged or allowed."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from plandiff.language.headed import headed
from plandiff.language.traditional import is_traditional

Strength = Literal["duty", "aim", "option"]
"""Most binding first. The law makes no difference between `必须` and `应当`."""
RANK: Final[dict[Strength, int]] = {"duty": 3, "aim": 2, "option": 1}

_WORDS: Final[tuple[tuple[Strength, str], ...]] = (
    ("aim", (
        r"(?:(?:will|shall|must) )?(?:use|make|exercise)s? (?:(?:its|their|all|our) )?(?:commercially )?(?:reasonable|best) "
        r"(?:efforts|endeavou?rs)(?: to)?"
    )),
    ("duty", "(?:may|must|shall|will|can|could) not|cannot|(?:is|are) not (?:allowed|permitted|entitled) to"),
    ("duty", (
        "shall|must|ha(?:s|ve) to|(?:undertakes?|agrees?|commits?) to|"
        "(?:is|are) (?:(?:required|obliged|obligated|prohibited|forbidden)\\b|mandatory)"
    )),
    ("aim", (
        "should|(?:aims?|strives?|endeavou?rs?|seeks?|intends?) to|do(?:es)? not currently|"
        "(?:is|are) (?:expected|recommended|advised|urged) to"
    )),
    ("option", (
        "may|can|might|(?:is|are) (?:encouraged|entitled|allowed|permitted|free|invited|welcome) to|encourages?|"
        "at (?:its|their) (?:sole )?discretion"
    )),
    ("duty", (
        "应当|應當|必须|必須|务必|務必|严禁|嚴禁|禁止|不得|不准|不应|不應|不可以|(?<!无)须(?!知|要)|(?<!無)須(?!知|要)|"
        "(?<![相适適反响響回供对對效呼感因顺順照])[应應](?![用对對急聘届屆变變征徵邀付收有酬答])"
    )),
    ("aim", (
        "(?<![适適不便事相合时時因])宜(?=[编編采採设設由在按选選以于於])|"
        "逐步(?!下降|降低|减少|減少)|力争|力爭|(?:(?<=^)|(?<=[，；、]))(?:争取|爭取)|(?<!不懈)(?<!共同)努力(?!奋斗|奮鬥|程度|[，。、；！的])|"
        "尽量|盡量|尽可能|盡可能|原则上|原則上"
    )),
    ("option", (
        "鼓励|鼓勵|倡导|倡導|提倡|有权|有權|(?:根据|視|视)(?:工作|实际)?(?:需要|情况|情況)|酌情|[视視]情(?![况況景节節形])|"
        "(?<!应当)(?<!必须)(?:允许|允許)|(?<![方始才])可以(?!说)|"
        "可(?=自行|根据|结合|视|适当|酌情|按|采取|采用|实行|给予)|(?<![不许認认方始才])可(?=于|在|由|向|依法)|"
        "(?<![不取獲获使值所覺觉難难顯显懂贏赢未认認记記应應求博夺奪变變买買免省心始方才])得(?=[以于於由向為为依請请命令處处设設派视視准準聘委訂订按酌暫暂核徵征調调延停逕檢检])"
    )),
    ("option", (
        "(?:积极|大力|研究|引导和?|鼓励和?)?(?:支持|扶持)(?!力度|政策|体系|下|作用|服务|保障|系统|能力|和?保护|[，。、；和与及])|"
        "(?:积极|鼓励|研究|稳妥)?探索(?!性|能力|精神|[，。、；])"
    )),
)  # fmt: skip
"""Strength -> patterns, in the order in which they are tried where one contains another."""
_FIRST: Final = "应應必须須务務严嚴禁不宜逐力争爭努尽盡可原鼓倡提有根視视酌允得支扶积大研引稳探"
"""What the Chinese words begin with."""
_NO_MODAL: Final = re.compile(
    r"(?:\d|\b(?:of|in|by|since|until|from|to|early|mid|late|and))\s+May\b|\bMay\b,?\s+\d|\bMay$|\b(?:as|which|that|who|it) (?:may|might|can)\b"
    r"|\b(?:may|might|can)(?: also| not)? (?:differ|vary|arise|occur|result|apply|contain|include|change|have been)\b"
    r"|\b(?:may|might|can)(?: not)? be (?!\w+(?:ed|en|wn|ne|ld|de|id|t)\b)"
)
"""The month May, and what is possible rather than allowed."""
_NOUN: Final = re.compile(
    r"(?:提供|给予|予以|加大|获得|得到|享受|寻求|[的])[^，。；]{0,12}$|(?:政策|资金|财政|技术|金融|信贷|人才|服务|智力|数据)$"
)
"""What precedes a 支持 that is a noun."""
_TITLE: Final = re.compile(r"《[^》]{0,200}》")
_LATIN: Final = re.compile("[A-Za-z]{3}")
_MAY: Final = re.compile(
    "(?P<option0>(?<![不取獲使值所覺難顯懂贏未認記應求博奪變買購免省心求利繼始方才只])得(?![到知失票標獎分出主證益當了很以，。；、]))"
)
"""得 before a verb, which in texts in traditional characters is nearly always `may`."""


_MARKS: Final = re.compile(
    r"[应應宜必须須务務严嚴禁不准逐力争爭努尽盡原鼓励勵倡提有权權根据需视視情酌允许許可以得支持扶探索]|may|might|can|shall|must|ha(?:s|ve)|will|should|"
    "agree|commit|undertak|entitl|allow|permit|encourag|requir|oblig|prohibit|forbid|aim|striv|endeav|seek|intend|effort|not|free|currently|expect|recommend|advis|urg|invit|welcom",
    re.IGNORECASE,
)


class Modal(NamedTuple):
    """A word that says how binding a clause is, and where it is."""

    strength: Strength
    word: str
    start: int
    end: int


def may_bind(text: str) -> bool:
    """Whether a changed stretch can be part of such a word."""
    return bool(_MARKS.search(text))


@cache
def _pattern(*, latin: bool) -> re.Pattern[str]:
    """The words of English or Chinese: the English ones take long to compile, and most plans do not need them."""
    parts = (
        rf"(?P<{strength}{n}>{rf'(?<![A-Za-z])(?:{words})(?![A-Za-z])' if latin else words})"
        for n, (strength, words) in enumerate(_WORDS)
        if words.isascii() == latin
    )
    words = "|".join(parts)
    return re.compile(words, re.IGNORECASE) if latin else re.compile(headed(_FIRST, words))


@cache
def _strength_of(group: str) -> Strength:
    return next(strength for strength in RANK if group.startswith(strength))


def modals(text: str) -> list[Modal]:
    """The modals of a text, in order, but not in titles, which may contain any word.

    >>> [(modal.word, modal.strength) for modal in modals("学校应当配备校医，鼓励配备护士")]
    [('应当', 'duty'), ('鼓励', 'option')]
    >>> [modal.word for modal in modals("By 1 May 2026 schools may not charge fees, which may differ")]
    ['may not']
    """
    masked = _TITLE.sub(lambda title: " " * len(title.group()), text)
    latin = _LATIN.search(masked) is not None
    nothing = [found.span() for found in _NO_MODAL.finditer(masked)] if latin else []
    words = [*_pattern(latin=False).finditer(masked), *(_pattern(latin=True).finditer(masked) if latin else ())]
    if "得" in masked and is_traditional(masked):
        known = {found.end() for found in words}
        words += [found for found in _MAY.finditer(masked) if found.end() not in known]
    return [
        Modal(_strength_of(found.lastgroup or ""), found.group(), *found.span())
        for found in sorted(words, key=lambda found: found.start())
        if not any(start <= found.start() < end for start, end in nothing)
        and not (found.group().endswith(("支持", "扶持")) and _NOUN.search(masked[: found.start()]))
    ]
