"""The interface's messages, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from plandiff.bilingual import Language
from plandiff.model import Comparison, Origin
from plandiff.renderers.catalogue import MESSAGES
from plandiff.renderers.naming import Naming


@dataclass(frozen=True)
class Phrase:
    """A message chosen but not yet put into a language."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


class Wording(NamedTuple):
    """The messages of one language, with the names of what is compared."""

    language: Language
    naming: Naming = Naming()

    @classmethod
    def about(cls, comparison: Comparison, language: Language) -> Wording:
        """The messages about a comparison."""
        return cls(language, Naming.of(comparison))

    def say(self, key: str, **values: object) -> str:
        """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
        return self.template(key).format(**values)

    def phrase(self, phrase: Phrase) -> str:
        """The chosen message. Raises `KeyError` for an unknown key."""
        return self.say(phrase.key, **phrase.values)

    def knows(self, key: str) -> bool:
        """Whether there is a message of that key."""
        return key in MESSAGES[self.language]

    def name_of(self, kind: str, code: str) -> str:
        """The name of a code from another stage; the code itself if it has none."""
        return MESSAGES[self.language].get(f"{kind}_{code}", code)

    def place(self, origin: Origin | None) -> str:
        """Where something is in its file, as people find it there; "" if that is not known."""
        if origin is None:
            return ""
        known = ((key, getattr(origin, key)) for key in ("part", "page", "paragraph", "line", "cell"))
        return self.say("list").join(self.say(key, **{key: value}) for key, value in known if value)

    def template(self, key: str) -> str:
        """The message with its placeholders, `{count} moved`. Raises `KeyError` for an unknown key."""
        found = next((table[self.language][key] for table in self.naming.tables if key in table[self.language]), None)
        return self._named(MESSAGES[self.language][key] if found is None else found)

    def _named(self, template: str) -> str:
        """A template with the names of the documents filled in where it asks for them."""
        for place, name in zip(("{A}", "{B}"), self.naming.sides, strict=True):
            template = template.replace(place, name.said(self.language))
        return template
