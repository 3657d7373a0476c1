"""The Swift clients, read back by Weave's own SDK, unmodified."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile

import pytest
from support.places import ROOT
from support.treadle import Treadle

TOUR = ROOT / ".build" / "swift-examples" / "debug" / "WeaveClientTour"


@pytest.fixture(scope="module")
def server():
    with Treadle() as server:
        yield server


def environment(url, home):
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"HOME": home, "TMPDIR": home, "WANDB_BASE_URL": url, "WANDB_API_KEY": "any"}


def run(command, url):
    """What a program prints, with nothing of this environment that could help it."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=100,
            env=environment(url, home))
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_what_the_swift_client_writes_is_read_by_the_python_sdk(server):
    told = run([TOUR, "write"], server.url)
    wrote = json.loads(told)
    assert wrote["rows"] == 2101
    printed = run([sys.executable, ROOT / "interop" / "weave-client" / "read_back.py", told], server.url)
    read = json.loads(printed.strip().splitlines()[-1])
    assert read["pattern"] == ["damask", 140.5, ["écru", "slate"]]
    assert read["orders"] == ["Dataset", 2101, "customer 0", "Noor"]
    assert read["small"] == "damask"
    assert read["output"] == ["Content", "application/json", 600000, "écru"]
    assert read["rows"][:2] == ["Content", "application/json"] and read["rows"][2] > 3 << 20
    assert [kind for kind, _ in read["feedback"]] == ["inspection", "wandb.note.1", "wandb.reaction.1"]
    assert "an even selvedge" in read["feedback"][1][1] and "👍" in read["feedback"][2][1]
    assert read["cost"] == [["loom-1", 0.25, wrote["cost"]]]
    assert read["file"] == "warp and weft"
    again = json.loads(run([TOUR, "read"], server.url))
    assert again == {"colours": "écru slate", "calls": 1, "rows": 2101, "note": "an even selvedge", "cost": 0.25}


def test_an_interrupt_ends_a_program_that_waits():
    with socket.create_server(("127.0.0.1", 0)) as silent, tempfile.TemporaryDirectory() as home:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        process = subprocess.Popen([TOUR, "wait"], stdout=subprocess.PIPE, env=environment(url, home))
        assert process.stdout.readline() == b"waiting\n"
        silent.settimeout(30)
        silent.accept()[0].recv(1)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == -signal.SIGINT
        process.stdout.close()
