"""The card on shortcuts: does the model know the disease, or the hospital, the age, the border?"""
from .markdown import count, percent, plain, sections, table, value_of

NOT_STATED = "not stated"


def shortcuts(figures: dict, text: dict) -> str:
    found = figures.get("shortcuts", {})
    parts = [_left_out(figures.get("leave_one_origin_out")), _crossed(figures.get("cross_origin")), _source(found.get("source_classifier")),
             _blacked_out(found.get("blacked_out") or found.get("lungs_blacked_out")), _within(found.get("within")), _subgroups(figures["val"].get("subgroups", {}))]
    note = text.get("shortcut_note", "")
    return sections("## Shortcuts: class, source, age", note, *parts) if note or any(parts) else ""


def _left_out(found: dict | None) -> str:
    if not found:
        return ""
    rows = [[name, _judged(o), percent(o["accuracy"]), ", ".join(f"{label} {percent(v)}" for label, v in o.get("sensitivity", {}).items())] for name, o in found["origins"].items()]
    return sections(
        f"**Trained without an origin, judged on it** ({found.get('recipe', 'same recipe')}): mean of origins **{percent(found['mean_of_origins'])}**, pooled "
        f"**{percent(found['pooled_accuracy'])}**. This is the best stand-in for a new hospital that the data allows, and a harsh one where an origin holds most of its class. "
        "Expect a new hospital's figures nearer to these than to those on `val`.",
        table(["origin left out", "n", "accuracy", "sensitivity"], rows))


def _judged(origin: dict) -> str:
    return f"{origin['judged']} of {origin['n']}" if origin.get("judged", origin["n"]) != origin["n"] else count(origin["n"])


def _crossed(found: list[dict] | None) -> str:
    """In-origin figures stand beside where they are given, or as rows of their own."""
    if not found:
        return ""
    beside = any("in_origin_accuracy" in row for row in found)
    rows = [[row["trained_on"], row["tested_on"], count(row["n"]), percent(row["accuracy"]), plain(row["auroc"]),
             *([percent(row.get("in_origin_accuracy")), plain(row.get("in_origin_auroc"))] if beside else [])] for row in found]
    return "**Trained on one origin, tested on another:**\n\n" + table(
        ["trained on", "tested on", "n", "accuracy", "AUROC", *(["accuracy in its own origin", "AUROC in its own origin"] if beside else [])], rows)


def _source(found: dict | None) -> str:
    return found and (f"**Source classifier:** a linear layer on the same features names the origin of {percent(found['accuracy'])} of the `val` images, out of {len(found['origins'])} "
                      f"(always naming the most frequent: {percent(found['largest_share'])}). The nearer to 100 %, the easier the shortcut.") or ""


def _blacked_out(found: dict | None) -> str:
    if not found:
        return ""
    guess, silent = found.get("most_frequent_class"), found.get("not_answered")
    return ("**Organ blacked out** (boxes over the lungs, or the heart): "
            f"accuracy {percent(found['accuracy'])} on {found['n']} images, {100 * value_of(found['fall']):.1f} points lower than with the organ in sight."
            + (f" Always naming the most frequent class gives {percent(guess)}; what lies above that is read from outside the boxes." if guess is not None else "")
            + (f" {percent(silent)} of these images are not answered." if silent is not None else ""))


def _within(found: dict | None) -> str:
    """One hospital at a time: there the hospital tells nothing."""
    if not found:
        return ""
    rows = [[origin, ", ".join(f"{label} {n}" for label, n in w["n"].items()), plain(w["auroc"]), percent(w["balanced_accuracy"])] for origin, w in found.items()]
    return "**Within one origin** (`val`), where the hospital tells nothing:\n\n" + table(["origin", "n", "AUROC", "balanced accuracy"], rows)


def _subgroups(found: dict) -> str:
    if not set(found) - {NOT_STATED}:
        return ""
    rows = [[name, count(g["n"]), percent(g["accuracy"]), ", ".join(f"{label} {percent(v)} of {v['n']}" for label, v in g["sensitivity"].items())] for name, g in found.items()]
    return "**Children against adults**, as far as an origin's patients are all the one or the other:\n\n" + table(["subgroup", "n", "accuracy", "sensitivity"], rows)
