"""What a quantity measures, in the words of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from plandiff.language import WIDE
from plandiff.language.dates import FIVE_YEARS, YEAR
from plandiff.language.quantity import Quantity

_BORDER: Final = re.compile(rf"[{WIDE};:|\n]")
_LIST: Final = re.compile(r"\s?(?:、|和|及|以及|与|或)\s?")
_HEAD: Final = re.compile(
    rf"^(?:[\s、和及与并的]|后(?=新增|提供|形成|可|将|增加)|按(?=师生|生均|人均|每)|（[^）]{{0,6}}）|(?:到|至|截至|截止|自|从|在)?\s?{YEAR}\s?年(?:底|末|初)?(?:\d+月(?:底|末)?)?(?:前|之前|，|的)?|其中|(?:首先|其次|[一二三四五六七八九十]是(?!否))|《[^》]{{1,40}}》(?=提出|明确|规定|确定)|(?:明确|规定|确定|设定)了|提出了?|包括|(?:启动|做|抓)?好(?![转评于氧])|(?:先|再)(?=新[增建]|减|压|完成|开工|改造|增加|取消|下放|培|淘汰|发行|提)|拟?安排(?=[^，]{{3}})|力争|争取|确保|努力|实现|推动|推进|预计|预期|建议|"
    r"全年|今年|去年|上年(?!度)|明年|每年|(?:今后|未来|过去)(?:[一二三四五六七八九十两]|\d{1,2})年|[上下]半年|计划(?=新增|新建|改造|完成|建成|投资|投入|实施|招)|将|已|使|让|把|要(?!素)|拟|也|并(?![购网轨联])|且|还|均(?!衡)|各(?![类级地项区校市县种界])|共有|现有|共(?![建同享])|累计|重点(?=建设|打造|培育|支持|推进|发展|做好|建好)|持续|全面|大力|加快|逐步|进一步|新?打造|建设|建成(?!区)|形成|培育|培养|发展|开展|创建|完成|实施|提供|保持|达到|拥有|通过|完善|保障|支持|引导|鼓励|获得|认定|筹措供应|"
    rf"主要预期目标是|是|目标|“{FIVE_YEARS}”(?:时期|期间|末)?|比(?:{YEAR}年|上年|去年)[^，。；]{{0,4}}|较(?:{YEAR}年|上年)|以上|左右|达|为)+"
)
# Possessive, so that no text causes catastrophic backtracking.
_TAIL: Final = re.compile(
    r"(?:[\s、（(“]|新台币|港币|人民币|美金|分别|(?<![人户亩地])均|完成|都|总共|共计|共有|合计|总计|累计|已经?|将|(?<![签节预合条])约|平均|年均|每年|同比|力争|稳步|基本|实现|达到?|高达|(?:跃升|跃|迈|站|登)[上过到至稳]|跨[越过入]|越过|冲刺|突破|超过|超|为|是|有|占比?为|提高|提升|增长|增加|下降|减少|降低|上升|上涨|下跌|回升|缩短|缩小|扩大|"
    rf"压减|压缩|一般|延长|降|升|(?<!新)增|(?<!节能)减|缩|(?<=目标)(?:确|拟|预|设)?定|(?:从|由|到|至)人均|原则上|预期|预定|拟定|再|扩|到|至|由|从|在|控制|保持|稳定|维持|不低于|不少于|不超过|不高于|调整|继续|连续|设定|全年|历史性地?|拟按?|要|应当?|不得|可|近|接近|按|以|与|了|的|进一步|稳定|累计|比(?:{YEAR}年|上年|去年)[^，。；]{{0,3}}|较(?:{YEAR}年|上年)|"
    rf"每人每[月年天]|每[月年天日周人]|{YEAR}年(?:的|底)?(?:\d+月)?|幅度|涨幅|降幅|增幅|增速|年均增速|落实|超额){{1,30}}+$"
)
_RATE: Final = re.compile(
    r"(?:率|数|量|比|比重|比例|占比|水平|面积|规模|总额|产值|收入|能力|标准|里程|长度|容量|覆盖面|指数|值|额|人次|时间|年限|周期|成本|投资|度|支出|经费|资金|补贴|补助|用户|总量|能耗)$"
)
_PREFIXED: Final = re.compile(r"(?:新增|新建|改建|新改建|改造|改扩建|新建改造|建设|扩建|新增各类|净增|新设|年均新增|城镇新增)$")
_OPENING: Final = re.compile(
    r"^(?:的|（[^）]*）|\([^)]*\)|以上|左右|(?:幅度|速度)(?:压减|压缩|削减|减少|降低|下降|增长|增加|递增|提高)?)+"
)
_NO_NOUN: Final = re.compile(
    r"^(?:\s|等|是|(?:新的?|大)?台阶|大关|关口|新高|安排|(?:大幅|稳步|逐步|再)?(?:提高|增加|增长|提升|扩大|缩小|缩短|下降|降低|减少|上升|升至|降至|增至|降到|升到|压减|拓展|调整|合并)|和|与|及|以及|或|至|到|、|左右|的?(?:目标|水平|以上|任务(?=[，。；]|$))|分别|之间|时$|。|，)"
)
_COMPARED: Final = re.compile(r"(?<=[^，。；\s]{2})(?:达到|不低于|不少于|不高于|不超过)")
"""What separates an indicator from the value or standard it is compared with."""
_DOING: Final = re.compile(
    r"(?<=[^，。；的]{2})(?:建成|竣工|进入|投入|完成|圆满|发放|加快|打造|通过|参与|参加|受益|实现|得到|获得|提供|引导|成为|纳入|享受|落户|入驻|投产|启动|用于|前往|奔赴|全部|已经?)"
)
"""Where the text after a counted noun goes on to what it does: `5万余名党员⟦投入防控一线⟧`."""
_WHO: Final = frozenset(("岁", "周岁", "英寸"))
"""Units that only qualify a member of a list: `65岁以上⟦老年人⟧、高血压患者`."""
_IN_OTHER_WORDS: Final = re.compile(r"^(?:折合|相当于|约合|合计?|即|总计|累计|新?台阶|大关|关口)$")
"""The same value again, `160亿美元、折合1148亿元`, or a milestone that was passed: `突破5500亿元大关、增长6%`."""
_ARRANGED: Final = re.compile(r"拟?安排|考虑|把握")
"""The verb of the previous quantity: `赤字率拟按4%左右⟦安排⟧、比上年提高1个百分点`."""
_ACTED: Final = re.compile(r"(?:先|再|又|另|首批|首期|今年)?(?P<verb>发行|安排|下达|拨付|投入|开工|改造|新建|推出|招收)")
"""A verb alone, whose object was named before: `拟连续几年发行特别国债，今年先⟦发行⟧1万亿元`."""
_EACH: Final = re.compile(r"[人户亩地]均")
"""A name only together with what is divided: `地区生产总值3200亿元，人均7万元`."""
_BECOME: Final = re.compile(r"^.*?成为(?:全[国省市](?:首|第[一二三四五])[个家座])?")
_GONE_BY: Final = re.compile(
    r"^(?:[^，、]*?(?:建成|完成|竣工|投用|投产|达产|实施)(?:投用)?后|以[来后]|之[后前]|[期其]间|后(?=[新改扩]))"
)
"""The rest of a time phrase before a name."""
_SIZE: Final = re.compile(r"(?:人数|深度|井深|高度|长度|宽度|面积|规模|年龄|直径|跨度|[金总]额)$")
"""A size that identifies something: `井深超过800米的矿山`."""
_STEP: Final = re.compile(r"(?:连续?|接连|历史性地?)?(?:跨[越过]?|[迈站登跃]上|迈过)[^，]{0,40}?(?:台阶|大关|关口)[、\s]*")
"""A milestone stated before the value: `生产总值连跨三个千亿元台阶、达到1.2万亿元`."""
_YIELD: Final = re.compile(r"总?产量|总产|单产")
_RANKED: Final = re.compile(
    r"^[\s、，]*(?:稳居|位居|跃居|位列|位次|居(?!民|住)|列(?!车|入)|排名?(?!放|水|查)|继续居|连续\S{1,4}年居)[^、，]*$|^[^、，]{0,6}前[\d十]+[位强名][^、，]*$|^每[^，]*\d\D{0,2}$"
)
"""What is between a value and its growth and is not a name: `4.2万亿元、稳居全国前十二位、增长4.9%`."""
_BARE: Final = re.compile(r"(?:规模|余额|增加值|利润总?额?|营业收入|总?产量|总产|单产|产值|面积|总量|总额)$")
_ONLY_DONE: Final = re.compile(r"(?:年均|每年|再|又|另|其余)?(?:新增|新建|改造|改扩建|扩建|建设|净增)")
"""An action on what the previous quantity measures: `新增学位5万个，其中2026年新增1万个`."""
_MEASURED: Final = re.compile(
    r"(?:播种|种植|栽培|养殖|出栏|存栏|经营)?(?:总?面积|总?产量|总产|单产|产值|总量|总额|数量|规模|能力)$"
)
"""The ending of a name that a following bare 产量 replaces: `粮食播种面积1500万亩、产量600万吨`."""
_PARALLEL: Final = re.compile(
    r"种植|收获|播种|耕种|耕整|插秧|移栽|收割|出栏|存栏|烘干|植保|生产|加工|采收|入园|入学|升学|发电|装机|进口|出口|消费|治疗|救治|诊断|建设|开工|竣工|保护|修复"
)
"""Words that alternate in a combined name: `油菜种植、收获机械化率`."""
_BOTH: Final = "城乡"
_TOWN_AND_COUNTRY: Final = ("城镇", "农村")
_NUMERALS: Final = "一二三"
_SECTORS: Final = re.compile(
    rf"(?P<head>第?)(?P<which>[{_NUMERALS}](?:(?:、|和|与|及)?第?[{_NUMERALS}]){{1,2}})(?P<name>产[^{_NUMERALS}]+)"
)
"""The sectors of an economy, by numbers that share their noun."""
_AVERAGE: Final = re.compile(r"(?:人|生|户|亩|地|床)均")
"""Where what the members of a list share begins: `居民医保和公共卫生服务⟦人均财政补助标准⟧`."""
_MEMBER_BORDER: Final = re.compile(
    r"、|以及|及其|(?<![饱共总中缓温])和(?![谐平美睦])|(?<![参赠给])与|(?<![以普涉顾危惠])及(?![以格时早])"
)
_PREDICATE: Final = re.compile(
    r"是(?!否)|跨[越过]|[迈站登跃]上|突破|稳居|位居|保持|持续|不断|稳步|快速|大幅|显著|明显|实现|得到|进一步|全面|日益|更加"
)
NOUN: Final = 2
"""Characters of a noun that others may follow: `城镇、农村居民收入`, but `居民医保和公共卫生服务人均补助`."""
LONGEST: Final = 60
"""Longest indicator (characters); anything longer is a sentence, of which the nearer end is kept."""
_SHARE_OF: Final = re.compile(r"^(?:约|均|分别)?占")


def indicators_of(sentence: str, quantities: Sequence[Quantity], changes: Sequence[bool]) -> list[str]:
    """The indicator of each quantity of a Chinese sentence; "" where none is printed.

    A count names what follows it (`5家⟦企业⟧`), a value what precedes it (`⟦覆盖率⟧达到90%`); lists in parallel (`A、B分别达到1、2`) are paired
    member by member; a quantity without words of its own takes the previous indicator. `changes` says for each quantity whether it
    is an increase or decrease.
    """
    found: list[str] = []
    index = 0
    while index < len(quantities):
        size = _list_size(sentence, quantities, index)
        found += _list_indicators(sentence, quantities, index, size, changes, found)
        index += size
    return found


def clause_start(sentence: str, place: int) -> int:
    """Where the clause around a position begins."""
    borders = _borders(sentence)
    before = bisect_left(borders, place)
    return borders[before - 1] + 1 if before else 0


def clause_end(sentence: str, place: int) -> int:
    """Where the clause around a position ends."""
    borders = _borders(sentence)
    after = bisect_left(borders, place)
    return borders[after] if after < len(borders) else len(sentence)


@lru_cache(maxsize=4)
def _borders(sentence: str) -> tuple[int, ...]:
    """The marks between the clauses of a sentence; cached, as each of its quantities needs them."""
    return tuple(border.start() for border in _BORDER.finditer(sentence))


def _list_size(sentence: str, quantities: Sequence[Quantity], index: int) -> int:
    """The length of the bare list that starts at a quantity, `46.8%、67.51%、72.73%`."""
    size = 1
    while index + size < len(quantities) and _LIST.fullmatch(
        sentence, quantities[index + size - 1].end, quantities[index + size].start
    ):
        size += 1
    return size


def _list_indicators(
    sentence: str, quantities: Sequence[Quantity], index: int, size: int, changes: Sequence[bool], known: list[str]
) -> list[str]:
    quantity = quantities[index]
    border = clause_start(sentence, quantity.start)
    first_of_clause = not index or quantities[index - 1].end <= border
    previous = quantities[index - 1]
    start = border if first_of_clause else previous.start if previous.unit in _WHO else previous.end  # `60岁以上人口占20%`
    prefix = sentence[start : quantity.start]
    own = _cleaned(_without_lead(prefix, counted=not first_of_clause))
    if known and _ONLY_DONE.fullmatch(own) and not _following(sentence, quantities, index):
        own = known[-1]
    elif own:
        goes_on = not first_of_clause or _YIELD.fullmatch(own) or _EACH.fullmatch(own)
        own = _completed(own, known[-1] if known and goes_on else "")
    if (acted := _ACTED.fullmatch(own)) and (object_ := _object_of(acted["verb"], sentence[:border])):
        own = object_
    elif first_of_clause and not known and _ARRANGED.fullmatch(own):
        own = _subject_before(sentence, border) or own
    if size > 1:
        before = known[-size:]
        earlier = _list_size(sentence, quantities, index - size) if index >= size else 0
        members = _sectors(own, size) or _members(own, size) or _town_and_country(own, size)
        if members:
            return members
        if not own and earlier == size:
            return before
        return [own or (known[-1] if known else "")] * size
    after = _following(sentence, quantities, index)
    if after and _names_what_follows(quantity, prefix, own, change=changes[index], of_it=sentence.startswith("的", quantity.end)):
        if (lead := _PREFIXED.search(own)) and len(own) <= 6:
            return [lead.group() + after]
        return [after]
    if _SHARE_OF.match(own) and known:
        return [known[-1].partition("占")[0] + own.lstrip("约均")]
    if not own:
        if known:
            return [known[-1]]
        return [after or _subject_before(sentence, border)]
    return [own]


def _completed(own: str, before: str) -> str:
    """The full name of a quantity that follows another: "" for a rank; a bare 产量 is that of the previous indicator."""
    if _RANKED.search(own) or _IN_OTHER_WORDS.search(own) or (before and _ARRANGED.fullmatch(own)):
        return ""
    if before and _EACH.fullmatch(own):
        return own + before
    if before and _BARE.fullmatch(own):
        measured = _MEASURED.search(before)
        return before[: measured.start() if measured else None] + own
    return own


def _object_of(verb: str, before: str) -> str:
    """The object that a verb has where it was last used in a sentence; "" if it was not."""
    clause = before[before.rfind(verb) + len(verb) :] if verb in before else ""
    return _cleaned(_BORDER.split(clause)[0]) if clause else ""


def _without_lead(prefix: str, *, counted: bool) -> str:
    """A prefix without what is not part of the name: a time, `成为…`, what was counted before (`110家工厂的效率`)."""
    prefix = _BECOME.sub("", _GONE_BY.sub("", prefix.lstrip()), count=1)
    return prefix.rpartition("的")[2] if counted and re.match(r"[^，、。；的]+的[^的，、]{2,}", prefix) else prefix


def _sectors(subject: str, size: int) -> list[str]:
    """Split `第一、二、三产业增加值分别增长…` into a name for each sector."""
    found = _SECTORS.fullmatch(subject)
    numerals = [character for character in found["which"] if character in _NUMERALS] if found else []
    return [f"{found['head']}{numeral}{found['name']}" for numeral in numerals] if found and len(numerals) == size else []


def _town_and_country(subject: str, size: int) -> list[str]:
    """Split `城乡居民收入分别增长5%、6%` into two names."""
    place = subject.find(_BOTH)
    if size != len(_TOWN_AND_COUNTRY) or place < 0:
        return []
    return [subject[:place] + part + subject[place + len(_BOTH) :] for part in _TOWN_AND_COUNTRY]


def _subject_before(sentence: str, border: int) -> str:
    """The subject of the previous clause, for one that has none: `交易额保持增长，由8万亿元增长至…`."""
    if not border:
        return ""
    clause = sentence[clause_start(sentence, border - 1) : border - 1]
    return _cleaned(_PREDICATE.split(clause)[0])


def _names_what_follows(quantity: Quantity, prefix: str, own: str, *, change: bool, of_it: bool) -> bool:
    """Whether a quantity counts the noun after it, rather than measuring the one before it."""
    if change and own:
        return False
    if not own or quantity.unit in _WHO or (of_it and quantity.kind == "time"):
        return True
    if quantity.comparator != "=" and _SIZE.search(own):
        return False
    if re.search(r"(?:达到?|为|突破|超过|控制在|保持在|稳定在|提高到|增加到|增至|降至)\s?$", prefix) and _RATE.search(own):
        return False
    if quantity.kind == "share" and re.search(r"(?:率|占?比重?|比例)$", own):
        return False
    return (
        quantity.kind in ("count", "")
        or quantity.unit in ("%", "倍")
        or (quantity.kind in ("measure", "money", "time") and not _RATE.search(own))
    )


def _following(sentence: str, quantities: Sequence[Quantity], index: int) -> str:
    """The noun phrase after a quantity up to the end of its clause or the words of the next quantity.

    `超50万名3岁以下婴幼儿`: quantities that follow immediately qualify the same noun, up to `LONGEST` characters.
    """
    end = clause_end(sentence, quantities[index].end)
    qualifying = ""
    while len(qualifying) < LONGEST and not _NO_NOUN.match(sentence[quantities[index].end : end]):
        following = quantities[index + 1].start if index + 1 < len(quantities) else end
        if following != quantities[index].end or following >= end:
            return qualifying + _noun_after(sentence, quantities[index], following, end)
        index += 1
        qualifying += sentence[following : quantities[index].end]
        end = clause_end(sentence, quantities[index].end)
    return qualifying


def _noun_after(sentence: str, quantity: Quantity, following: int, end: int) -> str:
    """The noun phrase after a quantity, in a clause that ends at `end`, with the next quantity at `following`."""
    text = sentence[quantity.end : end]
    if following < end:
        text = sentence[quantity.end : following]
        parting = list(re.finditer(r"、|和|及|以及|与|，", text))
        if parting:
            text = text[: parting[-1].start()]
        elif "的" in text[2:] and quantity.kind == "count":  # `110家工厂的生产效率提升32%`
            text = text[: text.index("的", 2)]
    if quantity.unit in _WHO:
        text = _MEMBER_BORDER.split(text)[0]
    if quantity.kind in ("count", "money") and (doing := _DOING.search(text)):
        text = text[: doing.start()].rstrip("并和且")
    if text.count("（") > text.count("）"):
        text = text[: text.rindex("（")]
    text = _OPENING.sub("", text.split("）")[0] if text.count("）") > text.count("（") else text.strip())
    text = re.sub(r"(?:达到?|为|超过|突破|提高|增长|占比?)+$", "", text)
    return text[:LONGEST].strip()


def _cleaned(prefix: str) -> str:
    """A noun phrase without leading adverbs and trailing verbs."""
    text = _COMPARED.split(_unbracketed(_STEP.sub("", prefix)).strip(), maxsplit=1)[0]
    previous = None
    while text != previous:
        previous = text
        text = _TAIL.sub("", text)
    head = _HEAD.match(text)
    if head and head.end() < len(text):
        text = text[head.end() :]
    elif head:
        text = ""
    return text[-LONGEST:].strip("“（( ") if text.count("“") != text.count("”") else text[-LONGEST:]


def _unbracketed(text: str) -> str:
    """A prefix with an unbalanced bracket, cut to what follows the bracket."""
    if text.count("）") > text.count("（"):
        return text[text.index("）") + 1 :]
    return text[text.rindex("（") + 1 :] if text.count("（") > text.count("）") else text


def _members(subject: str, size: int) -> list[str]:
    """The subject of a list of quantities split into complete members: `水果、茶叶产量` is 水果产量, 茶叶产量."""
    parts = [part for part in _MEMBER_BORDER.split(subject) if part]
    if len(parts) < size:
        return []
    parts = [*parts[-size:]]
    last = parts[-1]
    tail = ""
    first = parts[0]
    if shared := _parallel(first, last):
        head, tail = shared
        return [first + tail, *(head + part + tail for part in parts[1:-1]), head + last]
    if not _RATE.search(first):
        if len(first) > NOUN and (each := _AVERAGE.search(last, 1)) and not _AVERAGE.search(first):
            return [part + last[each.start() :] if part is not last else part for part in parts]
        overlap = next((n for n in range(min(len(first), len(last) - 1), 1, -1) if first[-n:] in last), 0)
        if overlap:
            tail = last[last.index(first[-overlap:]) + overlap :]
        elif len(first) < len(last) and len({len(part) for part in parts[:-1]}) == 1 and len(first) <= 6:
            tail = last[len(first) :]
    return [part if part is last or _RATE.search(part) or not tail else part + tail for part in parts]


def _parallel(first: str, last: str) -> tuple[str, str] | None:
    """What the first of two names has before the alternating word, and the last after it."""
    one = next((found for found in _PARALLEL.finditer(first) if found.end() == len(first)), None)
    other = _PARALLEL.match(last)
    if not one or not other or not one.start() or one[0] == other[0]:
        return None
    return first[: one.start()], last[other.end() :]
