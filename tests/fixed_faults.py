"""Faults of the first edition that were fixed, with the runs whose answers differ for it (`test_contract.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Fixed:
    """A named fault of the first edition: where its answers may differ, and why."""

    runs: tuple[str, ...]
    paths: tuple[str, ...]
    """With `*` for anything."""
    reason: str


KEYED: Final = "Rows of tables are matched by the name in their first cell of words, and then have no other candidates."
BAR: Final = "A bar inside a cell is a character of the name it stands in."
SPANNING: Final = "A cell over several places equals the same cell printed in each, or left empty there."
CELLWISE: Final = "Rows are compared cell by cell, where an edit reached over the border of two cells."
IMAGES: Final = "An image that shows nothing in words is set aside, where nothing reported it."
SECTIONED: Final = "The number of a section that is referred to, as in `see section 3`, is not the value of a target."
RENEWED: Final = "More of what is old being rebuilt is better, where nothing was known of it."
UNCOUNTED: Final = "A side of a target that has words instead of a number is shown as —, where there was nothing."
COUNTED: Final = "The number of a cell was given without what its column counts in: 1.4个 for 1.4万个."
FOOTNOTES: Final = "The footnotes of Markdown are notes, where their definitions were paragraphs."
REWRITTEN: Final = "A provision that was rewritten in place is matched if nothing else has as much in common with it."
THEMES: Final = (
    "Plain paragraphs of other regions' plans are themes too, and themes are scored in the context of the sections above."
)
BELOW: Final = "The paragraph of an article does not compete with the article for a paragraph of another region's law."
GATHERED: Final = "What a new chapter gathered moved, also where the chapter was split off."
SPLIT: Final = "A single character beside what was replaced is replaced with it, where it split the edit."
QUANTITIES: Final = (
    "A quantity is one word with every unit and comparator that targets know, where 艘, km and fewer than were left out."
)
ELSEWHERE: Final = "Added and removed is said of what stands nowhere else: of a heading over text that stayed, a section that was rewritten, a copy it is not."
REACHED: Final = "What was reached is stated anew where both texts say of one year: without years it may be of two."
RESEMBLING: Final = "Nothing is said about two documents that have next to nothing in common."
MODALS: Final = (
    "A duty is weaker where its modal made room for a weaker one that speaks of the same, not where some clause has one."
)
ENACTED: Final = "The note under a title on adoption and revisions is data on the document, where it was a paragraph of its body."
OUTCOME: Final = "A target that the new plan reports as met or missed is not dropped or postponed as well."
TRADITIONAL: Final = (
    "Quantities and names in traditional characters are read by the tables of simplified ones: 體育 is no other name than 体育."
)
COUNTED_NOUN: Final = "What is counted is named without what it did, and no name begins with what is left of another word: 新增学位, not 后新增学位."
NAMED: Final = "An equal name comes before an equal value, and different measures or places are never one indicator."
MEASURED: Final = "The level of a rule is what its findings deserved where they were read; a configuration restores it."
TYPED: Final = "Commas that were typed by hand separate the clauses of a Chinese sentence, where names ran over them."
LINED: Final = "The line of a row is its own, where it was that of its table."
BEGINNING: Final = "An article whose one paragraph was split is the one that holds its beginning; the rest was split off."
DATED: Final = "A year at the head of an English sentence, `By 2030`, is that of its targets."
FIXED: Final[tuple[Fixed, ...]] = (
    Fixed(
        ("case/article-split-by-subject",),
        ("summary.renumbered", "changes[*].status", "changes[*].old*", "changes[*].by", "changes[*].renumbered", "findings[*].*"),
        BEGINNING,
    ),
    Fixed(("quantities/english",), ("[*].year",), DATED),
    Fixed(("case/regions-two-plans", "seeds/revised"), ("summary.characters_*", "changes[*].ops*"), SPLIT),
    Fixed(
        (
            *(
                "case/english",
                "case/obligation-and-deadline",
                "judged",
                "pair/english",
                "pair/targets",
                "rule/deadline-postponed",
            ),
            *(
                "rule/target-lowered",
                "rule/target-weakened",
                "seeds/revised",
                "targets/changes-in-a-table",
                "targets/changes-in-text",
            ),
        ),
        ("findings[*].level",),
        MEASURED,
    ),
    Fixed(("review/judged", "review/plain"), ("documents[*].findings[*].level",), MEASURED),
    Fixed(("case/noise-only",), ("targets[0].kinds*", "targets[0].new.indicator", "findings[1]"), TYPED),
    Fixed(("tree/a-title-on-two-lines", "tree/chapters-articles-and-items"), ("nodes[0]", "set_aside[0]"), ENACTED),
    Fixed(
        ("case/law-article-inserted", "case/law-paragraph-became-an-article"),
        ("summary.units*", "old.nodes*", "new.nodes*", "old.set_aside[0]", "new.set_aside[0]", "changes*"),
        ENACTED,
    ),
    Fixed(
        ("case/law-article-inserted",),
        ("summary.changed", "summary.characters_inserted", "summary.noise*", "new.meta.date", "findings*"),
        ENACTED,
    ),
    Fixed(("case/law-paragraph-became-an-article",), ("summary.equal", "findings*"), ENACTED),
    Fixed(
        ("case/hostile-text", "rule/baseline-lowered", "rule/baseline-raised", "targets/changes-in-a-table", "pair/targets"),
        ("changes[*].by",),
        KEYED,
    ),
    Fixed(("case/table-rows", "pair/noise"), ("changes[*].by", "changes[*].runner_up"), KEYED),
    Fixed(("pair/targets", "targets/changes-in-a-table"), ("changes[*].runner_up*",), KEYED),
    Fixed(
        ("targets/changes-in-a-table",),
        ("summary.characters_*", "changes[*].ops*", "findings[*].fingerprint"),
        CELLWISE,
    ),
    Fixed(("case/hostile-text",), ("targets[*].*.indicator", "findings[*].message*", "findings[*].fingerprint"), BAR),
    Fixed(
        ("pair/page-and-source",),
        (
            *("summary.confidence", "summary.noise*", "summary.changed", "summary.characters_inserted", "summary.doubts*"),
            *("changes[*].score", "changes[*].runner_up*", "changes[*].status", "changes[*].by", "changes[*].ops*", "findings*"),
        ),
        SPANNING,
    ),
    Fixed(("seeds/regions", "seeds/revised"), ("old.set_aside[*]",), IMAGES),
    Fixed(
        ("pair/encodings", "pair/english"),
        ("summary.characters_*", "changes[*].ops*", "findings[*].fingerprint"),
        QUANTITIES,
    ),
    Fixed(("pair/english",), ("targets*",), SECTIONED),
    Fixed(("judged",), ("targets[*].polarity",), RENEWED),
    Fixed(("targets/changes-in-text",), ("findings[*].message*",), UNCOUNTED),
    Fixed(("rule/baseline-lowered", "rule/baseline-raised", "targets/changes-in-a-table"), ("findings[*].message*",), COUNTED),
    Fixed(
        (
            *(
                "case/article-split-by-subject",
                "case/articles-run-together",
                "case/english",
                "case/law-paragraph-became-an-article",
            ),
            *("case/regions-quoted-names", "case/section-parted", "case/twin-paragraphs"),
            *("rule/section-merged", "rule/section-split", "rule/target-met", "rule/target-missed"),
        ),
        ("findings[*]",),
        ELSEWHERE,
    ),
    Fixed(("pair/english",), ("findings[*]",), REACHED),
    Fixed(("pair/nothing-in-common",), ("findings[*]",), RESEMBLING),
    Fixed(("case/section-rewritten-in-place",), ("findings[*]",), MODALS),
    Fixed(
        ("case/regions-quoted-names",),
        ("summary.*", "changes*", "findings*"),
        REWRITTEN,
    ),
    Fixed(("pair/regions",), ("related*",), THEMES),
    Fixed(("pair/regions",), ("summary.*", "changes*"), BELOW),
    Fixed(("seeds/regions",), ("summary.*", "changes*", "related*", "targets*"), THEMES),
    Fixed(("case/section-parted",), ("summary.moved", "changes[*].moved", "findings[*]*"), GATHERED),
    Fixed(("rule/target-met", "rule/target-missed"), ("targets[*].kinds*", "findings*"), OUTCOME),
    Fixed(("targets/met-or-missed",), ("targets[*].kinds*",), OUTCOME),
    Fixed(("pair/any-script",), ("targets[*].kinds*", "targets[*].old.indicator", "findings*"), TRADITIONAL),
    Fixed(("seeds/regions",), ("targets*",), NAMED),
    Fixed(
        ("seeds/revised",),
        ("targets[*].*.indicator", "targets[*].polarity", "findings[*].message*", "findings[*].fingerprint"),
        COUNTED_NOUN,
    ),
    Fixed(("tree/english-headings-and-articles",), ("nodes[12].kind", "nodes[12].number", "nodes[12].text"), FOOTNOTES),
    Fixed(
        (
            *(
                "case/hostile-text",
                "case/table-rows",
                "pair/noise",
                "pair/targets",
                "rule/baseline-lowered",
                "rule/baseline-raised",
                "rule/row-added",
                "rule/row-moved",
                "rule/row-removed",
            ),
            *(
                "rule/table-added",
                "rule/table-merged",
                "rule/table-moved",
                "rule/table-removed",
                "rule/table-renamed",
                "rule/table-split",
                "rule/target-contradicted",
                "rule/target-renamed",
                "targets/changes-in-a-table",
            ),
        ),
        ("old.nodes[*].line", "new.nodes[*].line"),
        LINED,
    ),
    Fixed(("pair/page-and-source", "seeds/regions", "seeds/revised"), ("new.nodes[*].line",), LINED),
    Fixed(
        (
            "tree/table-between-tabs",
            "tree/table-flattened-by-kind-of-target",
            "tree/table-flattened-one-cell-a-line",
            "tree/tables-in-markdown",
        ),
        ("nodes[*].line",),
        LINED,
    ),
)
"""Every row must be needed in all of its runs and for all of its paths."""
