"""Progress lines for a person who waits: how much is done, how fast, how long it takes yet."""
import sys
import time


class Progress:
    def __init__(self, what: str, total: int, every_seconds: float = 15):
        self.what, self.total, self.every = what, total, every_seconds
        self.started = self.shown = time.monotonic()

    def at(self, done: int, skipped: int = 0) -> None:
        """`skipped` were found in the cache and say nothing about the speed."""
        now = time.monotonic()
        if now - self.shown < self.every and done < self.total:
            return
        self.shown = now
        rate = max(done - skipped, 1) / max(now - self.started, 1e-6)
        left = (self.total - done) / rate
        print(f"{self.what}: {done}/{self.total}, {rate:.0f}/s, {left / 60:.1f} min left", file=sys.stderr, flush=True)
