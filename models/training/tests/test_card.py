import json
import re

import numpy as np
import pytest
from PIL import Image

from csss_training import card, markdown, pictures
from csss_training.evaluation import View, evaluate

LABELS = ["Normal", "Pneumonia"]
BUNDLE = {
    "name": "csss-test", "version": "1.2.3", "modalities": ["chest_xray"], "labels": LABELS, "cannot_tell": [{"label": "Lung Opacity", "why": "Too few."}],
    "onnx": {"file": "model.onnx", "sha256": "ab12", "bytes": 9_200_000, "opset": 13}, "abstention": {"minimum_confidence": {"Normal": 0.73, "Pneumonia": 0.64}},
    "training_data": {"manifest_sha256": "cd34", "counts": {
        "train": {"Normal": {"Kermany 2018": 10}, "Lung Opacity": {"RSNA": 3}, "ct": {"": 5}}, "val": {"Normal": {"Kermany 2018": 4}, "Pneumonia": {"NIH": 6}}}},
    "trained_at": "2026-11-23T10:00:00Z", "code_commit": "ef56",
}
CONFIG = {"terms": {"Kermany": "CC BY 4.0"},
          "card": {"summary": "Tells two things apart.", "exclusions": ["lateral views"], "limits": ["Few images."], "shortcut_note": "Class is source."}}
CURVES = [{"phase": "160 px" if i < 3 else "224 px", "step": 10 * i, "samples": 640 * i, "seconds": 9.0 * i, "train_loss": 1 / (1 + i), "val_loss": 1.2 / (1 + i), "val_accuracy": i / 6}
          for i in range(6)]


@pytest.fixture(scope="module")
def view() -> View:
    rng = np.random.default_rng(1)
    target = np.arange(60) % 2
    scores = rng.normal(size=(60, 2)) + 3 * np.eye(2)[target]
    probabilities = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    decisions = [{"outcome": "classified", "label": LABELS[p], "reason": None} for p in probabilities.argmax(1)]
    return View(LABELS, np.array(LABELS)[target], np.array(["Kermany 2018", "NIH", "RSNA"] * 20), np.array([f"p{i // 2}" for i in range(60)]),
                np.array(["children", "adults", "not stated"] * 20), probabilities, decisions)


@pytest.fixture(scope="module")
def minimal(view) -> dict:
    return {"val": evaluate(view, 50, 1), "gate": {"false_refusal": {"value": 0.011, "n": 60}}}


@pytest.fixture(scope="module")
def full(view, minimal) -> dict:
    share = {"value": 0.71, "interval": [0.6, 0.82], "n": 60}
    return minimal | {
        "check_half": {"accuracy": share, "macro_f1": share, "ece_15_bins": 0.017, "brier": 0.1}, "studies": evaluate(view, 50, 2),
        "gate": minimal["gate"] | {"refused": {"photo": {"value": 0.995, "n": 84}}, "ood_score_alone": {"photo": {"value": 0.5, "n": 84}}, "refused_in_all": {"value": 0.993, "n": 284}},
        "leave_one_origin_out": {"recipe": "160 px, 200 steps", "origins": {"NIH": {"n": 552, "accuracy": 0.545, "sensitivity": {"Normal": 0.8}}},
                                 "pooled_accuracy": 0.302, "mean_of_origins": 0.494},
        "cross_origin": [{"trained_on": "A", "tested_on": "B", "n": 400, "accuracy": 0.66, "auroc": 0.701}],
        "cross_validation": {"folds": 5, "slice_accuracy": share, "study_accuracy": {"value": 0.9, "interval": [0.8, 0.97], "n": 64}},
        "shortcuts": {"lungs_blacked_out": {"accuracy": 0.51, "n": 60, "fall": 0.46}, "within": {"NIH": {"n": {"Normal": 56, "Pneumonia": 25}, "auroc": 0.746, "balanced_accuracy": 0.622}},
                      "source_classifier": {"origins": ["NIH", "RSNA"], "accuracy": 0.854, "largest_share": 0.352}},
        "robustness": {"jpeg_30": {"accuracy": 0.91, "n": 60, "changed_answers": 3}, "phone_photo": {"accuracy": 0.83, "n": 60, "changed_answers": 0.12}},
        "localisation": {"n": 290, "what": "the heart's mask", "pointing_game": 0.93, "energy_inside": 0.61, "area_share": 0.11},
        "recipes": [{"name": "frozen", "what": "a head", "val_accuracy": 0.907, "macro_f1": 0.9, "lung_opacity_found": 0.29, "leave_one_origin_out": 0.494, "minutes": 3.2, "landed": False},
                    {"name": "deep", "what": "fine-tuned", "val_accuracy": 0.97, "macro_f1": 0.96, "leave_one_origin_out": None, "minutes": 31, "landed": True}],
        "targets": [{"what": "accuracy", "target": "≥ 97.0 %", "reached": "97.3 %", "met": True}, {"what": "other hospitals", "target": "≥ 90.0 %", "reached": "49.4 %", "met": False}],
        "cannot_answer_behaviour": {"Lung Opacity": {"n": 21, "called": {"Normal": 7}, "abstained": 14, "rejected": 0}},
        "latency": {"forward_ms": 11.4, "forward_with_maps_ratio": 1.02, "machine": "two cores"}, "training_minutes": {"fine_tuning": 21.0, "this_run": 44.5},
    }


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_a_minimal_card_has_only_the_sections_whose_figures_are_there(minimal):
    text = card.render(BUNDLE, minimal, {})
    assert headings(text) == ["What it is", "Intended use, and what it is not for", "Data", "Split", "Figures on `val`", "Pictures", "Calibration", "What it does not know",
                              "Shortcuts: class, source, age", "Made by"]
    assert "Research use; not a medical device." in text and "Lung Opacity**: Too few." in text
    without = card.render(BUNDLE, minimal | {"val": minimal["val"] | {"subgroups": {}}, "pictures": []}, {})
    assert "Shortcuts" not in without and "Pictures" not in without


def test_a_full_card_has_every_section_and_every_figure(full):
    text = card.render(BUNDLE, full, CONFIG)
    assert headings(text) == ["What it is", "Intended use, and what it is not for", "Data", "Split", "Figures on `val`, slice by slice", "Studies: all images of a patient judged together", "Pictures",
                              "Calibration", "What it does not know", "Shortcuts: class, source, age", "Robustness", "Where it looks", "Recipes compared", "Targets", "Latency", "Limits", "Made by"]
    for stated in ["| Normal | Kermany 2018 | 10 | 4 | class | CC BY 4.0 |", "| Lung Opacity | RSNA | 3 | 0 | not offered | not stated: research use only |", "| ct | not stated | 5 | 0 | gate only |",
                   "90.0 % (80.0–97.0)", "100.0 % of the studies are answered, 96.7 % of those rightly.", "| photo | 84 | 99.5 % | 50.0 % |", "| NIH | 552 | 54.5 % | Normal 80.0 % |", "| A | B | 400 | 66.0 % | 0.701 |", "46.0 points lower",
                   "| NIH | Normal 56, Pneumonia 25 | 0.746 | 62.2 % |", "names the origin of 85.4 %", "| JPEG, quality 30 | 60 | 91.0 % |", "| 3 |", "12.0 %", "peak inside in 93.0 %",
                   "| **deep** (landed) | fine-tuned | 97.0 % | 96.0 % | – | – | 31.0 |", "1 of 2 are missed.", "| other hospitals | ≥ 90.0 % | 49.4 % | **missed** |",
                   "| Lung Opacity | 21 | Normal 7 | 14 | 0 |", "1.02 times the plain forward", "chose nothing **0.017**", "this run 44.5 min", "![ROC, one class against the rest](pictures/roc.png)"]:
        assert stated in text, stated


@pytest.mark.parametrize("missing", ["check_half", "studies", "cross_validation", "leave_one_origin_out", "cross_origin", "shortcuts", "robustness", "localisation", "recipes", "targets",
                                     "cannot_answer_behaviour", "latency", "training_minutes"])
def test_any_figure_may_be_missing_or_empty(full, missing):
    card.render(BUNDLE, {k: v for k, v in full.items() if k != missing}, CONFIG)
    card.render(BUNDLE, full | {missing: type(full[missing])()}, CONFIG)


def test_every_row_of_a_table_is_as_wide_as_its_head(full):
    blocks = [block.splitlines() for block in card.render(BUNDLE, full, CONFIG).split("\n\n") if block.startswith("|")]
    assert len(blocks) > 15
    for block in blocks:
        assert len({line.count("|") for line in block}) == 1, block[0]


def test_what_is_not_measured_is_a_dash_and_never_nan():
    assert markdown.percent(None) == markdown.percent({"value": None, "interval": None, "n": 0}) == markdown.plain(float("nan")) == "–"
    assert markdown.percent({"value": 0.5, "interval": [0.25, 0.75], "n": 4}) == "50.0 % (25.0–75.0)"
    assert markdown.plain({"value": 0.9876, "interval": [0.9, 1.0], "n": 4}) == "0.988 (0.900–1.000)"


def test_the_card_survives_its_way_through_json(full):
    assert card.render(BUNDLE, json.loads(json.dumps(full, allow_nan=False)), CONFIG) == card.render(BUNDLE, full, CONFIG)


def test_the_pictures_are_small_and_the_same_when_drawn_again(view, full, tmp_path):
    names = pictures.draw(view, full["val"], CURVES, tmp_path / "a")
    assert names == ["confusion.png", "roc.png", "reliability.png", "risk_coverage.png", "training.png"] == pictures.draw(view, full, CURVES, tmp_path / "b")
    for name in names:
        drawn = (tmp_path / "a" / name).read_bytes()
        assert drawn == (tmp_path / "b" / name).read_bytes() and len(drawn) <= 60_000
        with Image.open(tmp_path / "a" / name) as picture:
            picture.verify()
        assert picture.format == "PNG" and picture.size[0] >= 700 and not picture.info.get("Software")


def test_without_curves_no_training_is_drawn(view, full, tmp_path):
    assert "training.png" not in pictures.draw(view, full, [], tmp_path) and not (tmp_path / "training.png").exists()


def test_a_loss_that_was_not_measured_at_a_step_leaves_a_gap(view, full, tmp_path):
    assert "training.png" in pictures.draw(view, full, [*CURVES, CURVES[-1] | {"samples": 4000, "train_loss": None}], tmp_path)
