"""Every message of the interface, in English and Chinese. Nothing else is said in either."""

from __future__ import annotations

from typing import Final

from plandiff.renderers.options import Language

MESSAGES: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "interrupted": "interrupted",
        "bug": "internal error, please report it (--debug shows where): {cause}",
    },
    "zh": {
        "interrupted": "已中断",
        "bug": "程序内部错误，请报告（--debug 显示位置）：{cause}",
    },
}


def say(language: Language, key: str, **values: object) -> str:
    """The message of that key with its values filled in. Raises `KeyError` for an unknown key."""
    return MESSAGES[language][key].format(**values)
