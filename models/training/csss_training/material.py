"""All that one model is trained and judged on: its own scans, strangers, and the frozen front's outputs of both."""
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from . import backbone, dataset, front, heart, strangers
from .augment import augment
from .config import Config
from .dataset import Scan, tuning_half
from .pixels import SIDE, decoded
from .preprocess import BlankImage, crop_margin, normalise, read_grey, to_input

UNKNOWN = 255  # in a mask


@dataclass(frozen=True)
class Stranger:
    load: Callable[[], np.ndarray]  # the network's input, at serving's size
    tuning: bool                    # of the half of `val` that chooses


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

    def used(self) -> list[Scan]:
        """Every image that training or judging opened: strangers are more than that, in `train`."""
        chosen = [self.others[s] for s in self.training_strangers()[0] if not isinstance(s, np.ndarray)]
        return self.own + chosen + [s for s in self.others if s.split == "val"]

    def copies(self, plan: dict) -> list[Tensor]:
        """For a phase, front outputs of the training scans, those of labels not offered included, in the order of `where("train")`: augmented copies, and one as serving sees them if `exact`.

        Augmentation softens; without exact copies the network would meet images as sharp as serving's for the first time when it serves.
        """
        train = self.where("train")
        varied = self._augmented(self.own_pixels[train], plan, "own", None if self.masks is None else self.masks[train])
        return varied + [self.plain(train, plan["side"], f"own-{plan['side']}-exact")] if plan.get("exact") else varied

    def strangers(self, plan: dict) -> list[Tensor]:
        """The same of the training strangers."""
        chosen, _ = self.training_strangers()
        pixels = np.stack([self._pixels_of(stranger) for stranger in chosen])
        varied = self._augmented(pixels, plan, "strangers", None if self.masks is None else np.full(pixels.shape, UNKNOWN, np.uint8))
        if not plan.get("exact"):
            return varied
        exact = self._exact([lambda s=s: self.stranger_input(s, plan["side"]) for s in chosen], f"strangers-{plan['side']}-exact",
                            None if self.masks is None else np.full(pixels.shape, UNKNOWN, np.uint8))
        return varied + [exact]

    def training_strangers(self) -> tuple[list[int | np.ndarray], list[str]]:
        """At most `most` a kind, drawn with the seed: places in `others`, or [256, 256] pictures of our own making. And their kinds."""
        spec, seed = self.config["strangers"], self.config["seed"]
        random = np.random.default_rng(seed)
        chosen, kinds = [], []
        for kind in sorted({s.label for s in self.others}):
            places = random.permutation([i for i, s in enumerate(self.others) if s.label == kind and s.split == "train"])[:spec["most"]]
            chosen += sorted(places)
            kinds += [kind] * len(places)
        noises = [strangers.noise(2 * i, seed) for i in range(spec["noise"] // 2)]
        whole = sorted(random.permutation(self.where("train"))[:spec["fragments"]])
        pieces = [strangers.fragment(self.own_pixels[i], [seed, int(i)]) for i in whole]
        return chosen + noises + pieces, kinds + ["noise"] * len(noises) + ["fragment"] * len(pieces)

    def _pixels_of(self, stranger: int | np.ndarray) -> np.ndarray:
        return stranger if isinstance(stranger, np.ndarray) else self.other_pixels[stranger]

    def stranger_input(self, stranger: int | np.ndarray, side: int) -> np.ndarray:
        if not isinstance(stranger, np.ndarray):
            return self.load(self.others[stranger], side)
        return self._input(stranger.astype(np.float32), side, margin=0)

    def judged_strangers(self) -> dict[str, list["Stranger"]]:
        """Of `val`, by kind. Noise the gate has not seen, and pieces of val scans."""
        seed, side = self.config["seed"], self.side
        kinds = {kind: [Stranger(lambda s=s: self.load(s), tuning_half(s)) for s in self.others if s.label == kind and s.split == "val"]
                 for kind in sorted({s.label for s in self.others})}
        kinds["noise"] = [Stranger(lambda i=i: self.stranger_input(strangers.noise(2 * i + 1, seed), side), i % 2 == 0) for i in range(self.config["strangers"]["noise"] // 2)]
        kinds["fragment"] = [Stranger(lambda i=i: self.stranger_input(strangers.fragment(self.own_pixels[i], [seed, int(i)]), side), tuning_half(self.own[i]))
                             for i in self.where("val")[::3]]
        return kinds

    @property
    def side(self) -> int:
        """Serving's."""
        return self.config["preprocess"]["resize"]["width"]

    def load(self, scan: Scan, side: int | None = None) -> np.ndarray:
        """[1, 224, 224], exactly as serving makes it from the file; or as it would at another side."""
        return self._input(read_grey(self.data / scan.file, self.config["preprocess"]), side or self.side)

    def _input(self, grey: np.ndarray, side: int, **changed) -> np.ndarray:
        spec = self.config["preprocess"] | changed
        try:
            return to_input(grey, spec | {"resize": spec["resize"] | {"width": side, "height": side}})
        except BlankImage:
            return np.full((1, side, side), spec["range"][0], np.float32)

    def plain(self, places: np.ndarray, side: int, name: str) -> Tensor:
        """Front outputs of `own[places]` as serving would see them."""
        return self._exact([lambda s=self.own[i]: self.load(s, side) for i in places], name, None if self.masks is None else self.masks[places])

    def _exact(self, loaders: list, name: str, masks: np.ndarray | None) -> Tensor:
        def load(start: int, end: int) -> tuple[Tensor, Tensor | None]:
            with ThreadPoolExecutor(2) as pool:
                images = torch.from_numpy(np.stack(list(pool.map(lambda one: one(), loaders[start:end]))))
            return images, None if masks is None else _coverage(shares_of(masks[start:end]), masks[start:end])
        return front.outputs(self.network, self.cut, len(loaders), load, self._folder("exact", self.config["strangers"], self.config["seed"]), name)

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
