"""Texts in the two languages of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

Language = Literal["zh", "en"]
LANGUAGE_TAGS: Final[dict[Language, str]] = {"en": "en", "zh": "zh-Hans"}
"""What pages call the languages (BCP 47)."""


@dataclass(frozen=True)
class Bilingual:
    """One text in the languages of the interface."""

    en: str
    zh: str

    def said(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Say(Protocol):
    """Looks up messages."""

    def __call__(self, language: Language, key: str, **values: object) -> str: ...


def sayer(messages: Mapping[Language, Mapping[str, str]]) -> Say:
    """A function that gives the message of a key with its values filled in: for a `count` of 1 that of `KEY_one`, if there is one. It
    raises `KeyError` for an unknown key."""

    def say(language: Language, key: str, **values: object) -> str:
        said = messages[language]
        one = said.get(f"{key}_one") if values.get("count") == 1 else None
        return (one or said[key]).format(**values)

    return say
