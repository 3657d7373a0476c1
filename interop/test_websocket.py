"""The six kinds of request, spoken with the `websockets` client."""

import asyncio
import json

import pytest
from support.conversation import WEATHER_TOOL, Conversation, text_of, user
from support.upstream import Upstream, chunk
from support.treadle import Treadle


@pytest.fixture
async def conversation(target):
    async with Conversation(target.server.websocket) as conversation:
        conversation.model = target.model
        conversation.server = target.server
        yield conversation


async def test_ping(conversation):
    answer = await conversation.ask("ping")
    assert answer["type"] == "ping_response"
    assert answer["data"] == {"pong": True}
    assert answer.get("error") is None


async def test_chat_completion(conversation):
    answer = await conversation.ask("chat_completion", {"model": conversation.model, "messages": user("Hello")})
    assert answer["type"] == "chat_completion_response"
    assert answer["data"]["object"] == "chat.completion"
    assert answer["data"]["choices"][0]["message"]["content"]
    assert answer["data"]["usage"]["total_tokens"] > 0


async def test_chat_completion_stream(conversation):
    parts, end = await conversation.stream({"model": conversation.model, "messages": user("Tell me about warp and weft.")})
    assert end["type"] == "chat_completion_stream_end"
    assert len(parts) > 3
    assert all(part["object"] == "chat.completion.chunk" for part in parts)
    assert text_of(parts) == end["data"]["content"] != ""
    assert end["data"]["finish_reason"] == "stop"
    assert end["data"]["usage"]["completion_tokens"] > 0
    assert end["data"]["model"]


async def test_embedding(conversation):
    answer = await conversation.ask("embedding", {"model": conversation.model, "input": ["twill", "satin"]})
    assert answer["type"] == "embedding_response"
    assert answer["data"]["object"] == "list"
    assert [item["index"] for item in answer["data"]["data"]] == [0, 1]
    assert all(isinstance(number, (int, float)) for number in answer["data"]["data"][0]["embedding"])


async def test_tools_list(conversation):
    answer = await conversation.ask("tools_list", {})
    assert answer["type"] == "tools_list_response"
    tools = {tool["name"]: tool for tool in answer["data"]["tools"]}
    assert {"get_weather", "calculator", "get_current_time"} <= set(tools)
    assert all(tool["parameters"]["type"] == "object" and tool["description"] for tool in tools.values())


def call_of(name, arguments, id="call_1"):
    return {"tool_call": {"id": id, "type": "function", "function": {
        "name": name, "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments)}}}


async def test_tool_execute(conversation):
    answer = await conversation.ask("tool_execute", call_of("calculator", {"expression": "48 * (120 + 2)"}))
    assert answer["type"] == "tool_execute_response"
    assert answer["data"]["tool_call_id"] == "call_1"
    assert "5856" in answer["data"]["content"]
    answer = await conversation.ask("tool_execute", call_of("get_weather", {"location": "Manchester"}))
    assert "Manchester" in answer["data"]["content"]
    answer = await conversation.ask("tool_execute", call_of("get_current_time", {"timezone": "Asia/Tokyo"}))
    assert "+09:00" in answer["data"]["content"]


@pytest.mark.parametrize("name, arguments, part", [
    ("get_weather", {}, "location"),
    ("get_weather", {"location": 7}, "/location"),
    ("get_weather", {"location": "Leeds", "unit": "kelvin"}, "/unit"),
    ("calculator", "{not json", "JSON"),
    ("calculator", {"expression": "1 / 0"}, "zero"),
    ("calculator", {"expression": "__import__('os')"}, "expression"),
    ("spinning_jenny", {}, "spinning_jenny"),
], ids=["missing", "type", "enum", "no-json", "zero", "code", "unknown"])
async def test_wrong_tool_arguments(conversation, name, arguments, part):
    answer = await conversation.ask("tool_execute", call_of(name, arguments))
    assert answer["type"] == "error"
    assert answer["data"]["category"] in ("validation", "tool")
    assert answer["data"]["retryable"] is False
    assert part in answer["error"]


async def test_the_client_runs_the_tools(conversation):
    messages = user("What is the weather in Manchester?")
    for tool in (WEATHER_TOOL, WEATHER_TOOL["function"]):
        payload = {"model": conversation.model, "messages": messages, "tools": [tool], "tool_choice": "auto"}
        asked = (await conversation.ask("chat_completion", payload))["data"]
        (call,) = asked["choices"][0]["message"]["tool_calls"]
        assert call["function"]["name"] == "get_weather"
        result = (await conversation.ask("tool_execute", {"tool_call": call}))["data"]
        assert result["tool_call_id"] == call["id"]
        payload["messages"] = [
            *messages, asked["choices"][0]["message"],
            {"role": "tool", "tool_call_id": call["id"], "content": result["content"]}]
        answer = (await conversation.ask("chat_completion", payload))["data"]
        assert "Manchester" in answer["choices"][0]["message"]["content"]


async def test_the_server_runs_the_tools(conversation):
    answer = await conversation.ask("chat_completion", {
        "model": conversation.model, "messages": user("What is 48 * 120?"), "execute_tools": True})
    assert answer["type"] == "chat_completion_response"
    assert "5760" in answer["data"]["choices"][0]["message"]["content"].replace(",", "")
    loop = answer["data"]["treadle"]
    assert loop["steps"] == 2 and loop["max_steps_reached"] is False
    (result,) = loop["tool_results"]
    assert result["name"] == "calculator" and result["is_error"] is False and "5760" in result["content"]
    calls = {call["id"]: call for call in conversation.server.calls()}
    assert loop["call_id"] in calls
    ops = [call["op_name"] for call in calls.values() if call["parent_id"] == loop["call_id"]]
    assert sum("chat.completions.create" in op for op in ops) == 2
    assert sum("tool.calculator" in op for op in ops) == 1


async def test_the_server_runs_the_tools_while_streaming(conversation):
    parts, end = await conversation.stream({
        "model": conversation.model, "messages": user("What is the weather in Manchester?"), "execute_tools": True})
    assert end["type"] == "chat_completion_stream_end"
    told = [part["treadle"] for part in parts if "treadle" in part]
    assert [(one["step"], one["tool_result"]["name"]) for one in told] == [(1, "get_weather")]
    assert end["data"]["treadle"]["tool_results"] == [one["tool_result"] for one in told]
    assert end["data"]["content"] and end["data"]["content"] in text_of(parts)
    assert end["data"]["finish_reason"] == "stop"


async def test_steps_are_limited(conversation):
    payload = {"model": conversation.model, "messages": user("What is 48 * 120?"), "execute_tools": True, "max_steps": 1}
    answer = await conversation.ask("chat_completion", payload)
    assert answer["data"]["treadle"]["steps"] == 1
    assert answer["data"]["treadle"]["max_steps_reached"] is True
    for wrong in (0, 33, "two", 1.5):
        answer = await conversation.ask("chat_completion", payload | {"max_steps": wrong})
        assert (answer["type"], answer["data"]["category"]) == ("error", "validation"), wrong


async def test_a_tool_of_the_clients_comes_back_to_it(conversation):
    foreign = {"type": "function", "function": {
        "name": "get_weather_at_the_mill", "description": "Weather", "parameters": WEATHER_TOOL["function"]["parameters"]}}
    answer = await conversation.ask("chat_completion", {
        "model": conversation.model, "messages": user("What is the weather in Manchester?"), "tools": [foreign],
        "tool_choice": {"type": "function", "function": {"name": "get_weather_at_the_mill"}}, "execute_tools": True})
    (call,) = answer["data"]["choices"][0]["message"]["tool_calls"]
    assert call["function"]["name"] == "get_weather_at_the_mill"


async def test_many_in_flight(conversation):
    ids = [await conversation.send("ping") for _ in range(30)]
    ids += [await conversation.send("chat_completion_stream", {
        "model": conversation.model, "messages": user(f"Pick {number}")}) for number in range(30)]
    answers = await asyncio.gather(*(conversation.messages(id) for id in ids))
    assert all(answer[-1]["type"] == "ping_response" for answer in answers[:30])
    assert all(answer[-1]["type"] == "chat_completion_stream_end" for answer in answers[30:])
    for answer in answers[30:]:
        assert text_of([part["data"] for part in answer[:-1]]) == answer[-1]["data"]["content"]


async def test_many_clients(target):
    async def one(number):
        async with Conversation(target.server.websocket) as conversation:
            answer = await conversation.ask("embedding", {"model": target.model, "input": f"loom {number}"}, id="same")
            return answer["data"]["data"][0]["embedding"]

    vectors = await asyncio.gather(*(one(number) for number in range(50)))
    assert len({tuple(vector) for vector in vectors}) == 50


async def test_requests_at_once_are_limited():
    async def script(exchange):
        await exchange.closed()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings, TREADLE_MAX_REQUESTS_PER_CLIENT="3") as server:
            async with Conversation(server.websocket) as conversation:
                waiting = [await conversation.send("chat_completion", {"messages": user("Hello")}) for _ in range(3)]
                refused = await conversation.ask("chat_completion", {"messages": user("Hello")})
                assert (refused["type"], refused["data"]["category"]) == ("error", "rate_limit")
                assert "3" in refused["error"] and refused["data"]["retryable"] is True
                assert (await conversation.ask("cancel", {"request_id": waiting[0]}))["data"] == {"cancelled": True}
                assert (await conversation.next(waiting[0]))["data"]["category"] == "cancelled"
                assert (await conversation.ask("ping"))["type"] == "ping_response"


async def test_cancel_by_its_own_identifier(target):
    async with Conversation(target.server.websocket) as conversation:
        assert (await conversation.ask("cancel", {"request_id": "nobody"}))["data"] == {"cancelled": False}
        assert (await conversation.ask("cancel"))["data"] == {"cancelled": False}


async def test_unknown_members_and_defaults_reach_the_model():
    async def script(exchange):
        await exchange.begin_stream()
        await exchange.event(chunk({"content": "woven"}, shuttle={"speed": 1.50}))
        await exchange.event(chunk({}, "stop"))
        await exchange.event(b"[DONE]")
        exchange.writer.close()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings, OPENAI_MODEL="loom-9", OPENAI_MAX_TOKENS="77", OPENAI_TEMPERATURE="0.25") as server:
            async with Conversation(server.websocket) as conversation:
                parts, _ = await conversation.stream({"messages": user("Hello"), "warp": {"ends": 12345678901234567890}})
            body = (await upstream.exchange()).json
            assert body["warp"] == {"ends": 12345678901234567890}
            assert (body["model"], body["max_tokens"], body["temperature"]) == ("loom-9", 77, 0.25)
            assert body["stream"] is True
            assert parts[0]["shuttle"] == {"speed": 1.5}


async def test_a_page_from_elsewhere_is_refused(demo):
    from websockets.exceptions import InvalidStatus

    with pytest.raises(InvalidStatus) as caught:
        async with Conversation(demo.websocket, origin="https://spinning.example"):
            pass
    assert caught.value.response.status_code == 403


async def test_keys():
    from websockets.exceptions import InvalidStatus

    with Treadle(TREADLE_API_KEYS="weavers-guild") as server:
        for headers in ({}, {"Authorization": "Bearer spinners-guild"}, {"x-api-key": "spinners-guild"}):
            with pytest.raises(InvalidStatus) as caught:
                async with Conversation(server.websocket, additional_headers=headers):
                    pass
            assert caught.value.response.status_code == 401
        for url, headers in [
            (server.websocket, {"Authorization": "Bearer weavers-guild"}),
            (server.websocket, {"x-api-key": "weavers-guild"}),
            (f"{server.websocket}?api_key=weavers-guild", {}),
        ]:
            async with Conversation(url, additional_headers=headers) as conversation:
                assert (await conversation.ask("ping"))["data"] == {"pong": True}
        assert "weavers-guild" not in server.log()
