"""Short reports for `plandiff matrix`, and what it answers, held against its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plandiff.cli.main import main
from plandiff.schemas import json_schema

SHANXI = """山西省2026年政府工作报告

——2026年1月20日在山西省人民代表大会上

一、2025年工作回顾

地区生产总值增长4.2%，达到2.6万亿元。城镇新增就业46.5万人。粮食产量连年丰收。

二、2026年主要目标

今年的主要预期目标是：地区生产总值增长4.5%—5%，固定资产投资增长5%左右，城镇新增就业45万人以上，居民收入与经济增长同步，单位地区生产总值二氧化碳排放降低3.5%，粮食产量保持稳定。

三、2026年重点任务

（一）抓好粮食生产。建设高标准农田150万亩，粮食产量稳定在290亿斤以上。城镇新增就业1万人的试点全面推开。

四、“十五五”时期发展

“十五五”时期，地区生产总值年均增长5%以上。
"""
HEBEI = """河北省2026年政府工作报告

——2026年1月22日在河北省人民代表大会上

一、2025年工作回顾

生产总值增长5.6%。

二、2026年主要目标

今年的预期目标是：生产总值增长5%以上；城镇调查失业率5.5%左右；城镇、农村居民人均可支配收入分别增长5%和6%；粮食产量760万吨以上；进出口总额超7000亿元。
"""
TIANJIN = """天津市2026年政府工作报告

——2026年1月25日在天津市人民代表大会上

二、2026年主要目标

今年的预期目标是：地区生产总值增长4.5%左右，固定资产投资下降1%以内，居民消费价格涨幅2%左右，城镇新增就业28万人。
"""
NATIONAL = """关于发展规划的建议

一、建设现代化产业体系

（一）优化提升传统产业。推动矿业、冶金、化工、轻工、纺织等产业在全球产业分工中的地位和竞争力巩固提升，加快技术改造。

（二）促进服务业优质高效发展。实施服务业扩能提质行动，推进生产性服务业向专业化和价值链高端延伸，培育研发设计服务。

二、扎实推进乡村全面振兴

（三）提升农业综合生产能力。加力实施新一轮粮食产能提升行动，严守耕地红线，高质量推进高标准农田建设，发展设施农业。

（四）加强海洋开发利用保护。坚持陆海统筹，提高经略海洋能力，推进海洋装备、海洋生物医药、航运服务等产业发展。
"""
REPORT = """河北省2026年政府工作报告

一、2025年工作回顾

服务业优质高效发展取得成效，服务业扩能提质行动全面实施，研发设计服务等生产性服务业向价值链高端延伸。

二、2026年重点任务

（一）提升农业综合生产能力。严守耕地红线，实施粮食产能提升行动，建设高标准农田300万亩，发展设施农业。

（二）优化提升传统产业。推动钢铁、冶金、化工、轻工、纺织等产业技术改造，巩固提升竞争力和在产业分工中的地位。

（三）办好城市运动会。建设体育场馆20座，开展全民健身活动，吸引更多居民走上跑道，迎接各地运动员和观众到来。
"""
Answer = dict[str, Any]


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path, code: int = 0) -> Answer:
    assert main(["matrix", *map(str, arguments), "--format", "json", "--jobs", "1"]) == code
    answer: Answer = json.loads(capsysbinary.readouterr().out)
    jsonschema.Draft202012Validator(json.loads(json_schema("matrix-1"))).validate(answer)
    return answer
