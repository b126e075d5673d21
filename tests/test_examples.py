"""The examples for a web application and for a notebook do what the documentation says."""

from __future__ import annotations

import asyncio
import importlib.util
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
OLD = "# 青禾县公园规划\n\n## 一、目标\n\n到2030年，新建口袋公园3处。\n"


@pytest.fixture
def web() -> ModuleType:
    spec = importlib.util.spec_from_file_location("web", ROOT / "examples/web.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ask(web: ModuleType, method: str, path: str, **values: Any) -> Any:
    """The application's answer to a request, without a network."""
    import httpx

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=web.app), base_url="http://plandiff.test") as client:
            return await client.request(method, path, **values)

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests keeps an event loop running in this one
        return thread.submit(asyncio.run, asked()).result()


def send(web: ModuleType, old: str, new: str, name: str = "plan.md") -> Any:
    return ask(web, "POST", "/compare", files={"old": (name, old.encode()), "new": (name, new.encode())})


def test_two_documents_that_are_sent_come_back_as_a_report(web: ModuleType) -> None:
    assert 'enctype="multipart/form-data"' in ask(web, "GET", "/").text
    answer = send(web, OLD, OLD.replace("3处", "5处"))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "口袋公园" in answer.text
    assert "<script" in answer.text


def test_what_cannot_be_read_or_is_too_large_is_one_sentence(web: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert send(web, OLD, "  ").json() == {"detail": "plan.md：文件为空"}
    long = OLD + "建设口袋公园。" * 200_000
    answer = send(web, OLD, long)
    assert answer.status_code == 422
    assert "最多允许" in answer.json()["detail"]
    answer = send(web, OLD, OLD, name="../../etc/passwd")
    assert answer.status_code == 200
    monkeypatch.setattr(web, "SECONDS", -1.0)
    answer = send(web, OLD, OLD)
    assert (answer.status_code, answer.json()["detail"][:3]) == (503, "已取消")


@pytest.mark.slow
def test_the_notebook_runs_and_shows_the_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(ROOT / "examples/notebook.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert "['read', 'align', 'describe', 'targets', 'findings', 'done']" in [
        output.get("data", {}).get("text/plain") for output in shown
    ]
    assert any("<iframe srcdoc=" in output.get("data", {}).get("text/html", "") for output in shown)
    assert any(" changed, " in output.get("text", "") for output in shown)
