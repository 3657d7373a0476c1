"""What the Swift examples trace, read back by Weave's own SDK, unmodified."""

import json
import os
import subprocess
import sys
import tempfile

import pytest
from support.places import ROOT
from support.treadle import Treadle

BUILT = ROOT / ".build" / "swift-examples" / "debug"

READ_BACK = """
import json, sys, weave

client = weave.init(sys.argv[1])
calls = list(client.get_calls(sort_by=[{"field": "started_at", "direction": "asc"}]))
ids = {call.id: call for call in calls}
names = {call.id: call.op_name.split("/")[-1].split(":")[0] for call in calls}

def code(call):
    files = client.server.obj_read({"project_id": client.project_id, "object_id": names[call.id],
                                    "digest": call.op_name.split(":")[-1]}).obj.val["files"]
    content = client.server.file_content_read({"project_id": client.project_id, "digest": files["obj.py"]})
    return bytes(content.content).decode()

print(json.dumps([{
    "name": names[call.id], "parent": names.get(call.parent_id), "display": call.display_name,
    "inputs": json.loads(json.dumps(call.inputs, default=str)), "output": json.loads(json.dumps(call.output, default=str)),
    "exception": call.exception, "thread": call.thread_id, "is_turn": call.turn_id == call.id,
    "turn": names.get(call.turn_id), "attributes": {k: v for k, v in dict(call.attributes).items() if k == "shift"},
    "kind": dict(call.attributes).get("weave", {}).get("kind"), "ended": call.ended_at is not None,
    "feedback": sorted(f.feedback_type for f in call.feedback), "code": code(call),
} for call in calls], ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def server():
    with Treadle() as server:
        yield server


def run(command, server, **settings):
    """What a program prints, with nothing of this environment that could help it."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=100,
            env=kept | {"HOME": home, "TMPDIR": home, "WANDB_BASE_URL": server.url, "WANDB_API_KEY": "any"} | settings)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def read_back(server, project):
    printed = run([sys.executable, "-c", READ_BACK, project], server)
    return json.loads(printed.strip().splitlines()[-1])


def named(calls, name):
    return [call for call in calls if call["name"] == name]


def test_a_conversation_with_two_lines_of_tracing(server):
    printed = run([BUILT / "Era"], server)
    assert printed == "Your name is Alice.\nOnce there was a loom\nChat failed: the message is empty\n"
    calls = read_back(server, "treadle/era")
    assert all(call["ended"] for call in calls)
    first, second, failed = named(calls, "chat")
    assert first["inputs"]["message"] == "My name is Alice." and first["inputs"]["history"] == []
    assert second["output"]["assistantMessage"] == {"role": "assistant", "content": "Your name is Alice."}
    assert first["thread"] == second["thread"] == "introduction" and failed["thread"] is None
    assert first["is_turn"] and second["is_turn"]
    assert failed["exception"] == "the message is empty" and failed["output"] is None
    answers = named(calls, "answer")
    assert [answer["parent"] for answer in answers] == ["chat", "chat"]
    assert [answer["turn"] for answer in answers] == ["chat", "chat"] and not any(a["is_turn"] for a in answers)
    assert {answer["kind"] for answer in answers} == {"llm"}
    (tale,) = named(calls, "tell")
    assert tale["inputs"] == {"about": "loom"} and tale["output"] == ["Once", "there", "was", "a", "loom"]
    looks = named(calls, "look")
    assert sorted(look["inputs"]["piece"] for look in looks) == [1, 2, 3]
    assert {look["parent"] for look in looks} == {"inspect"} and {look["attributes"]["shift"] for look in looks} == {"night"}
    assert "story.yield(word)" in tale["code"] and "guard !message.isEmpty" in first["code"]


def test_the_client_of_the_async_examples(server):
    printed = run([BUILT / "AsyncClient"], server)
    assert printed.splitlines() == [
        "sum: 8",
        "concurrently: linen, woven; wool, woven; silk, woven",
        "error: the warp is torn",
        "got back: true",
        "rows: 2",
        'objects: ["my-object", "patterns"]',
        "first ten: 6",
        "roots: my_async_function, process_many_items, weave_piece",
        "batches: [4, 2]",
        "output: 8",
        'feedback: ["wandb.reaction.1", "inspection"]',
        "not found, as it should be",
        "objects deleted: 1",
        "calls deleted: 1",
    ]
    calls = read_back(server, "mill/looms")
    (add,) = named(calls, "my_async_function")
    assert add["inputs"] == {"x": 5, "y": 3} and add["output"] == 8
    assert add["feedback"] == ["inspection", "wandb.reaction.1"]
    (many,) = named(calls, "process_many_items")
    assert many["output"] == ["linen, woven", "wool, woven", "silk, woven"]
    pieces = named(calls, "weave_piece")
    assert {piece["parent"] for piece in pieces} == {"process_many_items"}
    assert sorted(piece["display"] for piece in pieces) == ["Weaving linen", "Weaving silk", "Weaving wool"]
    assert not any(piece["exception"] for piece in pieces)


def test_code_that_changes_is_another_version_and_code_that_does_not_is_the_same(server):
    project = {"WANDB_ENTITY": "versions"}
    run([BUILT / "Era"], server, **project)
    run([BUILT / "Era"], server, **project)
    script = """
import json, weave
client = weave.init("versions/era")
ops = client.server.objs_query({"project_id": client.project_id, "filter": {"is_op": True}}).objs
print(json.dumps({op.object_id: op.version_index for op in ops}))
"""
    versions = json.loads(run([sys.executable, "-c", script], server).strip().splitlines()[-1])
    assert versions == {name: 0 for name in ("chat", "answer", "tell", "inspect", "look")}


def test_without_a_server_the_program_says_so(server):
    done = subprocess.run(
        [BUILT / "Era"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60,
        env={"HOME": tempfile.gettempdir(), "WANDB_BASE_URL": "http://127.0.0.1:9", "WANDB_API_KEY": "weavers-guild"})
    assert done.returncode != 0 and "Failed to initialize Weave" in done.stderr
    assert "127.0.0.1:9" in done.stderr and "weavers-guild" not in done.stderr
