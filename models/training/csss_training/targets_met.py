"""What was asked of a model (the configuration's `targets`) beside what it reached."""
from functools import reduce


def of(config: dict, figures: dict) -> list[dict]:
    return [_one(target, figures) for target in config.get("targets", [])]


def _one(target: dict, figures: dict) -> dict:
    """`figure` is a path into the figures; `at_least` or `at_most` the wish, as fractions."""
    try:
        found = reduce(lambda place, key: place[key], target["figure"], figures)
    except KeyError:
        return {"what": target["what"], "target": _wish(target), "reached": "not measured", "met": False}
    value, shown = (found["value"], f"{_form(found['value'], target)} ({_form(found['interval'][0], target)} to {_form(found['interval'][1], target)}, n = {found['n']})") \
        if isinstance(found, dict) and found.get("interval") else (found["value"] if isinstance(found, dict) else found, None)
    met = value >= target["at_least"] if "at_least" in target else value <= target["at_most"]
    return {"what": target["what"], "target": _wish(target), "reached": shown or _form(value, target), "met": bool(met)}


def _wish(target: dict) -> str:
    return f"≥ {_form(target['at_least'], target)}" if "at_least" in target else f"≤ {_form(target['at_most'], target)}"


def _form(value: float, target: dict) -> str:
    return f"{value:.3f}" if target.get("plain") else f"{100 * value:.1f} %"
