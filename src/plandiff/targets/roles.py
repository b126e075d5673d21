"""The role of a quantity: target, actual value, baseline, change, or other.

Change, baseline and other are shown by the words around the quantity. Whether a value is of the future or the past is seldom said
in one place (`outlook`).
"""

from __future__ import annotations

import re
from typing import Final, Literal

from plandiff.language.quantity import Quantity
from plandiff.model import Role

Direction = Literal["up", "down", ""]

_UP: Final = "增长|增加|提高|提升|上升|上涨|增幅|涨幅|增速|增长率|扩大|延长|多增|回升|攀升|增收|高出|翻|快速增长|递增|净增|净增加|上调|加快|拓展"
_DOWN: Final = (
    "下降|减少|降低|压减|压缩|缩短|降幅|减幅|回落|下跌|缩减|削减|减负|降费|减税|下调|减轻|缩小|节约|节能|递减|净减少|减排|收窄"
)
_BETWEEN: Final = r"(?:的?(?:幅度|比例|速度)?(?:了|约|达到?|为|将|分别|均|至少|平均|累计|年均|在|保持在|超过|不低于|控制在|近|逾|各|实现|高达|力争|的)*\s?)$"
_CHANGE: Final = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BETWEEN}")
_CHANGE_OF: Final = re.compile(
    r"(?:(?<![新])(?P<up>(?<!新)增加(?!值)|净增|扩增|增投|增派)|(?P<down>减少|压减|减轻|减免|关停|退减|削减|腾退))(?:了)?[^，。；、\s\d]{1,12}$"
)
_OBJECT_VERBS: Final = ("提升", "扩大", "拓展", "加快", "提高", "延长")
"""Verbs of change whose object is what is counted: `改造提升5000个` improves that many and adds none."""
_NEW: Final = re.compile(r"新增[^，。；\s\d]{0,20}$")
_TO_LEVEL: Final = re.compile(r"(?:到|至|为)(?:了|约)?\s?$")
_FROM: Final = re.compile(r"(?:从|由)[^，。；]*$")
_RISE_TO: Final = re.compile(r"^[^，。；]{0,40}?(?:到|至|为|成)")
_DIFFERENCE: Final = re.compile(
    r"(?<!不)(?:高于|低于|快于|高出|优于|好于|多于|少于|(?<![率占对])比(?![例重率值较])[^，。；、]{1,14}(?:(?<!提)高|(?<![降减])低|(?<!加)快|(?<!增)多|(?<!减)少|(?<!增)长|(?<!缩)短)(?:出|了)?)(?:(?!率|比例|占)[^，。；、\d]){0,14}$|(?:超|低于|高于|快于|完成)(?:年度|全年)?(?:计划|目标|预期|任务|进度|全[国省市]|平均)[^，。；、\d]{0,8}$"
)
_SIZE_UNITS: Final = frozenset(
    [
        "岁",
        "周岁",
        "米",
        "公里",
        "千米",
        "厘米",
        "毫米",
        "微米",
        "纳米",
        "英寸",
        "亩",
        "公顷",
        "平方米",
        "平方公里",
        "吨",
        "吨/年",
        "吨/日",
        "万吨/年",
        "千瓦",
        "兆瓦",
        "千伏",
        "元",
        "美元",
        "欧元",
        "立方米",
        "立方米/日",
        "人",
        "户",
        "年",
        "层",
        "张",
        "度",
        "℃",
        "公斤",
        "升",
        "T",
        "PB",
        "MHz",
        "床",
        "标箱",
    ]
)
_THRESHOLD: Final = re.compile(r"(?:以上|以下|以内|及以上|及以下|级)$")
_ABOVE: Final = re.compile(r"^(?:超过|超|大于|高于|低于|不足|不到|不满|未满|小于|>|<|逾)")
_NOUN: Final = re.compile(r"^(?:（[^）]*）)?的?[^\W\d_“]")
_NO_NOUN: Final = re.compile(
    r"^(?:的?目标|和|与|及|以及|或|至|到|，|、|。|左右|时|，|；|分别|之间|任务|标准|水平|，|进入|实现|达到|推行|有|可|已|得到|完成|纳入|的有)"
)
_OF_NOW: Final = re.compile(r"(?:现行|目前的?)的?$")
"""Before a value in force: 将现行16%的税率降至13%."""
_GROUND: Final = re.compile(r"^的?基础(?:上|之上)")
"""After a baseline: `在2020年40%的基础上`."""
_NEW_RATE: Final = re.compile(r"现行[^，。；]{0,20}(?:税率|费率|利率|标准)[^，。；]{0,6}(?:至|到|为)\s?$")
_THERE_ARE: Final = re.compile(
    r"(?:(?:我|全|本)[国省市区县州]|(?<![出发呈表体实建造扩])现)(?:现|共|已)?有$|\d\D{0,12}的(?:共)?有$"
)
_NOWADAYS: Final = re.compile(r"(?:目前|当前|迄今|至今)[^，。；]{0,30}$")
_TOWARDS: Final = re.compile(r"到|至(?!今)|力争|争取|确保|目标|将|计划|拟|提高|降低|增加|减少")
"""Before a value that is of now, and what makes it one to come all the same."""
_IN_ALL: Final = re.compile(r"(?:下?辖|(?<![建造扩])现有[^，。；\d]{0,12}|共有[^，。；\d]{0,12})$")
"""The same, in a sentence that does not mention the future."""
_TO_COME: Final = re.compile(r"到|至|力争|争取|确保|目标|将|计划|拟")
_KEPT_FOR: Final = re.compile(r"(?:保障|守护|守牢|维护|关系|事关|关乎|涉及|牵动|惠及|造福|服务)(?:着|了|好)?$")
_THEIRS: Final = re.compile(r"^[^，。；、\d的]{0,6}的")
"""How many people something is done for: `保障800万人的粮食安全`."""
_PEOPLE: Final = re.compile(r"^(?:各族)?(?:中国人|人民|群众|人口|老百姓|同胞|儿女)")
_ALL_OF: Final = re.compile(r"(?:全|我|本)[国省市区县州旗盟]$")
_RESIDENTS: Final = re.compile(
    r"^[^，。；、\d的]{0,6}?(?:农民|牧民|渔民|村民|居民|市民|公民|职工|师生|学生|教师|老人|老年人|儿童|党员|干部|群众)(?=[^，。；、\d])"
)
"""Who there are in all, and something about them: `全市60万农民盼着路修好`."""
_GROUP: Final = re.compile(
    r"(?:毕业生|在校生|在校学生|常住人口|户籍人口|总人口|老年人口?|学龄人口|适龄儿童|农民工|外来人口|从业人员|经营主体)(?:总?人?数|总量|规模|总数)?(?:(?<=毕业生)(?:预计)?(?:将|会)?(?:有|高?达到?))?$"
)
_REACHED: Final = re.compile(
    r"(?<![高多])(?<!毕业生)(?<!毕业生将)达|保持|稳定|控制|新增|不低|不少|至少|力争|确保|增加|增至|以上|以内|培[养训]|招|引进|吸引|帮助|转移|就业|(?<=人口)突破|(?<=主体)突破"
)
"""What makes the size of a group a target: `常住人口达到900万人`."""
_QUALIFIED: Final = re.compile(r"(?:曾任|[历現现]任|担任|任职|从事|执业|具有|具备|经历|服务|居住|登记|注册)[^，。；]{0,40}$")
_SPENT: Final = re.compile(r"^(?:者|的|以?上?[^，。；、]{0,12}(?:经验|经历|年资)|[，。；、]|$)")
"""Around how long somebody must have done something to qualify: `曾任法官二年以上者`."""
_OUT_OF: Final = re.compile(r"^[^，。；、]{1,16}(?<![高初其])中[，,]")


def role_of(sentence: str, quantity: Quantity, *, before: int, ahead: bool) -> tuple[Role, Direction]:
    """The role of a quantity in a Chinese sentence, and the direction of a change.

    `before` is where the text that belongs to the quantity begins: the end of the previous one in the clause, or the start of the
    clause. `ahead` decides between target and actual.
    """
    left, right = sentence[before : quantity.start], sentence[quantity.end :]
    if quantity.multiple:
        return "change", "down" if sentence.startswith("减半", quantity.start) else "up"
    if _DIFFERENCE.search(left):
        return "other", ""
    if fact := _fact(sentence, quantity, left, right, ahead=ahead):
        return fact, ""
    if _FROM.search(left) and _RISE_TO.match(right) and not _TO_LEVEL.search(left):
        return "baseline", ""
    if not _TO_LEVEL.search(left) or re.search(r"(?:率|速|幅)[^，。；]{0,4}为$", left):
        change = _CHANGE.search(left)
        if not change and not _NEW.search(left):
            change = _CHANGE_OF.search(left)
        if change and not (quantity.kind == "count" and change.group().startswith(_OBJECT_VERBS)):
            return "change", "up" if change["up"] else "down"
    if _is_qualifier(sentence, quantity, left, right):
        return "other", ""
    return ("target" if ahead else "actual"), ""


def _fact(sentence: str, quantity: Quantity, left: str, right: str, *, ahead: bool) -> Role | None:
    """The role of a value that is only mentioned: how many there are, how many something is done for, what is in force."""
    if _NEW_RATE.search(sentence, 0, quantity.start):
        return "other"
    if _OF_NOW.search(left) or _GROUND.match(right):
        return "baseline"
    if _THERE_ARE.search(left):
        return "actual"
    if (now := _NOWADAYS.search(left)) and not _TOWARDS.search(now[0]):
        return "actual"
    if _IN_ALL.search(left) and not _TO_COME.search(sentence):
        return "actual"
    if quantity.kind not in ("count", "") or quantity.comparator in (">=", "<="):
        return None
    if not quantity.unit and _PEOPLE.match(right):
        return "other"
    if quantity.unit in ("", "名", "位", "人") and _ALL_OF.search(left) and _RESIDENTS.match(right):
        return "other"
    if _KEPT_FOR.search(left) and _THEIRS.search(right):
        return "other"
    is_group = _GROUP.search(left) and not _REACHED.search(sentence[quantity.start - len(left) : quantity.end])
    return "other" if is_group and ahead else None


def _is_qualifier(sentence: str, quantity: Quantity, left: str, right: str) -> bool:
    """Whether a quantity identifies things (`65岁以上老年人`, `3.8米直径火箭`), rather than saying how many or how much."""
    printed = sentence[quantity.start : quantity.end]
    if quantity.kind == "time" and printed.endswith("以上") and _QUALIFIED.search(left) and _SPENT.match(right):
        return True
    if printed.startswith("前") and quantity.unit == "%":
        return True
    if (
        re.search(r"(?:规模|面积|投资额|总投资|人数|深度|井深|高度|年龄|长度|产值|营收|收入)$", left)
        and printed.endswith("以上")
        and right.startswith("的")
    ):
        return True
    if quantity.comparator == "=" and _OUT_OF.match(right) and quantity.kind == "count":
        return True
    if re.search(r"(?:不低于|不少于|不超过|不高于|至少)", printed):
        return False
    bound = bool(_THRESHOLD.search(printed) or _ABOVE.match(printed))
    if bound and re.match(r"的(?!目标|标准|水平)|[^，。；、的]{1,4}的(?:股东|公司|企业|单位|机构|项目|人员|个人)", right):
        return True
    if quantity.comparator in (">=", "<=") and not bound:
        return False
    if not _NOUN.match(right) or _NO_NOUN.match(right.removeprefix("的")):
        return quantity.unit in ("岁", "周岁") and quantity.comparator != "=" and bool(_NOUN.match(right))
    if quantity.unit not in _SIZE_UNITS:
        return False
    if quantity.kind in ("count", "money") or quantity.unit == "人":
        return bool(_THRESHOLD.search(printed))
    return True
