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


@pytest.mark.parametrize("name, least", [("chest_xray", 13000), ("lung_ct", 4500), ("cardiac_mri", 1500)])
def test_the_shared_splits_share_no_group(shared, name, least):
    settings = config.load(CONFIG.with_name(f"{name}.json"))
    own = dataset.read(shared, settings["source"], settings["index_labels"], settings.get("origin_names"), tuple(settings["excluded"]))
    dataset.check_groups(own)
    dataset.check_groups(dataset.read_strangers(shared, settings["source"]))
    assert {s.split for s in own} == {"train", "val"} and len(own) > least
    assert not {s.file for s in own} & set(settings["excluded"])


def test_the_tuning_half_takes_whole_groups_and_about_half():
    scans = [scan(f"{n}-{copy}.jpg", "val", f"g{n}") for n in range(400) for copy in range(2)]
    halves = [dataset.tuning_half(s) for s in scans]
    assert halves[::2] == halves[1::2] and 150 < sum(halves[::2]) < 250


def test_the_fingerprint_follows_only_the_parts_named():
    settings = config.Config(json.loads(CONFIG.read_text()))
    changed = config.Config(settings | {"weighting": None})
    assert settings.fingerprint("preprocess", "weights") == changed.fingerprint("preprocess", "weights")
    assert settings.fingerprint("weighting") != changed.fingerprint("weighting")
