"""python3 -m csss_training {train | leave-out | compare | card | synthesize} --config … --data … --out …"""
import argparse
import json
from pathlib import Path

import torch

from . import bundle, config, controls, manifest, memory, recipes, synthesize
from .material import gather
from .train import train

CACHE = Path(__file__).resolve().parents[3] / ".cache/training"


def main() -> None:
    memory.keep()
    arguments = _parse()
    settings = config.load(arguments.config)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(settings["seed"])
    if arguments.stage == "synthesize":
        print(json.dumps(synthesize.synthesize(settings, arguments.data, arguments.out), indent=1))
        return
    if arguments.stage == "card":
        bundle.write_card(settings, arguments.out)
        return
    material = gather(settings, arguments.data, arguments.cache)
    manifest.verify(material.own + material.others, arguments.data)
    if arguments.stage == "train":
        bundle.write(train(material), arguments.out)
    elif arguments.stage == "leave-out":
        if "leave_one_origin_out" in settings["controls"]:
            bundle.write_slower("leave_one_origin_out", controls.leave_one_origin_out(material, settings["controls"]["leave_one_origin_out"]), arguments.out, settings)
    else:
        earlier, left_out = bundle.read_slower("recipes", arguments.out), bundle.read_slower("leave_one_origin_out", arguments.out)
        for found in recipes.compare(material, earlier or [], left_out):
            bundle.write_slower("recipes", found, arguments.out, settings)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="csss_training", description=__doc__)
    parser.add_argument("stage", choices=["train", "leave-out", "compare", "card", "synthesize"],
                        help="train a model and write its bundle; train it without each origin in turn; compare the configuration's recipes; write the card anew; "
                             "or draw the synthetic sample scans")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder (see its README)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE, help="decoded images, the frozen front's outputs and checkpoints are kept here; safe to delete")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
