"""Many tasks on workers that may die: one loop over any `concurrent.futures.Executor`.

A batch that fails is parted until the one item that fails is found, which is reported and left out. When a worker dies, it is not known
what it died of: a pool of processes breaks as a whole, and Dask suspects all that the worker was to do. Every batch that may be the
cause is retried with no other beside it, so that no bystander is blamed.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from math import ceil
from multiprocessing.connection import Connection
from typing import Any, Final, Protocol, TypeVar

from plandiff.errors import InputError, UsageError, cause_of

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD: Final = 3
"""Batches queued for each worker: none is idle, and few are suspect if one dies."""
SELDOM: Final = 20_000
"""Objects between two searches of a worker for reference cycles; as often as Python does it by itself, they take a tenth of the time."""
PARTS: Final = 12
"""Into so many parts a batch that fails is divided: one item among 128 is found in three steps. At each of them a local pool is started
anew, and Dask gives up only after four deaths (its `allowed-failures`); halving would take eight."""
KILLED: Final = "KilledWorker"
"""The class of Dask's exception for a task whose workers died, by name, so that it need not be imported."""
REACHED: Final = 10
"""Seconds within which a scheduler must answer."""


class Pool(Protocol):
    """Workers."""

    workers: int

    def executor(self) -> Executor: ...

    def renew(self) -> None:
        """Start new workers in place of dead ones."""

    def lost(self, problem: BaseException) -> Exception | None:
        """The exception to raise if a failure is not the task's but the whole pool's; else None."""

    def close(self) -> None: ...


class Here:
    """This process: for small jobs, and for tests that do not depend on the workers."""

    workers = 1

    def executor(self) -> Executor:
        return _AtOnce()

    def renew(self) -> None:
        """Nothing can have died."""

    def lost(self, problem: BaseException) -> Exception | None:  # noqa: ARG002 - of the protocol
        return None

    def close(self) -> None:
        """Nothing was started."""


class _AtOnce(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - the executor's own
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - as any executor
            future.set_exception(problem)
        return future


class Processes:
    """Processes of this machine, each limited to its share of the memory if the system supports that."""

    def __init__(self, jobs: int, memory: int = 0) -> None:
        self.workers = jobs
        self._memory = memory // jobs
        self._pool: ProcessPoolExecutor | None = None
        self._held: Connection | None = None
        """The end of a pipe by which its processes are held."""

    def executor(self) -> Executor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            held, self._held = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(self._memory, held))
        return self._pool

    def renew(self) -> None:
        self._let_go()  # a process that was being started while the pool broke is never told, and waited for
        self.close()

    def lost(self, problem: BaseException) -> Exception | None:  # noqa: ARG002 - of the protocol
        return None

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self._let_go()

    def _let_go(self) -> None:
        """End all processes that are left."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _begin(memory: int, held: Connection) -> None:
    """Set up a new worker process: its memory is limited, so that a task that needs more fails and the others survive; it leaves
    Ctrl-C to the parent process, and exits when that lets go of it or is gone, for whatever reason."""
    gc.set_threshold(SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(held,), daemon=True).start()
    if memory and sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _end_with(held: Connection) -> None:
    """End this process when the other end of a pipe, through which nothing is ever sent, is closed."""
    with suppress(EOFError, OSError):
        held.recv_bytes()
    os._exit(1)


class Cluster:
    """The workers of a Dask scheduler, on any machines."""

    def __init__(self, address: str) -> None:
        """Raises `UsageError` without the extra `plandiff[cluster]`, `InputError` if there is no answer."""
        try:
            import distributed
        except ImportError:
            raise UsageError("no-distributed") from None
        self.address = address
        connect: Any = distributed.Client
        try:
            self.client = connect(address, timeout=REACHED, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise InputError(address, "scheduler-out-of-reach", cause=cause_of(problem)) from None
        self.workers = max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))

    def executor(self) -> Executor:
        executor: Executor = self.client.get_executor(pure=False)
        return executor

    def renew(self) -> None:
        """The scheduler restarts them itself."""

    def lost(self, problem: BaseException) -> Exception | None:
        if isinstance(problem, CancelledError) or type(problem).__name__ in ("CommClosedError", "FutureCancelledError"):
            return InputError(self.address, "scheduler-lost")
        return None

    def close(self) -> None:
        with suppress(Exception):
            self.client.close(timeout=1)


def run(
    pool: Pool,
    task: Callable[[Sequence[Item]], Result],
    batches: Iterable[Sequence[Item]],
    keep: Callable[[Sequence[Item], Result], None],
    blame: Callable[[Item, BaseException], None],
) -> None:
    """Run a task for every batch. `keep` gets each result, in any order, `blame` each item that fails on its own, and why.

    Raises the pool's exception if it is lost as a whole; results kept until then stay kept.
    """
    waiting: deque[Sequence[Item]] = deque()
    source = iter(batches)
    suspects: deque[Sequence[Item]] = deque()
    flying: dict[Future[Result], Sequence[Item]] = {}
    alone = False  # a suspect is retried, with nothing beside it

    def take() -> Sequence[Item] | None:
        nonlocal alone
        if flying and (alone or suspects):
            return None
        if alone := bool(suspects):
            return suspects.popleft()
        if len(flying) >= AHEAD * pool.workers:
            return None
        return waiting.popleft() if waiting else next(source, None)

    def narrow(batch: Sequence[Item], problem: BaseException, onto: deque[Sequence[Item]]) -> None:
        """Search for the item that fails in a batch that does."""
        if len(batch) > 1:
            onto.extend(_parts(batch))
        else:
            blame(batch[0], problem)

    try:
        while True:
            while (batch := take()) is not None:
                try:
                    flying[pool.executor().submit(task, batch)] = batch
                except BrokenExecutor:
                    suspects.append(batch)
                    break
            if not flying:
                if not suspects:
                    return
                pool.renew()
                continue
            broken = False
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                batch = flying.pop(future)
                try:
                    result = future.result()
                except (Exception, CancelledError) as problem:
                    if lost := pool.lost(problem):
                        raise lost from problem
                    whole = isinstance(problem, BrokenExecutor)
                    broken |= whole
                    died = whole or type(problem).__name__ == KILLED
                    if alone or not died:
                        narrow(batch, problem, suspects if died else waiting)
                    else:
                        suspects.extend([batch] if whole else _parts(batch))
                else:
                    keep(batch, result)
            if broken:
                suspects.extend(flying.values())
                flying.clear()
                pool.renew()
    finally:
        for future in flying:
            future.cancel()


def _parts(batch: Sequence[Item]) -> Iterator[Sequence[Item]]:
    size = ceil(len(batch) / PARTS)
    for start in range(0, len(batch), size):
        yield batch[start : start + size]
