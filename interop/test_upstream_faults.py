"""What happens to clients when the model's host misbehaves."""

import asyncio
import json
import time

import httpx
import openai
import pytest
from support.conversation import Conversation, text_of, user
from support.openai_client import Client
from support.treadle import Treadle
from support.upstream import Upstream, chunk, completion

KINDS = pytest.mark.parametrize("kind", ["sync", "async"])


def error(message, type="server_error", code=None):
    return {"error": {"message": message, "type": type, "param": None, "code": code}}


async def ask(server, kind="async", **options):
    return await Client(kind, f"{server.url}/v1").chat(model="loom-1", messages=user("Hello"), **options)


@KINDS
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize("status, expected, category, retryable", [
    (400, openai.BadRequestError, "validation", False),
    (401, openai.AuthenticationError, "authentication", False),
    (404, openai.NotFoundError, "validation", False),
    (429, openai.RateLimitError, "rate_limit", True),
    (500, openai.InternalServerError, "upstream", True),
    (503, openai.InternalServerError, "upstream", True),
])
async def test_a_refusal_keeps_its_status(kind, stream, status, expected, category, retryable):
    async def script(exchange):
        await exchange.answer(status, error(f"the loom says {status}"), [("Retry-After", "7")] if status == 429 else [])

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            with pytest.raises(expected) as caught:
                await ask(server, kind, stream=stream)
            assert caught.value.status_code == status
            if status != 401:
                assert f"the loom says {status}" in str(caught.value)
            if status == 429:
                assert caught.value.response.headers["retry-after"] == "7"
            assert "sk-loom-secret" not in str(caught.value) + server.log()

            async with Conversation(server.websocket) as conversation:
                type = "chat_completion_stream" if stream else "chat_completion"
                answer = await conversation.next(await conversation.send(type, {"messages": user("Hello")}))
            assert answer["type"] == "error"
            assert answer["data"]["category"] == category
            assert answer["data"]["retryable"] == retryable
            if category == "rate_limit":
                assert answer["data"]["retry_after"] == 7
            assert answer["error"] and "sk-loom-secret" not in json.dumps(answer)


async def test_the_key_and_the_request_reach_the_upstream_as_they_are():
    async def script(exchange):
        await exchange.answer(200, completion("woven", loom={"picks": 12345678901234567890, "ratio": "1.10"}))

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            body = b'{"messages" : [{"role":"user","content":"Hi"}],"model":"loom-1", "warp":12345678901234567890, "f":1.10}'
            async with httpx.AsyncClient() as http:
                answer = await http.post(f"{server.url}/v1/chat/completions", content=body,
                                         headers={"content-type": "application/json"})
            exchange = await upstream.exchange()
            assert exchange.path == "/v1/chat/completions"
            assert exchange.headers["authorization"] == "Bearer sk-loom-secret"
            assert exchange.body == body
            assert answer.content == json.dumps(
                completion("woven", loom={"picks": 12345678901234567890, "ratio": "1.10"})).encode()


@KINDS
async def test_refused_connection(kind):
    async with Upstream(None) as upstream:
        settings = upstream.settings
    with Treadle(**settings) as server:
        with pytest.raises(openai.InternalServerError) as caught:
            await ask(server, kind)
        assert caught.value.status_code == 502
        assert caught.value.type == "upstream_error"
        async with Conversation(server.websocket) as conversation:
            answer = await conversation.ask("chat_completion", {"messages": user("Hello")})
        assert (answer["data"]["category"], answer["data"]["retryable"]) == ("upstream", True)


@KINDS
@pytest.mark.parametrize("garbage", [b"{not json", b'{"choices":', b"\xff\xfe"], ids=["no-json", "cut", "no-utf8"])
async def test_malformed_events(kind, garbage):
    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("warp")
        await exchange.event(garbage)
        await exchange.event(b"[DONE]")

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            with pytest.raises(openai.APIError):
                await ask(server, kind, stream=True)
            async with Conversation(server.websocket) as conversation:
                parts, end = await conversation.stream({"messages": user("Hello")})
            assert text_of(parts) == "warp"
            assert (end["type"], end["data"]["category"]) == ("error", "upstream")
            assert server.is_alive()


async def test_an_answer_that_is_not_json():
    async def script(exchange):
        await exchange.answer(200, b"<html>a proxy was here</html>")

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            with pytest.raises(openai.InternalServerError) as caught:
                await ask(server)
            assert caught.value.status_code == 502


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_utf8_split_over_chunks(size):
    said = "Köper 織機 🧵 weft"

    async def script(exchange):
        await exchange.begin_stream()
        stream = b"".join(
            b"data: " + json.dumps(chunk({"content": part}), ensure_ascii=False).encode() + b"\r\n\r\n"
            for part in [said[:3], said[3:]])
        stream += b"data: " + json.dumps(chunk({}, "stop")).encode() + b"\n\ndata: [DONE]\n\n"
        for start in range(0, len(stream), size):
            await exchange.send(stream[start:start + size])
            if start < 400:
                await asyncio.sleep(0)

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            parts = await ask(server, stream=True)
            assert "".join(part.choices[0].delta.content or "" for part in parts) == said
            async with Conversation(server.websocket) as conversation:
                parts, end = await conversation.stream({"messages": user("Hello")})
            assert text_of(parts) == said == end["data"]["content"]


@KINDS
async def test_death_in_the_middle_is_never_a_clean_end(kind):
    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("warp and ")
        exchange.writer.transport.abort()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            with pytest.raises(openai.APIError):
                await ask(server, kind, stream=True)
            async with httpx.AsyncClient() as http:
                answer = await http.post(f"{server.url}/v1/chat/completions", json={
                    "model": "loom-1", "messages": user("Hello"), "stream": True})
            assert "[DONE]" not in answer.text
            last = json.loads(answer.text.strip().splitlines()[-1].removeprefix("data: "))
            assert last["error"]["type"] == "upstream_error"
            async with Conversation(server.websocket) as conversation:
                parts, end = await conversation.stream({"messages": user("Hello")})
            assert text_of(parts) == "warp and "
            assert (end["type"], end["data"]["category"]) == ("error", "upstream")
            call = server.call(lambda call: call["op_name"].endswith("chat_completion_stream") and call["ended_at"])
            assert call["exception"]
            assert "warp and " in json.dumps(call["output"])


async def test_an_end_without_done_is_no_clean_end():
    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("warp and ")
        exchange.writer.close()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            with pytest.raises(openai.APIError):
                await ask(server, stream=True)


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
async def test_a_silent_upstream_is_given_up(stream):
    async def script(exchange):
        if stream:
            await exchange.begin_stream()
            await exchange.text("warp")
        await exchange.closed()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings, TREADLE_UPSTREAM_TIMEOUT="0.5") as server:
            began = time.monotonic()
            with pytest.raises(openai.APIError) as caught:
                await ask(server, stream=stream)
            assert 0.4 < time.monotonic() - began < 5
            if not stream:
                assert caught.value.status_code == 504
                assert caught.value.type == "timeout_error"
            async with Conversation(server.websocket) as conversation:
                type = "chat_completion_stream" if stream else "chat_completion"
                *_, end = await conversation.messages(await conversation.send(type, {"messages": user("Hello")}))
            assert (end["type"], end["data"]["category"]) == ("error", "timeout")


@KINDS
async def test_a_treadle_that_dies(kind):
    async def script(exchange):
        await exchange.closed()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            asking = asyncio.create_task(ask(server, kind))
            await upstream.exchange()
            server.kill()
            with pytest.raises(openai.APIConnectionError):
                await asking


@KINDS
async def test_a_client_that_gives_up_first(kind):
    """The client's own timeout: it raises, and the upstream's request ends."""
    ended = asyncio.get_running_loop().create_future()

    async def script(exchange):
        ended.set_result(await exchange.closed())

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            with pytest.raises(openai.APITimeoutError):
                await Client(kind, f"{server.url}/v1", timeout=0.3).chat(model="loom-1", messages=user("Hello"))
            gone = time.monotonic()
            async with asyncio.timeout(5):
                assert await ended - gone < 0.1


async def test_ten_megabytes():
    words = "weft " * 2_000_000

    async def script(exchange):
        if exchange.json.get("stream"):
            await exchange.begin_stream()
            for start in range(0, len(words), 100_000):
                await exchange.text(words[start:start + 100_000])
            await exchange.event(chunk({}, "stop"))
            await exchange.event(b"[DONE]")
            exchange.writer.close()
        else:
            await exchange.answer(200, completion(words))

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            assert (await ask(server)).choices[0].message.content == words
            parts = await ask(server, stream=True)
            assert "".join(part.choices[0].delta.content or "" for part in parts) == words
            async with Conversation(server.websocket) as conversation:
                answer = await conversation.ask("chat_completion", {"messages": user("Hello")})
                assert answer["data"]["choices"][0]["message"]["content"] == words
                parts, end = await conversation.stream({"messages": user("Hello")})
                assert text_of(parts) == words == end["data"]["content"]


def endless(ended):
    """A stream that never ends by itself; `ended` learns when the other side closed."""

    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("warp ")
        await exchange.text("and ")
        ended.set_result(await exchange.closed())

    return script


def assert_cancelled(server):
    call = server.call(lambda call: call["op_name"].endswith("chat_completion_stream") and call["ended_at"])
    assert call["summary"]["treadle"]["outcome"] == "cancelled"
    assert "warp and " in json.dumps(call["output"])
    assert call["summary"]["treadle"]["time_to_first_token_ms"] >= 0
    inner = server.call(lambda inner: inner["parent_id"] == call["id"] and inner["ended_at"])
    assert inner["op_name"].endswith("openai.chat.completions.create")
    assert inner["trace_id"] == call["trace_id"]
    assert inner["summary"]["treadle"]["outcome"] == "cancelled"


async def test_a_client_that_disconnects_ends_the_upstream_request():
    ended = asyncio.get_running_loop().create_future()
    async with Upstream(endless(ended)) as upstream:
        with Treadle(**upstream.settings) as server:
            async with httpx.AsyncClient() as http:
                request = http.stream("POST", f"{server.url}/v1/chat/completions", json={
                    "model": "loom-1", "messages": user("Hello"), "stream": True})
                async with request as answer:
                    text = ""
                    async for part in answer.aiter_text():
                        text += part
                        if "and " in text:
                            break
            gone = time.monotonic()
            async with asyncio.timeout(5):
                assert await ended - gone < 0.1
            assert_cancelled(server)


@pytest.mark.parametrize("how", ["close", "abort", "cancel"])
async def test_a_websocket_that_goes_away_or_cancels_ends_the_upstream_request(how):
    ended = asyncio.get_running_loop().create_future()
    async with Upstream(endless(ended)) as upstream:
        with Treadle(**upstream.settings) as server:
            async with Conversation(server.websocket) as conversation:
                id = await conversation.send("chat_completion_stream", {"messages": user("Hello")})
                while "and " not in json.dumps(await conversation.next(id)):
                    pass
                gone = time.monotonic()
                if how == "close":
                    await conversation.socket.close()
                elif how == "abort":
                    conversation.socket.transport.abort()
                else:
                    answer = await conversation.ask("cancel", {"request_id": id})
                    assert answer["data"] == {"cancelled": True}
                    end = (await conversation.messages(id))[-1]
                    assert (end["type"], end["data"]["category"]) == ("error", "cancelled")
                    assert (await conversation.ask("ping"))["data"] == {"pong": True}
                async with asyncio.timeout(5):
                    assert await ended - gone < 0.1
            assert_cancelled(server)
