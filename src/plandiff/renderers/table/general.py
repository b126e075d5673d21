"""Changes stated once at the head of the table instead of at every place: terms replaced throughout, and shifted numbers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from plandiff.language.references import address_of
from plandiff.laws import is_article
from plandiff.model import Change, Comparison, Finding, Plan, Unit, heading_of
from plandiff.renderers.messages import Wording
from plandiff.renderers.rows import PATH_CHARACTERS, Row, first_words
from plandiff.renderers.table.cells import Entry, Line, Stretch
from plandiff.renderers.table.titles import stages_of
from plandiff.renderers.terminal import visible

TERM_REPLACED: Final = "term-replaced"
"""The rule for terms replaced throughout; its values are called `old` and `new`."""


class General(NamedTuple):
    """The first entries of the table."""

    entries: tuple[Entry, ...]
    covered: frozenset[str]
    """Changes fully covered by these entries."""


NOTHING: Final = General((), frozenset())
"""If every place is listed, or nothing was replaced: between two regions' plans."""


def general(comparison: Comparison, wording: Wording) -> General:
    """The entries for the title, and for terms that were replaced throughout."""
    if comparison.alignment.mode == "regions":
        return NOTHING
    retitled = [_title_entry(comparison, wording)] if comparison.summary.retitled and not stages_of(comparison, wording) else []
    terms = [finding for finding in comparison.findings if finding.rule.id == TERM_REPLACED]
    return General((*retitled, *(_term_entry(finding, wording) for finding in terms)), _covered(comparison, terms))


def _title_entry(comparison: Comparison, wording: Wording) -> Entry:
    """The entry for a changed title of the document."""
    old, new = ((Stretch(visible(plan.meta.title)),) for plan in (comparison.old, comparison.new))
    return _entry((old,), (new,), wording.say("table_retitled"), wording.say("renamed"))


# --- terms -----------------------------------------------------------------------------------


def _term_entry(finding: Finding, wording: Wording) -> Entry:
    values = dict(finding.values)
    old, new = (visible(values[side]) for side in ("old", "new"))
    note = wording.say("table_term", count=values["n"])
    return _entry(((Stretch(old, "deleted"),),), ((Stretch(new, "added"),),), note, wording.say("changed"))


def _covered(comparison: Comparison, terms: Sequence[Finding]) -> frozenset[str]:
    """The changes in which only these terms were replaced."""
    pairs = sorted(((dict(term.values)["old"], dict(term.values)["new"]) for term in terms), key=lambda pair: -len(pair[0]))
    places = {change for term in terms for change in term.places}
    return frozenset(
        change.id for change in comparison.changes if change.id in places and _only_replaced(comparison, change, pairs)
    )


def _only_replaced(comparison: Comparison, change: Change, pairs: Iterable[tuple[str, str]]) -> bool:
    if change.moved or len(change.old) != 1 or len(change.new) != 1:
        return False
    edits = comparison.printed(change)
    old = "".join(edit.new if edit.op in ("equal", "noise") else edit.old for edit in edits)
    for before, after in pairs:
        old = old.replace(before, after)
    return old == "".join(edit.new for edit in edits)


# --- numbers ---------------------------------------------------------------------------------


class _Numbered(NamedTuple):
    """A section whose number changed but not its place, on both sides."""

    old: Unit
    new: Unit
    pure: bool
    """Whether nothing else about it is reported."""


def renumbered(comparison: Comparison, rows: Sequence[Row], listed: Container[str], wording: Wording) -> Entry | None:
    """The entry for sections that only changed their numbers; `listed` are the changes that have entries of their own."""
    ranges = [pure for run in _runs(comparison, rows, listed) if (pure := _pure(run))]
    if not ranges:
        return None
    old = tuple((Stretch(_range(first.old, last.old, wording)),) for first, last in ranges)
    new = tuple((Stretch(_range(first.new, last.new, wording)),) for first, last in ranges)
    return _entry(old, new, wording.say("table_renumbered"), wording.say("renumbered"))


def _runs(comparison: Comparison, rows: Sequence[Row], listed: Container[str]) -> Iterator[list[_Numbered]]:
    """Renumbered sections that are consecutive in both documents."""
    next_old, next_new = _followers(comparison.old), _followers(comparison.new)
    run: list[_Numbered] = []
    for row in rows:
        if row.kind != "heading" or row.stub or "renumbered" not in row.marks or row.change.moved:
            continue
        old, new = comparison.old.unit[row.old[0].unit], comparison.new.unit[row.new[0].unit]
        if run and (next_old.get(run[-1].old.id), next_new.get(run[-1].new.id)) != (old.id, new.id):
            yield run
            run = []
        run.append(_Numbered(old, new, row.change.id not in listed))
    yield run


def _pure(run: Sequence[_Numbered]) -> tuple[_Numbered, _Numbered] | None:
    """The first and the last of a run about which nothing else is reported."""
    pure = [section for section in run if section.pure]
    return (pure[0], pure[-1]) if pure else None


def _followers(plan: Plan) -> dict[str, str]:
    """Section -> the next in its numbering: for articles through the whole law, for others within their parent."""
    last: dict[str | None, str] = {}
    found: dict[str, str] = {}
    for unit in plan.units:
        if unit.kind == "section":
            home = "" if is_article(unit) else unit.parent
            if home in last:
                found[last[home]] = unit.id
            last[home] = unit.id
    return found


def _range(first: Unit, last: Unit, wording: Wording) -> str:
    numbers = [visible(unit.number) if address_of(unit.number) else _named(unit) for unit in (first, last)]
    return numbers[0] if first.id == last.id else wording.say("table_range", first=numbers[0], last=numbers[1])


def _named(unit: Unit) -> str:
    """A section whose number alone does not identify it."""
    return visible(first_words(heading_of(unit), PATH_CHARACTERS))


def _entry(old: Iterable[tuple[Stretch, ...]], new: Iterable[tuple[Stretch, ...]], note: str, change: str) -> Entry:
    return Entry("change", tuple(map(Line, old)), tuple(map(Line, new)), (note,), change=change)
