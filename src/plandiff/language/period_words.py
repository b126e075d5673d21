"""The words for looking back and planning, and for years relative to the current one: a row for each language."""

from __future__ import annotations

from typing import Final, NamedTuple


class Words(NamedTuple):
    """One language's words, as alternatives of a pattern."""

    document: str
    """What planning documents call themselves in their titles."""
    report: str
    """What documents about several periods call themselves."""
    review: str
    """The headings of a review."""
    plan: str
    work: str
    """Words for either, depending on whether the years are over; without years, for a plan."""
    context: str
    this: str
    """The current year."""
    whole: str
    """The year already being spoken of."""
    last: str
    next: str
    past: str
    """Years up to now; `{n}` stands for how many."""
    coming: str
    since: str
    """Years up to now, without saying which."""
    ahead: str
    """What comes next, without saying when."""


WORDS: Final[dict[str, Words]] = {
    "zh-Hans": Words(
        document="规划|计划|纲要|方案|要点|任务|行动|安排|目标|意见|建议|举措|措施",
        report="报告|公报|讲话|白皮书|年鉴",
        review="回顾|工作总结|发展成就|主要成就|重大成就|主要成绩|工作成效|发展成效|主要成效|(?:发展|现实|工作)基础|发展现状|现状|(?:完成|执行|落实|实施|进展)情况|(?:年度|工作|实施|主要|重要)进展|(?<=年)进展|发展历程",
        plan="目标|任务|(?:工作|总体|主要|重点)安排|主要考虑|总体考虑|工作思路|总体思路|总体要求|指导思想|重大举措|战略举措|重要举措|工作打算|工作计划|工作要点|远景|愿景|展望|草案",
        work="重点工作|主要工作",
        context="形势要求|发展形势|面临(?:的)?形势|形势(?:分析|判断|与任务)|形势|发展环境|国内外环境|宏观环境|背景|机遇|机遇(?:与|和)挑战|面临(?:的)?(?:挑战|问题)|存在(?:的)?(?:主要)?(?:问题|不足|短板)|重大意义|重要意义",
        this="今年(?:{done})?|本年度?",
        whole="全年|年内",
        last="去年|上一?年度?",
        next="明年|下一?年度",
        past="(?:刚刚)?过去(?:的|这)?{n}年(?:来|间|里)?|{n}年来|这{n}年(?:来|间|里)?",
        coming="(?:未来|今后)(?:的)?{n}年",
        since="近年来?|近几年来?|多年来|长期以来|[^，。；：]{2,12}以来(?=，)",
        ahead="下一步|下一阶段|打算|今后|未来一[个段]时[期间]",
    ),
    "zh-Hant": Words(
        document="規劃|計劃|計畫|綱要|方案|要點|任務|行動|安排|目標|意見|建議|舉措|措施",
        report="報告|公報|講話|白皮書|年報",
        review="回顧|工作總結|發展成就|主要成就|重大成就|主要成績|工作成效|發展成效|主要成效|(?:發展|現實|工作)基礎|發展現狀|現況|現狀|(?:完成|執行|落實|實施|進展)情[況形]|(?:年度|工作|實施|主要|重要)進展|(?<=年)進展|辦理情形|執行成果",
        plan="目標|任務|(?:工作|總體|主要|重點)安排|主要考慮|工作思路|總體思路|總體要求|指導思想|重大舉措|工作計[劃畫]|工作重點|施政重點|遠景|願景|展望",
        work="重點工作|主要工作",
        context="發展形勢|面臨的?形勢|形勢|發展環境|環境分析|背景|機遇|挑戰|存在的?問題|重要意義",
        this="今年(?:{done})?|本年度?",
        whole="全年|年內",
        last="去年|上一?年度?",
        next="明年|下一?年度",
        past="(?:剛剛)?過去(?:的|這)?{n}年(?:來|間|裏|裡)?|{n}年來|這{n}年(?:來|間)?",
        coming="(?:未來|今後)(?:的)?{n}年",
        since="近年來?|近幾年來?|多年來|長期以來|[^，。；：]{2,12}以來(?=，)",
        ahead="下一步|下一階段|打算|今後",
    ),
    "en": Words(
        document=r"\b(?:plans?|strategy|roadmap|agenda|programme?|framework)\b",
        report=r"\b(?:report|address|bulletin)\b",
        review=r"\b(?:reviews?|achievements?|accomplishments?|progress|results|looking back|lessons learned)\b",
        plan=r"\b(?:priorities|objectives?|goals?|targets?|tasks|actions?|plans?|outlook|looking ahead|next steps|vision|strategy)\b",
        work=r"\bwork programme\b",
        context=r"\b(?:background|context|challenges|opportunities|current situation|rationale)\b",
        this=r"this (?:fiscal )?year",
        whole=r"the year as a whole",
        last=r"last (?:fiscal )?year|the previous year",
        next=r"next (?:fiscal )?year|the coming year",
        past=r"(?:over |in |during )?the (?:past|last) {n} years",
        coming=r"(?:over |in |during )?the (?:next|coming) {n} years",
        since=r"in recent years|so far",
        ahead=r"going forward|looking ahead|in the future",
    ),
}
"""A row for each language: its words for looking back and planning, and for years relative to the current one."""
