"""The card on its data: label × origin × split × terms, and how it was split."""
from .markdown import table

UNKNOWN_TERMS = "not stated: research use only"


def data(bundle: dict, figures: dict, config: dict) -> str:
    counts = bundle["training_data"]["counts"]
    splits = [split for split in ("train", "val") if split in counts]
    pairs = {(label, origin) for split in splits for label, origins in counts[split].items() for origin in origins}
    pairs = sorted(pairs, key=lambda pair: (_order(pair[0], bundle, figures), pair))
    rows = [[label, origin or "not stated", *(str(counts[s].get(label, {}).get(origin, 0)) for s in splits), _use(label, bundle, figures), _terms(origin, config)] for label, origin in pairs]
    return f"""## Data

{table(['label', 'origin', *splits, 'used as', "publisher's terms"], rows)}

The images stay with their publishers. `manifest.csv` names each by its SHA-256."""


def split(bundle: dict, figures: dict) -> str:
    val = figures["val"]
    return f"""## Split

As given with the data, by group: a patient joined with near-duplicates. No group is in `train` and in `val`; the training stops if one is. Where a source has no patient ids, a group is only the near-duplicates,
and a repeat patient may be missed. `val` holds {val['n']} images of the classes on offer in {val['groups']} groups."""


def _use(label: str, bundle: dict, figures: dict) -> str:
    return ["class", "not offered", "gate only"][_order(label, bundle, figures)]


def _order(label: str, bundle: dict, figures: dict) -> int:
    unanswerable = {c["label"] for c in bundle.get("cannot_tell", [])} | set(figures.get("cannot_answer_behaviour", {}))
    return 0 if label in bundle["labels"] else 1 if label in unanswerable else 2


def _terms(origin: str, config: dict) -> str:
    return next((terms for name, terms in config.get("terms", {}).items() if origin.startswith(name)), UNKNOWN_TERMS)
