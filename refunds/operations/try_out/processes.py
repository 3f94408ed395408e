"""Chunks judged by this process, or by as many as there are processors where that pays."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from refunds.policies.versioning.batch import Judge, Snapshot, Task, judge_chunk, prepare_process
from refunds.policies.versioning.tally import Tally

CHUNK = 1_000
WORTH_SEVERAL = 10_000
"""Cases from which on starting processes pays."""
AHEAD = 2
"""Chunks that wait for each process, so that none is idle and few are in memory."""

Chunks = Iterable[list[Snapshot]]


def tallies(task: Task, chunks: Chunks, total: int) -> Iterator[Tally]:
    """The tally of each chunk, in their order. total: the cases in all of them."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if total < WORTH_SEVERAL or processors == 1:
        judge = Judge(task)
        return (judge.judge(chunk) for chunk in chunks)
    return _by_processes(task, chunks, processors)


def _by_processes(task: Task, chunks: Chunks, processes: int) -> Iterator[Tally]:
    """Spawned, not forked: a copy of this process would share its connection to the database."""
    pool = ProcessPoolExecutor(processes, get_context("spawn"), prepare_process, (task,))
    try:
        waiting: deque[Future[Tally]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(judge_chunk, chunk))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
