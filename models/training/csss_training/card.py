"""MODEL_CARD.md from the bundle's JSON. Every figure on it was measured by the training that wrote it; the words around them are here."""
from .config import Config


def render(bundle: dict, figures: dict, config: Config) -> str:
    sections = [_head(bundle), _use(bundle), _data(bundle, config), _figures(figures), _knowing(bundle, figures), _traps(figures, config), _limits(bundle), _making(bundle)]
    return "\n\n".join(sections) + "\n"


def _head(bundle: dict) -> str:
    return (f"# {bundle['name']} {bundle['version']}\n\n"
            "**Research use; not a medical device.** It assists a doctor, who decides. All figures below are on `val`, which also chose the L2, the temperature and the thresholds, "
            "so they flatter; the test set kept apart decides. `evaluation.json` holds all of them.")


def _use(bundle: dict) -> str:
    cannot = "\n".join(f"- **{c['label']}**: {c['why']}" for c in bundle["cannot_tell"])
    return f"""## What it does

Tells {', '.join(bundle['labels'])} apart on one frontal chest radiograph: MobileNetV2 1.0/224 with ImageNet weights, frozen; a linear layer on its pooled features was trained.
Serves {', '.join(bundle['modalities'])}.

Not for: lateral views, other modalities, screening without a reader, triage, any decision nobody checks, or a finding outside its labels. A label means "resembles the images published under this
label", not a diagnosis.

What it cannot tell:

{cannot}"""


def _data(bundle: dict, config: Config) -> str:
    counts = bundle["training_data"]["counts"]
    pairs = sorted({(label, origin) for split in counts.values() for label, origins in split.items() for origin in origins})
    rows = [[label, origin or "not stated", *(str(counts[s].get(label, {}).get(origin, 0)) for s in ("train", "val")), _terms(origin, config)] for label, origin in pairs]
    return f"""## Data

{_table(['label', 'origin', 'train', 'val', "publisher's terms"], rows)}

Labels in small letters (`ct`, `cmr`, `picture`) are not chest radiographs: they train and test the modality gate alone. Splits are by group, that is patient joined with near-duplicates; no group is on both
sides (the training stops if one is). The Radiography Database has no patient ids, so some repeat patients may be missed. The images stay with their publishers; `manifest.csv` names each by SHA-256."""


def _figures(figures: dict) -> str:
    three, calibration = figures["three_class"], figures["calibration"]
    rows = [[label, *(_bounded(c[k]) for k in ("sensitivity", "specificity", "precision", "auroc")), str(c["sensitivity"]["n"])] for label, c in figures["per_class"].items()]
    labels = figures["confusion"]["labels"]
    confusion = [[label, *map(str, row)] for label, row in zip(labels, figures["confusion"]["counts"])]
    origins = [[name, str(o["n"]), _percent(o["sensitivity"])] for name, o in figures["per_origin"].items()]
    return f"""## Figures on `val`

Intervals are 95 %, bootstrap over groups.

- Accuracy over Normal, Pneumonia, COVID-19: **{_bounded(three['accuracy'])}** (n = {three['accuracy']['n']})
- Macro-F1 over the three: **{_bounded(three['macro_f1'])}**
- Expected calibration error, 15 bins: {calibration['ece_15_bins']:.3f}; Brier score: {calibration['brier']:.3f} (0 to 2). The temperature was fitted on the same images.

{_table(['class', 'sensitivity', 'specificity', 'precision', 'AUROC', 'n'], rows)}

Confusion (rows true, columns predicted):

{_table(['', *labels], confusion)}

Sensitivity by class and origin:

{_table(['class / origin', 'n', 'sensitivity'], origins)}"""


def _knowing(bundle: dict, figures: dict) -> str:
    gate, decisions = figures["gate"], figures["decisions"]
    rows = [[kind, str(g["n"]), _percent(g["value"]), _percent(figures["ood_on_strangers"][kind]["value"])] for kind, g in gate["refused"].items()]
    truth = [[label, *(str(d[o]) for o in ("classified", "abstained", "rejected"))] for label, d in decisions["by_truth"].items()]
    minimum = ", ".join(f"{label} {_percent(v)}" for label, v in bundle["abstention"]["minimum_confidence"].items())
    return f"""## What it does not know

The **gate** refuses {_percent(gate['false_refusal']['value'])} of {gate['false_refusal']['n']} good scans. Strangers refused by the gate, and (were there no gate) by the out-of-distribution score:

{_table(['kind', 'n', 'gate', 'score alone'], rows)}

CT and MRI here come from the same collections as the gate's training ones (other patients where ids exist), noise is our own, and there is no radiograph of another body part among them: that is untested.

It **abstains** below its own confidence for each class ({minimum}) and above the 99th percentile of the out-of-distribution score. Over the three classes it answers {_percent(decisions['coverage'])} of scans
and is then right in {_percent(decisions['accuracy_when_answered'])}; {_percent(decisions['abstained_low_confidence'])} are too uncertain, {_percent(decisions['abstained_out_of_distribution'])} too strange,
{_percent(decisions['rejected'])} are rejected.

{_table(['truth', 'classified', 'abstained', 'rejected'], truth)}"""


def _traps(figures: dict, config: Config) -> str:
    found = figures["shortcuts"]
    left_out = found["leave_one_origin_out"]
    rows = [[name, str(o["n"]), _percent(o["accuracy"]), ", ".join(f"{label} {_percent(v)}" for label, v in o["sensitivity"].items())] for name, o in left_out["origins"].items()]
    within = [[name, f"{w['n']['Normal']} / {w['n']['Pneumonia']}", f"{w['auroc']:.3f}", _percent(w["balanced_accuracy"])] for name, w in found["within"].items()]
    source = found["source_classifier"]
    return f"""## Class is source is age

Most pneumonias are children of one hospital, most normals are adults from the RSNA challenge, most COVID-19 scans come from one database. A model can learn the hospital instead of the disease, and this one does to a
large part: the same frozen features name the origin of a `val` image in {_percent(source['accuracy'])} of cases (the most frequent origin: {_percent(source['largest_share'])}). What is done against it: every image is stretched to the
same size and normalised by its own percentiles, and small origins weigh more in training (`origin_power`, {config['head']['origin_power']}).

**Trained without an origin, judged on it** (pooled accuracy {_percent(left_out['pooled_accuracy'])}, mean of origins {_percent(left_out['mean_of_origins'])}): the best proxy for a new hospital that this data allows, and for an
origin that is most of its class a harsh one. **Expect a new hospital's figures to lie here rather than above.**

{_table(['origin left out', 'n', 'accuracy', 'sensitivity'], rows)}

**Normal against Pneumonia inside one origin** (`val`), where the hospital tells nothing:

{_table(['origin', 'n', 'AUROC', 'balanced accuracy'], within)}"""


def _limits(bundle: dict) -> str:
    return """## Limits

- The backbone has never seen a radiograph in training: features are ImageNet's. Fine-tuning comes in a later version.
- Children and adults are not judged apart: their ages are not known, only their hospitals.
- No figure on sex, ethnicity, device or severity: the data does not say.
- Grad-CAM shows where the evidence for a class lies in the last 7×7 activations, not where the disease is; localisation was not measured.
- Images were at most 256 pixels on the short side in training: fine signs are lost."""


def _making(bundle: dict) -> str:
    return f"""## Made by

Trained {bundle['trained_at']}, code {bundle['code_commit']}, manifest {bundle['training_data']['manifest_sha256']}, graph {bundle['onnx']['sha256']} ({bundle['onnx']['bytes'] / 1e6:.1f} MB)."""


def _terms(origin: str, config: Config) -> str:
    return next((terms for name, terms in config["terms"].items() if origin.startswith(name)), "not stated: research use only")


def _bounded(figure: dict) -> str:
    low, high = figure["interval"]
    return f"{_percent(figure['value'])} ({100 * low:.1f}–{100 * high:.1f})"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])
