"""An English sentence -> the quantities in it; the counterpart of `quantities`, with its own tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import Final

from plandiff.language.comparators import ENGLISH_AFTER, ENGLISH_BEFORE
from plandiff.language.dates import MONTH, YEAR_ALONE
from plandiff.language.decimals import english, number, percent
from plandiff.language.numerals import ENGLISH_DIGITS, ENGLISH_MULTIPLIERS, ENGLISH_PARTS, FRACTIONS, POWERS, SPACED_GROUPS
from plandiff.language.quantity import Comparator, Quantity, UnitKind

_UNITS: Final[dict[UnitKind, str]] = {
    "share": "%|percent|per cent|percentage points?",
    "time": "years?|months?|weeks?|(?:business |working |calendar )?days?|hours?|minutes?",
    "times": "times|fold",
    "money": "yuan|dollars|euros?|RMB|CNY|USD|EUR|GBP|CHF|JPY|HKD|pounds sterling",
    "measure": "[cdkm]?m[²³]|feet|foot|ft|inch(?:es)?|yards?|lbs?|ounces?|gallons?|ml|mm|cm|kilometers?|kilometres?|km|met(?:er|re)s?|miles?|hectares?|acres?|square (?:kilomet(?:er|re)s?|met(?:er|re)s?|miles|feet)|"
    "cubic met(?:er|re)s?|(?:metric )?tons?|tonnes?|kilograms?|kg|MW|GW|kW|MWh|GWh|TWh|kWh|MHz|GHz|TB|GB|PB|MtCO2e?|liters?|litres?",
}
_WORD: Final = "|".join(sorted((*ENGLISH_DIGITS, *ENGLISH_MULTIPLIERS), key=lambda word: (-len(word), word)))
_MANY: Final = "(?:hundred|thousand|million|billion|trillion)"
_NUMBER: Final = rf"(?:\bhalf\sa\s(?:{_MANY}|dozen)\b|(?:\d+|\b(?:{_WORD}))\sand\sa\shalf(?:\s{_MANY})?\b|(?:(?:\d+\s?)?[{FRACTIONS}]|(?:{SPACED_GROUPS}|\d+(?:,\d{{3}})*)(?:\.\d+)?{POWERS})(?:\s{_MANY}\b)?|\b(?:(?:a\s)?(?:{_WORD})(?:(?:[\s-]|\sand\s)(?:{_WORD}))*)\b)"
_DIGITS: Final = r"\d+(?:[.,]\d+)*"

NOISE: Final[dict[str, str]] = {
    "links and marks": r"(?:https?://|\bwww\.)\S+|(?:(?<=\()|(?<=[\s;,]))\d{1,2}\)(?=\s)|\[\^\w+\]:?|&#\d+;|</?\w+>|\]\([^)]{0,300}\)|^\W*\d+(?:\.\d+)*[.)]?\**(?=\s[A-Z])",
    "years and dates": rf"(?i:\b{MONTH}\s\d{{4}}|\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?:,?\s\d{{4}})?|\b\d{{1,2}}\s(?:of\s)?{MONTH}(?:\s\d{{4}})?)|\b{YEAR_ALONE}[-/.]\d{{1,2}}(?!\d)(?:[-/.]\d{{1,2}})?|\bFY\s?\d{{2,4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\b{YEAR_ALONE}(?:\s?[-–/]\s?(?:19|20)?\d\d)?s?\b(?!,\d)|\bQ[1-4]\b|\d{{1,2}}:\d\d",
    "ordinals and references": rf"\b\d+(?:st|nd|rd|th)\b|(?:§+|\b(?:Actions?|Sections?|Articles?|Steps?|Chapters?|Titles?|Tables?|Figures?|Appendix|Practices?|Principles?|Parts?|Goals?|Phases?|Versions?|Tiers?|Levels?|Milestones?|Pages?|pp?\.|Nos?\.|Bills?|Objectives?|Stages?|Volumes?|Items?|Annex|Exhibits?|Propositions?|Ordinances?|Resolutions?|Strateg(?:y|ies)|Policy|Policies|Measures?|[Ww]eeks?|[Dd]ays?|[Yy]ears?))\s?{_DIGITS}\b(?:(?:\s\([^)]{{0,60}}\))?(?:,?\s(?:and|or|to|through)\s|,\s|\s?[-–]\s?){_DIGITS}\b)*|\((?:E[CUE]C?|EURATOM)\)\s(?:No\.?\s)?\d+/\d+|\b(?:Directive|Regulation|Decision)\s\d+/\d+|\bS\.\s\d+\b|\b\d+\s?(?:U\.?S\.?C\.?|C\.?F\.?R\.?|Stat\.|Fed\.\s?Reg\.)[^,;]*|\b(?:Pub\.\s?L\.|Public Law)\s[\d–-]+",
    "indefinite numbers": r"(?i:\b(?:several|a few|many|a couple(?: of)?|multiple)[ -](?:dozen|hundred|thousand|million|billion|trillion)\b(?:[ -](?:thousand|million|billion|trillion)\b)?)",
    "addresses": r"\b\d{1,5}\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.'-]+\s){1,3}(?:Ave(?:nue)?|St(?:reet)?|R(?:oa)?d|Blvd|Boulevard|Dr(?:ive)?|Lane|Ln|Way|Suite|Floor|Place|Plaza|Court|Square|Highway|Parkway)\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b|\b(?:P\.?\s?O\.?\s)?Box\s\d+",
    "references without capitals": rf"(?i:\b(?:documents?|clauses?|paragraphs?|subparagraphs?|sections?|subsections?|articles?|chapters?|annex(?:es)?|appendix|tickets?|issues?|orders?|cases?|invoices?|schedules?|directives?|regulations?|resolutions?|rooms?|suites?|footnotes?|dockets?|actions|strateg(?:y|ies)|objectives?|polic(?:y|ies)|propositions?|gazette|art\.|abs\.|absatz|artikel|nr\.|bgbl\.?)\s(?:no\.?\s)?(?:[IVX]+\s)?{_DIGITS}\b(?:(?:,?\s(?:and|or|to)\s|,\s|\s?[-–]\s?){_DIGITS}\b)*)",
    "bills": r"\b(?:[HSA]\.?B\.?|[HSA]\.?[JC]?\.?R\.?|[HS]F|LB|LD)\s?\d{1,5}(?:[-–]\d{1,5})?\b(?!,\d)",
    "documents of a series": r":[a-z]+:\W?\d+|\b(?!USD|RMB|EUR|GBP|CNY|CHF|JPY|HKD|FY)[A-Z]{2,}\s\d{3,}\b(?![,.]\d)",
    "versions": r"(?:(?<=[a-z,(]\s)(?!USD|RMB|EUR|GBP|CNY|CHF|JPY|HKD|FY)[A-Z]\w+|\b(?:Python|Version|Release|Java|HTML|CSS|Windows|Unicode))\s\d+\.\d+\b(?!\s?(?:%|percent|per cent|thousand|million|billion|trillion))",
    "decimal commas": r"\b\d+(?:\.\d{3})*,\d{1,2}(?![\d,])",
    "names with digits": r"\b(?!USD|RMB|EUR|GBP|CNY|CHF|JPY|HKD)[A-Za-z]+[-.]?\d[\w.-]*|\b\d+(?!(?:km|kg|cm|mm|ml|lbs?|ft|m|g|t|[MGTk]Wh?|[MG]Hz|[MGTP]B|USD|EUR|RMB)\b)[A-Za-z]\w*|\b\d+(?:-\d+){2,}|\b\d+[.]\d+[.]\d+[.\d]*|(?<!\d)\d+-(?=[A-Za-z])",
    "durations that only place or name": rf"\b(?:next|past|last|previous|first|coming|following|every one of the)\s{_NUMBER}|\b(?:\d{{1,3}}\s?[-–]\s?)?{_NUMBER}-(?:year|month|week|day|hour|phase|step|part|pronged|way|tier)s?\b|(?:\b(?:two|three|four|five|ten)\s)?decades?\b",
    "layout": rf"\b{_NUMBER}\s(?:\w+\s)?(?:components|parts|sections|categories|types|ways|pillars|principles below|principles|elements|dimensions|areas|levels|steps)\b",
    "one as a pronoun": r"\bone(?=\s(?:of|another|or|that|who|which|can|should|must|size|such)\b|[,.;)]|$)|\b(?:no|any|every|each|this|that|the|which|only|another)[ -]one\b|\b[Oo]ne-\w+",
}
"""Reason -> pattern. What these match contains no quantity."""


def _either(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=lambda word: (-len(word), word)))


_NOISE_PATTERN: Final = re.compile("|".join(f"(?:{pattern})" for pattern in NOISE.values()))
_BEFORE_WORDS: Final = _either("|".join(ENGLISH_BEFORE.values()))
_ANY_UNIT: Final = rf"\s?(?:{'|'.join(_UNITS.values())})(?![A-Za-z])"
_LEAD: Final = rf"(?:(?P<before>(?<![a-z])(?:{_BEFORE_WORDS}))\s?(?P<every>every\s)?)?(?P<currency>US\$|[$€£¥]|(?:USD|RMB|EUR|GBP|CNY|CHF|JPY|HKD)\s?)?"
_SINGLE: Final = re.compile(
    rf"{_LEAD}(?:\b(?:(?P<top>a|one|two|three|four|five|six|seven|eight|nine)[\s-])?(?P<part>{'|'.join(ENGLISH_PARTS)})(?=\sof\b)"
    rf"|(?P<number>{_NUMBER})(?P<unit>{_ANY_UNIT})?(?:\s(?P<after>{_either('|'.join(ENGLISH_AFTER.values()))})\b)?)",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    rf"(?P<between>between\s)?{_LEAD}(?P<low>{_NUMBER})(?P<low_unit>\s?%)?(?(between)\sand\s|(?:\s?[-–—]\s?|\sto\s))[$€£¥]?"
    rf"(?P<high>{_NUMBER})(?P<unit>{_ANY_UNIT})?",
    re.IGNORECASE,
)
_ONE: Final = re.compile(_NUMBER, re.IGNORECASE)
_BETWEEN: Final = "between "
_KINDS: Final = tuple((re.compile(pattern, re.IGNORECASE), kind) for kind, pattern in _UNITS.items())
_ALONE: Final = frozenset(("one", "zero", "a"))


def find_english_quantities(text: str) -> list[Quantity]:
    """The quantities of an English sentence, in its order."""
    noise = [(match.start(), match.end()) for match in _NOISE_PATTERN.finditer(text)]
    starts = [start for start, _ in noise]
    found = []
    at = 0
    while match := _SINGLE.search(text, at):
        digits = match.start("part") if match["part"] else match.start("number")
        covering = bisect_right(starts, digits) - 1
        if covering >= 0 and noise[covering][1] > digits:
            at = noise[covering][1]
            continue
        after = noise[covering + 1][0] if covering + 1 < len(noise) else len(text)
        if digits < after < (match.end("number") if match["number"] else match.end()):
            at = after
            continue
        quantity = _range(text[:after], match.start()) or _single(match)
        at = quantity.end if quantity else match.end()
        found += [quantity] if quantity else []
    return found


def _range(text: str, at: int) -> Quantity | None:
    """The range that begins at this position; None where only a single quantity does."""
    begin = at - len(_BETWEEN) if text[:at].lower().endswith(_BETWEEN) else at
    match = _RANGE.match(text, begin)
    if not match or (match["low_unit"] and (match["unit"] or "").strip() != "%"):
        return None
    low, high = english(match["low"]), english(match["high"])
    if _ONE.fullmatch(text, match.start("low"), match.end("high")):  # twenty-five hundred
        return None
    if low is None or high is None or not low < high:
        return None
    unit, kind = _unit((match["unit"] or "").strip(), match["currency"] or "")
    return Quantity(match.start(), match.end(), (number(low), number(high)), unit, kind, "range")


def _single(match: re.Match[str]) -> Quantity | None:
    before = match["before"] or ""
    comparator = _named(ENGLISH_BEFORE, before) or _named(ENGLISH_AFTER, match["after"] or "") or "="
    if match["part"]:
        value = percent(english(match["top"] or "one") or Decimal(1), Decimal(ENGLISH_PARTS[match["part"].lower()]))
        return Quantity(match.start(), match.end(), number(value or Decimal(0)), "%", "share", comparator)
    value = english(match["number"])
    unit, kind = _unit((match["unit"] or "").strip(), match["currency"] or "")
    if value is None or (match["number"].lower() in _ALONE and not unit and not before):
        return None
    if match["every"] and comparator == ">=":  # at least every 90 days: at most 90 days between two occurrences
        comparator = "<="
    return Quantity(match.start(), match.end(), number(value), unit, kind, comparator)


def _unit(printed: str, currency: str) -> tuple[str, UnitKind]:
    if currency:
        return currency.strip(), "money"
    for pattern, kind in _KINDS:
        if pattern.fullmatch(printed):
            return ("%" if kind == "share" and "point" not in printed else printed), kind
    return "", ""


def _named(table: dict[Comparator, str], words: str) -> Comparator | None:
    words = " ".join(words.lower().split())
    return next((comparator for comparator, known in table.items() if re.fullmatch(known, words)), None) if words else None
