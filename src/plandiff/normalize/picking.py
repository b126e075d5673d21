"""One of the documents of a file as a plan of its own; the others are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from plandiff.errors import InputError
from plandiff.language.dates import find_five_years, find_period
from plandiff.model import Meta, Plan, Section, SetAside, Span, join_number

T = TypeVar("T")


def pick(plan: Plan, number: int) -> Plan:
    """The document with that number, counted from 1. Raises `InputError` where there are not so many."""
    count = len(plan.documents)
    if not 1 <= number <= count:
        raise InputError(plan.meta.source, "no-such-document", number=number, count=count)
    if count == 1 and not plan.cover:
        return plan
    section = plan.documents[number - 1]
    attached = section is plan.root
    own = replace(section, children=tuple(child for child in section.children if child.level or not attached))
    names = dict(_names(own, ""))
    root = _renamed(replace(own, title=own.title or own.number), "", names)
    return Plan(
        plan.meta if attached else _meta(plan.meta, root.title),
        replace(root, number=""),
        (*plan.set_aside, *_others(plan, section, number)),
        plan.notes,
        _kept(plan.leads, names),
        _kept(plan.timings, names),
        _kept(plan.parts, names),
    )


def _others(plan: Plan, section: Section, number: int) -> Iterator[SetAside]:
    """The contents of the other documents, and the number of this one."""
    if section is not plan.root and plan.root.title:
        yield SetAside("other-document", plan.root.title)
    for unit in plan.units:
        if unit.id == section.id:
            if unit.number and unit.text:
                yield SetAside("title-block", unit.number, unit.origin)
        elif unit.document != number and (unit.text or unit.number):
            yield SetAside("other-document", join_number(unit.number, unit.text), unit.origin)


def _meta(meta: Meta, title: str) -> Meta:
    """The metadata of one of a file's documents: from its own title, and what holds for all."""
    return replace(meta, title=title, period=str(find_period(title) or find_five_years(title) or ""))


def _names(section: Section, own: str) -> Iterator[tuple[str, str]]:
    """Every unit of a section -> its id when the section has this id."""
    yield section.id, own
    for ordinal, element in enumerate(section.body, 1):
        yield f"{section.id}/{ordinal}", f"{own}/{ordinal}"
        rows = range(1, len(element.cells) + 1) if element.kind == "table" else ()
        yield from ((f"{section.id}/{ordinal}.{row}", f"{own}/{ordinal}.{row}") for row in rows)
    for ordinal, child in enumerate(section.children, 1):
        yield from _names(child, f"{own}.{ordinal}" if own else str(ordinal))


def _renamed(section: Section, own: str, names: Mapping[str, str]) -> Section:
    """The section under that id, and everything in it under new ids."""
    body = tuple(
        replace(
            element,
            spans=_referring(element.spans, names),
            cells=tuple(tuple(replace(cell, spans=_referring(cell.spans, names)) for cell in row) for row in element.cells),
        )
        for element in section.body
    )
    children = tuple(_renamed(child, names[child.id], names) for child in section.children)
    return replace(section, id=own, body=body, children=children, spans=_referring(section.spans, names))


def _referring(spans: tuple[Span, ...], names: Mapping[str, str]) -> tuple[Span, ...]:
    """The spans with the new ids of the notes' units."""
    return tuple(span._replace(value=names.get(span.value, "")) if span.kind == "footnote" else span for span in spans)


def _kept(facts: Iterable[tuple[str, T]], names: Mapping[str, str]) -> tuple[tuple[str, T], ...]:
    """What is known about the kept units."""
    return tuple((names[unit], fact) for unit, fact in facts if unit in names)
