"""A Swift program that traces loses no call that has finished, whichever side is killed, and stores none twice."""

import json
import os
import pathlib
import random
import re
import socket
import subprocess
import time

import httpx
import pytest
from support.places import ROOT
from support.treadle import Treadle

CLIENT = ROOT / ".build/release/TreadleBenchmarks"
CALLS = int(os.environ.get("TREADLE_KILL_CALLS", "100000"))
TASKS = 8


class Client:
    """A program that traces from eight tasks, and notes each call that has finished."""

    def __init__(self, server_url, folder, calls, seconds=0.0, **more):
        self.ids_path = folder / "ids"
        flags = {"target": server_url, "spool": folder / "spool", "ids": self.ids_path, "calls": calls, "tasks": TASKS,
                 "seconds": seconds} | more
        words = [word for name, value in flags.items() for word in (f"--{name}", str(value))]
        self.process = subprocess.Popen([CLIENT, "weave", *words], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "started\n"

    def finished(self):
        """The calls that have finished; a line that a kill cut off is none."""
        return [line for line in self.ids_path.read_text().splitlines() if len(line) == 36]

    def resident(self):
        """How much memory it has of its own, in MB: what is mapped from files the kernel can take back."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self, seconds=100):
        """Waits until it has stored everything; what it said."""
        said, _ = self.process.communicate(timeout=seconds)
        assert self.process.returncode == 0, said
        return said


def stored(server):
    """The calls in the store."""
    body = {"project_id": "mill/looms", "columns": ["id", "ended_at", "output"]}
    with httpx.stream("POST", f"{server.url}/calls/stream_query", json=body, timeout=60) as answer:
        return [json.loads(line) for line in answer.iter_lines()]


def check(calls, finished, unnoted=0):
    """Each call that finished is there once, whole; at most so many others are."""
    found = [call["id"] for call in calls]
    assert len(found) == len(set(found)), "a call is there twice"
    assert not set(finished) - set(found), f"{len(set(finished) - set(found))} finished calls are lost"
    assert len(set(found) - set(finished)) <= unnoted
    assert all(call["ended_at"] and "rows" in call["output"] for call in calls), "a call has lost its end"


@pytest.mark.limit(240)
def test_server_is_killed_again_and_again(tmp_path):
    with Treadle() as server:
        client = Client(server.url, tmp_path, CALLS, seconds=8)
        kills = 0
        begun = time.monotonic()
        while time.monotonic() - begun < 8:
            time.sleep(0.3 + random.random())
            server.kill()
            kills += 1
            time.sleep(random.random() / 2)
            server.start(server.port)
        said = client.end()
        print(f"{kills} kills\n{said}")
        assert kills >= 3 and "dropped 0" in said
        finished = client.finished()
        assert len(finished) == CALLS // TASKS * TASKS
        check(stored(server), finished)


@pytest.mark.limit(240)
def test_client_is_killed_and_the_next_start_has_its_calls(tmp_path):
    rounds = 5
    with Treadle() as server:
        for _ in range(rounds):
            client = Client(server.url, tmp_path, CALLS // rounds, seconds=2)
            time.sleep(0.2 + 1.6 * random.random())
            client.kill()
        finished = client.finished()
        assert len(finished) > CALLS // 20, "that was no load to speak of"
        said = Client(server.url, tmp_path, 0).end()
        print(said)
        assert "dropped 0" in said
        # Each task may have been between the end of a call and the note of it.
        check(stored(server), finished, unnoted=TASKS * rounds)
        assert not list(tmp_path.glob("spool/*/*.calls")), "nothing is left to replay"


@pytest.mark.limit(240)
def test_clients_that_are_killed_while_the_server_is_away_leave_all_their_calls(tmp_path):
    with Treadle() as server:
        port = server.port
        server.kill()
        clients = [Client(server.url, tmp_path, CALLS // 10) for _ in range(3)]
        time.sleep(1 + random.random())
        for client in clients:
            client.kill()
        server.start(port)
        said = Client(server.url, tmp_path, 0).end()
        finished = clients[0].finished()
        assert len(finished) > 1000
        check(stored(server), finished, unnoted=TASKS * len(clients))
        assert f"recovered {len(stored(server))}" in said


@pytest.mark.limit(120)
def test_memory_is_bounded_while_the_server_takes_connections_and_never_answers(tmp_path):
    with socket.create_server(("127.0.0.1", 0), backlog=64) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}"
        client = Client(url, tmp_path, 1_000_000, seconds=10, **{"limit-mb": 200})
        curve = []
        try:
            while len(curve) < 20:
                time.sleep(0.5)
                curve.append(round(client.resident()))
        finally:
            client.kill()
    print("MB:", curve)
    # The limit on calls in memory is 64 MiB; the rest is one batch on its way, the program, and the allocator's slack.
    assert max(curve) < 200
    size = sum(path.stat().st_size for path in tmp_path.glob("spool/*/*.calls"))
    assert 100 << 20 < size <= 200 << 20
