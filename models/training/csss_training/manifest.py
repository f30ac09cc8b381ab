"""Which images a model saw: one line each, by content, so that a training can be repeated and a leak can be proven."""
import csv
import hashlib
import io
from collections import Counter
from pathlib import Path

from .dataset import Scan

COLUMNS = ["file", "split", "label", "origin", "group", "sha256"]


def render(scans: list[Scan]) -> bytes:
    """Sorted by file, so that the same images give the same bytes in whatever order they were read."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(scan, column) for column in COLUMNS] for scan in sorted(scans, key=lambda s: s.file))
    return text.getvalue().encode()


def verify(scans: list[Scan], data: Path) -> None:
    """The index's hashes must be the files': a changed image is another training set."""
    for scan in scans:
        if hashlib.sha256((data / scan.file).read_bytes()).hexdigest() != scan.sha256:
            raise ValueError(f"{scan.file} is not the image that the index describes")


def counts(scans: list[Scan]) -> dict[str, dict[str, dict[str, int]]]:
    """Images per split → label → origin."""
    tally = Counter((scan.split, scan.label, scan.origin) for scan in scans)
    nested: dict[str, dict[str, dict[str, int]]] = {}
    for (split, label, origin), count in sorted(tally.items()):
        nested.setdefault(split, {}).setdefault(label, {})[origin] = count
    return nested
