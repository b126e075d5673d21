"""What an article that threatens a penalty punishes: its offence, and the duty that was broken.

Sanctions are worded similarly whatever is punished. So a penalty is compared by its offence alone, with the words of the articles
it says were broken, or else of the article on the same matter in its own plan: `违反本条例第三条规定` stands for the text of that article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log
from typing import Final, NamedTuple

from plandiff.grams import grams_of
from plandiff.language.references import Address, address_of, references_in
from plandiff.model import Indexed

LONGEST_POSTING: Final = 64
"""Grams found in more articles than this are ignored when looking for the duty that was broken (articles). It bounds the cost."""

_BREACH: Final = re.compile(r"[^.;]{0,30}(?<![对报诉举])违反(?=本|前|第|国家|<|有关)")
"""How most penalties begin."""
_SANCTION: Final = re.compile(
    r"(?:的|规定),(?=(?:由[^.;]{2,40}?)?(?:责令|处[^理]|给予[^,.;]*处分|予以处罚|没收|取消|撤销|吊销)|依法(?:给予|追究|承担))"
)
"""Where the offence ends and the sanction begins."""
_FORMULA: Final = re.compile("<[^<>]*>|违反[^,.;]{0,20}?规定")
"""What only says which law an offence breaks."""
_ELSEWHERE: Final = re.compile("<[^<>]*>[^,.;]*")
"""In folded text, the name of another law, with its articles."""


class Offence(NamedTuple):
    """What a penalty punishes, in folded text."""

    whole: str
    """In its own words and those of the articles that were broken."""
    alone: str
    """In its own words; "" where it names the articles."""


class Penalties(NamedTuple):
    """The penalties of a plan."""

    offences: Mapping[int, Offence]
    """By the blocks that state them."""
    units: frozenset[int]
    """These blocks, and the articles that begin with one."""


def find_penalties(side: Indexed) -> Penalties:
    """The penalties in a plan, and what each punishes."""
    blocks = [unit for unit, text in enumerate(side.texts) if not side.container[unit] and _breach_in(text) is not None]
    articles = [side.parent[unit] for unit in blocks if side.rank[unit] == 0 and side.is_article(side.parent[unit])]
    units = frozenset((*blocks, *articles))
    duties = _Duties(side, units)
    return Penalties({unit: _offence(side, duties, unit) for unit in blocks}, units)


def offence_in(text: str) -> str | None:
    """What a folded text punishes, in its own words and without the law that it says is broken; None where it states no penalty."""
    breach = _breach_in(text)
    return None if breach is None else _FORMULA.sub("", breach)


def _breach_in(text: str) -> str | None:
    """The text before the sanction; all of it if it only says what is broken; None if it states no penalty."""
    sanction = _SANCTION.search(text)
    if sanction:
        return text[: sanction.start()]
    return text if _BREACH.match(text) else None


def _offence(side: Indexed, duties: _Duties, unit: int) -> Offence:
    own = _breach_in(side.texts[unit]) or ""
    named = duties.named(reference.address for reference in references_in(_ELSEWHERE.sub("", own)))
    own = _FORMULA.sub("", own)
    said = (text for duty in named or duties.nearest(own) for text in side.texts[duty : side.end[duty]])
    return Offence("\n".join((own, *said)), "" if named else own)


class _Duties:
    """The articles of a plan that state no penalty: what can be broken."""

    def __init__(self, side: Indexed, penalties: frozenset[int]) -> None:
        self._by_address: dict[Address, int] = {}
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        self._count = 0
        if not penalties:
            return
        for unit, article in enumerate(side.plan.units):
            address = address_of(article.number) if side.is_article(unit) and unit not in penalties else None
            if address is not None:
                self._count += 1
                self._by_address.setdefault(address, unit)
                for gram in {gram for text in side.texts[unit : side.end[unit]] for gram in grams_of(text)}:
                    self._having[gram].append(unit)

    def named(self, addresses: Iterable[Address]) -> list[int]:
        """Those at the given addresses."""
        return [self._by_address[address] for address in sorted(set(addresses)) if address in self._by_address]

    def nearest(self, offence: str) -> list[int]:
        """The article that has most of the words of an offence, if any has."""
        shares: defaultdict[int, float] = defaultdict(float)
        for gram in sorted(set(grams_of(offence))):
            having = self._having.get(gram, ())
            if len(having) <= LONGEST_POSTING:
                for article in having:
                    shares[article] += log(1 + self._count / len(having))
        return [max(shares, key=lambda article: (shares[article], -article))] if shares else []
