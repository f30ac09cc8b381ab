import numpy as np
import pytest

from csss_training import abstention, calibration, gate, head, linear, metrics, ood
from csss_training.dataset import Scan


def test_the_temperature_undoes_an_overconfidence_put_in():
    rng = np.random.default_rng(1)
    honest = rng.normal(size=(20000, 3)) * 2
    target = np.array([rng.choice(3, p=p) for p in calibration.softmax(honest)])
    assert calibration.fit_temperature(honest * 2.5, target) == pytest.approx(2.5, rel=0.05)


def test_folding_the_standardisation_changes_no_score():
    rng = np.random.default_rng(2)
    x = rng.normal(3, 5, (200, 6))
    fitted = linear.fit(x, (x[:, 0] > 3).astype(int), np.ones(200), 2, 1e-3)
    weight, bias = fitted.folded()
    assert np.allclose(fitted(x), x @ weight.T + bias)


def test_the_logistic_regression_is_at_its_minimum():
    """At the minimum the mean of (p − y)·x equals −2·l2·w."""
    rng = np.random.default_rng(3)
    x, noise = rng.normal(size=(500, 4)), rng.normal(size=500)
    y = (x[:, 0] + noise > 0).astype(int)
    fitted = linear.fit(x, y, np.ones(500), 2, 0.01)
    standard = (x - fitted.mean) / fitted.deviation
    gradient = (calibration.softmax(fitted(x)) - np.eye(2)[y]).T @ standard / 500
    assert np.allclose(gradient, -0.02 * fitted.weight, atol=1e-4)


def test_weights_balance_classes_and_origins_as_far_as_asked():
    scans = [Scan(str(i), "train", label, origin, str(i), "") for i, (label, origin) in enumerate([("a", "x")] * 90 + [("a", "y")] * 10 + [("b", "x")] * 25)]
    full = head.sample_weights(scans, 1, 1)
    assert full[:90].sum() == pytest.approx(0.5) and full[90:100].sum() == pytest.approx(0.5) and full[100:].sum() == pytest.approx(1)
    none = head.sample_weights(scans, 0, 0)
    assert np.allclose(none, none[0])


def test_expected_calibration_error_of_a_known_case():
    probabilities = np.array([[0.9, 0.1]] * 10)
    target = np.array([0] * 6 + [1] * 4)
    assert metrics.expected_calibration_error(probabilities, target) == pytest.approx(0.3)
    assert metrics.brier(probabilities, target) == pytest.approx(0.6 * 0.02 + 0.4 * 1.62)


def test_auroc_counts_ties_as_half():
    assert metrics.auroc(np.array([1, 2, 2, 3]), np.array([False, False, True, True])) == pytest.approx(0.875)


def test_the_bootstrap_draws_groups_not_images():
    """Ten copies of two images are still two observations: the interval must reach both ends."""
    right = np.array([1.0] * 10 + [0.0] * 10)
    groups = np.array(["p"] * 10 + ["q"] * 10)
    assert metrics.interval(lambda i: right[i].mean(), groups, 200, 1) == [0, 1]


def test_macro_f1_of_a_known_case():
    assert metrics.macro_f1(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), [0, 1]) == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_the_gate_threshold_refuses_no_more_good_scans_than_allowed():
    rng = np.random.default_rng(4)
    good, strangers = rng.normal(2, 1, 5000), rng.normal(0, 1, 5000)
    threshold = gate.choose_threshold(good, strangers, 0.02)
    assert (good < threshold).mean() <= 0.0201
    assert gate.choose_threshold(np.array([4.0, 9]), np.array([-2.0, -5]), 0.02) == 1


def test_strangeness_is_one_for_typical_features_and_large_for_strange_ones():
    rng = np.random.default_rng(5)
    target = np.arange(4000) % 2
    x = rng.normal(size=(4000, 20)) + 10 * target[:, None]
    fitted = ood.fit_strangeness(x, target, 5)
    assert fitted(x).mean() == pytest.approx(1, abs=0.05)
    assert fitted(x[:1] + 100 * fitted.projection[:, :1].T / np.square(fitted.projection[:, 0]).sum()).min() > 50


RULES = {"gate": {"threshold": 0, "reason": "not_this_modality"}, "ood": {"threshold": 2, "reason": "out_of_distribution"},
         "abstention": {"minimum_confidence": {"a": 0.9, "b": 0.6}, "reason": "low_confidence"}}


@pytest.mark.parametrize("probabilities, gate_logit, strangeness, outcome, label, reason", [
    ([0.95, 0.05], 1, 1, "classified", "a", None),
    ([0.85, 0.15], 1, 1, "abstained", None, "low_confidence"),
    ([0.35, 0.65], 1, 1, "classified", "b", None),
    ([0.95, 0.05], 1, 3, "abstained", None, "out_of_distribution"),
    ([0.95, 0.05], -1, 3, "rejected", None, "not_this_modality"),
])
def test_the_decision_follows_the_documented_order(probabilities, gate_logit, strangeness, outcome, label, reason):
    decided = abstention.decide(np.array([probabilities]), np.array([gate_logit]), np.array([strangeness]), ["a", "b"], RULES)
    assert decided == [{"outcome": outcome, "label": label, "reason": reason}]


def test_a_class_speaks_from_where_it_is_right_often_enough():
    confidence = np.linspace(0.5, 0.99, 200)
    probabilities = np.stack([confidence, 1 - confidence], 1)
    target = np.where(confidence > 0.75, 0, 1)
    spec = {"precision": 0.99, "floor": 0.5, "ceiling": 0.95, "fewest": 10}
    assert abstention.minimum_confidences(probabilities, target, ["a", "b"], spec) == {"a": pytest.approx(0.75, abs=0.011), "b": 0.95}
