"""One plan in several forms of Markdown, and as a page, is the same plan."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.model import Source
from plandiff.pipeline import load

WORDS = (
    "boats",
    "fees",
    "the council",
    "piers",
    "a permit",
    "each year",
    "moors",
    "grants",
    "keeps",
    "in May",
    "lakes",
)
CLAUSE = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(" ".join)
TITLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: " ".join(words).capitalize())
PARTS = st.lists(
    st.one_of(
        st.tuples(st.just("paragraph"), CLAUSE.map(lambda text: [f"The rule: {text}."])),
        st.tuples(
            st.sampled_from(["bullets", "numbers"]), st.lists(CLAUSE.map(lambda text: f"for {text};"), min_size=2, max_size=4)
        ),
        st.tuples(st.just("table"), st.lists(TITLE, min_size=4, max_size=4)),
        st.tuples(st.just("heading"), TITLE.map(lambda text: [text])),
    ),
    min_size=1,
    max_size=8,
)
Parts = list[tuple[str, list[str]]]


def as_markdown(parts: Parts, width: int, *, underlined: bool = False) -> str:
    pieces = ["Lake plan\n===" if underlined else "# Lake plan"]
    for kind, texts in parts:
        if kind == "heading":
            pieces.append(f"{texts[0]}\n---" if underlined else f"## {texts[0]}")
        elif kind == "table":
            pieces.append(f"| {texts[0]} | {texts[1]} |\n| --- | --- |\n| {texts[2]} | {texts[3]} |")
        elif kind == "paragraph":
            pieces.append(_wrapped(texts[0], width, ""))
        else:
            marks = [f"{ordinal}. " if kind == "numbers" else "*   " for ordinal in range(1, len(texts) + 1)]
            gap = "\n\n" if underlined else "\n"
            pieces.append(gap.join(_wrapped(text, width, mark) for mark, text in zip(marks, texts, strict=True)))
            pieces.append("<!-- -->")
    return "\n\n".join(pieces) + "\n"


def _wrapped(text: str, width: int, mark: str) -> str:
    return "\n".join(textwrap.wrap(text, width, initial_indent=mark, subsequent_indent=" " * len(mark)))


def as_html(parts: Parts) -> str:
    tags = {"heading": "<h2>{}</h2>", "paragraph": "<p>{}</p>"}
    lists = {"bullets": "ul", "numbers": "ol"}
    pieces = ["<h1>Lake plan</h1>"]
    for kind, texts in parts:
        said = [html.escape(text) for text in texts]
        if kind in tags:
            pieces.append(tags[kind].format(said[0]))
        elif kind == "table":
            pieces.append("<table><tr><th>{}</th><th>{}</th></tr><tr><td>{}</td><td>{}</td></tr></table>".format(*said))
        else:
            pieces.append(f"<{lists[kind]}>{''.join(f'<li>{text}</li>' for text in said)}</{lists[kind]}>")
    return f"<!DOCTYPE html><html><body><article>{''.join(pieces)}</article></body></html>"


CLOTHES: tuple[Callable[[Parts], str], ...] = (
    lambda parts: as_markdown(parts, 10_000),
    lambda parts: as_markdown(parts, 72),
    lambda parts: as_markdown(parts, 44, underlined=True),
    as_html,
)


@given(PARTS)
@settings(max_examples=25)
def test_wrapped_underlined_and_as_a_page_a_plan_is_the_same(parts: Parts) -> None:
    parts = [*parts, ("paragraph", ["The rule: what stands last is a sentence of the plan, and no line of the page."])]
    expected, *others = (
        [(unit.kind, unit.level, unit.number, unit.text) for unit in load(Source("plan", clothes(parts).encode())).units]
        for clothes in CLOTHES
    )
    for other in others:
        assert other == expected


def test_a_link_that_begins_within_another_ends_it() -> None:
    (unit,) = load(Source("plan.md", b"see [the <http://x.example/a> page](http://y.example) of the town\n")).units
    assert unit.text == "see the http://x.example/a page of the town"
    links = [(unit.text[span.start : span.end], span.value) for span in unit.spans if span.kind == "link"]
    assert links == [("the ", "http://y.example"), ("http://x.example/a", "http://x.example/a")]
