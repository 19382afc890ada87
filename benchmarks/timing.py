"""How the benchmarks take their times."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable


def microseconds(work: Callable[[], object], count: int) -> float:
    """Wall time of some work, for each of its parts.

    What lay in memory before is left alone by the garbage collector, so that each work pays for
    its own.
    """
    gc.collect()
    gc.freeze()
    begun = time.perf_counter()
    work()
    taken = time.perf_counter() - begun
    gc.unfreeze()
    return taken / count * 1e6
