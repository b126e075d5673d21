"""Non-text in a text: pictures, charts, embedded files, and text boxes among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from plandiff.ooxml import ALTERNATE, TEXT_BOX, Element, Relation, chosen, qualified
from plandiff.readers.lines import tidy
from plandiff.readers.links import digest_of, image_digest
from plandiff.readers.package import relation_of

if TYPE_CHECKING:
    from plandiff.readers.package import Package

_CHART: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_WORDS: Final = frozenset({qualified("a:t"), qualified("c:v"), f"{_CHART}pt", f"{_CHART}v"})
"""What a chart or a diagram shows in words and numbers."""

_EMBEDDED: Final = frozenset({qualified("o:OLEObject"), qualified("w:contentPart")})


class Shape(NamedTuple):
    """A drawn object."""

    kind: str
    """`image`, `opaque`, or `text` for a text box."""
    digest: str = ""
    words: str = ""
    """The author's description of what it shows."""
    box: Element | None = None


def shapes(drawing: Element, package: Package, relations: dict[str, Relation]) -> Iterator[Shape]:
    """All shapes in an element, in order; one of any alternatives, and text boxes without the shapes inside them."""
    words = ""
    embedded = drawing.tag == qualified("w:object")
    open_elements = [drawing]
    while open_elements:
        element = open_elements.pop()
        tag = element.tag
        if tag == ALTERNATE:
            open_elements += reversed(list(chosen(element)))
            continue
        if tag == TEXT_BOX:
            yield Shape("text", box=element)
            continue
        if tag == qualified("wp:docPr"):
            words = _words_of(element)
        elif tag.endswith("}cNvPr"):
            words = _words_of(element) or words
        elif tag == qualified("a:blip"):
            relation = relation_of(element, "r:embed", relations) or relation_of(element, "r:link", relations)
            yield from _image(relation, package, words)
        elif tag == qualified("v:imagedata") and not embedded:
            shown = element.getparent()
            label = element.get(qualified("o:title")) or (shown.get("alt") if shown is not None else "") or ""
            yield from _image(
                relation_of(element, "r:id", relations) or relation_of(element, "r:pict", relations), package, tidy(label)
            )
        elif tag == qualified("v:textpath") and (text := tidy(element.get("string") or "")):  # text drawn as a shape
            yield Shape("opaque", digest_of(text.encode()), text)
        elif tag.endswith("}chart") and element.get(qualified("r:id")):
            yield from _strings(relation_of(element, "r:id", relations), package, words)
        elif tag == qualified("dgm:relIds"):
            yield from _strings(relation_of(element, "r:dm", relations), package, words)
        elif tag in _EMBEDDED:
            yield from _embedded(element, relation_of(element, "r:id", relations), package)
        open_elements += reversed(element)


def _words_of(element: Element) -> str:
    return tidy(element.get("descr") or "") or tidy(element.get("title") or "")


def _image(relation: Relation | None, package: Package, words: str) -> Iterator[Shape]:
    if relation is None:
        return
    digest = image_digest(relation.target) if relation.outside else package.digest(relation.target)
    if digest:
        yield Shape("image", digest, words)


def _strings(relation: Relation | None, package: Package, words: str) -> Iterator[Shape]:
    """A chart or a diagram, identified by its text and not by how a program happened to encode it."""
    root = None if relation is None or relation.outside else package.tree(relation.target)
    if root is not None:
        said = [text for element in root.iter(*_WORDS) if (text := tidy(element.text or ""))]
        shown = " ".join(filter(None, (words, *said)))
        yield Shape("opaque", digest_of(shown.encode()), shown)


def _embedded(element: Element, relation: Relation | None, package: Package) -> Iterator[Shape]:
    if relation is None:
        return
    digest = image_digest(relation.target) if relation.outside else package.digest(relation.target)
    if digest:
        yield Shape("opaque", digest, tidy(element.get("ProgID") or "") or digest)
