import json
from pathlib import Path

import pytest

from csss_training import config, dataset, manifest
from csss_training.dataset import Scan

CONFIG = Path(__file__).resolve().parents[1] / "configs/chest_xray.json"


def scan(file: str, split: str = "train", group: str = "g") -> Scan:
    return Scan(file, split, "Normal", "somewhere, inc.", group, "ab" * 32)


def test_the_manifest_is_the_same_bytes_in_any_order():
    scans = [scan("b.jpg"), scan("a.jpg"), scan("c.jpg", "val", "h")]
    assert manifest.render(scans) == manifest.render(scans[::-1])
    assert manifest.render(scans).decode().splitlines()[1] == f'a.jpg,train,Normal,"somewhere, inc.",g,{"ab" * 32}'


def test_a_group_on_both_sides_stops_the_training():
    dataset.check_groups([scan("a", "train", "g"), scan("b", "val", "h")])
    with pytest.raises(ValueError, match="group g"):
        dataset.check_groups([scan("a", "train", "g"), scan("b", "val", "g")])


def test_a_changed_image_stops_the_training(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"other")
    with pytest.raises(ValueError, match="a.jpg"):
        manifest.verify([scan("a.jpg")], tmp_path)


def test_the_shared_splits_share_no_group(shared):
    settings = config.load(CONFIG)
    chest = dataset.read_chest(shared, settings["index_labels"], settings["excluded"])
    dataset.check_groups(chest)
    dataset.check_groups(dataset.read_others(shared))
    assert {s.split for s in chest} == {"train", "val"} and len(chest) > 13000


def test_the_fingerprint_follows_only_the_parts_named():
    settings = config.Config(json.loads(CONFIG.read_text()))
    changed = config.Config(settings | {"head": None})
    assert settings.fingerprint("preprocess", "weights") == changed.fingerprint("preprocess", "weights")
    assert settings.fingerprint("head") != changed.fingerprint("head")
