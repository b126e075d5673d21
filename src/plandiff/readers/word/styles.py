"""Styles: how a paragraph and a run look, with everything inherited resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from plandiff.ooxml import Element, child, qualified, value
from plandiff.readers.word.values import gathered, number, switch

if TYPE_CHECKING:
    from plandiff.readers.word.values import Properties

MAX_CHAIN: Final = 64
"""Length of a chain of styles based on one another; a longer one is a cycle."""
_HEADING: Final = re.compile(r"(?:heading|标题|標題)\s?([1-9])", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|目录|目錄)\s?(?:[1-9]|heading|标题)|table of figures|图表目录", re.IGNORECASE)
_HEAVY: Final = re.compile(
    r"(?:方正|华文|汉仪|文鼎)?(?:黑体|小标宋|大标宋|粗宋|中黑)\w*|SimHei|STHeiti|FZXiaoBiaoSong\S*|FZHei\S*", re.IGNORECASE
)
"""Fonts for headings: Chinese official documents set first-level headings in 黑体 and titles in 小标宋, neither in bold."""
BODY: Final = 9
"""The outline level of a paragraph outside the outline."""


class Look(NamedTuple):
    """How a run is set, as far as it matters for the text."""

    bold: bool = False
    underline: bool = False
    hidden: bool = False
    script: Literal["", "superscript", "subscript"] = ""
    font: str = ""
    struck: bool = False
    heavy: bool = False
    """Its Chinese font is one used for headings instead of bold."""


class _Stated(NamedTuple):
    """What one style, or a run itself, states; None for what it does not mention."""

    bold: bool | None = None
    underline: bool | None = None
    hidden: bool | None = None
    script: Literal["", "superscript", "subscript"] | None = None
    font: str | None = None
    struck: bool | None = None
    chinese: str | None = None

    def over(self, below: _Stated) -> _Stated:
        """Values stated here, else those from `below`."""
        return _Stated._make(own if own is not None else other for own, other in zip(self, below, strict=True))


_NOTHING: Final = _Stated()


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style, combined with all the styles it is based on."""

    ident: str = ""
    title: str = ""
    look: _Stated = _NOTHING
    centred: bool | None = None
    outline: int | None = None
    """0 is the outermost; `BODY` means not in the outline."""
    list_id: str | None = None
    list_level: int | None = None
    chain: tuple[str, ...] = ()
    """Its own id, then those of the styles it is based on."""

    @cached_property
    def level(self) -> int | None:
        """The heading level that the style gives its paragraphs, 1 for the outermost; the document's title is a heading too."""
        if self.outline is not None:
            return None if self.outline >= BODY else self.outline + 1
        if found := _HEADING.fullmatch(self.title):
            return int(found[1])
        return 1 if self.is_title else None

    @property
    def is_title(self) -> bool:
        """Whether it is Word's own style for the title of a document."""
        return self.title.lower() == "title"

    @cached_property
    def contents(self) -> bool:
        """Whether its paragraphs are entries of a contents list."""
        return bool(_CONTENTS.fullmatch(self.title))


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._default = {"paragraph": "", "character": ""}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, _Stated] = {}
        self._plain: dict[str, Look] = {}
        """A paragraph's style -> the look of a run without formatting of its own."""
        base = None
        for style in root.findall(qualified("w:style")) if root is not None else ():
            kind, ident = style.get(qualified("w:type"), "paragraph"), style.get(qualified("w:styleId"), "")
            self._elements.setdefault((kind, ident), style)
            if kind in self._default and style.get(qualified("w:default")) in {"1", "true", "on"}:
                self._default[kind] = ident
        if root is not None:
            base = root.find(f"{qualified('w:docDefaults')}/{qualified('w:rPrDefault')}/{qualified('w:rPr')}")
        self.base = _stated(base)
        self._heavy_body = bool(_HEAVY.fullmatch(self.paragraph(None).look.over(self.base).chinese or ""))

    def paragraph(self, ident: str | None) -> ParagraphStyle:
        """The style of that id, or the default one."""
        key = ident if ident is not None and ("paragraph", ident) in self._elements else self._default["paragraph"]
        if key not in self._paragraphs:
            self._paragraphs[key] = self._put_together(key)
        return self._paragraphs[key]

    def list_of(self, ident: str) -> str | None:
        """The list of a list style."""
        return value(child(child(self._elements.get(("numbering", ident)), "pPr"), "numPr"), "numId")

    def look(self, own: Element | None, style: ParagraphStyle) -> Look:
        """How a run looks, from its properties and the style of its paragraph."""
        if own is not None:
            return self._look(own, style)
        if style.ident not in self._plain:
            self._plain[style.ident] = self._look(own, style)
        return self._plain[style.ident]

    def _look(self, own: Element | None, style: ParagraphStyle) -> Look:
        below = style.look
        ident = value(own, "rStyle")
        if ident is not None or self._default["character"]:
            character = self._character(ident if ident is not None else self._default["character"])
            below = character.over(below)._replace(
                bold=_toggled(character.bold, below.bold),
                hidden=_toggled(character.hidden, below.hidden),
                struck=_toggled(character.struck, below.struck),
            )
        found = _stated(own).over(below).over(self.base)
        return Look(
            bool(found.bold),
            bool(found.underline),
            bool(found.hidden),
            found.script or "",
            found.font or "",
            bool(found.struck),
            not self._heavy_body and bool(found.chinese) and bool(_HEAVY.fullmatch(found.chinese or "")),
        )

    def _character(self, ident: str) -> _Stated:
        if ident not in self._characters:
            found = _NOTHING
            for style in self._chain("character", ident):
                found = found.over(_stated(child(style, "rPr")))
            self._characters[ident] = found
        return self._characters[ident]

    def _chain(self, kind: str, ident: str) -> list[Element]:
        found: list[Element] = []
        while (style := self._elements.get((kind, ident))) is not None and len(found) < MAX_CHAIN:
            found.append(style)
            ident = value(style, "basedOn") or ""
        return found

    def _put_together(self, ident: str) -> ParagraphStyle:
        look = _NOTHING
        centred: bool | None = None
        outline = level = None
        list_id: str | None = None
        title = ""
        chain = self._chain("paragraph", ident)
        for style in chain:
            properties = child(style, "pPr")
            numbering = child(properties, "numPr")
            title = title or value(style, "name") or ""
            look = look.over(_stated(child(style, "rPr")))
            centred = centred if centred is not None else is_centred(properties)
            if outline is None:
                outline = number(properties, "outlineLvl")
            if outline is None and (found := _HEADING.fullmatch(value(style, "name") or "")):
                outline = int(found[1]) - 1
            list_id = list_id if list_id is not None else value(numbering, "numId")
            level = level if level is not None else number(numbering, "ilvl")
        idents = tuple(style.get(qualified("w:styleId"), "") for style in chain)
        return ParagraphStyle(ident, title, look, centred, outline, list_id, level, idents)


def is_centred(properties: Element | Properties | None) -> bool | None:
    """Whether a paragraph is centred; None if its properties do not say."""
    stated = value(properties, "jc")
    return None if stated is None else stated == "center"


def _toggled(character: bool | None, paragraph: bool | None) -> bool | None:
    """A toggle property, which a character style and a paragraph style cancel if both set it (ECMA-376 §17.7.3)."""
    return character and not paragraph if character is not None else paragraph


def _stated(own: Element | None) -> _Stated:
    if own is None or not len(own):
        return _NOTHING
    run = gathered(own)
    underline = value(run, "u")
    raised = value(run, "vertAlign")
    fonts = child(run, "rFonts")
    struck = switch(run, "strike")
    return _Stated(
        switch(run, "b"),
        None if child(run, "u") is None else underline not in {None, "none"},
        switch(run, "vanish"),
        None if raised is None else _SCRIPTS.get(raised, ""),
        None if fonts is None else fonts.get(qualified("w:ascii")) or fonts.get(qualified("w:hAnsi")),
        struck if struck is not None else switch(run, "dstrike"),
        None if fonts is None else fonts.get(qualified("w:eastAsia")),
    )


_SCRIPTS: Final[dict[str, Literal["", "superscript", "subscript"]]] = {
    "superscript": "superscript",
    "subscript": "subscript",
    "baseline": "",
}
