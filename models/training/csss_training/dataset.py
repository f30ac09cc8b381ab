"""Reads the index files of ../shared/data. The splits are given, by patient and near-duplicate group; nothing here re-splits."""
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Scan:
    file: str      # relative to the data folder
    split: str     # train | val
    label: str     # as the index spells it
    origin: str    # the hospital or collection it was published by
    group: str     # patient joined with near-duplicates: never on both sides of a split
    sha256: str


def read_chest(data: Path, label_names: dict[str, str], excluded: list[str]) -> list[Scan]:
    """Chest radiographs whose label the model knows, under the model's name for it."""
    rows = [r for r in _rows(data / "cxr/index.csv") if r["file"] not in excluded]
    return [Scan(r["file"], r["split"], label_names.get(r["label"], r["label"]), r["origin"], r["group"], r["sha256"]) for r in rows]


def read_others(data: Path) -> list[Scan]:
    """Everything that is no chest radiograph, for the gate: CT, cardiac MRI, pictures. `label` is the kind."""
    ct = [Scan(r["file"], r["split"], "ct", r["origin"], r["group"], r["sha256"]) for r in _rows(data / "ct/index.csv")]
    mri = [Scan(r["file"], r["split"], "cmr", "ACDC", r["patient_id"], r["sha256"]) for r in _rows(data / "cmr/index.csv")]
    return ct + mri + _pictures(data)


def _pictures(data: Path) -> list[Scan]:
    """The pictures come without a split and with copies: equal bytes share a group, and a hash of the group's name splits them."""
    scans = []
    for row in _rows(data / "ood/index.csv"):
        file = row["file"] if row["file"].startswith("ood/") else f"ood/{row['file']}"
        digest = hashlib.sha256((data / file).read_bytes()).hexdigest()
        split = "val" if int(digest[:8], 16) % 3 == 0 else "train"
        scans.append(Scan(file, split, "picture", row["source_repo"], digest, digest))
    return scans


def check_groups(scans: list[Scan]) -> None:
    """A group on both sides of a split would make every figure a lie, so it stops the training."""
    sides: dict[str, str] = {}
    for scan in scans:
        if sides.setdefault(scan.group, scan.split) != scan.split:
            raise ValueError(f"group {scan.group} is in train and in val")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))
