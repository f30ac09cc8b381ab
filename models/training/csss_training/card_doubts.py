"""The card on what the model does not know, what it stands, and where it looks."""
from .markdown import DASH, count, percent, plain, points, sections, table, value_of

CHANGES = {"jpeg_30": "JPEG, quality 30", "noise": "noise, sigma 10 of 255 grey levels", "rotate_plus_10": "rotated by 10° counter-clockwise", "rotate_minus_10": "rotated by 10° clockwise",
           "phone_photo": "photographed from a screen (simulated)", "half_size": "half the size and back", "darker": "darker (gamma 1.5)", "brighter": "brighter (gamma 0.67)"}
AS_THEY_ARE = "as_they_are"


def knowing(bundle: dict, figures: dict) -> str:
    return sections("## What it does not know", _gate(figures["gate"]), _abstaining(bundle, figures["val"]), _risk(figures["val"]["risk_coverage"]),
                    _unanswerable(figures.get("cannot_answer_behaviour")))


def _gate(gate: dict) -> str:
    alone = gate.get("ood_score_alone", {})
    rows = [[kind, count(g["n"]), percent(g), percent(alone.get(kind))] for kind, g in gate.get("refused", {}).items()]
    whole = f" It refuses **{percent(gate['refused_in_all'])}** of {gate['refused_in_all']['n']} strangers{_of(gate.get('refused_in_all_is'))}." if "refused_in_all" in gate else ""
    return sections(
        f"The **gate** rejects what is not this modality. It refuses **{percent(gate['false_refusal'])}** of {gate['false_refusal']['n']} good scans.{whole} "
        "Its limit was laid on the other half of `val`'s good scans and strangers; these kinds were met in training all the same, and a kind never met may be refused less often.",
        rows and "Refused, and (were there no gate) caught by the out-of-distribution score alone:\n\n" + table(["kind", "n", "gate", "score alone"], rows))


def _of(what: str | None) -> str:
    return f" ({what})" if what else ""


def _abstaining(bundle: dict, val: dict) -> str:
    decisions = val["decisions"]
    minimum = ", ".join(f"{label} {percent(v)}" for label, v in bundle.get("abstention", {}).get("minimum_confidence", {}).items())
    rows = [[label, *(str(d[o]) for o in ("classified", "abstained", "rejected"))] for label, d in decisions["by_truth"].items()]
    return sections(
        f"It **abstains** below its own confidence for each class ({minimum or DASH}) and above a limit of the out-of-distribution score. Of {val['n']} scans of the classes on offer it answers "
        f"{percent(decisions['coverage'])} and is then right in {percent(decisions['accuracy_when_answered'])}; {percent(decisions['abstained_low_confidence'])} are too uncertain, "
        f"{percent(decisions['abstained_out_of_distribution'])} too strange, {percent(decisions['rejected'])} are rejected.",
        table(["truth", "classified", "abstained", "rejected"], rows))


def _risk(found: dict) -> str:
    curves = {"all": found["overall"]} | {f"called {label}": curve for label, curve in found["per_class"].items()}
    rows = [[name, count(curve["n"]), *(percent(_risk_at(curve, share)) for share in (1, 0.9, 0.8, 0.5)), percent(curve["area"])] for name, curve in curves.items()]
    return "Risk and coverage: the share wrong when only the most confident are answered.\n\n" + table(["predictions", "n", "all answered", "90 %", "80 %", "50 %", "area under the curve"], rows)


def _risk_at(curve: dict, share: float) -> float | None:
    """At the largest measured coverage that is no larger."""
    return next((p["risk"] for p in reversed(curve["points"]) if p["coverage"] <= share), None)


def _unanswerable(found: dict | None) -> str:
    rows = [[label, count(c["n"]), ", ".join(f"{name} {n}" for name, n in c["called"].items()) or DASH, count(c["abstained"]), count(c["rejected"])] for label, c in (found or {}).items()]
    return rows and "What becomes of scans whose class it does not offer:\n\n" + table(["truth", "n", "called", "abstained", "rejected"], rows) or ""


def robustness(figures: dict) -> str:
    found = dict(figures.get("robustness", {}))
    if not found:
        return ""
    unchanged = found.pop(AS_THEY_ARE, None)
    plainly = value_of((unchanged or figures["val"])["accuracy"])
    rows = [["unchanged", count((unchanged or figures["val"])["n"]), percent(plainly), DASH, DASH, percent((unchanged or {}).get("answered"))]]
    rows += [[CHANGES.get(name, name), count(c["n"]), percent(c["accuracy"]), _difference(c["accuracy"], plainly), _changed(c.get("changed_answers")), percent(c.get("answered"))]
             for name, c in found.items()]
    return sections("## Robustness", "`val` images, changed before the pre-processing. Accuracy counts abstained answers by their most probable class.",
                    table(["change", "n", "accuracy", "points", "another answer", "answered"], rows))


def _difference(accuracy, plainly: float | None) -> str:
    now = value_of(accuracy)
    return DASH if now is None or plainly is None else points(now - plainly)


def _changed(value) -> str:
    """A count, or a share."""
    return count(value) if isinstance(value, int) else percent(value)


def localisation(figures: dict) -> str:
    found = figures.get("localisation")
    return found and f"""## Where it looks

Against {found['what']}, on {found['n']} images: Grad-CAM of the answer has its peak inside in {percent(found['pointing_game'])}, and {percent(found['energy_inside'])} of its energy lies inside,
on {percent(found['area_share'])} of the area. The area's share is what a map without meaning would get.""" or ""
