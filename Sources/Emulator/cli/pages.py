"""Memory that a call will write to, copied before the call comes.

A forked worker shares the host's memory until it writes to a page, and then waits for the copy:
some four thousand times in a call, which is half of the call's time. So one scout makes a call
that comes to nothing, the kernel tells which pages it wrote to, and workers that wait for a call
have those copied while they wait (MADV_POPULATE_WRITE, madvise(2), Linux 5.14). Elsewhere workers
do without.
"""

import ctypes
import mmap
import os
import struct
import sys
from collections.abc import Callable, Iterator

POPULATE_WRITE = 23

#: Bits of an entry in /proc/PID/pagemap: the page is there, and in this process only.
#: https://docs.kernel.org/admin-guide/mm/pagemap.html
PRESENT, EXCLUSIVE = 1 << 63, 1 << 56

Range = tuple[int, int]


def written_by(run: Callable[[], object]) -> list[Range]:
    """Start and length of what ``run``, in a process of its own, writes to in our memory."""
    if sys.platform != "linux":
        return []
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            mapped = list(mappings())
            run()
            for start, length in exclusive(mapped):
                os.write(writing, struct.pack("=QQ", start, length))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        content = answers.read()
    os.waitpid(pid, 0)
    return list(struct.iter_unpack("=QQ", content))


def copy(ranges: list[Range]) -> None:
    """Makes the pages this process's own. Does nothing where the kernel cannot."""
    advise = ctypes.CDLL(None).madvise if ranges else None
    for start, length in ranges:
        if advise(ctypes.c_void_p(start), ctypes.c_size_t(length), POPULATE_WRITE) != 0:
            return


def mappings() -> Iterator[Range]:
    """Where this process has private memory that it may write to: proc(5), /proc/PID/maps."""
    with open("/proc/self/maps", encoding="ascii", errors="replace") as lines:  # noqa: PTH123
        for line in lines:
            addresses, permissions, *_ = line.split()
            if permissions == "rw-p" and not line.endswith("[stack]\n"):
                start, end = (int(address, 16) for address in addresses.split("-"))
                yield start, end - start


def exclusive(mapped: list[Range]) -> Iterator[Range]:
    page = mmap.PAGESIZE
    with open("/proc/self/pagemap", "rb", buffering=0) as pagemap:  # noqa: PTH123
        for start, length in mapped:
            pagemap.seek(start // page * 8)
            entries = struct.unpack(f"={length // page}Q", pagemap.read(length // page * 8))
            first = None
            for number, entry in enumerate((*entries, 0)):
                ours = entry & PRESENT and entry & EXCLUSIVE
                if ours and first is None:
                    first = number
                elif not ours and first is not None:
                    yield start + first * page, (number - first) * page
                    first = None
