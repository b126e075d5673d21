"""Whether a plan is a law or a regulation: what it has in numbers are rules, and what it is counted by are articles."""

from __future__ import annotations

from typing import Final

from plandiff.language.numbering import HAN_DIVISIONS, KOREAN_DIVISIONS, LATIN_DIVISIONS
from plandiff.language.references import address_of
from plandiff.model import Plan, Unit

ARTICLES_LEAST: Final = 3
"""Articles from which a document is called a law: a notice that quotes one or two is not."""
ARTICLE_KINDS: Final = frozenset(
    division.kind for table in (HAN_DIVISIONS, KOREAN_DIVISIONS, LATIN_DIVISIONS) for division in table if division.article
)


def is_law(plan: Plan) -> bool:
    """Whether its articles are numbered consecutively, as in laws: there are more of them than of other sections."""
    sections = [unit for unit in plan.units if unit.kind == "section"]
    articles = sum(map(is_article, sections))
    return articles >= ARTICLES_LEAST and articles * 2 >= len(sections)


def is_article(unit: Unit) -> bool:
    """Whether a unit is an article of a law."""
    address = address_of(unit.number) if unit.kind == "section" and unit.number else None
    return address is not None and address[0] in ARTICLE_KINDS
