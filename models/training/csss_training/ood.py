"""How strange a chest radiograph is to the classifier: Mahalanobis distance to the nearest class (Lee et al., NeurIPS 2018) in a PCA of the features."""
from dataclasses import dataclass

import numpy as np

METHOD = ("Mahalanobis distance (squared, per dimension) of the pooled features to the nearest class mean, under the classes' shared covariance, "
          "in the leading principal components of the training features")


@dataclass(frozen=True)
class Strangeness:
    """score = min over classes of |(x − centre) @ projection − class_means|² / dimensions."""
    centre: np.ndarray       # [features]
    projection: np.ndarray   # [features, dimensions]; whitens the within-class covariance
    class_means: np.ndarray  # [classes, dimensions]

    def __call__(self, x: np.ndarray) -> np.ndarray:
        place = (x - self.centre) @ self.projection
        return np.square(place[:, None] - self.class_means).mean(-1).min(1)


def fit_strangeness(x: np.ndarray, target: np.ndarray, dimensions: int) -> Strangeness:
    x = x.astype(np.float64)
    centre = x.mean(0)
    _, vectors = np.linalg.eigh(np.cov(x - centre, rowvar=False))
    components = vectors[:, -dimensions:]
    place = (x - centre) @ components
    means = np.stack([place[target == c].mean(0) for c in np.unique(target)])
    within = np.cov(place - means[np.searchsorted(np.unique(target), target)], rowvar=False)
    values, axes = np.linalg.eigh(within)
    whiten = axes / np.sqrt(values)
    return Strangeness(centre, components @ whiten, means @ whiten)
