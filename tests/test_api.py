"""What programs call: every right argument is taken, every wrong one is an error in one short line."""

from __future__ import annotations

import doctest
import io
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from dulwich.pack import PackData

import plandiff
from plandiff.errors import InputError, PlandiffError, UsageError
from plandiff.library import Library, find_library, packing, prepare
from plandiff.library.store import Store
from plandiff.model import Reading, Source
from plandiff.renderers import RenderOptions, render

OLD = "# 青禾县公园规划\n\n## 一、目标\n\n到2030年，新建口袋公园3处：社区公园2处。\n"
NEW = OLD.replace("3处", "5处")
ROOT = Path(__file__).resolve().parent.parent


def test_a_document_is_taken_as_text_bytes_or_any_kind_of_path(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(OLD, encoding="utf-8")
    expected = plandiff.load(path).units
    data = OLD.encode()
    assert plandiff.loads(OLD).units == expected
    for given in (str(path), data, bytearray(data), memoryview(data), Source("plan.md", data)):
        assert plandiff.load(given).units == expected
    assert plandiff.compare(plandiff.loads(OLD), plandiff.loads(NEW)).summary.changed == 1


def test_a_comparison_is_rendered_as_a_page() -> None:
    comparison = plandiff.compare(OLD.encode(), NEW.encode())
    page = plandiff.render_html(comparison, "zh")
    assert page.encode() == render(comparison, "html", RenderOptions("zh"))
    assert "口袋公园" in page


COMPARISON = plandiff.compare(OLD.encode(), NEW.encode())
WRONG: dict[str, Callable[..., Any]] = {
    "no document": lambda: plandiff.load(None),  # type: ignore[arg-type]
    "a number": lambda: plandiff.compare(7, NEW.encode()),  # type: ignore[arg-type]
    "an open file": lambda: plandiff.load(io.StringIO(OLD)),  # type: ignore[arg-type]
    "a text for a name": lambda: plandiff.load(OLD),
    "a text that begins like an address": lambda: plandiff.load(f"http://127.0.0.1:9/x\n{OLD}"),
    "a long line with a colon": lambda: plandiff.load("main:" + "到2030年，新建口袋公园。" * 99),
    "bytes for a text": lambda: plandiff.loads(OLD.encode()),  # type: ignore[arg-type]
    "a mode with a slip": lambda: plandiff.compare(OLD.encode(), NEW.encode(), mode="vresions"),  # type: ignore[arg-type]
    "no mode": lambda: plandiff.compare(OLD.encode(), NEW.encode(), mode=None),  # type: ignore[arg-type]
    "a list for a mode": lambda: plandiff.compare(OLD.encode(), NEW.encode(), mode=["auto"]),  # type: ignore[arg-type]
    "a word for a reading": lambda: plandiff.load(OLD.encode(), "original"),  # type: ignore[arg-type]
    "no decisions": lambda: plandiff.compare(OLD.encode(), NEW.encode(), decisions=None),  # type: ignore[arg-type]
    "a document to index": lambda: plandiff.index(OLD.encode()),  # type: ignore[arg-type]
    "a plan to render": lambda: plandiff.render_html(plandiff.loads(OLD)),  # type: ignore[arg-type]
    "an unknown language": lambda: plandiff.render_html(COMPARISON, "fr"),  # type: ignore[arg-type]
    "an unknown format": lambda: render(COMPARISON, "doc", RenderOptions()),
    "a word for script": lambda: plandiff.compare(OLD.encode(), NEW.encode(), script="yes"),  # type: ignore[arg-type]
    "a number for limits": lambda: plandiff.compare(OLD.encode(), NEW.encode(), limits=10),  # type: ignore[arg-type]
    "limits of a document": lambda: plandiff.load(OLD.encode(), limits={"bytes": 10}),  # type: ignore[arg-type]
    "a limit of nothing": lambda: plandiff.Limits(units=0),
    "a limit in words": lambda: plandiff.Limits(characters="many"),  # type: ignore[arg-type]
    "a list for progress": lambda: plandiff.compare(OLD.encode(), NEW.encode(), on_progress=[]),  # type: ignore[arg-type]
    "an event for cancel": lambda: plandiff.compare(OLD.encode(), NEW.encode(), cancel=threading.Event()),  # type: ignore[arg-type]
    "no folder of a library": lambda: Library(None),  # type: ignore[arg-type]
    "bytes for a folder": lambda: Library.create(b"plans"),  # type: ignore[arg-type]
    "no place to look from": lambda: find_library(None),  # type: ignore[arg-type]
    "a folder with a null character": lambda: Library.create("a\0"),
    "a word for a reading of an edition": lambda: prepare(OLD.encode(), "original"),  # type: ignore[arg-type]
    "a text for the bytes of a source": lambda: plandiff.load(Source("plan.md", OLD)),  # type: ignore[arg-type]
    "a source without a name": lambda: plandiff.load(Source(None, OLD.encode())),  # type: ignore[arg-type]
    "a number for a media type": lambda: plandiff.load(Source("plan.md", OLD.encode(), 7)),  # type: ignore[arg-type]
    "unknown revisions": lambda: plandiff.load(OLD.encode(), Reading("oldest")),  # type: ignore[arg-type]
    "a word for overrules": lambda: plandiff.load(OLD.encode(), Reading(None, None, "title")),  # type: ignore[arg-type]
    "a width in words": lambda: render(COMPARISON, "text", RenderOptions(width="wide")),  # type: ignore[arg-type]
    "a limit in words for a rendering": lambda: render(COMPARISON, "text", RenderOptions(limit="ten")),  # type: ignore[arg-type]
    "nothing to prepare": lambda: prepare(None),  # type: ignore[arg-type]
    "no options": lambda: render(COMPARISON, "html", None),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("call", WRONG.values(), ids=WRONG)
def test_a_wrong_argument_is_one_short_line(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is run or fetched")

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(UsageError) as refused:
        call()
    for language in ("en", "zh"):
        message = refused.value.message(language)
        assert len(message) < 400
        assert "\n" not in message


def test_a_library_is_closed_by_with_and_one_that_is_forgotten_makes_no_noise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "LOOSE_LIMIT", 0)
    with Library.create(tmp_path / "plans") as library:
        for number in range(12):
            library.add("parks", prepare(f"{OLD}\n\n第{number}版。\n".encode()), label=f"v{number}")
    code = "import sys; from pathlib import Path; from plandiff.library import Library; "
    code += "library = Library(Path(sys.argv[1])); print(len(library.plan(library.find('parks@v0')).units))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "plans")], capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) > 2
    assert done.stderr == ""
    with pytest.raises(PlandiffError), Library(tmp_path):
        pass


WRONG_IN_LIBRARY: dict[str, Callable[[Library], Any]] = {
    "no name": lambda library: library.versions(None),  # type: ignore[arg-type]
    "a number for a version": lambda library: library.find(7),  # type: ignore[arg-type]
    "bytes for a version": lambda library: library.remove(b"parks@v1"),  # type: ignore[arg-type]
    "a document that was not prepared": lambda library: library.add("parks", OLD.encode()),  # type: ignore[arg-type]
    "a date that is none": lambda library: library.add("parks", prepare(OLD.encode()), date=2021),  # type: ignore[arg-type]
    "a label that is none": lambda library: library.add("parks", prepare(OLD.encode()), label=1),  # type: ignore[arg-type]
    "a name for a version": lambda library: library.original("parks@v1"),  # type: ignore[arg-type]
    "a name for a version's plan": lambda library: library.plan("parks@v1"),  # type: ignore[arg-type]
    "a text for bytes that are held": lambda library: library.holders(OLD),  # type: ignore[arg-type]
    "a source that is none": lambda library: library.add("parks", prepare(OLD.encode()), source=None),  # type: ignore[arg-type]
    "a note that is none": lambda library: library.edit("parks@v1", note=1),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("call", WRONG_IN_LIBRARY.values(), ids=WRONG_IN_LIBRARY)
def test_a_wrong_argument_to_a_library_is_one_short_line_and_changes_nothing(
    call: Callable[[Library], Any], tmp_path: Path
) -> None:
    with Library.create(str(tmp_path / "plans")) as library:
        library.add("parks", prepare(OLD.encode()), label="v1")
        before = library.store.head()
        with pytest.raises(UsageError) as refused:
            call(library)
        assert len(str(refused.value)) < 200
        assert library.store.head() == before


def test_progress_is_reported_in_order_and_changes_no_answer() -> None:
    reported: list[plandiff.Progress] = []
    comparison = plandiff.compare(OLD.encode(), NEW.encode(), on_progress=reported.append)
    assert comparison == COMPARISON
    assert list(dict.fromkeys(progress.stage for progress in reported)) == [
        "read",
        "align",
        "describe",
        "targets",
        "findings",
        "done",
    ]
    assert all(0 <= progress.step <= progress.steps for progress in reported)
    before = len(reported)
    plandiff.compare(OLD.encode(), NEW.encode())
    assert len(reported) == before


@pytest.mark.parametrize("stage", ["read", "align", "describe", "targets", "findings"])
def test_a_comparison_is_cancelled_at_any_stage(stage: str) -> None:
    event = threading.Event()

    def stop(progress: plandiff.Progress) -> None:
        if progress.stage == stage:
            event.set()

    with pytest.raises(plandiff.Cancelled):
        plandiff.compare(OLD.encode(), NEW.encode(), on_progress=stop, cancel=event.is_set)
    assert plandiff.compare(OLD.encode(), NEW.encode()) == COMPARISON


def test_what_the_listener_raises_ends_the_comparison_and_reaches_the_caller() -> None:
    def fail(progress: plandiff.Progress) -> None:
        if progress.stage == "describe":
            raise RuntimeError("the window was closed")

    with pytest.raises(RuntimeError, match="the window was closed"):
        plandiff.compare(OLD.encode(), NEW.encode(), on_progress=fail)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (plandiff.Limits(bytes=20), "bytes; 20 are allowed"),
        (plandiff.Limits(characters=8), "characters; 8 are allowed"),
        (plandiff.Limits(units=1), "1 are allowed"),
    ],
    ids=["bytes", "characters", "units"],
)
def test_a_document_beyond_a_limit_is_refused_however_it_is_given(limits: plandiff.Limits, said: str) -> None:
    plan = plandiff.loads(OLD)
    given: list[Any] = [OLD.encode()] if limits.bytes else [OLD.encode(), plan, plandiff.index(plan)]
    for document in given:
        with pytest.raises(InputError, match=said):
            plandiff.compare(document, NEW.encode(), limits=limits)
    enough = plandiff.Limits(bytes=10_000, characters=1000, units=100)
    assert plandiff.compare(OLD.encode(), NEW.encode(), limits=enough) == COMPARISON


def test_rendering_tells_how_far_it_is_and_can_be_ended() -> None:
    text = "# 规划\n\n" + "\n\n".join(f"## 第{number}项\n\n新建学校{number}所。" for number in range(150))
    comparison = plandiff.compare(plandiff.load(text.encode()), plandiff.load(text.replace("新建", "改建").encode()))
    heard: list[plandiff.Progress] = []
    page = plandiff.render_html(comparison, on_progress=heard.append)
    assert page == plandiff.render_html(comparison)
    assert list(dict.fromkeys(progress.stage for progress in heard)) == ["layout", "render", "done"]
    for stage in ("layout", "render"):
        steps = [progress.step for progress in heard if progress.stage == stage]
        assert steps == sorted(set(steps))
        assert len(steps) > 2
        assert all(steps[-1] < progress.steps for progress in heard if progress.stage == stage)
    with pytest.raises(plandiff.Cancelled, match="layout"):
        plandiff.render_html(comparison, cancel=lambda: True)
    with pytest.raises(plandiff.PlandiffError, match="on_progress"):
        plandiff.render_html(comparison, on_progress=3)  # type: ignore[arg-type]


def test_threads_get_the_same_answers_and_hear_of_their_own_comparisons_only() -> None:
    texts = [OLD.replace("3处", f"{number}处") for number in range(2, 10)]
    alone = [render(plandiff.compare(OLD.encode(), text.encode()), "json", RenderOptions()) for text in texts]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def compare(text: str) -> tuple[bytes, set[str]]:
        heard: set[str] = set()
        comparison = plandiff.compare(
            OLD.encode(), text.encode(), on_progress=lambda _: heard.add(threading.current_thread().name)
        )
        return render(comparison, "json", RenderOptions()), heard

    try:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(compare, texts * 3))
    finally:
        sys.setswitchinterval(interval)
    assert [data for data, _ in answers] == alone * 3
    assert all(len(heard) == 1 for _, heard in answers)


def test_threads_read_and_write_one_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "LOOSE_LIMIT", 64)
    editions = {f"v{number}": prepare(f"{OLD}\n\n第{number}版。\n".encode()) for number in range(12)}
    with Library.create(tmp_path / "plans") as library:
        library.store.objects.fsync_object_files = False
        for name in ("parks", "roads", "water"):
            library.add(name, editions["v0"], label="v0")

        def write(name: str) -> None:
            for label, edition in list(editions.items())[1:]:
                library.add(name, edition, label=label)

        def read(name: str) -> None:
            while len(versions := library.versions(name)) < len(editions):
                assert all(library.original(version).data == editions[version.label].data for version in versions)

        with ThreadPoolExecutor(6) as pool:
            work = [pool.submit(step, name) for name in ("parks", "roads", "water") for step in (write, read)]
            for done in work:
                done.result(timeout=300)
        assert {name: len(labels) for name, labels in library.documents().items()} == dict.fromkeys(
            ("parks", "roads", "water"), 12
        )


def test_threads_that_meet_at_a_pack_open_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.create(tmp_path / "plans") as library:
        library.store.objects.fsync_object_files = False
        library.add("parks", prepare(OLD.encode()), label="v0")
        head = library.store.head()
        assert head
        packing.pack(library.store.objects, head)
    opened: list[str] = []
    another = threading.Barrier(2)

    class Opened(PackData):
        def __init__(self, filename: str, **options: Any) -> None:
            opened.append(filename)
            with suppress(threading.BrokenBarrierError):
                another.wait(0.5)  # for a thread that opens the same file, and must not come
            super().__init__(filename, **options)

    monkeypatch.setattr("dulwich.pack.PackData", Opened)
    store = Store(tmp_path / "plans")
    with ThreadPoolExecutor(4) as pool:
        trees = {done.result() for done in [pool.submit(store.tree_of, head) for _ in range(4)]}
    store.close()
    assert len(trees) == 1
    assert len(opened) == 1


def test_what_the_package_offers_is_listed_and_can_be_had() -> None:
    assert dir(plandiff) == sorted(plandiff.__all__)
    assert all(getattr(plandiff, name) is not None for name in plandiff.__all__)


def test_the_examples_of_the_documentation_work() -> None:
    assert doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False, encoding="utf-8").failed == 0
