"""The styles of a table in Word: fonts are named here by role and nowhere in the text, so that an office can change them.

A template that has a style of one of these names keeps its own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from plandiff.renderers.options import Marks

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SONG, FANG_SONG, HEI = "宋体", "仿宋", "黑体"
LATIN: Final = "Times New Roman"


class Style(NamedTuple):
    """A style of a Word file."""

    id: str
    name: str
    kind: str
    """`paragraph`, `character` or `table`."""
    properties: str
    """What it sets."""

    @property
    def xml(self) -> str:
        return (
            f'<w:style xmlns:w="{MAIN}" w:type="{self.kind}" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"<w:qFormat/>{self.properties}</w:style>"
        )


def _font(east: str, half_points: int, more: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{east}" w:cs="{LATIN}"/>'
    return f'<w:rPr>{fonts}{more}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'


def _paragraph(spacing: str, align: str, *, keep: bool = False) -> str:
    kept = "<w:keepNext/><w:keepLines/>" if keep else ""
    return (
        f"<w:pPr>{kept}<w:widowControl/><w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>"
        f'<w:spacing {spacing}/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{align}"/></w:pPr>'
    )


CLOSE: Final = 'w:before="20" w:after="20" w:line="264" w:lineRule="auto"'
TITLE: Final = Style(
    "PlandiffTitle", "对照表标题", "paragraph",
    _paragraph('w:before="0" w:after="160" w:line="360" w:lineRule="auto"', "center", keep=True) + _font(SONG, 32, "<w:b/><w:bCs/>"),
)  # fmt: skip
LEGEND: Final = Style(
    "PlandiffLegend", "对照表注", "paragraph",
    _paragraph('w:before="0" w:after="120" w:line="264" w:lineRule="auto"', "left", keep=True) + _font(FANG_SONG, 21),
)  # fmt: skip
HEAD: Final = Style("PlandiffHead", "对照表表头", "paragraph", _paragraph(CLOSE, "center", keep=True) + _font(HEI, 21))
SECTION: Final = Style("PlandiffSection", "对照表章节", "paragraph", _paragraph(CLOSE, "left", keep=True) + _font(HEI, 21))
TEXT: Final = Style("PlandiffText", "对照表正文", "paragraph", _paragraph(CLOSE, "left") + _font(FANG_SONG, 21))
GRID_TEXT: Final = Style("PlandiffGrid", "对照表表中表", "paragraph", _paragraph(CLOSE, "left") + _font(FANG_SONG, 18))
ASIDE: Final = Style("PlandiffAside", "对照表空缺", "paragraph", _paragraph(CLOSE, "center") + _font(FANG_SONG, 21))
PAGE: Final = Style("PlandiffPage", "对照表页码", "paragraph", _paragraph(CLOSE, "center") + _font(SONG, 18))
BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE: Final = Style(
    "PlandiffTable", "对照表", "table",
    f'<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>',
)  # fmt: skip

_HEI_FONT: Final = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{HEI}" w:cs="{LATIN}"/>'
_ADDED: Final[dict[Marks, str]] = {
    "bold": f"{_HEI_FONT}<w:b/><w:bCs/>",
    "underline": '<w:u w:val="single"/>',
    "colour": '<w:color w:val="1F3FBF"/>',
    "shading": '<w:shd w:val="clear" w:color="auto" w:fill="D0D0D0"/>',
}
_DELETED: Final[dict[Marks, str]] = {"colour": '<w:strike/><w:color w:val="C00000"/>'}


def character_styles(marks: Marks) -> dict[str, Style]:
    """The style of each mark."""
    added, deleted = _ADDED[marks], _DELETED.get(marks, "<w:strike/>")
    return {
        "added": Style("PlandiffAdded", "对照表新增", "character", f"<w:rPr>{added}</w:rPr>"),
        "deleted": Style("PlandiffDeleted", "对照表删除", "character", f"<w:rPr>{deleted}</w:rPr>"),
        "shared": Style("PlandiffShared", "对照表相同", "character", f"<w:rPr>{added}</w:rPr>"),
    }


PARAGRAPH_STYLES: Final = (TITLE, LEGEND, HEAD, SECTION, TEXT, GRID_TEXT, ASIDE, PAGE)
