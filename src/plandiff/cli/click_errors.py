"""click's own errors in Chinese: by class and fields, or by their wording where that says more. In English click's text is used.

A message that is not known here is left as click has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import click

from plandiff.bilingual import Language

SENTENCES: Final = (
    (r"(.*) is not one of (.*)\.", "的值 {} 无效；可用值：{}"),
    (r"(.*) is not in the range (.*)\.", "的值 {} 超出范围 {}"),
    (r"(.*) is not a valid float range\.", "的值 {} 不是数"),
    (r"Got unexpected extra arguments? \((.*)\)", "多余的参数（{}）"),
    (r"Option (.*) does not take a value\.", "选项 {} 不带值。"),
    (r"Option (.*) requires an argument\.", "选项 {} 需要一个值。"),
    (r"No such command (.*?)\.?", "没有此命令：{}"),  # before click 8.4, which has a class for it
)
"""Messages whose values click has no fields for; the value follows the name of its option."""


KINDS: Final = {"argument": "参数", "option": "选项"}


def message_of(problem: click.ClickException, language: Language) -> str:
    """The message of a click error."""
    english = problem.format_message()
    if language == "en":
        return english
    return next((say(problem) for name, say in CLASSES.items() if name == type(problem).__name__), None) or _worded(english)


def _missing(problem: click.MissingParameter) -> str:
    kind = problem.param_type or (problem.param.param_type_name if problem.param else "")
    return f"缺少{KINDS[kind]} {_hint(problem)}。" if kind in KINDS else ""


def _invalid(problem: click.BadParameter) -> str:
    said = _worded(problem.message)
    return f"{_hint(problem)} {said}" if said != problem.message else ""


def _no_option(problem: click.NoSuchOption) -> str:
    return f"没有此选项：{problem.option_name!r}{_meant(problem.possibilities)}"


def _no_command(problem: click.ClickException) -> str:
    return f"没有此命令：{getattr(problem, 'command_name', '')!r}{_meant(getattr(problem, 'possibilities', None))}"


def _meant(possibilities: list[str] | None) -> str:
    if not possibilities:
        return ""
    names = ", ".join(map(repr, sorted(possibilities)))
    return f"；是否指 {names}？" if len(possibilities) == 1 else f"；是否指其中之一：{names}？"


def _hint(problem: click.BadParameter) -> str:
    """What click calls a parameter."""
    if isinstance(problem.param_hint, str) or problem.param is None:
        return str(problem.param_hint or "")
    return problem.param.get_error_hint(problem.ctx)


def _worded(sentence: str) -> str:
    for pattern, chinese in SENTENCES:
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            return chinese.format(*found.groups())
    return sentence


CLASSES: Final[dict[str, Callable[..., str]]] = {
    "MissingParameter": _missing,
    "BadParameter": _invalid,
    "NoSuchOption": _no_option,
    "NoSuchCommand": _no_command,
}
"""Class -> its message, "" where its fields say too little."""
