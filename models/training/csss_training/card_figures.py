"""The card's figures with their intervals, the pictures, the calibration."""
from .markdown import bullets, count, percent, plain, sections, table

HOW = ("Intervals are 95 %, by a bootstrap that draws whole groups, since images of one patient are not independent. Where all of a figure's images are right, or none, "
       "redrawing shows no spread: the interval is then the exact one over groups.")
PICTURES = {"confusion.png": "Confusion matrix", "roc.png": "ROC, one class against the rest", "reliability.png": "Reliability diagram",
            "risk_coverage.png": "Risk and coverage", "training.png": "Training curves"}


def figures_on_val(figures: dict) -> str:
    val = figures["val"]
    origins = [[name, count(o["n"]), percent(o["sensitivity"])] for name, o in val["per_origin"].items()]
    return sections(
        f"## Figures on `val`{', slice by slice' if 'studies' in figures else ''}", HOW, _overall(val), _checked(figures.get("check_half")), _classes(val), _confusion(val),
        origins and "Sensitivity by class and origin:\n\n" + table(["class / origin", "n", "sensitivity"], origins))


def studies(figures: dict) -> str:
    """Several images of one patient judged together."""
    parts = [_of_studies(figures.get("studies")), _crossed(figures.get("cross_validation"))]
    return sections("## Studies: all images of a patient judged together", *parts) if any(parts) else ""


def _of_studies(found: dict | None) -> str:
    if not found:
        return ""
    decisions = found["decisions"]
    answered = f"{percent(decisions['coverage'])} of the studies are answered, {percent(decisions['accuracy_when_answered'])} of those rightly."
    return sections("On `val`:", _overall(found), answered, _classes(found), _confusion(found))


def _crossed(found: dict | None) -> str:
    if not found:
        return ""
    names = {"slice_accuracy": "accuracy of single slices", "study_accuracy": "accuracy of studies"}
    return (f"Cross-validated over {found['folds']} folds of whole patients, each judged by a model that did not see the patient:\n\n"
            + bullets([f"{name}: **{percent(found[key])}** (n = {found[key]['n']})" for key, name in names.items() if key in found]))


def pictures(figures: dict) -> str:
    """`figures["pictures"]` names those that were drawn; without it, all."""
    drawn = figures.get("pictures", list(PICTURES))
    return sections("## Pictures", *(f"![{title}](pictures/{file})" for file, title in PICTURES.items() if file in drawn)) if drawn else ""


def calibration(figures: dict) -> str:
    val = figures["val"]
    found, checked = val["calibration"], figures.get("check_half", {}).get("ece_15_bins")
    rows = [[label, plain(found["per_class_ece"].get(label)), plain(c["brier"])] for label, c in val["per_class"].items()]
    bars = [[f"{b['low']:.2f}–{b['high']:.2f}", count(b["n"]), plain(b["confidence"]), plain(b["accuracy"])] for b in found["reliability"]]
    return sections(
        "## Calibration",
        f"Temperature scaling. Expected calibration error of the answer's confidence (15 bins): **{plain(found['ece_15_bins'])}**"
        + (f"; on the half that chose nothing **{plain(checked)}**" if checked is not None else "") + f". Brier score over all classes: {plain(found['brier'])} (0 is perfect, 2 the worst).",
        "One class against the rest (Brier score from 0 to 1):", table(["class", "ECE", "Brier"], rows),
        "Reliability:", table(["confidence", "n", "mean confidence", "share right"], bars))


def _overall(found: dict) -> str:
    return bullets([f"Accuracy: **{percent(found['accuracy'])}** (n = {found['n']} in {found['groups']} groups)", f"Macro-F1: **{percent(found['macro_f1'])}**"])


def _checked(half: dict | None) -> str:
    return half and (f"On the half that chose nothing (n = {half['accuracy']['n']}): accuracy **{percent(half['accuracy'])}**, macro-F1 **{percent(half['macro_f1'])}**.") or ""


def _classes(found: dict) -> str:
    names = {"sensitivity": "sensitivity", "specificity": "specificity", "ppv": "PPV", "npv": "NPV", "f1": "F1"}
    rows = [[label, count(c["sensitivity"]["n"]), *(percent(c[name]) for name in names), plain(c["auroc"])] for label, c in found["per_class"].items()]
    return sections(table(["class", "n", *names.values(), "AUROC"], rows), "PPV and NPV hold for the class frequencies of `val`, which are not those of a clinic.")


def _confusion(found: dict) -> str:
    labels = found["confusion"]["labels"]
    return "Confusion (rows true, columns predicted, abstained or not):\n\n" + table(["", *labels], [[label, *map(str, row)] for label, row in zip(labels, found["confusion"]["counts"])])
