"""Every value that passes between the stages, in pipeline order.

source ─read▶ document ─normalize▶ Plan ─align▶ Alignment ─describe▶ Comparison ─render▶ bytes

All values are frozen and hold tuples, so a stage can neither change its input nor depend on who else
holds it. A value's position in its file (`origin`) and what the format says about parts of its text
(`spans`) are kept but excluded from equality: the same text in another layout is the same text.
"""

from __future__ import annotations

from plandiff.bilingual import Bilingual
from plandiff.language.quantity import Comparator
from plandiff.model.alignment import Alignment, Grade, Link, Mode, Related, RunnerUp
from plandiff.model.comparison import (
    Change,
    ColumnChange,
    Comparison,
    Doubt,
    Edit,
    Extent,
    MovedText,
    Op,
    Place,
    Side,
    Status,
    Summary,
    TextEdit,
)
from plandiff.model.decisions import NO_DECISIONS, Decision, Decisions, Saying
from plandiff.model.document import (
    UNNAMED,
    Block,
    BlockKind,
    Cell,
    Document,
    Layer,
    Note,
    Origin,
    Source,
    StatedField,
    Statement,
    split_number,
    split_part,
    split_revision,
    split_state,
)
from plandiff.model.finding import Action, Area, Finding, Kind, Level, Rule
from plandiff.model.headings import (
    PATH_SEPARATOR,
    SectionPattern,
    find_sections,
    find_unit,
    heading_of,
    join_number,
    space_number,
)
from plandiff.model.indexed import CELL, ROOT, Indexed
from plandiff.model.keys import digest
from plandiff.model.limits import NO_LIMITS, Limits
from plandiff.model.opinions import NO_NOTES, Notes, Opinion, Verdict
from plandiff.model.plan import (
    CELL_BORDER,
    Element,
    Meta,
    Part,
    Plan,
    Section,
    SetAside,
    Timing,
    Unit,
    UnitKind,
    row_spanned,
    row_text,
)
from plandiff.model.reading import AS_ACCEPTED, NO_OVERRULES, Overrules, Reading, ReadingRule, Revisions
from plandiff.model.request import Request
from plandiff.model.review import DocumentStatus, Review, ReviewedDocument
from plandiff.model.spans import Span, SpanKind, Spanned
from plandiff.model.target import PeriodSource, Polarity, Role, Target, TargetChange, TargetKind

__all__ = [
    "AS_ACCEPTED",
    "CELL",
    "CELL_BORDER",
    "NO_DECISIONS",
    "NO_LIMITS",
    "NO_NOTES",
    "NO_OVERRULES",
    "PATH_SEPARATOR",
    "ROOT",
    "UNNAMED",
    "Action",
    "Alignment",
    "Area",
    "Bilingual",
    "Block",
    "BlockKind",
    "Cell",
    "Change",
    "ColumnChange",
    "Comparator",
    "Comparison",
    "Decision",
    "Decisions",
    "Document",
    "DocumentStatus",
    "Doubt",
    "Edit",
    "Element",
    "Extent",
    "Finding",
    "Grade",
    "Indexed",
    "Kind",
    "Layer",
    "Level",
    "Limits",
    "Link",
    "Meta",
    "Mode",
    "MovedText",
    "Note",
    "Notes",
    "Op",
    "Opinion",
    "Origin",
    "Overrules",
    "Part",
    "PeriodSource",
    "Place",
    "Plan",
    "Polarity",
    "Reading",
    "ReadingRule",
    "Related",
    "Request",
    "Review",
    "ReviewedDocument",
    "Revisions",
    "Role",
    "Rule",
    "RunnerUp",
    "Saying",
    "Section",
    "SectionPattern",
    "SetAside",
    "Side",
    "Source",
    "Span",
    "SpanKind",
    "Spanned",
    "StatedField",
    "Statement",
    "Status",
    "Summary",
    "Target",
    "TargetChange",
    "TargetKind",
    "TextEdit",
    "Timing",
    "Unit",
    "UnitKind",
    "Verdict",
    "digest",
    "find_sections",
    "find_unit",
    "heading_of",
    "join_number",
    "row_spanned",
    "row_text",
    "space_number",
    "split_number",
    "split_part",
    "split_revision",
    "split_state",
]
