"""What a bundle's study head and rules are learnt from."""
import numpy as np
import torch

from . import abstention, calibration, evaluation
from .bootstrap import Bootstrap
from .dataset import Scan
from .finetune import finetune, predict
from .head import targets
from .judged import Answers, Judge
from .lesson import lesson_of, parts_of, training_scans
from .linear import fit
from .material import Material, shares_of
from .study import Studies, StudyHead, by_mean, common_rules, judged_as, left_out_one_by_one, measures_of, members
from .tail import Tail


def learn(material: Material, tail: Tail, judge: Judge, answers: Answers) -> tuple[StudyHead | None, dict, Studies | None, dict]:
    """(head, the rules for model.json, val's studies, figures)."""
    spec, common = material.config["study"], common_rules(judge, answers)
    if spec["pool"] == "mean":
        rules = {"output": None, "smallest": 2, "temperature": judge.rules["temperature"], "minimum_confidence": judge.rules["abstention"]["minimum_confidence"], **common}
        studies, head, figures = by_mean(answers, judge, rules), None, {}
    else:
        head, rules, studies, figures = _by_heart(material, tail, judge, answers, common)
    if studies is None:
        return head, rules, None, figures
    figures["studies"] = evaluation.evaluate(studies.view(judge.labels), material.config["evaluation"]["bootstrap"], material.config["seed"])
    return head, rules, studies, figures


def _by_heart(material: Material, tail: Tail, judge: Judge, answers: Answers, common: dict) -> tuple[StudyHead, dict, Studies, dict]:
    config, labels, spec = material.config, judge.labels, material.config["study"]
    x, firsts, slices = _cross_validated(material)
    target = targets(firsts, labels)
    tried = {l2: left_out_one_by_one(x, target, len(labels), l2) for l2 in spec["l2"]}
    l2 = min(tried, key=lambda value: calibration.log_loss(tried[value], target, calibration.fit_temperature(tried[value], target)))
    temperature = calibration.fit_temperature(tried[l2], target)
    probabilities = calibration.softmax(tried[l2], temperature)
    rules = {"output": "study", "smallest": spec["smallest"], "temperature": temperature,
             "minimum_confidence": abstention.minimum_confidences(probabilities, target, labels, config["abstention"] | spec["abstention"]), **common}

    head = StudyHead(tail.coverage, fit(x, target, np.ones(len(x)), len(labels), l2)).eval()
    backbone = tail.folded_into(material.network, config["finetune"]["cut"])
    val_x, _ = measures_of(material, backbone, tail.coverage, answers.scans)
    with torch.no_grad():
        logits = head.scores(torch.from_numpy(val_x)).numpy().astype(np.float64)
    studies = judged_as(members(answers.scans), logits, answers, judge, rules)
    groups = np.array([s.group for s in firsts])
    view = evaluation.View(labels, np.array([s.label for s in firsts]), np.array([s.origin for s in firsts]), groups, np.full(len(groups), "not stated"), probabilities,
                           [{"outcome": "classified", "label": labels[p.argmax()], "reason": None} for p in probabilities])
    figures = {"cross_validation": {"folds": spec["folds"], "l2": l2, "slice_accuracy": slices,
                                    "study_accuracy": evaluation.evaluate(view, config["evaluation"]["bootstrap"], config["seed"])["accuracy"]},
               "localisation": _localised(material, judge, backbone)}
    return head, rules, studies, figures


def _cross_validated(material: Material) -> tuple[np.ndarray, list[Scan], dict]:
    """Measures of every training patient by a network that did not see the patient, and the accuracy of its slices."""
    config, labels, spec = material.config, material.config["labels"], material.config["study"]
    plan = config["finetune"] | {"phases": [config["finetune"]["phases"][-1] | {"steps": spec["steps"]}]}
    scans = training_scans(material)
    patients = sorted({(s.label, s.group) for s in scans})
    fold_of = {group: n % spec["folds"] for n, (_, group) in enumerate(patients)}   # sorted by class first: every fold has all
    x, firsts, right, groups = [], [], [], []
    train = material.where("train", labels)
    for fold in range(spec["folds"]):
        keep = np.array([n for n, s in enumerate(scans) if fold_of[s.group] != fold])
        tail, _ = finetune(material.network, parts_of(material, plan, keep, tuned=False), lesson_of(material, keep, tuned=False), len(labels), plan, config["seed"],
                           material.cache / f"fold-{config['name']}-{config.fingerprint('finetune', 'augmentation', 'preprocess', 'study', 'strangers', 'seed')}-{fold}.pt", f"fold {fold + 1}")
        held = [s for s in scans if fold_of[s.group] == fold]
        some, first = measures_of(material, tail.folded_into(material.network, plan["cut"]), tail.coverage, held)
        places = np.array([i for i in train if fold_of[material.own[i].group] == fold])
        predicted = predict(tail, material.plain(places, plan["phases"][0]["side"], f"fold-{fold}-of-{spec['folds']}")).argmax(1)
        x.append(some)
        firsts += first
        right += list(predicted == targets([material.own[i] for i in places], labels))
        groups += [material.own[i].group for i in places]
        print(f"  fold {fold + 1}: slices {np.mean(right):.3f} so far", flush=True)
    return np.concatenate(x), firsts, Bootstrap(np.array(groups), config["evaluation"]["bootstrap"], config["seed"]).share(np.array(right), np.ones(len(right), bool))


def _localised(material: Material, judge: Judge, backbone) -> dict:
    """Does Grad-CAM of the winner point at the heart? On val slices that have a mask, in the maps' own 7 × 7 places."""
    weight = torch.from_numpy(judge.head.folded()[0].astype(np.float32))[:, :, None, None]
    places = [i for i in material.where("val", judge.labels) if material.masks[i].max() in (1, 2, 3)]
    inside = torch.nn.functional.adaptive_avg_pool2d(shares_of(material.masks[places]).sum(1, keepdim=True), 7)[:, 0].numpy() > 0.02
    hits, energy = [], []
    for place, heart_here in zip(places, inside):
        with torch.no_grad():
            cams = torch.nn.functional.conv2d(backbone(torch.from_numpy(material.load(material.own[place]))[None]), weight)[0].numpy()
        cam = np.maximum(cams[cams.sum((1, 2)).argmax()], 0)
        hits.append(heart_here.ravel()[cam.argmax()])
        energy.append(cam[heart_here].sum() / max(cam.sum(), 1e-9))
    return {"n": len(places), "what": "the heart's mask (right ventricle, myocardium, left ventricle)", "pointing_game": float(np.mean(hits)),
            "energy_inside": float(np.mean(energy)), "area_share": float(inside.mean())}
