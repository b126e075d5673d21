"""What a comparison means: the rules that changes fall under."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """One way in which a plan can change that somebody may want to know about."""

    id: str
    """Stable, `area-action`; named in configurations and accept files."""
    level: Level
    """Its level unless a configuration says otherwise."""
    area: Area
    kind: Kind
    action: Action
    mirror: str
    """The rule found instead when the sides are swapped; "" if it concerns one plan alone, or counts by the word
    marks, which may be cut differently."""
    found_by: str
    """`module:function` of `changes` that finds it in a comparison; "" for a rule about whole documents, which needs several."""
    message: Bilingual
    """With `{names}` for what varies between findings."""
    meaning: Bilingual
    """When it is found, in one sentence."""
    silences: tuple[str, ...] = ()
    """Ids of more general rules: their findings on a subject are not reported beside this one's."""
    of_laws: Bilingual | None = None
    """Its message between laws, whose numbers are no targets; None if the message holds for both."""

    def worded(self, *, law: bool) -> Rule:
        """The rule in the words of the documents that it was found in."""
        return replace(self, message=self.of_laws) if law and self.of_laws else self

    @property
    def title(self) -> Bilingual:
        """Its title in lists: its message up to the colon."""
        return Bilingual(self.message.en.partition(":")[0], self.message.zh.partition("：")[0])

    @property
    def detail(self) -> Bilingual:
        """The rest of its message, for a list below the title."""
        return Bilingual(self.message.en.partition(":")[2].strip(), self.message.zh.partition("：")[2])


@dataclass(frozen=True)
class Finding:
    """A match of a rule."""

    rule: Rule
    level: Level
    """The rule's, or the configured one."""
    change: str
    """Id of the change; "" if it is about the plan as a whole."""
    section: tuple[Unit, ...]
    """The sections it is in, outermost first: of the new plan, or of the old one for removals."""
    values: tuple[tuple[str, str], ...]
    """Name -> text, for the rule's message."""
    fingerprint: str
    """16 hexadecimal digits that are stable while its content is: independent of section numbers, lines and moves."""
    accepted: bool = False
    """Somebody accepted it."""
    confidence: float = 1.0
    """Its confidence, 0..1."""
    places: tuple[str, ...] = ()
    """Of a finding throughout the plan: the ids of its changes."""

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
