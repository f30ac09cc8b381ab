"""glibc gives large blocks back to the kernel at once and gets them again, zeroed, for the next batch: half of the time went there."""
import ctypes

TRIM_THRESHOLD, MMAP_MAX = -1, -4  # malloc.h


def keep() -> None:
    """Freed memory stays with the process. Does nothing where there is no glibc."""
    try:
        libc = ctypes.CDLL("libc.so.6")
    except OSError:
        return
    libc.mallopt(MMAP_MAX, 0)
    libc.mallopt(TRIM_THRESHOLD, 2**31 - 1)
