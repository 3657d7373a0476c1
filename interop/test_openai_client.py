"""OpenAI's own client, unmodified, with only its base URL changed."""

import base64
import json
import math
import struct

import httpx
import openai
import pytest
from support.conversation import WEATHER_TOOL, user
from support.openai_client import Client
from support.treadle import Treadle


@pytest.fixture(params=["sync", "async"])
def client(request, target):
    made = Client(request.param, target.base_url)
    made.model = target.model
    return made


async def test_chat(client):
    answer = await client.chat(model=client.model, messages=user("What is a treadle?"))
    assert answer.object == "chat.completion"
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


async def test_stream_with_usage(client):
    question = user("Tell me about warp and weft.")
    parts = await client.chat(
        model=client.model, messages=question, stream=True, stream_options={"include_usage": True})
    assert len(parts) > 3
    assert len({part.id for part in parts}) == 1
    assert parts[0].choices[0].delta.role == "assistant"
    text = "".join(part.choices[0].delta.content or "" for part in parts if part.choices)
    assert [part.choices[0].finish_reason for part in parts if part.choices][-1] == "stop"
    assert parts[-1].choices == [] and parts[-1].usage.completion_tokens > 0
    # The demo model says the same whether it streams or not.
    whole = await client.chat(model=client.model, messages=question)
    assert text == whole.choices[0].message.content
    assert parts[-1].usage.total_tokens == whole.usage.total_tokens


async def test_stream_without_usage_has_no_part_for_it(client):
    parts = await client.chat(model=client.model, messages=user("Hello"), stream=True)
    assert all(part.choices for part in parts)
    assert not any(part.usage for part in parts)


async def test_messages_in_every_form(client):
    answer = await client.chat(model=client.model, messages=[
        {"role": "system", "content": "You are a weaver."},
        {"role": "developer", "content": [{"type": "text", "text": "Be short."}]},
        {"role": "user", "content": [{"type": "text", "text": "Was ist Köper? 織機 🧵"}], "name": "foreman"},
    ], temperature=0, max_tokens=50, seed=7, user="loom-7", extra_body={"pattern": {"picks": 12345678901234567890}})
    assert answer.choices[0].message.content


async def test_a_whole_tool_loop_on_the_client(client):
    messages = user("What is the weather in Manchester?")
    asked = await client.chat(model=client.model, messages=messages, tools=[WEATHER_TOOL])
    assert asked.choices[0].finish_reason == "tool_calls"
    (call,) = asked.choices[0].message.tool_calls
    assert call.function.name == "get_weather"
    assert "Manchester" in json.loads(call.function.arguments)["location"]
    answer = await client.chat(model=client.model, tools=[WEATHER_TOOL], messages=[
        *messages, asked.choices[0].message.model_dump(exclude_none=True),
        {"role": "tool", "tool_call_id": call.id, "content": "9°C, drizzle over the mills"}])
    assert answer.choices[0].finish_reason == "stop"
    assert "drizzle over the mills" in answer.choices[0].message.content


async def test_streamed_tool_calls(client):
    parts = await client.chat(
        model=client.model, messages=user("What is the weather in Manchester?"), tools=[WEATHER_TOOL], stream=True)
    deltas = [call for part in parts if part.choices for call in part.choices[0].delta.tool_calls or []]
    assert [delta.id for delta in deltas if delta.id]
    assert [delta.function.name for delta in deltas if delta.function.name] == ["get_weather"]
    arguments = "".join(delta.function.arguments or "" for delta in deltas)
    assert "Manchester" in json.loads(arguments)["location"]
    assert parts[-1].choices[0].finish_reason == "tool_calls"


async def test_no_tool_when_none_is_wanted(client):
    answer = await client.chat(
        model=client.model, messages=user("What is the weather in Manchester?"), tools=[WEATHER_TOOL], tool_choice="none")
    assert not answer.choices[0].message.tool_calls
    assert answer.choices[0].finish_reason == "stop"


async def test_embeddings(client):
    # Where no format is asked for, this client asks for base64 and decodes it.
    given = ["a bolt of twill", "a bolt of satin", "a bolt of twill"]
    packed = await client.embed(model=client.model, input=given)
    plain = await client.embed(model=client.model, input=given, encoding_format="float")
    assert [item.index for item in plain.data] == [0, 1, 2]
    for one, other in zip(packed.data, plain.data, strict=True):
        assert one.embedding == pytest.approx(other.embedding, abs=1e-6)
        assert math.isclose(math.fsum(x * x for x in other.embedding), 1, abs_tol=1e-5)
    assert plain.data[0].embedding == plain.data[2].embedding != plain.data[1].embedding
    assert plain.usage.prompt_tokens > 0


async def test_embeddings_in_base64(client):
    answer = await client.embed(model=client.model, input="a bolt of twill", encoding_format="base64", dimensions=16)
    data = base64.b64decode(answer.data[0].embedding, validate=True)
    assert len(struct.unpack("<16f", data)) == 16


async def test_models(client):
    listed = await client("models.list")
    assert "demo" in [model.id for model in listed.data]
    assert (await client("models.retrieve", "demo")).id == "demo"


async def test_a_model_that_is_not_there(client):
    with pytest.raises(openai.NotFoundError) as caught:
        await client("models.retrieve", "spinning-jenny")
    assert caught.value.status_code == 404
    assert caught.value.code == "model_not_found"


@pytest.mark.parametrize("body", [
    {"messages": "no list"}, {"messages": []}, {}, {"messages": [{"content": "no role"}]},
    {"messages": [{"role": "user", "content": "hi"}], "stream": "yes"},
    {"messages": [{"role": "user", "content": "hi"}], "tools": [{"type": "function"}]},
], ids=["not-a-list", "empty", "missing", "no-role", "stream", "tool"])
async def test_a_wrong_request_is_told_apart(client, body):
    with pytest.raises(openai.BadRequestError) as caught:
        await client("post", "/chat/completions", cast_to=object, body={"model": client.model} | body)
    assert caught.value.status_code == 400
    assert caught.value.type == "invalid_request_error"
    assert caught.value.body["message"]


async def test_headers_of_an_answer(client):
    raw = await client("chat.completions.with_raw_response.create", model=client.model, messages=user("Hello"))
    assert raw.headers["x-treadle-call-id"]
    assert 0 <= float(raw.headers["x-treadle-overhead-ms"]) < 10_000
    assert len(raw.headers["x-treadle-overhead-ms"].split(".")[1]) == 3


async def test_what_is_passed_on_comes_back_byte_for_byte(chain):
    """Through two Treadles the answer is the same, byte for byte, but for what belongs to one answer."""
    request = {"model": "loom-1", "messages": user("What is a treadle?")}
    async with httpx.AsyncClient() as http:
        through = (await http.post(f"{chain.url}/v1/chat/completions", json=request)).json()
        direct = (await http.post(
            f"{chain.back.url}/v1/chat/completions", json=request, headers={"x-api-key": "weavers-guild"})).json()
    assert list(through) == list(direct)
    assert through["choices"] == direct["choices"] and through["usage"] == direct["usage"]


@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_keys(kind):
    with Treadle(TREADLE_API_KEYS="weavers-guild") as server:
        good = Client(kind, f"{server.url}/v1", "weavers-guild")
        assert (await good.chat(model="demo", messages=user("Hello"))).choices
        with pytest.raises(openai.AuthenticationError) as caught:
            await Client(kind, f"{server.url}/v1", "spinners-guild").chat(model="demo", messages=user("Hello"))
        assert caught.value.status_code == 401
        assert "spinners-guild" not in str(caught.value)


@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_a_wrong_key_for_the_upstream(kind, chain):
    """The server's own key is wrong: the client learns that, and sees neither key."""
    with Treadle(OPENAI_BASE_URL=f"{chain.back.url}/v1", OPENAI_API_KEY="sk-secret-but-wrong") as server:
        with pytest.raises(openai.AuthenticationError) as caught:
            await Client(kind, f"{server.url}/v1").chat(model="loom-1", messages=user("Hello"))
        assert caught.value.status_code == 401
        assert "sk-secret-but-wrong" not in str(caught.value)
        assert "sk-secret-but-wrong" not in server.log()
