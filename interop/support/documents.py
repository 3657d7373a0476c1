"""Commands out of the documents, run as a reader would paste them."""

import pathlib
import re
import subprocess
import sys

from .places import ROOT, TREADLE
from .treadle import environment

BLOCK = re.compile(r"<!-- test -->\s*\n```(?:bash|sh|console)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(path):
    """The blocks of commands that are marked as tested."""
    return [match[1] for match in BLOCK.finditer(path.read_text())]


def run_as_pasted(block, server):
    """Runs a block with `server` in the place of the one on port 8080; what it printed."""
    for host in ("127.0.0.1", "localhost"):
        block = block.replace(f"{host}:8080", server.address)
    settings = environment(TREADLE_URL=server.url, TREADLE_DATA_DIR=str(server.data))
    # A reader would have installed what is said to be installed: the command, and Python's client.
    settings["PATH"] = f"{TREADLE.parent}:{pathlib.Path(sys.executable).parent}:{settings['PATH']}"
    # curl fails as loudly as a reader would be disappointed.
    script = "curl() { command curl --fail-with-body \"$@\"; }\n" + block
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=ROOT, env=settings, timeout=60, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, f"{block}\nexited with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
