"""What `compare` measures again, and what it takes as it is. The training itself is tested elsewhere."""
import dataclasses

import pytest

from csss_training import controls, recipes
from csss_training.config import Config

PLAN = [{"name": "plain", "what": "as it is", "leave_one_origin_out": False}, {"name": "chosen", "what": "all of it", "landed": True}]


@pytest.fixture
def tried(monkeypatch):
    """The names of the recipes that were trained; a training takes no time."""
    names = []

    def left_out(material, spec, name):
        names.append(name)
        return {"mean_of_origins": 0.1, "pooled_accuracy": 0.1}
    monkeypatch.setattr(recipes, "_measured", lambda material, recipe: names.append(recipe["name"]) or {"val_accuracy": 0.9})
    monkeypatch.setattr(controls, "leave_one_origin_out", left_out)
    return names


@dataclasses.dataclass
class Material:
    config: Config


def material():
    return Material(config=Config({"recipes": PLAN, "controls": {"leave_one_origin_out": {"origins": []}}}))


def test_each_recipe_is_told_of_as_soon_as_it_is_measured(tried):
    stages = [[recipe["name"] for recipe in found] for found in recipes.compare(material(), [])]

    assert stages == [["plain"], ["plain", "chosen"]]
    assert tried == ["plain", "chosen", "chosen without"]


def test_what_was_measured_before_is_not_measured_again(tried):
    found = list(recipes.compare(material(), [{"name": "plain", "val_accuracy": 0.8}]))[-1]

    assert [recipe["val_accuracy"] for recipe in found] == [0.8, 0.9]
    assert "plain" not in tried


def test_the_landed_recipe_takes_what_leave_out_found(tried):
    found = list(recipes.compare(material(), [], {"mean_of_origins": 0.457, "pooled_accuracy": 0.3}))[-1]

    assert [recipe["leave_one_origin_out"] for recipe in found] == [None, 0.457]
    assert tried == ["plain", "chosen"]
