"""The pages of a corpus: files that need nothing but each other, in the style of the report and equally safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from plandiff import __version__
from plandiff.bilingual import LANGUAGE_TAGS
from plandiff.edits import diff
from plandiff.model import TextEdit
from plandiff.model.corpus import Common
from plandiff.model.corpus_pages import (
    CorpusDocument,
    CorpusIndex,
    DocumentPage,
    FamilyPage,
    Linked,
    PairPage,
    PassagePage,
    Place,
)
from plandiff.renderers.corpus.heat import heat_map
from plandiff.renderers.interface import Interface
from plandiff.renderers.messages import Phrase
from plandiff.renderers.naming import Naming
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.pages import assets, fill, policy
from plandiff.renderers.passages import Run
from plandiff.renderers.terminal import clip

STYLES: Final = ("report.css", "corpus.css")
SCRIPTS: Final = ("language.js", "corpus.js")
SPOKEN: Final = ("corpus_shown", "corpus_every_kind", "corpus_verbatim", "corpus_adapted", "corpus_contained")
"""Messages that only the script prints, or that are where no element may be: in options."""
TITLE: Final = 60
"""Columns that the title of a passage's page takes."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


class PlaceView(NamedTuple):
    """A place of a passage, and its wording compared with the nearest place before it."""

    number: int
    """From 1, in order of time."""
    place: Place
    runs: tuple[Run, ...]
    differs: bool


class SharedView(NamedTuple):
    passage: Linked[Common]
    runs: tuple[Run, ...]


def render_index(index: CorpusIndex, options: RenderOptions) -> bytes:
    """The first page: the map of regions, takeovers, widespread passages, families, errors."""
    texts = (takeover.row.text for takeover in index.takeovers.rows)
    title = Phrase("corpus_title", {"name": index.name})
    return _fill("index", options, title, texts, index=index, heat=heat_map(index))


def render_passage(page: PassagePage, options: RenderOptions) -> bytes:
    """A passage with all its places, each compared with the nearest before it."""
    places = tuple(_places(page.places.rows))
    text = clip(places[0].place.text, TITLE) if places else ""
    return _fill("passage", options, Phrase("corpus_passage_title", {"text": text}), [text], passage=page, places=places)


def render_document(page: DocumentPage, options: RenderOptions) -> bytes:
    """A document's text, with who had each passage before and who took it later."""
    texts = (passage.text for passage in page.passages.rows)
    title = Phrase("corpus_document_title", {"title": page.document.title})
    return _fill("document", options, title, texts, document=page)


def render_family(page: FamilyPage, options: RenderOptions) -> bytes:
    """The editions of a document in order of time, and what each pair has in common."""
    title = Phrase("corpus_family_title", {"title": page.family.row.called})
    return _fill("family", options, title, [page.family.row.called], family=page)


def render_pair(page: PairPage, options: RenderOptions) -> bytes:
    """The passages of the later of two documents that the earlier one has too."""
    shared = tuple(SharedView(one, _runs(one.row.old, one.row.new)) for one in page.passages.rows)
    title = Phrase("corpus_pair_title", {"a": page.pair.old.title, "b": page.pair.new.title})
    return _fill("pair", options, title, (one.row.new for one in page.passages.rows), pair=page, shared=shared)


def _fill(name: str, options: RenderOptions, title: Phrase, texts: Iterable[str], **values: Any) -> bytes:  # noqa: ANN401 - a template's
    from markupsafe import Markup

    say = Interface(options.language, Naming())
    say.keep(*SPOKEN)
    css = assets("css", *STYLES)
    js = f'"use strict";\n(() => {{\n{assets("js", *SCRIPTS)}}})();\n'
    page = {
        "title": say.text(title.key, **title.values),
        "headline": say.phrase(title),
        "lang": LANGUAGE_TAGS[options.language],
        "text_lang": Markup(f' data-doc lang="{_spoken(texts)}"'),  # noqa: S704 - one of our own tags
        "css": Markup(css),  # noqa: S704 - our own files
        "js": Markup(js),  # noqa: S704 - our own files
        "policy": policy(css, js),
        "version": __version__,
    }
    return fill(f"corpus/{name}.html.jinja", page=page, say=say, called=_called, **values)


def _spoken(texts: Iterable[str]) -> str:
    """The language of the page's texts: Chinese if any of the first has a Chinese character."""
    sample = "".join(text[:TITLE] for text, _ in zip(texts, range(TITLE), strict=False))
    return LANGUAGE_TAGS["zh"] if not sample or _HAN.search(sample) else LANGUAGE_TAGS["en"]


def _called(document: CorpusDocument) -> str:
    """A document's name where there is room for only one: its region and title, or its title."""
    return document.title if not document.region or document.region in document.title else f"{document.region} · {document.title}"


def _places(places: tuple[Place, ...]) -> Iterator[PlaceView]:
    for number, place in enumerate(places, 1):
        if place.nearest is None:
            yield PlaceView(number, place, (Run("equal", place.text),), differs=False)
            continue
        runs = _runs(places[place.nearest.place].text, place.text)
        yield PlaceView(number, place, runs, differs=any(run.kind in ("deleted", "inserted") for run in runs))


def _runs(old: str, new: str) -> tuple[Run, ...]:
    """The later text with its changes from the earlier one; mere noise is shown as the later prints it."""
    return tuple(run for edit in diff(old, new) for run in _run(edit) if run.text)


def _run(edit: TextEdit) -> Iterator[Run]:
    if edit.op == "equal":
        yield Run("equal", edit.new)
    elif edit.noise:
        yield Run("noise", edit.new, edit.old, edit.noise)
    else:
        yield Run("deleted", edit.old)
        yield Run("inserted", edit.new)
