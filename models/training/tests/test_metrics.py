import json

import numpy as np
import pytest

from csss_training import curves, metrics
from csss_training.bootstrap import Bootstrap, exact
from csss_training.evaluation import View, evaluate

# Truth a a a a b b, said a a a b b a: four of six right.
TARGET, SAID = np.array([0, 0, 0, 0, 1, 1]), np.array([0, 0, 0, 1, 1, 0])


def view(target, said, groups=None, labels=("a", "b"), confidence=0.9, **others) -> View:
    n, names = len(target), np.array([*labels, "stranger"])
    probabilities = np.full((n, len(labels)), (1 - confidence) / (len(labels) - 1))
    probabilities[np.arange(n), said] = confidence
    decisions = [{"outcome": "classified", "label": labels[s], "reason": None} for s in said]
    parts = {"origin": np.array(["here"] * n), "subgroup": np.array(["not stated"] * n), "decisions": decisions} | others
    return View(list(labels), names[target], group=np.array(groups if groups is not None else [str(i) for i in range(n)]), probabilities=probabilities, **parts)


def random_view(n: int, seed: int = 1, classes: int = 3) -> View:
    rng = np.random.default_rng(seed)
    labels, target = list("abcde"[:classes]), rng.integers(0, classes, n)
    scores = rng.normal(size=(n, classes)) + 2 * np.eye(classes)[target]
    probabilities = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    decisions = [{"outcome": "classified", "label": labels[p], "reason": None} for p in probabilities.argmax(1)]
    return View(labels, np.array(labels)[target], rng.choice(["x", "y", "z"], n), np.array([f"g{i}" for i in rng.integers(0, max(n // 2, 2), n)]),
                rng.choice(["children", "adults", "not stated"], n), probabilities, decisions)


def test_the_figures_of_one_class_against_the_rest():
    found = evaluate(view(TARGET, SAID), 50, 1)["per_class"]["a"]
    assert {name: found[name]["value"] for name in ("sensitivity", "specificity", "ppv", "npv", "f1")} == pytest.approx(
        {"sensitivity": 3 / 4, "specificity": 1 / 2, "ppv": 3 / 4, "npv": 1 / 2, "f1": 6 / 8})
    assert {name: found[name]["n"] for name in ("sensitivity", "specificity", "ppv", "npv", "f1")} == {"sensitivity": 4, "specificity": 2, "ppv": 4, "npv": 2, "f1": 5}


def test_the_figures_agree_with_the_plain_functions():
    seen = random_view(300)
    found, target, said = evaluate(seen, 20, 1), seen.target(), seen.predicted()
    assert found["accuracy"]["value"] == pytest.approx(metrics.accuracy(said, target))
    assert found["macro_f1"]["value"] == pytest.approx(metrics.macro_f1(said, target, [0, 1, 2]))
    for c, label in enumerate(seen.labels):
        mine = found["per_class"][label]
        assert mine["npv"]["value"] == pytest.approx(metrics.negative_predictive_value(said, target, c))
        assert mine["ppv"]["value"] == pytest.approx(metrics.precision(said, target, c))
        assert mine["specificity"]["value"] == pytest.approx(metrics.specificity(said, target, c))
        assert mine["auroc"]["value"] == pytest.approx(metrics.auroc(seen.probabilities[:, c], target == c))


def test_the_fast_bootstrap_gives_the_intervals_of_the_plain_one():
    seen = random_view(400)
    target, said = seen.target(), seen.predicted()
    plain = metrics.interval(lambda i: metrics.accuracy(said[i], target[i]), seen.group, 2000, 3)
    assert evaluate(seen, 2000, 1)["accuracy"]["interval"] == pytest.approx(plain, abs=0.006)
    plain = metrics.interval(lambda i: metrics.auroc(seen.probabilities[i, 0], target[i] == 0), seen.group, 500, 3)
    assert evaluate(seen, 2000, 1)["per_class"]["a"]["auroc"]["interval"] == pytest.approx(plain, abs=0.01)


def test_the_bootstrap_draws_groups_not_images():
    """Ten copies of two images are still two observations: the interval must reach both ends."""
    target, said = np.zeros(20, int), np.array([0] * 10 + [1] * 10)
    alone = evaluate(view(target, said), 500, 1)["accuracy"]["interval"]
    assert evaluate(view(target, said, groups=["p"] * 10 + ["q"] * 10), 500, 1)["accuracy"]["interval"] == [0, 1]
    assert 0.2 < alone[0] < alone[1] < 0.8


def test_the_same_seed_gives_the_same_figures():
    assert evaluate(random_view(100), 50, 9) == evaluate(random_view(100), 50, 9)


def test_all_right_of_three_patients_is_not_said_to_be_certain():
    target = np.repeat([0, 1], 15)
    sure = evaluate(view(target, target, groups=np.repeat([f"p{i}" for i in range(6)], 5)), 200, 1)
    assert sure["per_class"]["a"]["sensitivity"] == {"value": 1, "interval": pytest.approx([0.025 ** (1 / 3), 1]), "n": 15}
    assert sure["per_class"]["a"]["auroc"]["interval"] == pytest.approx([0.025 ** (1 / 3), 1])
    assert sure["accuracy"]["interval"] == pytest.approx([0.025 ** (1 / 6), 1])
    assert exact(0, 10) == pytest.approx((0, 0.3085), abs=1e-4)


def test_a_class_that_nobody_has_is_undefined_and_the_rest_is_not():
    found = evaluate(view(np.array([0, 0, 1]), np.array([0, 0, 0]), labels=("a", "b", "c")), 100, 1)
    nobody = found["per_class"]["c"]
    assert nobody["sensitivity"] == {"value": None, "interval": None, "n": 0} and nobody["auroc"]["value"] is None
    assert nobody["ppv"]["value"] is None and nobody["specificity"]["value"] == 1
    assert found["macro_f1"]["value"] == pytest.approx((4 / 5 + 0) / 2)
    assert found["roc"]["c"] == {"fpr": [], "tpr": []} and found["risk_coverage"]["per_class"]["c"]["area"] is None
    json.dumps(found, allow_nan=False)


def test_labels_that_are_not_offered_count_in_no_figure_and_are_listed():
    target, said = np.array([0, 1, 2, 2]), np.array([0, 1, 0, 1])
    decisions = [{"outcome": o, "label": label, "reason": r} for o, label, r in [
        ("classified", "a", None), ("abstained", None, "low_confidence"), ("classified", "a", None), ("rejected", None, "not_this_modality")]]
    found = evaluate(view(target, said, decisions=decisions), 50, 1)
    assert found["n"] == 2 and found["accuracy"]["value"] == 1
    assert found["decisions"]["coverage"] == 0.5 and found["decisions"]["accuracy_when_answered"] == 1 and found["decisions"]["abstained_low_confidence"] == 0.5
    assert found["decisions"]["by_truth"] == {"a": {"classified": 1, "abstained": 0, "rejected": 0}, "b": {"classified": 0, "abstained": 1, "rejected": 0},
                                              "stranger": {"classified": 1, "abstained": 0, "rejected": 1}}


def test_origins_and_subgroups_have_their_own_figures():
    found = evaluate(view(TARGET, SAID, origin=np.array(["x", "x", "y", "y", "x", "x"]), subgroup=np.array(["children"] * 3 + ["adults"] * 3)), 50, 1)
    assert found["per_origin"]["a / y"]["n"] == 2 and found["per_origin"]["a / y"]["sensitivity"]["value"] == 0.5
    assert "b / y" not in found["per_origin"]
    assert found["subgroups"]["children"]["accuracy"]["value"] == 1 and "b" not in found["subgroups"]["children"]["sensitivity"]
    assert found["subgroups"]["adults"]["sensitivity"]["b"]["n"] == 2


def test_risk_and_coverage_of_a_known_case():
    """Confident and right, right, wrong, right; the last two equally confident."""
    found = curves.risk_coverage(np.array([0.9, 0.8, 0.6, 0.6]), np.array([True, True, False, True]))
    assert [(p["confidence"], p["coverage"], p["risk"]) for p in found["points"]] == [(0.9, 0.25, 0), (0.8, 0.5, 0), (0.6, 1, 0.25)]
    assert found["area"] == pytest.approx((0 + 0 + 0.25 + 0.25) / 4)


def test_curves_keep_their_ends_when_thinned():
    rng = np.random.default_rng(1)
    score, positive = rng.random(3000), rng.random(3000) < 0.3
    roc, risk = curves.roc(score, positive), curves.risk_coverage(score, positive)
    assert len(roc["fpr"]) <= 200 and (roc["fpr"][0], roc["tpr"][0], roc["fpr"][-1], roc["tpr"][-1]) == (0, 0, 1, 1)
    assert len(risk["points"]) <= 50 and risk["points"][-1]["coverage"] == 1
    assert np.trapz(roc["tpr"], roc["fpr"]) == pytest.approx(metrics.auroc(score, positive), abs=0.002)


def test_calibration_of_a_known_case():
    """Says a with 0.9 ten times and is right six times: both classes are off by 0.3."""
    found = evaluate(view(np.array([0] * 6 + [1] * 4), np.zeros(10, int)), 50, 1)
    assert found["calibration"]["ece_15_bins"] == pytest.approx(0.3)
    assert found["calibration"]["per_class_ece"] == pytest.approx({"a": 0.3, "b": 0.3})
    assert found["calibration"]["reliability"] == [{"low": 13 / 15, "high": 14 / 15, "n": 10, "confidence": pytest.approx(0.9), "accuracy": 0.6}]
    assert found["per_class"]["a"]["brier"] == pytest.approx(0.6 * 0.01 + 0.4 * 0.81)


def test_a_bootstrap_of_one_group_has_no_spread():
    assert Bootstrap(np.array(["p"] * 3), 20, 1).weights.tolist() == np.ones((21, 3)).tolist()
