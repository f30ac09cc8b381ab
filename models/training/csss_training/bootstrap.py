"""95 % intervals by the bootstrap, for many figures at once: the data sets are drawn once, as weights, and a figure is then a product of matrices."""
import numpy as np

LEVEL = [2.5, 97.5]


class Bootstrap:
    """`weights[r, i]`: how often image i occurs in round r; row 0 is the data as they are. Whole groups are drawn, since images of one patient are not independent."""

    def __init__(self, groups: np.ndarray, rounds: int, seed: int):
        _, self.group = np.unique(groups, return_inverse=True)
        count = int(self.group.max()) + 1
        drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), rounds)
        self.weights = np.concatenate([np.ones((1, len(groups))), drawn[:, self.group]])

    def share(self, hits: np.ndarray, among: np.ndarray) -> dict:
        """Sum of `hits` over sum of `among`, with its interval; `n` images count in it."""
        return self.bounded(self._ratio(hits, among), among > 0)

    def mean_of_shares(self, pairs: list[tuple[np.ndarray, np.ndarray]]) -> dict:
        """A class that a round has neither drawn nor predicted is left out of that round's mean."""
        shares = np.stack([self._ratio(hits, among) for hits, among in pairs])
        defined = ~np.isnan(shares)
        return self.bounded(np.where(defined, shares, 0).sum(0) / np.maximum(defined.sum(0), 1), np.ones(len(self.group), bool))

    def auroc(self, score: np.ndarray, positive: np.ndarray) -> dict:
        """Mann–Whitney on weighted images; ties count half."""
        order = np.argsort(score, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(score[order]) > 0])
        good, bad = (np.add.reduceat(self.weights[:, order] * flags[order], starts, axis=1) for flags in (positive, ~positive))
        won = (good * (np.cumsum(bad, 1) - bad / 2)).sum(1)
        found = self.bounded(_divide(won, good.sum(1) * bad.sum(1)), np.ones(len(self.group), bool), pairs=positive)
        return found

    def bounded(self, drawn: np.ndarray, among: np.ndarray, pairs: np.ndarray | None = None) -> dict:
        """`drawn`: the figure in each round. Undefined figures (nobody to count) are None, as JSON knows no NaN."""
        value, rounds, n = float(drawn[0]), drawn[1:][~np.isnan(drawn[1:])], int(among.sum())
        if np.isnan(value) or not len(rounds):
            return {"value": None if np.isnan(value) else value, "interval": None, "n": n}
        low, high = (float(v) for v in np.percentile(rounds, LEVEL))
        if low == high and value in (0.0, 1.0):
            low, high = exact(value, self._independent(among, pairs))
        return {"value": value, "interval": [low, high], "n": n}

    def _ratio(self, hits: np.ndarray, among: np.ndarray) -> np.ndarray:
        return _divide(self.weights @ hits, self.weights @ among)

    def _independent(self, among: np.ndarray, pairs: np.ndarray | None) -> int:
        """Groups; for an AUROC as many pairs of groups as can be formed without using one twice."""
        if pairs is None:
            return len(np.unique(self.group[among]))
        return min(len(np.unique(self.group[pairs])), len(np.unique(self.group[~pairs])))


def exact(value: float, n: int) -> tuple[float, float]:
    """Clopper and Pearson (1934) where all of n are right, or none: redrawing them gives no spread, and three right of three prove little."""
    far = 0.025 ** (1 / n)
    return (far, 1.0) if value == 1 else (0.0, 1 - far)


def _divide(upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    return np.divide(upper, lower, out=np.full(len(upper), np.nan), where=lower > 0)
