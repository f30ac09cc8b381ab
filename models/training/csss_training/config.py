"""One JSON file a model. Everything that changes a bundle is in it; the code has no other knobs."""
import hashlib
import json
from pathlib import Path


class Config(dict):
    """The file's contents, with `config.fingerprint(part, …)` to key caches by the parts that matter to them."""

    def fingerprint(self, *parts: str) -> str:
        text = json.dumps({part: self[part] for part in parts}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def load(path: Path) -> Config:
    return Config(json.loads(path.read_text()))
