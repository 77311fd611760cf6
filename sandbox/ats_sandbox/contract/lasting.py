"""What is made once and stays until the end: declarations that are imported, documents that are built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Make what stays: the collector does not look for garbage in it meanwhile.

    Nor does it ever in a process that keeps what it started with out of its way: a full collection, in which nobody
    gets an answer, would take longer by a tenth of a microsecond for each object. What was garbage in the making is
    dropped first. Within something else that lasts, or while a world is founded, that is left to whoever began.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        if collecting and gc.get_freeze_count():
            gc.collect(0)
            gc.freeze()
    finally:
        if collecting:
            gc.enable()
