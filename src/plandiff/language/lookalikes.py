"""What only looks like a quantity in a Chinese sentence; a new case is a row in a table here."""

from __future__ import annotations

import re
from typing import Final

from plandiff.language.dates import TO, YEAR, YEAR_ALONE
from plandiff.language.numerals import CHINESE, ONES, RAISED
from plandiff.language.punctuation import DASHES

_N: Final = rf"(?:\d[\d,.]{{0,20}}|[{CHINESE}]{{1,12}})"

NOISE_BEFORE: Final[dict[str, str]] = {
    "ordinals and denominators": rf"(?:第|每)\s?{_N}(?:\s?[{DASHES}~～至到、和及或]\s?第?{_N})*",
    "indefinite numbers": r"(?:(?<![总人次系指户份个倍参函字天基岁层件])[数數]|[几幾])[十百千万亿]{1,3}(?!分[之点])[多余]?",
    "ranks": rf"前{_N}(?!\s?%|\d)(?:位|名|强|列|十)?",
    "durations that only place the statement": rf"(?:未来|今后|过去|[此以]后|[近用这前头逐]|连续|持续|先后|历时|历经|经过|再过|奋斗|为期)\s?{_N}\s?[多余]?(?:[-—至到]\s?\d+)?\s?(?:个?[年月]|季度|天|个[^，。；、]{{0,4}}年度)",
}
"""Reason -> a word and the numeral after it, which counts nothing there."""
NOISE_AFTER: Final[dict[str, str]] = {
    "grades": r"等奖|(?<![百千万亿])级|类(?=以上|疫苗|医疗|水)|档|甲|乙|星级?|A级",
    "centuries, anniversaries, sessions, lines": r"世纪|年代|周年|届|中全会|大(?=以来|报告|精神|召开|[到和、，])|号(?!召|称)|型(?!号)|轮|版|次(?=全会|全体|会议|代表)|后(?=[、，一])",
    "durations that only place the statement": r"(?:[-—至到]\s?\d+\s?)?年\s?(?:多|余)?(?:来|间|时间|期间|期(?!限)|规划|计划|行动|滚动|累计|过渡|发展|内(?!涵)|之内|年均|盯|一[轮次届评考]|增长|大|攻坚|前|后|巨变|奋斗)",
    "things named by a duration or share": r"(?:分钟|小时|天|公里|千米|%|微克)\s?(?:[^，。；、\s]{0,8}(?:圈|抽样调查|攻坚)|交通|值班|在线|不打烊|通勤|人口(?:抽样|普查))",
    "layout and slogans": r"[个项大条]?(?:方面|部分|章节|专栏|维度|层面|层级|台阶|维护|意识|自信|坚持|确保|统筹|毫不动摇|一批|阶段|大类|板块|转变|务必|一体|大局|文明|步骤|市场|积极性|必须)",
}
"""Reason -> words before which a numeral counts nothing."""
NOISE_WORDS: Final[dict[str, str]] = {
    "quoted names and titles": r"[“「『][^”」』。；]{0,40}[”」』]|《[^》]{0,80}》|〔\d+〕\s?(?:第\s?)?\d+\s?号|\[\d[\d,\s-]*\]|[*×/÷=]\s?100\s?%",
    "years and periods": rf"{YEAR}\s?(?:年?度?\s?{TO}\s?{YEAR}\s?年?|[{RAISED}]*\s?[年届级])(?:代|度|以来)?(?:\d{{1,2}}\s?月份?(?:\d{{1,2}}\s?日)?)?|{YEAR_ALONE}(?=版|学年|赛季)|十?[{ONES}]五(?=规划|时期|期间|末|以来)",
    "years of the Republic": r"民国\s?\d{1,3}\s?年度?|(?<=[至到自])\s?1[0-4]\d\s?年度?",
    "days, months, hours of the clock": rf"(?<!\d)\d{{1,2}}\s?月(?!龄|均)[份底末初]?(?:\s?\d{{1,2}}\s?日)?(?:\s?{TO}\s?(?:\d{{1,2}}\s?月)?\d{{1,2}}\s?日)?|(?<!不少于)(?<!不低于)(?<!不超过)(?<!少于)(?<!超过)(?<!至少)(?<!\d)\d{{1,2}}\s?日(?!内|之内|以内)(?:\s?{TO}\s?\d{{1,2}}\s?日)?|\d{{1,2}}:\d\d(?=\s?(?:[-—至到]|分|前|后|开))|[{ONES}十]{{1,2}}月(?:份|底|[{ONES}十]{{1,3}}日)?",
    "names with letters or signs": r"[A-Za-z][A-Za-z_.&-]{0,30}\s?[-.]?\d[\d.A-Za-z+-]*|(?<!\d)\d+\s?\+\s?[\dA-Za-z]+(?:\+[\dA-Za-z]+)*|(?<!\d)\d+[.]\d+[.]\d+|\d{4}/\d{1,2}(?:/\d{1,2})?|百强|千强|[百千]亿斤(?=[^，。；、]{0,8}(?:行动|工程|任务))|[万亿]元(?=GDP|国内|地区|产值|工业|单位|增加值|生产总值|投资强度)",
    "sayings": r"成[百千]上[千万]|千家万户|万家(?:灯火|忧乐)|万户千家|百家争鸣|(?<=城乡)二元|二元(?=结构|体制|经济|格局|分割|对立)|[百千]?亿万(?![元斤])|红十字|[八九十]项规定|万岁|千万(?=别|不要)",
    "parts of the document": rf"{_N}\s?[编篇章]\s?{_N}\s?[章节条]|设(?:置|立)?\s?(?:{_N}\s?个)?专栏\s?{_N}\s?个|(?:全文|正文|规划|纲要)[共分]?\S{{0,2}}{_N}\s?[编篇章](?:\s?{_N}\s?[章节条])?|{_N}\s?[篇章](?=[，、]?\s?设?{_N}\s?个专栏)|(?:名词解释|注释)\s?{_N}\s?[条个项]",
    "indicators that are counted": rf"{_N}\s?[项个](?:主要|约束性|预期性|核心|具体)指标|(?:提出|设置|设定|设立|确定|明确|安排)了?{_N}\s?[项个]指标|(?:主要|约束性|预期性|核心|具体)指标(?:共|有|为|各)?\s?{_N}\s?[项个](?![^，。；、])|{_N}\s?[项个]为?(?:预期|约束)性(?![^，。；、]*[\d%])",
    "steps that are counted": rf"(?:[两{ONES}十]|\d){{1,6}}个[\d十百千万]{{1,6}}亿元?级?(?:的?[新大])?(?:台阶|关口)",
    "school years": rf"[{ONES}](?:\s?[、至到和—-]\s?[{ONES}]){{0,9}}年级",
    "words that are counted": rf"(?<=[」”’])\s?{_N}\s?字",
    "named by how many they are": rf"[两{ONES}十][个项大条](?:基本|重要|重点|主要|突出|关键|专项)?(?:原则|举措|措施|工作|任务|闸门|攻坚战|环节|倡议|孩子|(?:[\u4e00-\u9fff]{{0,4}}(?:指标|问题)(?=作))|(?:行动|计划)的(?=落|实施|推进))",
    "many of each": r"[十百千万][企县镇乡村校园店户家人院馆](?:[\u4e00-\u9fff]{2})?、?[百千万][企县镇乡村校园店户家人院馆所](?=[\u4e00-\u9fff”])",
    "nothing": rf"零(?![点{CHINESE}\d])",
    "sums after a list": r"、[^，。；、\d]{1,8}[两三四五六七八九]个(?=[^，。；、\s])",
}
"""Reason -> texts that contain no quantity."""
NOISE_PATTERN: Final = re.compile(
    "|".join((*NOISE_WORDS.values(), *NOISE_BEFORE.values(), rf"{_N}[多余]?\s?(?:{'|'.join(NOISE_AFTER.values())})"))
)
