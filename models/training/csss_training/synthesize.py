"""Radiographs of nobody: drawn from a class's statistics, for demonstrations where no real scan may be shipped.

Principal components of several hundred training images at low resolution, mixed with random coefficients, give the anatomy; a little noise, stronger where those images
differ more, gives the grain. No pixel comes from any one image, and `nearest` says how far the closest one is.
"""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from .config import Config
from .dataset import Scan, read
from .preprocess import load_input

SIDE = 512
COMPARED = 64


@dataclass(frozen=True)
class Statistics:
    mean: np.ndarray        # [side²] of pixels in 0–1
    components: np.ndarray  # [k, side²], unit length
    deviations: np.ndarray  # [k] of the coefficients
    strength: np.ndarray    # [side, side] standard deviation of what the components leave out


def synthesize(config: Config, data: Path, out: Path) -> list[dict]:
    """Writes the samples that `config["synthesis"]` asks for, and returns how far each is from the nearest training image."""
    spec = config["synthesis"]
    train = [s for s in read(data, config["source"], config["index_labels"], config["origin_names"], tuple(config["excluded"])) if s.split == "train"]
    out.mkdir(parents=True, exist_ok=True)
    reports = []
    for sample in spec["samples"]:
        images = _images([s for s in train if s.label == sample["label"] and s.origin == sample["origin"]], spec, config, data)
        picture = draw(measure(images, spec["components"]), np.random.default_rng(sample["seed"]), sample["variation"], spec["grain"])
        reports.append({"file": sample["file"], "drawn_from": f"{sample['label']} / {sample['origin']}", "images": len(images), **nearest(picture, images)})
        _write(picture, out / sample["file"])
    return reports


def measure(images: np.ndarray, components: int) -> Statistics:
    count, side = len(images), images.shape[1]
    flat = images.reshape(count, -1).astype(np.float64)
    mean = flat.mean(0)
    centred = flat - mean
    values, vectors = np.linalg.eigh(centred @ centred.T)
    lengths = np.sqrt(np.maximum(values[::-1][:components], 1e-9))
    axes = (vectors[:, ::-1][:, :components].T @ centred) / lengths[:, None]
    residual = (centred - centred @ axes.T @ axes).reshape(count, side, side)
    return Statistics(mean, axes, lengths / np.sqrt(count), residual.std(0))


def draw(statistics: Statistics, rng: np.random.Generator, variation: float, grain: float) -> np.ndarray:
    """[512, 512] in 0–1. `variation` 0 is the mean image, 1 as varied as the class."""
    side = statistics.strength.shape[0]
    coefficients = np.clip(rng.normal(size=len(statistics.deviations)), -2, 2) * statistics.deviations * variation
    anatomy = (statistics.mean + coefficients @ statistics.components).reshape(side, side)
    fine = _enlarge(statistics.strength) * rng.normal(size=(SIDE, SIDE)) * grain
    return np.clip(_enlarge(anatomy) + fine, 0, 1)


def nearest(picture: np.ndarray, images: np.ndarray) -> dict[str, float]:
    """Root mean square difference (of 0–1 pixels at 64²) to the closest training image, beside how close real images come to their closest one."""
    stack = np.stack([_shrink(image) for image in images]).reshape(len(images), -1)
    distance = np.sqrt(np.square(stack - _shrink(picture).ravel()).mean(1))
    squares = np.square(stack).sum(1)
    among = np.sqrt(np.maximum(squares[:, None] + squares - 2 * stack @ stack.T, 0) / stack.shape[1])
    np.fill_diagonal(among, np.inf)
    return {"nearest_training_image": float(distance.min()), "real_to_nearest_real_5th_percentile": float(np.quantile(among.min(1), 0.05))}


def _images(scans: list[Scan], spec: dict, config: Config, data: Path) -> np.ndarray:
    """As the network sees them, shrunk: a fixed choice of at most `images` of them."""
    chosen = sorted(scans, key=lambda s: s.sha256)[:spec["images"]]
    resized = config["preprocess"] | {"resize": config["preprocess"]["resize"] | {"width": spec["side"], "height": spec["side"]}, "range": [0, 1]}
    return np.stack([load_input(data / s.file, resized)[0] for s in chosen])


def _write(picture: np.ndarray, path: Path) -> None:
    image = Image.fromarray(np.uint8(np.round(picture * 235 + 8)))
    _burn_in(image, "SYNTHETIC")
    words = PngImagePlugin.PngInfo()
    words.add_text("Description", "SYNTHETIC. Drawn from class statistics by csss_training; shows no person.")
    image.save(path, pnginfo=words, optimize=True)


def _burn_in(image: Image.Image, text: str) -> None:
    """PIL's own bitmap font, doubled, on a dark plate: no font file decides how a sample looks."""
    font = ImageFont.load_default()
    left, top, right, bottom = font.getbbox(text)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=font)
    mask = mask.resize((mask.width * 2, mask.height * 2), Image.Resampling.NEAREST)
    left, top = image.width - mask.width - 10, image.height - mask.height - 10
    image.paste(16, (left - 6, top - 6, left + mask.width + 6, top + mask.height + 6))
    image.paste(235, (left, top), mask)


def _enlarge(values: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(values.astype(np.float32)).resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def _shrink(values: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(values.astype(np.float32)).resize((COMPARED, COMPARED), Image.Resampling.BOX))
