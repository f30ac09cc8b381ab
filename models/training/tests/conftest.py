import json
import sys
from pathlib import Path

import pytest
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
torch.set_num_threads(1)

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


BUNDLES = sorted({entry["bundle"] for entry in json.loads((REPOSITORY / "models/registry.json").read_text()).values()})


@pytest.fixture(scope="session", params=BUNDLES)
def bundle(request) -> Path:
    """Every bundle that is served."""
    return REPOSITORY / "models" / request.param


@pytest.fixture(scope="session")
def shared() -> Path:
    data = REPOSITORY.parent / "shared/data"
    if not data.exists():
        pytest.skip("../shared/data is not here")
    return data
