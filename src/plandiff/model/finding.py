"""What a comparison means: the rules that changes fall under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandiff.bilingual import Bilingual, Language
from plandiff.model.headings import heading_of
from plandiff.model.plan import Unit

Level = Literal["error", "warning", "info"]
"""From the most severe down."""
Area = Literal[
    "plan", "target", "task", "project", "deadline", "responsible body", "safeguard", "penalty", "limit", "scope", "condition", "funding",
    "structure", "text", "metadata",
]  # fmt: skip
Kind = Literal["existence", "quantity", "strength", "time", "actor", "scope", "wording", "numbering"]
Action = Literal[
    "added",
    "removed",
    "raised",
    "lowered",
    "strengthened",
    "weakened",
    "advanced",
    "postponed",
    "widened",
    "narrowed",
    "eased",
    "tightened",
    "moved",
    "renamed",
    "split",
    "merged",
    "changed",
    "replaced",
    "rewritten",
    "copied",
    "deduplicated",
]


@dataclass(frozen=True)
class Rule:
    """One way in which a plan can change that somebody may want to know of."""

    id: str
    """Stable, `area-action`; named in configurations and accept files."""
    level: Level
    """Unless a configuration says otherwise."""
    area: Area
    kind: Kind
    action: Action
    mirror: str
    """The rule found in its place when the sides are swapped; "" where it speaks of one plan alone, or counts along
    the word marks, which may be cut otherwise."""
    found_by: str
    """`module:function` of `changes` that finds it in a comparison; "" of a document as a whole, which several are needed for."""
    message: Bilingual
    """With `{names}` for what differs from finding to finding."""
    meaning: Bilingual
    """When it is found, in one sentence."""
    silences: tuple[str, ...] = ()
    """Ids of more general rules: what they say of a subject is not reported beside what this one says of it."""

    @property
    def title(self) -> Bilingual:
        """What it is called in lists: its message up to the colon."""
        return Bilingual(self.message.en.partition(":")[0], self.message.zh.partition("：")[0])

    @property
    def detail(self) -> Bilingual:
        """The rest of its message, for a list below the title."""
        return Bilingual(self.message.en.partition(":")[2].strip(), self.message.zh.partition("：")[2])


@dataclass(frozen=True)
class Finding:
    """A rule that a change falls under."""

    rule: Rule
    level: Level
    """The rule's, or what a configuration made of it."""
    change: str
    """Id of the change; "" where the plan as a whole is spoken of."""
    section: tuple[Unit, ...]
    """The sections it stands in, outermost first: of the new plan, of the old one for what was removed."""
    values: tuple[tuple[str, str], ...]
    """Name -> text, for the rule's message."""
    fingerprint: str
    """16 hexadecimal digits that stay the same while what it says does: it does not depend on section numbers, lines or moves."""
    accepted: bool = False
    """Somebody decided that it may stay."""
    confidence: float = 1.0
    """How sure it is, 0..1."""
    places: tuple[str, ...] = ()
    """Of what is found throughout the plan: the ids of the changes in which it is."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above it, outermost first, as printed."""
        return tuple(map(heading_of, self.section))

    def message(self, language: Language) -> str:
        """The rule's message in that language, with the values filled in."""
        return self._filled(self.rule.message, language)

    def detail(self, language: Language) -> str:
        """The same without the rule's title."""
        return self._filled(self.rule.detail, language)

    def _filled(self, template: Bilingual, language: Language) -> str:
        return template.said(language).format(**dict(self.values))
