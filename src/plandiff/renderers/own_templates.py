"""Users' own templates in place of ours: an office's head, its logo, its footer.

A folder contains the differences: `NAME.html.jinja` replaces the part of the report of that name (those in
`templates/report`), style sheets are added to ours. The frame of the page, with its content security policy, is not one of the
parts, and templates run in Jinja's sandbox without what would switch escaping off: a folder may come with a checkout, and
must not be able to do more than change the looks of a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, TemplateError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plandiff.errors import SettingError, cause_of
from plandiff.paths import read_file

if TYPE_CHECKING:
    from jinja2.lexer import Token, TokenStream

PARTS: Final = "report/"
"""Where the replaceable templates are among ours."""
SUFFIX: Final = ".html.jinja"
UNSAFE_FILTERS: Final = ("safe",)
"""What would print document text as HTML."""
LARGEST: Final = 2_000_000
"""Maximum bytes of a template or style sheet: a logo as a data: address is tens of thousands."""


class OwnTemplates:
    """A folder's replacements for our templates, and its additions."""

    def __init__(self, folder: Path, known: Iterable[str]) -> None:
        """Raises `SettingError` for a path that is not a folder, and for a template that replaces nothing."""
        if not folder.is_dir():
            raise SettingError(folder, "no-folder")
        parts = sorted(name.removeprefix(PARTS) for name in known if name.startswith(PARTS))
        self.folder = folder
        self._templates: dict[str, str] = {}
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            if path.name not in parts:
                raise SettingError(path, "unknown-template", known=tuple(parts))
            self._templates[PARTS + path.name] = _read(path)
        self.styles = "".join(_read(path).replace("</", "<\\/") for path in sorted(folder.glob("*.css")))
        """None of them can close the element that contains it."""

    def sandbox(self, ours: BaseLoader, **options: Any) -> ImmutableSandboxedEnvironment:  # noqa: ANN401 - Jinja's options
        """An environment in which these templates take precedence over ours."""
        loader = ChoiceLoader([DictLoader(self._templates), ours])
        environment = ImmutableSandboxedEnvironment(loader=loader, extensions=[AlwaysEscaping], autoescape=True, **options)
        for name in UNSAFE_FILTERS:
            del environment.filters[name]
        return environment

    @contextmanager
    def named(self) -> Iterator[None]:
        """Turns an error in a template into one that names its file."""
        try:
            yield
        except TemplateSyntaxError as error:
            name = self.folder / (error.name or "").removeprefix(PARTS)
            raise SettingError(name, "template-broken", line=error.lineno, cause=str(error.message)) from None
        except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, OverflowError) as error:
            raise SettingError(self.folder, "template-fails", cause=str(error)) from None


class AlwaysEscaping(Extension):
    """Rejects the statement that would switch escaping off."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        before = ""
        for token in stream:
            if before == "block_begin" and token.value == "autoescape":
                raise TemplateSyntaxError("escaping cannot be switched off", token.lineno, stream.name, stream.filename)
            before = token.type
            yield token


def _read(path: Path) -> str:
    if path.is_symlink():
        raise SettingError(path, "link")
    try:
        return read_file(path, LARGEST, regular=True).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingError(path, "not-utf-8") from None
    except OSError as problem:
        raise SettingError(path, "unreadable", cause=cause_of(problem)) from None
