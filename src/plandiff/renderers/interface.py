"""The words of the interface as the page needs them: tagged, so that the page can change its language.

Every message is in the language asked for, and its element names the key and the values it
was made from. The page carries the messages of those keys in both languages and nothing more; the
text of the documents is never touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from markupsafe import Markup, escape

from plandiff.bilingual import Bilingual, Language
from plandiff.errors import Problem
from plandiff.model import Finding, Rule
from plandiff.renderers.messages import Phrase, Wording
from plandiff.renderers.naming import Naming

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")

SPOKEN_BY_SCRIPT: Final = (
    *(
        "fold",
        "unfold",
        "hits",
        "no_hits",
        "filtered",
        "all_sections",
        "rows_folded",
        "toggle_branch",
        "page_title",
        "untitled",
        "back_to",
        "beginning",
    ),
    *(
        "verdict_agreed",
        "verdict_objected",
        "verdict_discuss",
        "notes_saved",
        "notes_write",
        "notes_verdict",
        "notes_text",
        "close",
    ),
    *("copied", "copy_refused", "colon"),
    *("decide_forbid", "decide_pin", "decided_forbid", "decided_pin", "decided_undo"),
    *("added", "deleted", "elsewhere", "changed", "renamed", "moved", "split", "merged", "renumbered", "noise"),
)
"""Messages that only the script prints, or that it finds by the class of a mark."""


class Interface:
    """Writes the words of one page and remembers which it used."""

    def __init__(self, language: Language, naming: Naming) -> None:
        self.language = language
        self._wordings = {name: Wording(name, naming) for name in LANGUAGES}
        self._template = cache(self._wordings[language].template)
        self._used = dict.fromkeys(SPOKEN_BY_SCRIPT)
        self._bilinguals: dict[str, Bilingual] = {}

    def text(self, key: str, **values: object) -> str:
        """The message as text, for places where no element can be."""
        return self._template(key).format(**values)

    def word(self, key: str, **values: object) -> Markup:
        """The message in an element of its own."""
        self._used[key] = None
        return _tagged(key, self.text(key, **values), values)

    def keep(self, *keys: str) -> None:
        """Include messages that only the page's script prints."""
        self._used.update(dict.fromkeys(keys))

    def phrase(self, phrase: Phrase) -> Markup:
        """A message chosen elsewhere."""
        return self.word(phrase.key, **phrase.values)

    def rule(self, rule: Rule) -> Markup:
        """A rule's title."""
        return self._bilingual(f"title_{rule.id}", rule.title, {})

    def finding(self, finding: Finding) -> Markup:
        """A finding's message."""
        return self._bilingual(f"rule_{finding.rule.id}", finding.rule.message, dict(finding.values))

    def detail(self, finding: Finding) -> Markup:
        """A finding's message below its rule's title."""
        return self._bilingual(f"detail_{finding.rule.id}", finding.rule.detail, dict(finding.values))

    def problem(self, problem: Problem) -> Markup:
        """A problem's message."""
        from plandiff.error_messages import MESSAGES

        return self._bilingual(f"problem_{problem.code}", MESSAGES[problem.code], problem.values)

    def _bilingual(self, key: str, template: Bilingual, values: Mapping[str, object]) -> Markup:
        if template.en == template.zh:  # nothing but text of the document
            return escape(template.en.format(**values))
        self._bilinguals[key] = template
        return _tagged(key, template.said(self.language).format(**values), values)

    def name(self, kind: str, code: str) -> Markup:
        """The name of a code from another stage; the code itself if it has none."""
        key = f"{kind}_{code}"
        return self.word(key) if self._wordings[self.language].knows(key) else escape(code)

    def plain_name(self, kind: str, code: str) -> str:
        """The same as text; the script finds it by the code."""
        key = f"{kind}_{code}"
        if not self._wordings[self.language].knows(key):
            return code
        self._used[key] = None
        return self.text(key)

    def attribute(self, name: str, key: str, **values: object) -> Markup:
        """An attribute (`aria-label`, `title`, `placeholder`) with the message."""
        self._used[key] = None
        text = escape(self.text(key, **values))
        return Markup(f' {name}="{text}" data-t-{name}="{key}"{_values(values)}')  # noqa: S704 - escaped

    def option(self, value: str, key: str) -> Markup:
        """An option of a select list, which can contain only text."""
        self._used[key] = None
        text = escape(self.text(key))
        return Markup(f'<option value="{escape(value)}" data-t="{key}">{text}</option>')  # noqa: S704 - escaped

    def messages(self) -> Markup:
        """The messages used so far in each language, as JSON that cannot end a script element; "" names the languages."""
        words: dict[str, tuple[str, ...]] = {"": LANGUAGES}
        words |= {key: tuple(wording.template(key) for wording in self._wordings.values()) for key in self._used}
        words |= {key: tuple(template.said(language) for language in LANGUAGES) for key, template in self._bilinguals.items()}
        return script_json(words)


def script_json(value: object) -> Markup:
    """A value as JSON in a data script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704 - no "<" is left


def join(parts: Iterable[Markup], separator: str | Markup) -> Markup:
    return escape(separator).join(parts)


def _tagged(key: str, text: str, values: Mapping[str, object]) -> Markup:
    return Markup(f'<span data-t="{key}"{_values(values)}>{escape(text)}</span>')  # noqa: S704 - escaped


def _values(values: Mapping[str, object]) -> str:
    return "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
