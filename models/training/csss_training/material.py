"""All that one model is trained and judged on: its own scans, strangers, and the frozen front's outputs of both."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from . import backbone, dataset, front, heart, strangers
from .augment import augment
from .config import Config
from .dataset import Scan
from .pixels import SIDE, decoded
from .preprocess import BlankImage, crop_margin, normalise, read_grey, to_input

UNKNOWN = 255  # in a mask


@dataclass(frozen=True)
class Material:
    config: Config
    data: Path
    cache: Path
    network: backbone.MobileNetV2   # ImageNet's weights
    own: list[Scan]                 # this modality's
    others: list[Scan]              # other modalities and pictures
    own_pixels: np.ndarray          # [own, 256, 256] uint8
    other_pixels: np.ndarray
    masks: np.ndarray | None        # [own, 256, 256] uint8, as the data numbers its parts; UNKNOWN where there is none

    def where(self, split: str, labels: list[str] | None = None) -> np.ndarray:
        """Indices into `own`."""
        return np.array([i for i, s in enumerate(self.own) if s.split == split and (labels is None or s.label in labels)])

    def copies(self, plan: dict) -> list[Tensor]:
        """For a phase, augmented front outputs of the training scans, those of labels not offered included: in the order of `where("train")`."""
        train = self.where("train")
        return self._augmented(self.own_pixels[train], plan, "own", None if self.masks is None else self.masks[train])

    def strangers(self, plan: dict) -> list[Tensor]:
        """The same of the training strangers."""
        pixels, _ = self.training_strangers()
        return self._augmented(pixels, plan, "strangers", None if self.masks is None else np.full(pixels.shape, UNKNOWN, np.uint8))

    def training_strangers(self) -> tuple[np.ndarray, list[str]]:
        """At most `most` a kind, drawn with the seed."""
        spec, random = self.config["strangers"], np.random.default_rng(self.config["seed"])
        chosen, kinds = [], []
        for kind in sorted({s.label for s in self.others}):
            places = [i for i, s in enumerate(self.others) if s.label == kind and s.split == "train"]
            places = sorted(random.permutation(places)[:spec["most"]])
            chosen.append(self.other_pixels[places])
            kinds += [kind] * len(places)
        chosen.append(np.stack([strangers.noise(2 * i, self.config["seed"]) for i in range(spec["noise"] // 2)]))
        kinds += ["noise"] * (spec["noise"] // 2)
        whole = sorted(random.permutation(self.where("train"))[:spec["fragments"]])
        chosen.append(np.stack([strangers.fragment(self.own_pixels[i], [self.config["seed"], int(i)]) for i in whole]))
        return np.concatenate(chosen), kinds + ["fragment"] * len(whole)

    def judged_strangers(self) -> dict[str, list]:
        """Of `val`, by kind: loaders of network inputs at serving's size. Noise the gate has not seen, and pieces of val scans."""
        spec, seed = self.config["preprocess"], self.config["seed"]
        kinds = {kind: [lambda s=s: self.load(s) for s in self.others if s.label == kind and s.split == "val"] for kind in sorted({s.label for s in self.others})}
        kinds["noise"] = [lambda i=i: to_input(strangers.noise(2 * i + 1, seed).astype(np.float32), spec | {"margin": 0}) for i in range(self.config["strangers"]["noise"] // 2)]
        kinds["fragment"] = [lambda i=i: to_input(strangers.fragment(self.own_pixels[i], [seed, int(i)]).astype(np.float32), spec | {"margin": 0}) for i in self.where("val")[::3]]
        return kinds

    def load(self, scan: Scan) -> np.ndarray:
        """[1, 224, 224], exactly as serving makes it from the file."""
        return to_input(read_grey(self.data / scan.file, self.config["preprocess"]), self.config["preprocess"])

    def plain(self, places: np.ndarray, side: int, name: str) -> Tensor:
        """Front outputs of `own[places]` as they are. Made from 256 px, so a shade from what serving makes: for choosing and for controls, not for figures."""

        def load(start: int, end: int) -> tuple[Tensor, None]:
            pixels = torch.from_numpy(self.own_pixels[places[start:end]]).float()[:, None]
            small = torch.nn.functional.interpolate(pixels, size=(side, side), mode="bilinear", antialias=True)
            return normalised(small, self.config["preprocess"]), None
        return front.outputs(self.network, self.cut, len(places), load, self._folder("plain"), name)

    def _augmented(self, pixels: np.ndarray, plan: dict, name: str, masks: np.ndarray | None) -> list[Tensor]:
        """With masks, the coverage of each part is stored behind the front's channels, on the same grid."""
        spec, side = self.config["augmentation"] | plan.get("augmentation", {}), plan["side"]
        folder = self._folder("augmented", spec, self.config["strangers"], self.config["seed"])

        def copy_of(copy: int) -> Tensor:
            def load(start: int, end: int) -> tuple[Tensor, Tensor | None]:
                generator = torch.Generator().manual_seed(self.config["seed"] * 1_000_003 + copy * 100_003 + start)
                shares = None if masks is None else shares_of(masks[start:end])
                image, moved = augment(torch.from_numpy(pixels[start:end].copy()), side, generator, spec, shares)
                return normalised(image, self.config["preprocess"]), None if masks is None else _coverage(moved, masks[start:end])
            return front.outputs(self.network, self.cut, len(pixels), load, folder, f"{name}-{side}-{copy}")
        return [copy_of(copy) for copy in range(plan["copies"])]

    @property
    def cut(self) -> int:
        return self.config["finetune"]["cut"]

    def _folder(self, *parts) -> Path:
        known = [s.sha256 for s in self.own + self.others]
        return self.cache / front.key(self.config["preprocess"], self.cut, known, *parts)


def normalised(grey: Tensor, spec: dict) -> Tensor:
    """A batch by `normalise`; an image without contrast (an augmentation can black one out) becomes the bottom of the range."""
    def one(image: np.ndarray) -> np.ndarray:
        try:
            return normalise(image, spec)
        except BlankImage:
            return np.full_like(image, spec["range"][0])
    return torch.from_numpy(np.stack([one(image) for image in grey[:, 0].numpy()]))[:, None]


def gather(config: Config, data: Path, cache: Path) -> Material:
    source = config["source"]
    own = dataset.read(data, source, config["index_labels"], config.get("origin_names"), tuple(config.get("excluded", ())))
    others = dataset.read_strangers(data, source)
    dataset.check_groups(own)
    dataset.check_groups(others)
    network = backbone.load_imagenet(data / config["weights"])
    pixels = [decoded(scans, data, cache, config["preprocess"]) for scans in (own, others)]
    masks = read_masks(own, data, config["preprocess"]) if config["finetune"].get("coverage") else None
    return Material(config, data, cache, network, own, others, *pixels, masks)


def read_masks(scans: list[Scan], data: Path, preprocess: dict) -> np.ndarray:
    """`cmr/masks/…png` beside `cmr/…jpg`, cut and stretched as the images are."""
    def one(scan: Scan) -> np.ndarray:
        path = data / scan.file.replace("cmr/", "cmr/masks/", 1).replace(".jpg", ".png")
        if not path.exists():
            return np.full((SIDE, SIDE), UNKNOWN, np.uint8)
        mask = crop_margin(np.asarray(Image.open(path)), preprocess["margin"])
        return np.asarray(Image.fromarray(mask).resize((SIDE, SIDE), Image.Resampling.NEAREST))
    return np.stack([one(scan) for scan in scans])


def shares_of(masks: np.ndarray) -> Tensor:
    """[N, H, W] numbers to [N, 3, H, W] of 0 and 1."""
    return torch.from_numpy(np.stack([masks == part for part in (1, 2, 3)], 1).astype(np.float32))


def _coverage(moved: Tensor, masks: np.ndarray) -> Tensor:
    shares = torch.nn.functional.adaptive_avg_pool2d(moved, heart.SIDE)
    shares[torch.from_numpy(masks[:, 0, 0] == UNKNOWN)] = -1
    return shares
