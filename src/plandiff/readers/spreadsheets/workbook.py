"""The parts of an Excel file -> sheets, each cell with the text that it shows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.readers.package import Package
from plandiff.readers.spreadsheets.codes import GENERAL
from plandiff.readers.spreadsheets.dates import serial_of
from plandiff.readers.spreadsheets.numbers import BUILT_IN, hides_minus, printed, printed_text
from plandiff.readers.spreadsheets.sheet import Place, Sheet, place_of

if TYPE_CHECKING:
    from plandiff.ooxml import Element

MAX_CELLS: Final = 1_000_000
"""Cells, and merged cells, of all sheets."""
MAX_CHARACTERS: Final = 20_000_000
"""Characters of all cells; far more than a document has, as many cells may show one long text that the file holds once."""
_MAIN: Final = "xl/workbook.xml"
_MISSING: Final = re.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"_x(?:000[0-8BCEF]|000D|001[0-9A-F])_", re.IGNORECASE)
"""How Excel writes a character that XML does not allow."""
_ESCAPED: Final = re.compile(r"_x005F_(?=x[0-9A-F]{4}_)", re.IGNORECASE)
_PICTURE: Final = re.compile(r"=(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
"""The value that WPS gives a cell that shows a picture."""
_PLACES: Final = re.compile(r"(?<!&)(?:&&)*&[LCR]")
"""What begins the left, middle and right part of a header (ECMA-376, 18.3.1.46)."""
_CODES: Final = re.compile(r"&(?:\"[^\"]*\"|\d+|K[0-9A-Fa-f+-]{6}|K\d{2}[+-]\d{3}|[A-Za-z])")
"""The fonts and fields of a header."""
_COLUMNS: Final = 16_384


class Workbook(Package):
    """An Excel file."""

    cells_left = MAX_CELLS
    characters_left = MAX_CHARACTERS

    def damaged(self) -> InputError:
        return InputError(self.source, "sheet-damaged")

    @property
    def main(self) -> str:
        targets = (relation.target for relation in self.relations("").values() if relation.kind == "officeDocument")
        return next((target for target in targets if self.holds(target)), _MAIN)

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in order. Raises `InputError` if the file is damaged or holds more than a document does."""
        main = self.main
        root = self.tree(main)
        if root is None or local(root) != "workbook":
            raise self.damaged()
        relations = self.relations(main)
        parts = {relation.kind: relation.target for relation in relations.values() if not relation.outside}
        properties = next(root.iterchildren("{*}workbookPr"), None)
        self._from_1904 = properties is not None and _on(properties.get("date1904"))
        self._texts = [_text(item) for item in _children(self.tree(parts.get("sharedStrings", "")), "si")]
        styles = self.tree(parts.get("styles", ""))
        self._formats = list(_formats(styles))
        self._ruled = list(_ruled(styles))
        for entry in root.iterfind("{*}sheets/{*}sheet"):
            ident = next((value for name, value in entry.attrib.items() if name.endswith("}id")), "")
            relation = relations.get(ident)
            if relation is None or relation.outside or relation.kind != "worksheet":
                continue  # a chart, or an old-style macro sheet
            sheet = Sheet(entry.get("name", ""), entry.get("state", "visible") != "visible")
            if (part := self.tree(relation.target)) is not None:
                self._fill(sheet, part)
                sheet.boxes += self._boxes(relation.target)
                sheet.comments += self._comments(relation.target)
                sheet.around += dict.fromkeys(_around(part))
            yield sheet

    def _fill(self, sheet: Sheet, root: Element) -> None:
        row = -1
        for line in root.iterfind("{*}sheetData/{*}row"):
            row = _whole(line.get("r"), row + 2) - 1
            if _on(line.get("hidden")) or _is_nothing(line.get("ht")):
                sheet.hidden_rows.add(row)
            column = -1
            for cell in line.iterchildren("{*}c"):
                self._count()
                row_, column = place_of(cell.get("r", "")) or (row, column + 1)
                if text := self._shown(sheet, cell, (row_, column)):
                    sheet.cells[row_, column] = text
                    self.characters_left -= len(text)
                    if self.characters_left < 0:
                        raise self.too_much()
                elif (style := _whole(cell.get("s"), 0)) < len(self._ruled) and self._ruled[style]:
                    sheet.ruled.add((row_, column))
        for columns in root.iterfind("{*}cols/{*}col"):
            if _on(columns.get("hidden")) or _is_nothing(columns.get("width")):
                first, last = _whole(columns.get("min"), 1), _whole(columns.get("max"), 1)
                hidden = range(first - 1, min(last, _COLUMNS))
                self._count(len(hidden))
                sheet.hidden_columns.update(hidden)
        for merged in root.iterfind("{*}mergeCells/{*}mergeCell"):
            self._count()
            first_, _, last_ = merged.get("ref", "").partition(":")
            area: tuple[Place | None, Place | None] = place_of(first_), place_of(last_)
            if area[0] and area[1]:
                sheet.merged.append((area[0], area[1]))

    def _boxes(self, part: str) -> Iterator[tuple[Place, str]]:
        """The paragraphs of the text boxes in a sheet's drawing, in the order of the boxes' cells."""
        found: list[tuple[Place, str]] = []
        for relation in self.relations(part).values():
            drawing = self.tree(relation.target) if relation.kind == "drawing" and not relation.outside else None
            for anchor in (
                drawing.iterchildren("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor") if drawing is not None else ()
            ):
                row, column = (
                    next((_whole(at.text, 0) for at in anchor.iterfind(f"{{*}}from/{{*}}{axis}")), 0) for axis in ("row", "col")
                )
                for paragraph in anchor.iterfind(".//{*}sp/{*}txBody/{*}p"):
                    self._count()
                    found.append(((row, column), "".join(run.text or "" for run in paragraph.iter("{*}t"))))
        yield from sorted(found, key=lambda box: box[0])

    def _comments(self, part: str) -> Iterator[tuple[Place, str]]:
        """The comments on a sheet's cells, each with its author."""
        for relation in self.relations(part).values():
            listed = self.tree(relation.target) if relation.kind == "comments" and not relation.outside else None
            authors = [author.text or "" for author in listed.iterfind("{*}authors/{*}author")] if listed is not None else []
            for comment in listed.iterfind("{*}commentList/{*}comment") if listed is not None else ():
                self._count()
                number = _whole(comment.get("authorId"), len(authors))
                author = authors[number].strip() if number < len(authors) else ""
                text = "".join(_text(item) for item in _children(comment, "text"))
                if place := place_of(comment.get("ref", "")):
                    yield place, f"{author}: {text}" if author and not text.startswith(author) else text

    def _count(self, more: int = 1) -> None:
        self.cells_left -= more
        if self.cells_left < 0:
            raise InputError(self.source, "sheet-cells", limit=MAX_CELLS)

    def _shown(self, sheet: Sheet, cell: Element, place: Place) -> str:
        kind = cell.get("t", "n")
        value = next(cell.iterchildren("{*}v"), None)
        stated = (value.text or "") if value is not None else ""
        code = self._formats[style] if (style := _whole(cell.get("s"), 0)) < len(self._formats) else GENERAL
        if kind == "inlineStr":
            return printed_text("".join(_text(part) for part in cell.iterchildren("{*}is")), code)
        if kind == "s":
            ordinal = _whole(stated, -1)
            return printed_text(self._texts[ordinal], code) if 0 <= ordinal < len(self._texts) else ""
        if kind == "e" or (kind == "str" and _MISSING.fullmatch(stated)):
            sheet.errors += 1
            return stated
        if value is None and next(cell.iterchildren("{*}f"), None) is not None:
            sheet.errors += 1  # no program has calculated it
            return ""
        if kind == "b":
            return "TRUE" if stated.strip() == "1" else "FALSE"
        if kind == "str" and _PICTURE.match(stated):
            return ""
        if kind == "str":
            return printed_text(_unescaped(stated), code)
        try:
            number = serial_of(stated, from_1904=self._from_1904) if kind == "d" else float(stated)
        except ValueError:
            return stated
        if not math.isfinite(number):
            return stated
        shown = printed(number, code, from_1904=self._from_1904)
        if hides_minus(number, shown):
            sheet.negative.add(place)
        return shown


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _children(element: Element | None, name: str) -> Iterator[Element]:
    if element is not None:
        yield from element.iterchildren(f"{{*}}{name}")


def _text(item: Element) -> str:
    """A text with its runs, without phonetic guides above them."""
    runs = [part for part in item.iter("{*}t") if part.getparent() is None or local(part.getparent()) != "rPh"]
    return _unescaped("".join(part.text or "" for part in runs))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub("_", _CONTROL.sub("", text))


def _around(root: Element) -> Iterator[str]:
    """The texts of a sheet's headers and footers, without those that number its pages, and without dates and the like."""
    for line in root.iterfind("{*}headerFooter/*"):
        for piece in _PLACES.split(line.text or ""):
            stated = piece.replace("&&", "\0")
            text = _CODES.sub("", stated).replace("\0", "&").strip()
            if "&P" not in stated and any(map(str.isalpha, text)):
                yield text


def _formats(styles: Element | None) -> Iterator[str]:
    """The format of each cell style, by its number."""
    if styles is None:
        return
    own = {_whole(row.get("numFmtId"), -1): row.get("formatCode", GENERAL) for row in styles.iterfind("{*}numFmts/{*}numFmt")}
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = _whole(style.get("numFmtId"), 0)
        yield own.get(number) or BUILT_IN.get(number, GENERAL)


def _ruled(styles: Element | None) -> Iterator[bool]:
    """Whether each cell style has a border, by its number."""
    if styles is None:
        return
    borders = [any(side.get("style", "none") != "none" for side in row) for row in styles.iterfind("{*}borders/{*}border")]
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = _whole(style.get("borderId"), 0)
        yield number < len(borders) and borders[number]


def _is_nothing(size: str | None) -> bool:
    """Whether a stated height or width is zero."""
    return bool(size) and not (size or "").strip("0.")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _on(text: str | None) -> bool:
    return text in ("1", "true", "on")
