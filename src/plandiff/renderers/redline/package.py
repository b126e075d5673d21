"""The parts of a Word file, to be read, changed and packed again; unchanged parts keep their bytes."""

from __future__ import annotations

import posixpath
from typing import Final

from plandiff.ooxml import NAMESPACES, Element, Relation, relations_in, relations_part, transitional
from plandiff.renderers.archives import pack, unpack

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Package:
    """A Word file being rewritten."""

    def __init__(self, data: bytes) -> None:
        self._bytes = {name.replace("\\", "/").lstrip("/"): content for name, content in unpack(data).items()}
        self._trees: dict[str, Element] = {}
        self._actual = {name.lower(): name for name in self._bytes}

    @property
    def main(self) -> str:
        """The name of the part that contains the text."""
        return next((target for kind, target, _ in self.relations("").values() if kind == "officeDocument"), "word/document.xml")

    def holds(self, part: str) -> bool:
        return part.lower() in self._actual

    def data(self, part: str) -> bytes:
        return self._bytes.get(self._actual.get(part.lower(), part), b"")

    def tree(self, part: str) -> Element:
        """The markup of a part, which will be written with any changes; None if there is no such part."""
        from lxml import etree

        name = self._actual.get(part.lower(), part)
        if name not in self._bytes:
            return None
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            self._trees[name] = etree.fromstring(transitional(self._bytes[name]), parser)
        return self._trees[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by relationship id."""
        return relations_in(self.tree(relations_part(part)), part)

    def target(self, kind: str) -> str:
        """The part of a kind that the main part refers to; "" if there is none."""
        return next(
            (target for found, target, outside in self.relations(self.main).values() if found == kind and not outside), ""
        )

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """The id by which a part refers to something, added if there is none yet."""
        for ident, known in self.relations(part).items():
            if known == (kind, target, outside):
                return ident
        from lxml import etree

        root = self.tree(relations_part(part))
        if root is None:
            self.add(relations_part(part), f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
            root = self.tree(relations_part(part))
        taken = {row.get("Id") for row in root}
        ident = next(name for n in range(1, len(taken) + 2) if (name := f"rIdPd{n}") not in taken)
        row = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=ident, Type=f"{_OFFICE}/{kind}")
        row.set("Target", target if outside else posixpath.relpath("/" + target, "/" + part.rpartition("/")[0]))
        if outside:
            row.set("TargetMode", "External")
        return ident

    def add(self, part: str, data: bytes, media_type: str = "") -> None:
        """A new part."""
        self._bytes[part] = data
        self._actual[part.lower()] = part
        if media_type:
            from lxml import etree

            etree.SubElement(
                self.tree("[Content_Types].xml"), f"{{{_TYPES}}}Override", PartName="/" + part, ContentType=media_type
            )

    def add_story(self, kind: str, root: str) -> str:
        """A new part that the main part refers to, such as its comments; returns its name."""

        part = posixpath.join(self.main.rpartition("/")[0], f"{kind}.xml")
        spaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r"))
        head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        self.add(part, f"{head}<w:{root} {spaces}></w:{root}>".encode(), f"{WORD}.{kind}+xml")
        self.relate(self.main, kind, part)
        return part

    def media_type(self, part: str) -> str:
        """The content type that the file declares for a part, "" for none."""
        root = self.tree("[Content_Types].xml")
        rows: dict[str, str] = {
            row.get("PartName") or f"*.{row.get('Extension', '')}": row.get("ContentType", "") for row in root
        }
        folded = {key.lower(): found for key, found in rows.items()}
        return folded.get("/" + part.lower()) or folded.get(f"*.{part.rpartition('.')[2].lower()}", "")

    def become_document(self) -> None:
        """Declare it a document, if it was a template or had macros, which it loses."""
        main = self.main.lower()
        types = self.tree("[Content_Types].xml")
        for row in types:
            if row.get("PartName", "").lstrip("/").lower() == main and row.get("ContentType") != f"{WORD}.document.main+xml":
                row.set("ContentType", f"{WORD}.document.main+xml")
        macros = [name for name in self._bytes if name.lower().rpartition("/")[2] in ("vbaproject.bin", "vbadata.xml")]
        for name in macros:
            del self._bytes[name]
            for row in [row for row in types if row.get("PartName", "").lstrip("/") == name]:
                types.remove(row)
        if macros:
            root = self.tree(relations_part(self.main))
            for row in [row for row in root if row.get("Type", "").endswith("/vbaProject")]:
                root.remove(row)

    def pack(self) -> bytes:
        """The bytes of the file; the same parts give the same bytes."""
        from lxml import etree

        changed = {
            name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, tree in self._trees.items()
        }
        return pack({name: changed.get(name, data) for name, data in self._bytes.items()})
