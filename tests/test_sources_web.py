"""Documents at http addresses, from a server on the loopback interface."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import pytest

import plandiff
from plandiff.cli.main import main
from plandiff.errors import InputError
from plandiff.readers import read
from plandiff.sources import open_source, web

PLAN = "<html><head><title>云河市教育规划</title></head><body><h1>云河市教育规划</h1><h2>一、目标</h2><p>毛入园率达到95%。</p></body></html>"
SMALL_LIMIT: Final = 1_000_000


class Server(ThreadingHTTPServer):
    """Answers each path with a function of the handler."""

    daemon_threads = True
    pages: dict[str, Callable[[Handler], None]]
    closing: threading.Event

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.pages[self.path.partition("?")[0]](self)

    def answer(self, data: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server(("127.0.0.1", 0), Handler)
    running.pages, running.closing = {}, threading.Event()
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield running
    running.closing.set()
    running.shutdown()
    running.server_close()


def page(
    data: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(data, content_type, status, **headers)


def complaint(address: str) -> str:
    with pytest.raises(InputError) as caught:
        open_source(address)
    return str(caught.value)


def test_a_page_is_compared_like_a_file(server: Server, capsysbinary: Any) -> None:
    server.pages = {"/old": page(PLAN.encode()), "/new": page(PLAN.replace("95%", "97%").encode(), Server="official")}
    assert main(["compare", f"{server.address}/old", f"{server.address}/new", "--exit-code", "--mode", "versions"]) == 1
    assert "95%-]{+97%" in capsysbinary.readouterr().out.decode()


def test_the_servers_character_set_and_type_are_heeded(server: Server) -> None:
    server.pages = {
        "/gbk": page("云河市规划：毛入园率达到95%。".encode("gb18030"), "text/plain; charset=GB2312"),
        "/big5": page("雲河市教育發展規劃：毛入園率達到95%。".encode("big5"), "text/plain; charset=big5"),
        "/plan": page("规划\n\n目标\n----\n\n* 毛入园率".encode(), "text/markdown"),
    }
    assert plandiff.load(f"{server.address}/gbk").units[0].text.startswith("云河市规划")
    assert plandiff.load(f"{server.address}/big5").units[0].text.startswith("雲河市教育發展規劃")
    assert [unit.kind for unit in plandiff.load(f"{server.address}/plan").units][-1] == "item"


def test_redirects_are_followed_a_few_times_and_not_in_circles(server: Server) -> None:
    server.pages = {
        "/moved": page(b"", status=301, Location="/plan"),
        "/plan": page(PLAN.encode()),
        "/circle": page(b"", status=302, Location="/circle"),
        "/file": page(b"", status=302, Location="file:///etc/passwd"),
    }
    assert open_source(f"{server.address}/moved").data == PLAN.encode()
    assert "more than 5 redirects" in complaint(f"{server.address}/circle")
    assert "redirects to file, which is not followed from here" in complaint(f"{server.address}/file")


def test_a_redirect_never_leaves_https(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": f"{server.address}/plan"}, request=request)

    client = httpx.AsyncClient
    monkeypatch.setattr(httpx, "AsyncClient", lambda **options: client(transport=httpx.MockTransport(answer), **options))
    assert "redirects to http, which is not followed from here" in complaint("https://example.org/plan")


def test_a_certificate_that_is_not_trusted_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed (_ssl.c:1000)")

    client = httpx.AsyncClient
    monkeypatch.setattr(httpx, "AsyncClient", lambda **options: client(transport=httpx.MockTransport(refuse), **options))
    assert complaint("https://example.org/") == (
        "https://example.org/: cannot be fetched: no connection: certificate verify failed: self-signed"
    )


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        (b"x" * (SMALL_LIMIT + 1), {}),
        (gzip.compress(b"\0" * 200_000_000, 9), {"Content_Encoding": "gzip"}),
    ],
    ids=["huge", "bomb"],
)
def test_what_is_too_large_is_given_up_before_it_fills_the_memory(
    server: Server, monkeypatch: pytest.MonkeyPatch, data: bytes, headers: dict[str, str]
) -> None:
    monkeypatch.setattr(web, "SIZE_LIMIT", SMALL_LIMIT)
    server.pages = {"/": page(data, "text/plain", 200, **headers)}
    assert "is larger than 1 MB" in complaint(f"{server.address}/")


@pytest.mark.parametrize("slowly", ["silent", "head", "body"])
def test_a_slow_server_is_given_up_even_if_it_never_falls_silent(
    server: Server, monkeypatch: pytest.MonkeyPatch, slowly: str
) -> None:
    monkeypatch.setattr(web, "TIME_LIMIT", 0.5)

    def drip(handler: Handler) -> None:
        begin = {
            "silent": b"",
            "head": b"HTTP/1.1 200 OK\r\nX-Slow: ",
            "body": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        }
        try:
            handler.wfile.write(begin[slowly])
            while not handler.server.closing.wait(0.02):
                if slowly != "silent":
                    handler.wfile.write(b"x")
        except OSError:
            pass

    server.pages = {"/": drip}
    assert "longer than 0.5 seconds" in complaint(f"{server.address}/")


def test_the_name_that_a_server_gives_a_file_tells_of_its_format_and_no_more(server: Server) -> None:
    header = "attachment; filename=x.txt; filename*=UTF-8''..%2F%E8%A7%84%E5%88%92.md"
    server.pages = {"/download": page("规划\n\n- 甲\n".encode(), "application/octet-stream", Content_Disposition=header)}
    source = open_source(f"{server.address}/download?id=7")
    assert (source.file_name, source.name) == ("规划.md", f"{server.address}/download?id=7")
    assert [block.kind for block in read(source).blocks] == ["paragraph", "item"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page(b"gone", status=404), "the server answers 404 Not Found"),
        (page(b"{}", "application/json"), "is application/json; what can be read is text/markdown, "),
        (page(b"%PDF-1.7", ""), "is damaged, or no PDF file"),
        (page(b""), "the document is empty"),
        (page(b"not gzip", Content_Encoding="gzip"), "its compressed data is damaged"),
        (page(b"x", Content_Encoding="br"), "is compressed as br, which was not asked for"),
        (page(b"", "\x1b[2J"), "; what can be read is"),
        (lambda handler: handler.wfile.write(b"220 mail.example.org\r\n\r\n"), "is not HTTP"),
    ],
)
def test_what_is_not_a_document_is_said_in_one_line(
    server: Server, answer: Callable[[Handler], None], expected: str, capfd: pytest.CaptureFixture[str]
) -> None:
    server.pages = {"/plan.html": answer}
    assert main(["outline", f"{server.address}/plan.html"]) == 2
    line = capfd.readouterr().err
    assert line.startswith(f"plandiff: {server.address}/plan.html: ")
    assert expected in line
    assert (line.count("\n"), "\x1b" in line) == (1, False)


def test_addresses_that_cannot_be_read_are_refused_by_name(server: Server) -> None:
    server.server_close()
    assert "no connection" in complaint(f"{server.address}/")
    assert "only http and https" in complaint("ftp://example.org/plan.html")
    assert complaint("http://[::1/plan") == "http://…: is not a valid address"
    assert complaint("http://li:ge/heim@example.org/plan") == "http://…: is not a valid address"


def test_credentials_reach_the_server_and_nothing_else(server: Server, capfdbinary: Any) -> None:
    seen: list[str] = []

    def answer(handler: Handler) -> None:
        seen.append(f"{handler.headers['Authorization']} {handler.path}")
        handler.answer(PLAN.encode())

    server.pages = {"/plan": answer, "/gone": page(b"", status=404)}
    host = server.address.removeprefix("http://")
    for path in ("plan", "gone"):
        for form in ("json", "html", "text"):
            address = f"http://li:geheim@{host}/{path}?id=7&access_token=heimlich#geheim"
            main(["compare", "--debug", address, f"http://{host}/plan", "--format", form])
            written = b"".join(capfdbinary.readouterr())
            assert b"geheim" not in written
            assert b"heimlich" not in written
    assert set(seen) == {"Basic bGk6Z2VoZWlt /plan?id=7&access_token=heimlich", "None /plan"}


def test_it_works_inside_a_running_event_loop(server: Server) -> None:
    import asyncio

    async def notebook() -> bytes:
        return open_source(f"{server.address}/plan").data

    server.pages = {"/plan": page(PLAN.encode())}
    with ThreadPoolExecutor(1) as apart:  # the browser of other tests may have a loop running in this thread
        assert apart.submit(lambda: asyncio.run(notebook())).result() == PLAN.encode()


def test_without_the_extra_the_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert "pip install 'plandiff[web]'" in complaint("https://example.org/plan.html")


def test_what_follows_the_sign_in_an_address_is_its_fragment_and_picks_no_document(server: Server) -> None:
    server.pages = {"/plan": lambda handler: handler.answer(PLAN.encode())}
    source = open_source(f"{server.address}/plan#2")
    assert (source.data, source.document) == (PLAN.encode(), None)
