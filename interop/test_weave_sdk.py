"""Weave's own SDK, unmodified, as its users run it: two variables, nothing else."""

import os
import subprocess
import sys
import tempfile

import httpx
import pytest
from support.places import ROOT
from support.treadle import Treadle

EXAMPLES = ROOT / "Examples" / "weave-python"


@pytest.fixture(scope="module")
def server():
    with Treadle() as server:
        yield server


def run(script, url, key="any"):
    """What an example prints, with nothing of this environment that could help it."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, EXAMPLES / f"{script}.py"], cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, timeout=110,
            # The SDK remembers what servers answered, whichever they were, in the folder for temporary files.
            env=kept | {"HOME": home, "TMPDIR": home, "WANDB_BASE_URL": url, "WANDB_API_KEY": key})
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_quickstart(server):
    printed = run("quickstart", server.url)
    assert "offer: {'pattern': 'damask', 'metres': 1260.0, 'price': 37.8}" in printed
    assert "quote: success\n  yarn_length: success\nmend: error\nquote: success\n  yarn_length: success\n" in printed
    assert "children of the offer: ['yarn_length']" in printed
    assert "on the night shift: 2" in printed
    calls = server.calls("--all", TREADLE_PROJECT="treadle/weaving-mill")
    assert any(call["display_name"] == "the damask offer" for call in calls)


def test_dataset(server):
    printed = run("dataset", server.url)
    assert "published twice, one version: True" in printed
    assert "customers: Ada, Grete, Åse" in printed
    assert "rows then and now: 3 4" in printed
    assert "a row by its own ref: Noor" in printed
    assert "approved: Ada ['season one']" in printed


def test_evaluation(server):
    printed = run("evaluation", server.url)
    assert "correct: 3 of 3" in printed
    assert "within tolerance: 1.0" in printed
    assert "a worse model: 0 of 3" in printed
    assert "evaluations recorded: 2" in printed


def test_feedback(server):
    printed = run("feedback", server.url)
    assert "towels: wandb.reaction.1 👍" in printed
    assert "towels: wandb.note.1 Just what the customer wanted." in printed
    assert "inspected and poor: ['sails']" in printed
    assert "thumbs down: 1" in printed
    assert "left on sails: ['inspection']" in printed


def test_a_server_with_keys_lets_only_them_in():
    with Treadle(TREADLE_API_KEYS="weavers-guild") as server:
        assert "offer:" in run("quickstart", server.url, key="weavers-guild")
        refused = httpx.post(
            f"{server.url}/traces/calls/stream_query", json={"project_id": "treadle/weaving-mill"}, auth=("api", "spinner"))
        assert refused.status_code == 401 and refused.json()["reason"]
        with pytest.raises(AssertionError, match="(?i)key|401|unauthori"):
            run("quickstart", server.url, key="spinner")
