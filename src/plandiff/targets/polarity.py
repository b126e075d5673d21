"""Whether higher or lower values of an indicator are better."""

from __future__ import annotations

from typing import Final

from plandiff.language.traditional import simplified
from plandiff.model import Polarity, Target

_LOWER: Final = (
    "生师比|师生比|班额|能耗|煤耗|水耗|电耗|物耗|单耗|死亡|伤亡|近视|失业率|事故|超标|排放|浓度|发病|患病|发生率|缺口|负担|成本|费率|"
    "辍学|流失率|超重|肥胖|贫困|碳强度|损失|受灾|漏损|违法|犯罪|投诉|差距|收入比|基尼|恩格尔|负债|债务|不良率|不良贷款|空置|拥堵|办理时限|"
    "等待时间|时延|劣ⅴ类|劣v类|劣五类|用水量|价格涨幅|消费价格|风险|污染|缺勤|mortality|unemployment|dropout|class size|emissions|"
    "deaths|accidents|delay|backlog|errors"
)
_HIGHER: Final = (
    "入园率|入学率|升学率|覆盖率|普及率|达标率|合格率|巩固率|优良率|满意度|满意率|就业率|毕业率|参与率|参保率|接种率|利用率|处理率|回收率|"
    "绿化率|森林覆盖|化率|接入率|贡献率|优秀率|签约率|完好率|及时率|安全感|寿命|受教育年限|学位|床位|收入|投入|经费|产量|产值|增加值|"
    "生产总值|投资|贸易额|进出口|新增就业|发明专利|高新技术企业|优良天数|覆盖面|比重|占比|比例|双师型|持证|新建|新增|改造|修建|整治|创建|开工|造林|建成|培育|coverage|"
    "revenue|income|recycling|forest cover|renewable|employment rate|enrolment|enrollment|graduation|access|satisfaction|participation|attainment"
)
LOWER: Final = tuple(_LOWER.split("|"))
"""Words in indicators for which less is better."""
HIGHER: Final = tuple(_HIGHER.split("|"))
"""Words in indicators for which more is better."""
FALLS: Final = tuple(
    f"{verb}{form}" for verb in ("降低", "下降", "减少", "削减", "压减") for form in ("", "率", "幅", "幅度", "比例")
)
FALLS_IN_ENGLISH: Final = ("reduction", "decrease", "decline")
"""How indicators end that measure a fall: 单位能耗降低."""
_OPPOSITE: Final[dict[Polarity, Polarity]] = {"lower": "higher", "higher": "lower", "unknown": "unknown"}


def polarity_of(target: Target) -> Polarity:
    """Whether a higher or a lower value of a target is the better one.

    By the indicator's name, else by the bound: a promise of at least some number means that more is better. For a change, the size
    of the change is judged, and so it is where the name itself says that something falls: a larger decrease in deaths is better.
    """
    is_change = target.role == "change"
    better: Polarity = "unknown"
    if _names(target, LOWER) or target.unit == "1:":
        better = "lower"
    elif _names(target, HIGHER) or (not is_change and target.comparator in (">=", ">")):
        better = "higher"
    elif not is_change and target.comparator in ("<=", "<"):
        better = "lower"
    if (is_change and target.direction == "down") or (not is_change and measures_fall(target.indicator)):
        return _OPPOSITE[better]
    return better


def measures_fall(indicator: str) -> bool:
    """Whether an indicator measures by how much something falls.

    >>> measures_fall("单位能耗降低"), measures_fall("单位能耗")
    (True, False)
    """
    return simplified(indicator).lower().endswith(FALLS + FALLS_IN_ENGLISH)


def _names(target: Target, words: tuple[str, ...]) -> bool:
    """Whether the indicator contains one of the words; one by one, as a pattern would take longer to compile."""
    name = simplified(target.indicator).lower()
    return any(map(name.__contains__, words))
