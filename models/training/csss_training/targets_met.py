"""What was asked of a model (the configuration's `targets`) beside what it reached."""
from functools import reduce


def of(config: dict, figures: dict) -> list[dict]:
    return [_one(target, figures) for target in config.get("targets", [])]


def _one(target: dict, figures: dict) -> dict:
    """`figure` is a path into the figures; `at_least` or `at_most` the wish, as fractions."""
    try:
        found = reduce(lambda place, key: place[key], target["figure"], figures)
    except KeyError:
        found = None
    value = found["value"] if isinstance(found, dict) else found
    if value is None:
        return {"what": target["what"], "target": _wish(target), "reached": "not measured", "met": False}
    over = value - target["at_least"] if "at_least" in target else target["at_most"] - value
    return {"what": target["what"], "target": _wish(target), "reached": _form(value, target) + _around(found, target), "met": bool(over >= 0),
            **({} if over >= 0 else {"missed_by": f"{-over:.3f}" if target.get("plain") else f"{-100 * over:.1f} points"})}


def _around(found, target: dict) -> str:
    if not isinstance(found, dict) or not found.get("interval"):
        return ""
    low, high = (_form(v, target) for v in found["interval"])
    return f" ({low} to {high}, n = {found['n']})"


def _wish(target: dict) -> str:
    return f"≥ {_form(target['at_least'], target)}" if "at_least" in target else f"≤ {_form(target['at_most'], target)}"


def _form(value: float, target: dict) -> str:
    return f"{value:.3f}" if target.get("plain") else f"{100 * value:.1f} %"
