"""How the card writes its figures. What was not measured, or cannot be (None, NaN), is a dash."""

DASH = "–"


def table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def bullets(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def sections(*parts: str) -> str:
    """Empty ones leave no gap."""
    return "\n\n".join(part for part in parts if part)


def percent(figure) -> str:
    """A fraction, or {"value", "interval"} of fractions."""
    return _written(figure, 100, "{:.1f}", " %")


def plain(figure) -> str:
    """AUROC, ECE, Brier: no percentages."""
    return _written(figure, 1, "{:.3f}", "")


def points(difference: float) -> str:
    return DASH if _missing(difference) else f"{100 * difference:+.1f}"


def count(value) -> str:
    return DASH if value is None else str(value)


def value_of(figure) -> float | None:
    """Of {"value", …} or of the number itself."""
    value = figure.get("value") if isinstance(figure, dict) else figure
    return None if _missing(value) else value


def _written(figure, factor: int, form: str, unit: str) -> str:
    value, interval = value_of(figure), figure.get("interval") if isinstance(figure, dict) else None
    if value is None:
        return DASH
    text = form.format(factor * value) + unit
    return f"{text} ({form.format(factor * interval[0])}–{form.format(factor * interval[1])})" if interval and not any(map(_missing, interval)) else text


def _missing(value) -> bool:
    return value is None or value != value
