"""Every message of the interface, in English and Chinese.

Errors are raised far below by stages that know no language; they are English sentences, and
`translated` puts them into Chinese by their pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from plandiff.model import Mode
from plandiff.renderers.options import Language

ENGLISH: Final = {
    # marks
    "added": "added",
    "deleted": "deleted",
    "changed": "changed",
    "renamed": "renamed",
    "moved": "moved",
    "split": "split",
    "merged": "merged",
    "renumbered": "renumbered",
    "noise": "typography",
    # at a glance
    "comparison": "Comparison",
    "old": "Old",
    "new": "New",
    "page_title": "{title} – Comparison",
    "some_changed": "{touched} of {total} sections changed",
    "moved_count": "{count} moved",
    "quantity_count": "{count} numbers changed",
    "quantity_count_one": "1 number changed",
    "clause": "; ",
    "none_changed": "Nothing changed but typography and numbering",
    "same": "The two plans read the same",
    "counted": "{count} {mark}",
    "tallied": "{name} {count}",
    "list": ", ",
    "colon": ": ",
    "kinds": "Changes by kind",
    "largest": "Largest changes",
    "characters": "{count} characters",
    "rows_in": "{count} paragraphs",
    "strip": "Where the changes are, from the beginning of the plan to its end",
    "contents": "Contents",
    "contents_hint": "with counts of changes",
    "opening": "before the first section",
    "quantities": "Changed numbers",
    "what": "What",
    "where": "Where",
    "difference": "Difference",
    "points": "{amount} points",
    "amount": "{amount}{unit}",
    "untitled": "Untitled",
    "title": "Title",
    "issuer": "Issuer",
    "region": "Region",
    "period": "Period",
    "date": "Date",
    "source": "Source",
    # side by side
    "changes": "Side by side",
    "skip": "Skip to the changes",
    "unchanged": "{count} unchanged",
    "to": "to",
    "moved_from": "moved here from {path}",
    "moved_to": "moved to {path}",
    "moved_from_top": "moved here from the top of the plan",
    "moved_to_top": "moved to the top of the plan",
    "moved_within": "moved within its section",
    "split_in": "split in {count}",
    "merged_of": "merged from {count}",
    "doubtful": "uncertain match: similarity {percent}%",
    "runner_up": "next best: {title} ({percent}%)",
    "noise_line": "Typography only, not counted as changes",
    "class_width": "full and half width",
    "class_space": "spaces",
    "class_punctuation": "punctuation variants",
    "class_quote": "quotation marks",
    "class_invisible": "invisible characters",
    "class_numbering": "numbers of table rows",
    "class_script": "traditional and simplified characters",
    "related": "related: {title} ({percent}%)",
    "deletion": "deleted:",
    "insertion": "inserted:",
    "end_of_edit": ".",
    # two regions
    "shares": "How much of the counterpart sections is the same",
    "verbatim": "verbatim",
    "adapted": "adapted",
    "own": "without counterpart",
    "shares_line": "verbatim {verbatim}%, adapted {adapted}%",
    "lacking": "What only one of them has",
    # what is not the plan's own text
    "set_aside": "Set aside: {count}",
    "set_aside_lead": "In the file, but not the plan's own text",
    "reason_furniture": "page furniture",
    "reason_contents": "contents list",
    "reason_lead": "news lead",
    "reason_title-block": "repeated title",
    "reason_other-document": "another document",
    "notes": "Notes",
    "note_encoding-marked": "the encoding is as its mark says",
    "note_encoding-errors": "some characters could not be decoded",
    "note_encoding-guessed": "the encoding was guessed",
    "note_encoding-declared": "the encoding is as declared",
    "note_front-matter-invalid": "the header could not be read",
    "note_alignment-best-first": "so much is alike that these units were matched best first, not for the best total",
    "line": "line {line}",
    # getting around
    "toolbar": "View and navigation",
    "previous": "Previous change",
    "next": "Next change",
    "unfold": "Unfold all",
    "fold": "Fold all",
    "position": "Change",
    "view": "View",
    "view_sides": "Side by side",
    "view_changes": "Changes only",
    "view_inline": "One column",
    "view_full": "Full texts",
    "full_old": "Full text, old",
    "full_new": "Full text, new",
    "linked": "Scroll together",
    "search": "Search both texts",
    "hits": "{count} found",
    "no_hits": "nothing found",
    "section": "Section",
    "all_sections": "All sections",
    "filtered": "{count} of {total} shown",
    "all": "Show all",
    "rows_folded": "{count} unchanged rows",
    "toggle_branch": "Subsections of {title}",
    "language": "中文",
    "more_menu": "More",
    "print": "Print",
    "print_all": "Print unchanged text too",
    "link_here": "Link to this change",
    "help": "Keys",
    "close": "Close",
    "key_next": "next change",
    "key_previous": "previous change",
    "key_unfold": "unfold or fold all",
    "key_views": "change the view",
    "key_search": "search both texts",
    "key_hit": "next and previous place found",
    "key_help": "this help",
    "key_escape": "end the search or the filter",
    "made_by": "Made by plandiff {version}",
    # the rest
    "more": "… and {count} more changes; -o report.html shows all",
    "more_cut": "… and {count} more changes, left out for length",
    "interrupted": "interrupted",
    "bug": "internal error, please report it (--debug shows where): {cause}",
}

CHINESE: Final = {
    "added": "新增",
    "deleted": "删除",
    "changed": "修改",
    "renamed": "改名",
    "moved": "移动",
    "split": "拆分",
    "merged": "合并",
    "renumbered": "改序号",
    "noise": "排版差异",
    "comparison": "对照",
    "old": "旧",
    "new": "新",
    "page_title": "{title}——对照",
    "some_changed": "{total} 节中有 {touched} 节发生变化",
    "moved_count": "移动 {count} 处",
    "quantity_count": "数字变化 {count} 处",
    "quantity_count_one": "数字变化 1 处",
    "clause": "；",
    "none_changed": "除排版和序号外没有变化",
    "same": "两份规划内容相同",
    "counted": "{mark} {count} 处",
    "tallied": "{name} {count} 处",
    "list": "，",
    "colon": "：",
    "kinds": "各类变化",
    "largest": "最大的变化",
    "characters": "{count} 字",
    "rows_in": "{count} 段",
    "strip": "变化的位置，从开头到结尾",
    "contents": "目录",
    "contents_hint": "数字为变化处数",
    "opening": "首节之前",
    "quantities": "数字变化",
    "what": "内容",
    "where": "位置",
    "difference": "增减",
    "points": "{amount} 个百分点",
    "amount": "{amount}{unit}",
    "untitled": "无标题",
    "title": "标题",
    "issuer": "发布机关",
    "region": "地区",
    "period": "规划期",
    "date": "日期",
    "source": "文件",
    "changes": "逐段对照",
    "skip": "跳到逐段对照",
    "unchanged": "{count} 段未变",
    "to": "至",
    "moved_from": "由{path}移至此处",
    "moved_to": "移至{path}",
    "moved_from_top": "由文首移至此处",
    "moved_to_top": "移至文首",
    "moved_within": "在本节中移动",
    "split_in": "拆分为 {count} 段",
    "merged_of": "由 {count} 段合并",
    "doubtful": "对应存疑：相似度 {percent}%",
    "runner_up": "次选：{title}（{percent}%）",
    "noise_line": "仅排版差异，不计为变化",
    "class_width": "全角半角",
    "class_space": "空格",
    "class_punctuation": "标点写法",
    "class_quote": "引号",
    "class_invisible": "不可见字符",
    "class_numbering": "表格行序号",
    "class_script": "简繁体",
    "related": "相关：{title}（{percent}%）",
    "deletion": "删除：",
    "insertion": "新增：",
    "end_of_edit": "。",
    "shares": "对应各节相同程度",
    "verbatim": "逐字相同",
    "adapted": "改写",
    "own": "无对应",
    "shares_line": "逐字相同 {verbatim}%，改写 {adapted}%",
    "lacking": "仅一方有的内容",
    "set_aside": "另置：{count} 段",
    "set_aside_lead": "文件中有、但不属于规划正文的文字",
    "reason_furniture": "网页杂项",
    "reason_contents": "目录",
    "reason_lead": "新闻导语",
    "reason_title-block": "重复的标题",
    "reason_other-document": "其他文件",
    "notes": "说明",
    "note_encoding-marked": "编码按文件标记",
    "note_encoding-errors": "部分字符无法解码",
    "note_encoding-guessed": "编码为推测",
    "note_encoding-declared": "编码按声明",
    "note_front-matter-invalid": "文件头无法读取",
    "note_alignment-best-first": "相似内容过多，以下数目的单元按相似度先后匹配，未求总体最优",
    "line": "第 {line} 行",
    "toolbar": "视图与导航",
    "previous": "上一处变化",
    "next": "下一处变化",
    "unfold": "全部展开",
    "fold": "全部折叠",
    "position": "变化",
    "view": "视图",
    "view_sides": "逐段对照",
    "view_changes": "只看变化",
    "view_inline": "单栏",
    "view_full": "全文",
    "full_old": "旧文本全文",
    "full_new": "新文本全文",
    "linked": "同步滚动",
    "search": "在两份文本中查找",
    "hits": "找到 {count} 处",
    "no_hits": "没有找到",
    "section": "章节",
    "all_sections": "全部章节",
    "filtered": "显示 {count} / {total} 处",
    "all": "显示全部",
    "rows_folded": "{count} 行未变",
    "toggle_branch": "{title}的下级章节",
    "language": "English",
    "more_menu": "更多",
    "print": "打印",
    "print_all": "未变文字一并打印",
    "link_here": "此处变化的链接",
    "help": "快捷键",
    "close": "关闭",
    "key_next": "下一处变化",
    "key_previous": "上一处变化",
    "key_unfold": "全部展开或折叠",
    "key_views": "切换视图",
    "key_search": "在两份文本中查找",
    "key_hit": "下一处、上一处查找结果",
    "key_help": "显示本说明",
    "key_escape": "结束查找或筛选",
    "made_by": "由 plandiff {version} 生成",
    "more": "……另有 {count} 处变化；用 -o report.html 查看全部",
    "more_cut": "……另有 {count} 处变化，因篇幅略去",
    "interrupted": "已中断",
    "bug": "程序内部错误，请报告（--debug 显示位置）：{cause}",
}

MESSAGES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "zh": CHINESE}


REGIONS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "added": "only in B",
        "deleted": "only in A",
        "changed": "worded otherwise",
        "renamed": "titled otherwise",
        "old": "A",
        "new": "B",
        "some_changed": "{shared} of {total} sections have a counterpart",
        "unchanged": "{count} alike",
        "quantities": "Differing numbers",
        "doubtful": "similarity {percent}%",
        "full_old": "Full text, A",
        "full_new": "Full text, B",
        "quantity_count": "{count} numbers differ",
        "quantity_count_one": "1 number differs",
        "deletion": "only in A:",
        "insertion": "only in B:",
    },
    "zh": {
        "added": "仅乙有",
        "deleted": "仅甲有",
        "changed": "表述不同",
        "renamed": "标题不同",
        "old": "甲",
        "new": "乙",
        "some_changed": "{total} 节中有 {shared} 节相互对应",
        "unchanged": "{count} 段相同",
        "quantities": "不同的数字",
        "doubtful": "相似度 {percent}%",
        "full_old": "甲文本全文",
        "full_new": "乙文本全文",
        "quantity_count": "不同的数字 {count} 处",
        "quantity_count_one": "不同的数字 1 处",
        "deletion": "仅甲有：",
        "insertion": "仅乙有：",
    },
}
"""What is said otherwise of two regions' plans, of which neither became the other."""


@dataclass(frozen=True)
class Phrase:
    """A message that was chosen, before it is said in any language."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """The messages of one language, for one kind of comparison."""

    language: Language
    mode: Mode = "versions"

    def say(self, key: str, **values: object) -> str:
        """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
        return self.template(key).format(**values)

    def phrase(self, phrase: Phrase) -> str:
        """The chosen message. Raises `KeyError` for an unknown key."""
        return self.say(phrase.key, **phrase.values)

    def knows(self, key: str) -> bool:
        """Whether there is a message of that key."""
        return key in MESSAGES[self.language]

    def name_of(self, kind: str, code: str) -> str:
        """The name of a code that other stages bring along; the code itself where it has none."""
        return MESSAGES[self.language].get(f"{kind}_{code}", code)

    def template(self, key: str) -> str:
        """The message with its values left open, `{count} moved`. Raises `KeyError` for an unknown key."""
        if self.mode == "regions" and key in REGIONS[self.language]:
            return REGIONS[self.language][key]
        return MESSAGES[self.language][key]


ERRORS: Final[tuple[tuple[str, str], ...]] = (
    ("{}: no such file", "{}：文件不存在"),
    ("{}: is a directory, not a document", "{}：是文件夹，不是文件"),
    ("{}: cannot be read: {}", "{}：无法读取：{}"),
    ("{}: the document is empty", "{}：文件为空"),
    ("{}: the document holds no text", "{}：文件中没有文字"),
    ("{}: is binary data, not a document", "{}：是二进制数据，不是文档"),
    ("{}: is binary data, or text in an encoding that cannot be told", "{}：是二进制数据，或无法判定编码的文字"),
    ("{}: PDF is not supported yet", "{}：尚不支持 PDF"),
    ("{}: Word, other office files and archives are not supported yet", "{}：尚不支持 Word 等办公文件和压缩包"),
    ("{}: Word 97-2003 files are not supported", "{}：不支持 Word 97-2003 文件"),
    ("{}: RTF is not supported", "{}：不支持 RTF"),
    ("{}: archives are not supported", "{}：不支持压缩包"),
    ("{}: compressed files are not supported", "{}：不支持压缩文件"),
    ("{}: images are not supported", "{}：不支持图片"),
    ("only one of the two documents can be standard input", "两份文件中只能有一份来自标准输入"),
    ("{}: this would overwrite an input", "{}：这会覆盖输入文件"),
    (
        "comparing across scripts needs OpenCC: pip install 'plandiff[script]'",
        "比较简体与繁体需要 OpenCC：pip install 'plandiff[script]'",
    ),
    ("unknown format {}; known are {}", "未知格式 {}；可用格式：{}"),
    (
        "{}: the suffix does not say which format to write; use one of {}, or --format",
        "{}：从后缀看不出要写的格式；请用 {} 之一，或用 --format",
    ),
    ("{}: No such file or directory", "{}：文件夹不存在"),
    ("{}: Permission denied", "{}：没有权限"),
    ("{}: Is a directory", "{}：是文件夹"),
    ("{}: No space left on device", "{}：磁盘空间不足"),
    ("Missing argument {}.", "缺少参数 {}。"),
    ("Got unexpected extra argument ({})", "多余的参数（{}）"),
    ("Got unexpected extra arguments ({})", "多余的参数（{}）"),
    ("No such option: {}", "没有此选项：{}"),
    ("No such command {}", "没有此命令：{}"),
    ("Option {} requires an argument.", "选项 {} 需要一个值。"),
)
"""The sentences of errors, ours and click's, with `{}` for what differs, and the same in Chinese."""


def translated(language: Language, sentence: str) -> str:
    """An error's sentence in the language of the interface; as it is where it is not known."""
    if language == "zh":
        for english, chinese in ERRORS:
            pattern = "(.*)".join(map(re.escape, english.split("{}")))
            if found := re.fullmatch(pattern, sentence, re.DOTALL):
                return chinese.format(*found.groups())
    return sentence
