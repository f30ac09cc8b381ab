"""The card on what was tried and what it cost, what was asked and what was reached, and how long an answer takes."""
from .markdown import DASH, count, percent, sections, table


def recipes(figures: dict) -> str:
    tried = figures.get("recipes")
    if not tried:
        return ""
    opacity = any(r.get("lung_opacity_found") is not None for r in tried)
    rows = [[f"**{r['name']}** (landed)" if r.get("landed") else r["name"], r["what"], percent(r["val_accuracy"]), percent(r["macro_f1"]),
             *([percent(r.get("lung_opacity_found"))] if opacity else []), percent(r.get("leave_one_origin_out")), DASH if r.get("minutes") is None else f"{r['minutes']:.1f}"] for r in tried]
    return sections("## Recipes compared", "One run each, with the same seed on the same images, judged on `val`; minutes are the fine-tuning's own, as that run took them.",
                    table(["recipe", "what", "accuracy", "macro-F1", *(["Lung Opacity found"] if opacity else []), "without the origin (mean)", "minutes"], rows))


def targets(figures: dict) -> str:
    asked = figures.get("targets")
    if not asked:
        return ""
    short, missed = any(t.get("missed_by") for t in asked), sum(not t["met"] for t in asked)
    rows = [[t["what"], t["target"], t["reached"], "met" if t["met"] else "**missed**", *([t.get("missed_by") or DASH] if short else [])] for t in asked]
    return sections("## Targets", "All are met." if not missed else f"{missed} of {count(len(asked))} are missed.",
                    table(["what", "target", "reached", "", *(["by"] if short else [])], rows))


def latency(figures: dict) -> str:
    found = figures.get("latency")
    return found and (f"## Latency\n\nOne plain forward takes {found['forward_ms']:.1f} ms; with the maps of all classes {found['forward_with_maps_ratio']:.2f} times the plain forward, "
                      f"both measured in one run. Machine: {found['machine']}.") or ""
