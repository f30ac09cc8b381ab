"""python3 -m csss_training {train | synthesize} --config … --data … --out …"""
import argparse
import json
from pathlib import Path

import torch

from . import bundle, config, synthesize
from .train import train

CACHE = Path(__file__).resolve().parents[3] / ".cache/features"


def main() -> None:
    arguments = _parse()
    settings = config.load(arguments.config)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(settings["seed"])
    if arguments.stage == "train":
        bundle.write(settings, train(settings, arguments.data, arguments.cache), arguments.data, arguments.out)
    else:
        print(json.dumps(synthesize.synthesize(settings, arguments.data, arguments.out), indent=1))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="csss_training", description=__doc__)
    parser.add_argument("stage", choices=["train", "synthesize"], help="train a model and write its bundle, or draw the synthetic sample scans")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the shared data folder (see its README)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE, help="features are kept here; safe to delete")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
