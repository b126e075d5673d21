"""What all our HTML pages share: the templates, our own styles and scripts, and the policy that allows them.

The templates are at the top of the checkout and ship in the wheel as `plandiff/templates`; compiled, they are kept in
the user's cache folder between runs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from plandiff.paths import cache_folder
from plandiff.renderers.squeezing import squeeze_script, squeeze_style
from plandiff.renderers.terminal import visible

if TYPE_CHECKING:
    from jinja2 import Environment, FileSystemLoader

    from plandiff.renderers.own_templates import OwnTemplates


_INDENTATION: Final = re.compile(r"^[ \t]+", re.MULTILINE)

AnyEnvironment = TypeVar("AnyEnvironment", bound="Environment")


def fill(template: str, own: OwnTemplates | None = None, **values: Any) -> bytes:  # noqa: ANN401 - a template's values
    """A page as UTF-8; control characters and direction marks of documents are escaped."""
    if own is None:
        text = _environment().get_template(template).render(**values)
    else:
        with own.named():
            text = _with_filters(own.sandbox(_loader(), **_options())).get_template(template).render(**values)
    return visible(text).encode("utf-8", "replace")


def own_templates(folder: str) -> OwnTemplates | None:
    """The replacements in a user's folder; None without one. Raises `SettingError` for an invalid one."""
    if not folder:
        return None
    from plandiff.renderers.own_templates import OwnTemplates

    return OwnTemplates(Path(folder), _loader().list_templates())


@cache
def assets(folder: str, *names: str) -> str:
    """Our own files from a template folder, joined in that order; what only their readers need is removed."""
    text = "".join(_template_folder().joinpath(folder, name).read_text(encoding="utf-8") for name in names)
    return squeeze_style(text) if folder == "css" else squeeze_script(text)


def running_title(title: str) -> str:
    """The rule that prints a title at the top of every sheet of paper; no character in it can end the string."""
    text = "".join(f"\\{ord(character):x} " for character in title)
    return f'@page {{ @top-left {{ content: "{text}"; font-size: 7.5pt; color: #444; }} }}\n'


def policy(css: str, js: str = "") -> str:
    """The content security policy that lets this style and this script run, and nothing else run or load."""
    script = f"script-src {_hash(js)}; " if js else ""
    return f"default-src 'none'; img-src data:; style-src {_hash(css)}; {script}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _template_folder() -> Path:
    """In the package if it was installed from a wheel, otherwise at the top of the checkout."""
    package = Path(__file__).parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemBytecodeCache

    class OneForEach(FileSystemBytecodeCache):
        """Keeps one file for each template's name, wherever the template is: other checkouts and versions replace it."""

        def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - of no account
            return super().get_cache_key(name)

    folder = cache_folder()  # 30 ms each
    cache_of_code = OneForEach(str(folder)) if folder else None
    return _with_filters(Environment(loader=_loader(), bytecode_cache=cache_of_code, autoescape=True, **_options()))


@cache
def _loader() -> FileSystemLoader:
    from jinja2 import FileSystemLoader

    class Flush(FileSystemLoader):
        """Loads our templates without their indentation, which would be a good part of a page."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, path, is_current = super().get_source(environment, template)
            return _INDENTATION.sub("", source), path, is_current

    return Flush(_template_folder())


def _options() -> dict[str, Any]:
    from jinja2 import StrictUndefined

    return {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}


def _with_filters(environment: AnyEnvironment) -> AnyEnvironment:
    from plandiff.renderers.markup import mark_up

    environment.filters["runs"] = mark_up
    return environment
