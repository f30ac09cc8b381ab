"""Reads the index files of ../shared/data. The splits are given, by patient and near-duplicate group; nothing here re-splits."""
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

SOURCES = ("cxr", "ct", "cmr")


@dataclass(frozen=True)
class Scan:
    file: str      # relative to the data folder
    split: str     # train | val
    label: str     # the model's name for it where it has one, else the index's
    origin: str    # the hospital or collection it was published by; one name a publisher
    group: str     # patient joined with near-duplicates: never on both sides of a split
    sha256: str
    kind: str = ""  # cxr | ct | cmr | picture


def read(data: Path, source: str, label_names: dict[str, str] | None = None, origin_names: dict[str, str] | None = None, excluded: tuple[str, ...] = ()) -> list[Scan]:
    """One index file's scans, in its order."""
    names, origins = label_names or {}, origin_names or {}

    def scan(row: dict[str, str]) -> Scan:
        origin = row.get("origin", "ACDC")
        return Scan(row["file"], row["split"], names.get(row["label"], row["label"]), origins.get(origin, origin), row.get("group") or row["patient_id"], row["sha256"], source)
    return [scan(row) for row in _rows(data / source / "index.csv") if row["file"] not in excluded]


def read_strangers(data: Path, source: str) -> list[Scan]:
    """Everything that is not of this source, for the gate: the other modalities and pictures. `label` is the kind."""
    others = [scan for other in SOURCES if other != source for scan in read(data, other)]
    return [Scan(s.file, s.split, s.kind, s.origin, s.group, s.sha256, s.kind) for s in others] + _pictures(data)


def _pictures(data: Path) -> list[Scan]:
    """The pictures come without a split and with copies: equal bytes share a group, and a hash of the group's name splits them."""
    scans = []
    for row in _rows(data / "ood/index.csv"):
        file = row["file"] if row["file"].startswith("ood/") else f"ood/{row['file']}"
        digest = hashlib.sha256((data / file).read_bytes()).hexdigest()
        split = "val" if int(digest[:8], 16) % 3 == 0 else "train"
        scans.append(Scan(file, split, "picture", row["source_repo"], digest, digest, "picture"))
    return scans


def tuning_half(scan: Scan) -> bool:
    """Of `val`, the half (whole groups, by a hash of their name) that chooses states, temperature and thresholds; the other half checks them."""
    return hashlib.sha256(scan.group.encode()).digest()[0] % 2 == 0


def check_groups(scans: list[Scan]) -> None:
    """A group on both sides of a split would make every figure a lie, so it stops the training."""
    sides: dict[str, str] = {}
    for scan in scans:
        if sides.setdefault(scan.group, scan.split) != scan.split:
            raise ValueError(f"group {scan.group} is in train and in val")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))
