"""Temperature scaling (Guo et al., ICML 2017): one number that makes confidences mean what they say."""
import numpy as np


def softmax(scores: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    shifted = scores / temperature
    powers = np.exp(shifted - shifted.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def log_loss(scores: np.ndarray, target: np.ndarray, temperature: float, weights: np.ndarray | None = None) -> float:
    chosen = softmax(scores, temperature)[np.arange(len(target)), target]
    return float(np.average(-np.log(np.maximum(chosen, 1e-12)), weights=weights))


def fit_temperature(scores: np.ndarray, target: np.ndarray) -> float:
    """The temperature with the lowest log-loss, by golden-section search over its logarithm (the loss has one valley)."""
    low, high, ratio = np.log(0.05), np.log(20.0), (np.sqrt(5) - 1) / 2
    while high - low > 1e-6:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if log_loss(scores, target, np.exp(left)) < log_loss(scores, target, np.exp(right)):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))
