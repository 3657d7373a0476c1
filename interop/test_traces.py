"""`treadle calls` and `treadle call`, against a running server and against what one left behind."""

import json
import subprocess
import time

import openai
import pytest
from support.conversation import Conversation, WEATHER_TOOL, user
from support.places import TREADLE
from support.treadle import Treadle, environment


@pytest.fixture(scope="module")
def worked():
    """A server that has answered one request of each kind."""
    import asyncio

    with Treadle() as server:
        client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="unused", max_retries=0)
        client.chat.completions.create(model="demo", messages=user("What is a treadle?"))
        for _ in client.chat.completions.create(model="demo", messages=user("Tell me about twill."), stream=True):
            pass
        client.embeddings.create(model="demo", input="a bolt of twill")

        async def talk():
            async with Conversation(server.websocket) as conversation:
                await conversation.stream({"messages": user("What is 48 * 120?"), "execute_tools": True})
                await conversation.ask("tool_execute", {"tool_call": {
                    "id": "call_1", "type": "function",
                    "function": {"name": "calculator", "arguments": '{"expression": "1 +"}'}}})

        asyncio.run(talk())
        server.call(lambda call: call["op_name"].endswith("tool_execute"))
        yield server


def name(call):
    """The op's plain name, also where it is a reference to a version of it."""
    return call["op_name"].split("/op/")[-1].split(":")[0]


def check_calls(calls):
    """All calls of `worked`, in the shape that was promised."""
    by_id = {call["id"]: call for call in calls}
    assert len(by_id) == len(calls)
    tops = sorted(name(call) for call in calls if call["parent_id"] is None)
    assert tops == ["chat_completion", "chat_completion_stream", "chat_completion_stream", "embedding", "tool_execute"]
    for call in calls:
        assert call["started_at"] <= call["ended_at"]
        if call["parent_id"]:
            assert call["trace_id"] == by_id[call["parent_id"]]["trace_id"]
    beneath = sorted(name(call) for call in calls if call["parent_id"])
    assert beneath.count("demo.chat.completions.create") == 4
    assert beneath.count("demo.embeddings.create") == 1
    assert beneath.count("tool.calculator") == 2

    chat = next(call for call in calls if name(call) == "chat_completion")
    assert "What is a treadle?" in json.dumps(chat["inputs"])
    assert chat["output"]["choices"][0]["message"]["content"]
    ((_, usage),) = chat["summary"]["usage"].items()
    assert usage["prompt_tokens"] > 0 and usage["completion_tokens"] > 0
    assert chat["summary"]["weave"]["status"] == "success"

    streamed = next(c for c in calls if name(c) == "chat_completion_stream" and "twill" in json.dumps(c["inputs"]))
    assert streamed["output"]["choices"][0]["message"]["content"]
    assert streamed["summary"]["treadle"]["time_to_first_token_ms"] >= 0
    assert next(iter(streamed["summary"]["usage"].values()))["completion_tokens"] > 0

    failed = next(call for call in calls if name(call) == "tool_execute")
    assert failed["exception"]
    assert failed["summary"]["weave"]["status"] == "error"


def test_all_calls_of_a_running_server(worked):
    check_calls(worked.calls())


def test_one_op(worked):
    assert [name(call) for call in worked.calls("--op", "embedding")] == ["embedding"]
    assert len(worked.calls("--op", "chat_completion_stream")) == 2
    assert worked.calls("--op", "spinning") == []


def test_a_limit_keeps_the_newest(worked):
    everything = worked.calls()
    limited = worked.calls("--all", "--limit", "3")
    assert len(limited) == 3
    newest = sorted(everything, key=lambda call: call["started_at"])[-3:]
    assert {call["id"] for call in limited} == {call["id"] for call in newest}


def test_requests_alone_unless_asked(worked):
    assert len(worked.calls("--json")) == 5
    assert all(call["parent_id"] is None for call in worked.calls("--json"))


def test_the_table_is_for_people(worked):
    table = worked.run("calls")
    for word in ("chat_completion", "embedding", "tool_execute"):
        assert word in table
    assert "\x1b" not in table  # no colours into a pipe


def test_one_call_as_a_tree(worked):
    call = next(call for call in worked.calls("--op", "chat_completion_stream") if "48" in json.dumps(call["inputs"]))
    tree = worked.run("call", call["id"])
    for word in ("chat_completion_stream", "demo.chat.completions.create", "tool.calculator", "5760"):
        assert word in tree
    assert tree.index("chat_completion_stream") < tree.index("tool.calculator")


def run_anyhow(*arguments, **settings):
    return subprocess.run(
        [TREADLE, *arguments], env=environment(**settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        timeout=30)


def test_a_call_that_is_not_there(worked):
    done = run_anyhow("call", "00000000-0000-7000-8000-000000000000", TREADLE_URL=worked.url)
    assert done.returncode == 1
    assert "00000000-0000-7000-8000-000000000000" in done.stderr


@pytest.mark.parametrize("arguments", [["calls", "--limit", "many"], ["calls", "--nonsense"], ["cals"], ["call"]])
def test_wrong_arguments(arguments):
    done = run_anyhow(*arguments)
    assert done.returncode not in (0, 1) and done.returncode < 128
    assert done.stderr and not done.stdout


def test_without_a_server_the_store_is_read():
    with Treadle() as server:
        client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="unused", max_retries=0)
        raw = client.chat.completions.with_raw_response.create(model="demo", messages=user("Hello"))
        call_id = raw.headers["x-treadle-call-id"]
        server.signal()
        assert server.wait() == 0
        calls = server.calls()
        assert sorted(map(name, calls)) == ["chat_completion", "demo.chat.completions.create"]
        assert call_id in {call["id"] for call in calls}
        assert "demo.chat.completions.create" in server.run("call", call_id)


def test_following():
    with Treadle() as server:
        client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="unused", max_retries=0)
        follower = subprocess.Popen(
            [TREADLE, "calls", "--follow", "--json"], env=environment(TREADLE_URL=server.url), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            seen = []
            for number in range(3):
                time.sleep(0.3 if number == 0 else 0)  # let it begin to follow; a call before that counts as well
                raw = client.chat.completions.with_raw_response.create(model="demo", messages=user(f"Pick {number}"))
                while raw.headers["x-treadle-call-id"] not in seen:
                    seen.append(json.loads(follower.stdout.readline())["id"])
            assert len(seen) == len(set(seen))
        finally:
            follower.terminate()
            follower.wait(5)


def test_keys_are_sent():
    with Treadle(TREADLE_API_KEYS="weavers-guild") as server:
        client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="weavers-guild", max_retries=0)
        client.chat.completions.create(model="demo", messages=user("Hello"))
        assert server.call(lambda call: name(call) == "chat_completion")
        # The data directory is there as well, but a server that answers is asked.
        done = run_anyhow("calls", TREADLE_URL=server.url, TREADLE_API_KEY="spinners-guild")
        assert done.returncode == 1 and "spinners-guild" not in done.stderr
        assert "weavers-guild" not in json.dumps(server.calls())


def test_tools_offered_are_in_the_trace(worked):
    client = openai.OpenAI(base_url=f"{worked.url}/v1", api_key="unused", max_retries=0)
    with Treadle() as server:
        client = openai.OpenAI(base_url=f"{server.url}/v1", api_key="unused", max_retries=0)
        client.chat.completions.create(model="demo", messages=user("What is the weather in Leeds?"), tools=[WEATHER_TOOL])
        call = server.call(lambda call: name(call) == "chat_completion")
        assert call["inputs"]["tools"][0]["function"]["name"] == "get_weather"
        assert call["output"]["choices"][0]["message"]["tool_calls"][0]["function"]["name"] == "get_weather"
