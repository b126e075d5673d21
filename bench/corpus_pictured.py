"""The documents in the pictures of docs/corpus.md: twelve invented notices on meals and care for the elderly."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

PLACES: Final = ("泉城市", "湖东市", "山南市", "河口市", "云岭市", "松江州", "石桥市", "海宁港市", "平原市", "北关市")
PASSAGES: Final = (
    "设立社区助餐点的，按照实际服务人次给予运营补贴，补贴标准由民政部门会同财政部门每年公布，并接受群众监督。",
    "每个街道至少建成一家具备全托、日托和上门服务功能的综合养老服务中心，床位数不少于三十张，配备护理人员。",
    "为经济困难的失能老年人家庭实施适老化改造，安装扶手、防滑地面和紧急呼叫装置，改造费用由市级财政承担。",
    "聘请退休教师担任社区安全巡访员，每周两次上门探访独居老年人，探访情况记入民政信息平台并按月通报。",
    "医疗机构与养老机构签订协议，开通预约就诊绿色通道，家庭医生每月至少到养老机构巡诊一次。",
    "利用闲置校舍、厂房改建养老设施的，可以凭建筑质量检测报告办理备案，消防验收参照既有建筑改造标准执行。",
    "建立老年人能力评估制度，由两名以上评估人员上门评估，评估结论作为享受护理补贴的依据，有效期两年。",
    "公共汽车、轨道交通对七十周岁以上老年人免费，六十五周岁以上老年人凭证享受半价，跨市互认。",
)
REWORDINGS: Final = (
    ("社区助餐点", "社区老年食堂"),
    ("每年公布", "每两年公布"),
    ("至少建成一家", "应当建成一家以上"),
    ("三十张", "五十张"),
    ("市级财政承担", "市、县两级财政分担"),
    ("退休教师", "退休人员"),
    ("每周两次", "每周一次"),
    ("每月至少", "每季度至少"),
    ("有效期两年", "有效期三年"),
    ("可以凭", "凭"),
)
CLAUSES: Final = (
    *(
        "沿河村镇增设护理码头",
        "渔船停靠点备有急救药箱",
        "牧区按季节调整巡诊路线",
        "冬季为高山住户储备柴火",
        "茶农合作社分担护理班次",
    ),
    *("旧粮仓改作日间照料室", "集市日提供免费理发", "邮递员代为送达处方药", "方言广播每晚播报用药提醒", "护林站兼作临时避寒点"),
    *("图书馆开设大字阅览角", "夜校教授智能手机用法", "志愿车队接送透析病人", "果园认养收入补贴护工", "渡口实行老人优先登船"),
    *("祠堂空房改为康复室", "戏班巡演穿插防骗宣讲", "菜场预留矮柜台", "校车错峰接送就医老人", "地窖统一检查通风"),
    *("钟楼改装应急照明", "盐田季工轮流值守食堂", "温泉疗养名额抽签分配", "陶窑余热供应洗浴站", "渔汛期延长食堂开放"),
    *("竹编工坊吸纳轻度失能者", "采石场搬迁后建护理园", "雪线以上配备卫星电话", "灯塔看守兼报老人平安", "驿道旁设歇脚凉亭"),
)
"""What one place alone does: each sentence is made of three of these."""
FIRST_DAY: Final = date(2019, 3, 1)


def write_pictured(folder: Path) -> None:
    """Write them: each place takes over some passages from those before it, verbatim or reworded."""
    rng = random.Random(8)  # noqa: S311 - no secret
    known: dict[int, list[str]] = {}
    day = FIRST_DAY
    for number, place in enumerate((*PLACES, *PLACES[:2])):
        paragraphs = []
        for passage, first in enumerate(PASSAGES):
            if number and rng.random() < 0.5:
                continue
            text = rng.choice(known[passage]) if passage in known else first
            if number and rng.random() < 0.45:
                old, new = rng.choice([pair for pair in REWORDINGS if pair[0] in text] or [("，", "，")])
                text = text.replace(old, new)
            known.setdefault(passage, []).append(text)
            paragraphs.append(text)
        own = ("，".join(rng.sample(CLAUSES, 4)) + f"，由{place}人民政府每{rng.choice('月季年')}公布进展。" for _ in range(7))
        paragraphs += own
        body = "\n\n".join(f"## 第{count}条\n\n{text}" for count, text in enumerate(paragraphs, 1))
        stated = f"{day.year}年{day.month}月{day.day}日"
        text = f"# {place}养老服务办法\n\n（{stated}{place}人民政府发布）\n\n{body}\n"
        (folder / f"{place}-{day.year}.md").write_text(text, encoding="utf-8")
        day += timedelta(rng.randint(90, 260))


def write_metadata(folder: Path, file: Path) -> None:
    """The input for `--metadata`: the regions, which are invented."""
    rows = [f"{path.name},{path.stem.partition('-')[0]}" for path in sorted(folder.iterdir())]
    file.write_text("\n".join(["name,region", *rows]) + "\n", encoding="utf-8")
