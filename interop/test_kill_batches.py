"""A process that is killed while batches are written keeps what it has acknowledged, once."""

import concurrent.futures
import json
import random
import threading
import time
import uuid

import httpx
import pytest
from support.treadle import Treadle

WRITERS = 8
PROJECT = "mill/looms"
STARTED, ENDED = "2026-03-01T12:00:00.000001Z", "2026-03-01T12:00:01Z"


def start(**more):
    return {
        "project_id": PROJECT, "id": str(uuid.uuid4()), "trace_id": str(uuid.uuid4()), "op_name": "weave_row",
        "started_at": STARTED, "attributes": {}, "inputs": {"yarn": "linen " * 50}} | more


def end(call):
    return {
        "project_id": PROJECT, "id": call["id"], "ended_at": ENDED, "summary": {}, "output": {"rows": 1}}


def completes():
    calls = [start(ended_at=ENDED, summary={}, output={"rows": 1}) for _ in range(random.randint(1, 60))]
    return "/v2/mill/looms/calls/complete", {"batch": calls}, calls


def pairs():
    calls = [start() for _ in range(random.randint(1, 60))]
    batch = [{"mode": "start", "req": {"start": call}} for call in calls]
    batch += [{"mode": "end", "req": {"end": end(call)}} for call in calls]
    random.shuffle(batch)
    return "/call/upsert_batch", {"batch": batch}, calls


def write(server, acknowledged, stop):
    """Sends batches until the server is gone; notes the calls of each that was answered. Some are sent twice."""
    with httpx.Client(base_url=server.url, timeout=10) as http:
        while not stop.is_set():
            path, body, calls = random.choice([completes, pairs])()
            try:
                for _ in range(random.choice([1, 1, 2])):
                    answer = http.post(path, json=body)
                    if answer.status_code == 200:
                        acknowledged.update(call["id"] for call in calls)
            except httpx.HTTPError:
                return


@pytest.mark.parametrize("round", range(5))
def test_kill_during_batches(round):
    acknowledged, stop = set(), threading.Event()
    with Treadle() as server:
        with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
            for _ in range(WRITERS):
                pool.submit(write, server, acknowledged, stop)
            time.sleep(0.3 + random.random())
            server.kill()
            stop.set()
        assert len(acknowledged) > 500, "that was no load to speak of"
        server.start()
        answer = httpx.post(f"{server.url}/calls/stream_query", json={"project_id": PROJECT}, timeout=60)
        calls = [json.loads(line) for line in answer.text.splitlines()]
        found = [call["id"] for call in calls]
        assert len(found) == len(set(found)), "a call is there twice"
        assert not acknowledged - set(found), f"{len(acknowledged - set(found))} acknowledged calls are lost"
        whole = {call["id"] for call in calls if call["ended_at"] and call["output"] == {"rows": 1}}
        assert acknowledged <= whole, "an acknowledged call has lost its end"
        count = httpx.post(f"{server.url}/calls/query_stats", json={"project_id": PROJECT}).json()["count"]
        assert count == len(found)
