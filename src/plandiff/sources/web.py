"""Documents on the web: one GET within limits of time, size and redirects. Needs the extra `plandiff[web]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit, urlunsplit

from plandiff.errors import InputError, Problem
from plandiff.model import Source
from plandiff.sources.files import SIZE_LIMIT

if TYPE_CHECKING:
    import httpx

TIME_LIMIT: Final = 60.0
"""Seconds for the whole fetch, redirects and every byte included: official sites abroad take 10 to 20 on a bad day."""
REDIRECT_LIMIT: Final = 5
"""Sites need one or two: to https, to the page's new place."""
COMPRESSIONS: Final = frozenset({"", "identity", "gzip", "deflate"})
"""Those in which a received piece grows at most a thousandfold, so that the size limit holds in memory too."""
HEADERS: Final = {"User-Agent": "plandiff", "Accept-Encoding": "gzip, deflate"}
ANYTHING: Final = "*/*;q=0.1"
"""Asked for last: servers without a wanted type should still say what they have."""

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_SECRET: Final = re.compile(
    r"((?:^|[&;])(?:key|sig|auth|[^=&;]*(?:token|secret|passw|pwd|apikey|[-_]key|signature|credential)[^=&;]*)=)[^&;]*",
    re.IGNORECASE,
)
"""A query parameter that is likely to be a credential."""
_FILE_NAMES: Final = (
    re.compile(r";\s?filename\*=utf-8'[^']{0,20}'([^;\s]+)", re.IGNORECASE),
    re.compile(r";\s?filename=\"([^\"]*)\"", re.IGNORECASE),
    re.compile(r";\s?filename=([^;\s]+)", re.IGNORECASE),
)
"""A file's name in the header `Content-Disposition`; the form that allows any characters is preferred."""
_INTERNAL: Final = re.compile(r"^\[[^\]]*\] *| {0,9}\(_ssl\.c:\d+\)$")
"""The parts of Python's connection errors that only programmers need."""


def recognise(name: str) -> bool:
    """Whether a name is an address; other schemes are recognised too, so that they can be refused by name."""
    return bool(_SCHEME.match(name))


def public_address(address: str) -> str:
    """An address that is safe to show: without user, password and fragment, and with credentials in its query left out.

    >>> public_address("https://li:geheim@example.org/a.html?id=7&access_token=abc#top")
    'https://example.org/a.html?id=7&access_token=…'
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:  # an unclosed bracket, or a port that is not a number: it may be a password with a slash in it
        return f"{address.partition('://')[0]}://…"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, _SECRET.sub(r"\1…", parts.query), ""))


def fetch(address: str, accepted: Mapping[str, float]) -> Source:
    """The document at an address, with the media type that the server declares; `accepted` as in `SourceKind`.

    Raises `InputError` with the address, less its credentials, and the cause.
    """
    name = public_address(address)
    if urlsplit(name).scheme.lower() not in ("http", "https"):
        raise InputError(name, "no-web-address")
    try:
        import httpx
    except ImportError:
        raise InputError(name, "no-httpx") from None
    try:
        return _run(address, name, accepted)
    except TimeoutError:
        raise InputError(name, "too-slow", seconds=TIME_LIMIT) from None
    except httpx.TooManyRedirects:
        raise InputError(name, "too-many-redirects", limit=REDIRECT_LIMIT) from None
    except (httpx.InvalidURL, UnicodeError):
        raise InputError(name, "invalid-address") from None
    except httpx.HTTPError as problem:
        raise InputError(name, "not-fetched", cause=_cause(problem)) from None


def _run(address: str, name: str, accepted: Mapping[str, float]) -> Source:
    """Fetch in an event loop, whose timeout covers every step; a notebook already runs one in its thread."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_fetch(address, name, accepted))
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(lambda: asyncio.run(_fetch(address, name, accepted))).result()


async def _fetch(address: str, name: str, accepted: Mapping[str, float]) -> Source:
    import asyncio

    import httpx

    async def keep_safe(request: httpx.Request) -> None:
        """Called for each redirect too."""
        if request.url.scheme not in ("http", "https") or (
            address.lower().startswith("https:") and request.url.scheme != "https"
        ):
            raise InputError(name, "redirect-refused", scheme=request.url.scheme)

    hooks = {"request": [keep_safe]}
    headers = HEADERS | {"Accept": ", ".join((*_wanted(accepted), ANYTHING))}
    async with (
        asyncio.timeout(TIME_LIMIT),
        httpx.AsyncClient(
            follow_redirects=True, max_redirects=REDIRECT_LIMIT, timeout=TIME_LIMIT, headers=headers, event_hooks=hooks
        ) as client,
        client.stream("GET", address) as answer,
    ):
        _judge(answer, name, accepted)
        data = bytearray()
        async for piece in answer.aiter_bytes():
            data += piece
            if len(data) > SIZE_LIMIT:
                raise InputError(name, "too-large", megabytes=SIZE_LIMIT // 1_000_000)
        return Source(name, bytes(data), answer.headers.get("content-type"), file=_file_of(answer))


def _wanted(accepted: Mapping[str, float]) -> list[str]:
    """The types to ask for, as in the header `Accept`, most wanted first; some servers go by the order."""
    asked = sorted((kind for kind, quality in accepted.items() if quality), key=lambda kind: -accepted[kind])
    return [kind if accepted[kind] == 1 else f"{kind};q={accepted[kind]:g}" for kind in asked]


def _judge(answer: httpx.Response, name: str, accepted: Mapping[str, float]) -> None:
    """Raise `InputError` for an answer that is not a document."""
    if answer.status_code != 200:
        raise InputError(name, "server-answers", status=f"{answer.status_code} {answer.reason_phrase}".rstrip())
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if accepted and media_type not in accepted:
        raise InputError(name, "type-not-read", media_type=media_type, known=tuple(kind for kind in accepted if accepted[kind]))
    compression = answer.headers.get("content-encoding", "").strip().lower()
    if compression not in COMPRESSIONS:
        raise InputError(name, "compression-unwanted", compression=compression)


def _file_of(answer: httpx.Response) -> str:
    """The name under which the server says to save the document, "" if it does not: an address may end in `download?id=7`."""
    header = answer.headers.get("content-disposition", "")
    said = next((found[1] for pattern in _FILE_NAMES if (found := pattern.search(header))), "")
    return unquote(said).replace("\\", "/").rpartition("/")[2]


def _cause(problem: httpx.HTTPError) -> str | Problem:
    """What went wrong, without the address, which may hold a password."""
    import httpx

    causes = {
        httpx.ConnectError: Problem("no-connection", cause=_INTERNAL.sub("", str(problem))),
        httpx.DecodingError: Problem("compression-damaged"),
        httpx.RemoteProtocolError: Problem("answer-broken"),
        httpx.ProxyError: Problem("proxy-refuses"),
        httpx.TimeoutException: Problem("no-answer-in-time"),
    }
    return next((cause for kind, cause in causes.items() if isinstance(problem, kind)), type(problem).__name__)
