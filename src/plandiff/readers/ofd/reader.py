"""A whole OFD file: its documents' pages, with templates below and annotations above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plandiff.errors import InputError
from plandiff.model import Document, Note, Source
from plandiff.readers.allowance import Allowance
from plandiff.readers.layout.matrices import IDENTITY
from plandiff.readers.layout.page import Bookmark, Page
from plandiff.readers.layout.reading import read_pages
from plandiff.readers.layout.sheets import ATTACHED
from plandiff.readers.ofd.geometry import POINTS, box_of, placed
from plandiff.readers.ofd.objects import Drawn, Font, Resources
from plandiff.readers.ofd.outline import bookmarks_of
from plandiff.readers.ofd.package import KEYS, ROOT, OfdPackage, Part, child, children, text_at
from plandiff.readers.pdf.limits import LIMITS

if TYPE_CHECKING:
    from plandiff.ooxml import Element

_SHEET: Final = (0.0, 0.0, 210.0, 297.0)
"""A4, if no size is stated."""
_BOLD: Final = ("bold", "heavy", "black")


def read(source: Source) -> Document:
    """What an OFD file prints. Raises `InputError` if it is damaged, encrypted, larger than documents are, or without text."""
    package = OfdPackage(source.name, source.data, Allowance())
    root = package.part(ROOT) if package.holds(ROOT) else None
    if package.holds(KEYS) or (root is not None and child(root.root, "Encryptions") is not None):
        raise InputError(source.name, "protected")
    if root is None:
        raise package.damaged()
    pages: list[Page] = []
    bookmarks: list[Bookmark] = []
    notes: list[Note] = []
    glyphs = 0
    for body in children(root.root, "DocBody"):
        document = _document(package, body, root)
        if document is None:
            raise package.damaged()
        bookmarks += bookmarks_of(document.root, len(pages))
        notes += [Note(ATTACHED, name) for name in _attached(package, document)]
        for page in _File(package, document, len(pages)).pages():
            pages.append(page)
            glyphs += len(page.glyphs)
            if glyphs > LIMITS.glyphs:
                raise InputError(source.name, "pdf-too-much")
    if not pages:
        raise package.damaged()
    return read_pages(source.name, pages, bookmarks, notes)


def _attached(package: OfdPackage, document: Part) -> Iterator[str]:
    """The names of the files attached to a document, without those that only programs use."""
    listed = package.found(text_at(document.root, "Attachments"), document)
    for row in children(listed.root if listed else None, "Attachment"):
        if row.get("Visible") != "false":
            yield row.get("Name") or row.get("ID", "")


def _document(package: OfdPackage, body: Element, root: Part) -> Part | None:
    """A document in its current version; a file may hold earlier ones."""
    for version in children(body, "Versions/Version"):
        if version.get("Current") == "true" and (part := package.found(version.get("BaseLoc"), root)):
            return package.found(text_at(part.root, "DocRoot"), part) or package.found(text_at(part.root, "DocRoot"), root)
    return package.found(text_at(body, "DocRoot"), root)


class _File:
    """One document of a file."""

    def __init__(self, package: OfdPackage, document: Part, before: int) -> None:
        self._package = package
        self._document = document
        self._before = before
        common = child(document.root, "CommonData")
        self._box = text_at(common, "PageArea/PhysicalBox")
        self._resources = Resources({}, {})
        for kind in ("PublicRes", "DocumentRes"):
            self._resources = self._with(self._resources, common, kind, document)
        self._unpacked: dict[str, Part | None] = {}
        self._templates = {row.get("ID", ""): row for row in children(common, "TemplatePage")}

    def pages(self) -> Iterator[Page]:
        annotations = self._annotations()
        for number, row in enumerate(children(self._document.root, "Pages/Page"), start=self._before + 1):
            if number > LIMITS.pages:
                raise InputError(self._package.source, "pdf-pages", limit=LIMITS.pages)
            part = self._package.found(row.get("BaseLoc"), self._document)
            if part is None:
                raise InputError(self._package.source, "pdf-page-damaged", page=number)
            yield self._page(part, number, annotations.get(row.get("ID", ""), []))

    def _page(self, part: Part, number: int, annotations: list[Part]) -> Page:
        _, _, width, height = box_of(text_at(part.root, "Area/PhysicalBox")) or box_of(self._box) or _SHEET
        below: list[Part] = []
        above: list[Part] = []
        for use in children(part.root, "Template"):
            row = self._templates.get(use.get("TemplateID", ""))
            template = self._template(row.get("BaseLoc", "")) if row is not None else None
            if row is not None and template is not None:
                order = use.get("ZOrder") or row.get("ZOrder") or "Background"
                (above if order == "Foreground" else below).append(template)
        resources = self._resources
        for drawn in (*below, *above, part):
            resources = self._with(resources, drawn.root, "PageRes", drawn)
        printed = Drawn(resources)
        for drawn in (*below, part, *above):
            for layer in children(drawn.root, "Content/Layer"):
                printed.add(layer)
        for annotation in annotations:
            for shown in children(annotation.root, "Annot"):
                if shown.get("Visible") != "false":
                    for appearance in children(shown, "Appearance"):
                        printed.add(appearance, placed(appearance.get("Boundary"), None, IDENTITY), beside=True)
        if printed.objects > LIMITS.objects:
            raise InputError(self._package.source, "pdf-objects", page=number, limit=LIMITS.objects)
        size = width * POINTS, height * POINTS
        return Page(number, *size, tuple(printed.glyphs), tuple(printed.strokes), tuple(printed.pictures), printed.unmapped)

    def _template(self, place: str) -> Part | None:
        """A template, unpacked once as every page may use it."""
        if place not in self._unpacked:
            self._unpacked[place] = self._package.found(place, self._document)
        return self._unpacked[place]

    def _with(self, resources: Resources, element: Element | None, kind: str, part: Part) -> Resources:
        """Resources with those that an element refers to."""
        fonts, units = dict(resources.fonts), dict(resources.units)
        for place in children(element, kind):
            found = self._package.found(place.text, part)
            for row in children(found.root if found else None, "Fonts/Font"):
                face = row.get("FontName", "")
                bold = row.get("Bold") == "true" or any(word in face.lower() for word in _BOLD)
                fonts[row.get("ID", "")] = Font(face, bold)
            for unit in children(found.root if found else None, "CompositeGraphicUnits/CompositeGraphicUnit"):
                if (content := child(unit, "Content")) is not None:
                    units[unit.get("ID", "")] = content
        return Resources(fonts, units)

    def _annotations(self) -> dict[str, list[Part]]:
        """The annotations of each page, by its id in the file."""
        found: dict[str, list[Part]] = {}
        listed = self._package.found(text_at(self._document.root, "Annotations"), self._document)
        if listed is None:
            return found
        for row in children(listed.root, "Page"):
            if part := self._package.found(text_at(row, "FileLoc"), listed):
                found.setdefault(row.get("PageID", ""), []).append(part)
        return found
