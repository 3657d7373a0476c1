"""A process that is killed loses nothing it has answered."""

import concurrent.futures
import random
import threading
import time

import httpx
import pytest
from support.conversation import user
from support.treadle import Treadle

CLIENTS = 16


def weave(server, answered, stop):
    """Asks again and again until the server is gone; notes each call whose whole answer has come."""
    with httpx.Client(timeout=10) as http:
        while not stop.is_set():
            streams = random.random() < 0.5
            body = {"model": "demo", "messages": user("Hello"), "stream": streams}
            try:
                answer = http.post(f"{server.url}/v1/chat/completions", json=body)
            except httpx.HTTPError:
                return
            if answer.status_code == 200 and (not streams or "[DONE]" in answer.text):
                answered.append(answer.headers["x-treadle-call-id"])


@pytest.mark.parametrize("round", range(5))
def test_kill_under_load(round):
    answered, stop = [], threading.Event()
    with Treadle() as server:
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            for _ in range(CLIENTS):
                pool.submit(weave, server, answered, stop)
            time.sleep(0.4 + random.random())
            server.kill()
            stop.set()
        assert CLIENTS < len(answered) < 10_000, "that was no load to speak of, or more than can be listed"
        server.start()
        server.call(lambda call: call["id"] == answered[-1], "--limit", "10000", seconds=10)
        calls = server.calls("--limit", "10000")
        found = [call["id"] for call in calls]
        assert len(found) == len(set(found)), "a call is there twice"
        lost = set(answered) - set(found)
        assert not lost, f"{len(lost)} of {len(answered)} answered calls are lost"
        ended = {call["id"] for call in calls if call["ended_at"]}
        assert set(answered) <= ended, "an answered call has no end"
