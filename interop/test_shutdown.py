"""SIGTERM and SIGINT: running work ends properly, and so does the process."""

import asyncio
import signal
import time

import httpx
import pytest
from support.conversation import Conversation, text_of, user
from support.treadle import Treadle
from support.upstream import Upstream, chunk

SIGNALS = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])


async def ended(server, seconds=15):
    return await asyncio.to_thread(server.wait, seconds)


@SIGNALS
async def test_an_idle_server_ends_at_once(number):
    with Treadle() as server:
        async with Conversation(server.websocket) as conversation:
            await conversation.ask("ping")
            began = time.monotonic()
            server.signal(number)
            assert await ended(server) == 0
            assert time.monotonic() - began < 5
            await conversation.socket.wait_closed()
            assert conversation.socket.close_code == 1001


@SIGNALS
async def test_a_stream_is_finished(number):
    go_on = asyncio.Event()

    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("warp ")
        await go_on.wait()
        await exchange.text("and weft")
        await exchange.event(chunk({}, "stop"))
        await exchange.event(b"[DONE]")
        exchange.writer.close()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            async with Conversation(server.websocket) as conversation, httpx.AsyncClient() as http:
                id = await conversation.send("chat_completion_stream", {"messages": user("Hello")})
                body = {"model": "loom-1", "messages": user("Hello"), "stream": True}
                posted = asyncio.create_task(http.post(f"{server.url}/v1/chat/completions", json=body))
                await conversation.next(id)
                await upstream.exchange(1)
                server.signal(number)
                # It is going down: new connections are not taken, what runs goes on.
                async with asyncio.timeout(5):
                    while True:
                        try:
                            _, writer = await asyncio.open_connection("127.0.0.1", server.port)
                            writer.close()
                            await asyncio.sleep(0.02)
                        except ConnectionError:
                            break
                go_on.set()
                *parts, end = await conversation.messages(id)
                assert end["type"] == "chat_completion_stream_end"
                assert end["data"]["content"] == "warp and weft"
                answer = await posted
                assert "and weft" in answer.text and "[DONE]" in answer.text
                await conversation.socket.wait_closed()
                assert conversation.socket.close_code == 1001
            assert await ended(server) == 0
            calls = server.calls()
            assert len([call for call in calls if call["ended_at"] and not call["exception"]]) == 4


@SIGNALS
async def test_a_stream_without_end_is_broken_off_properly(number):
    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("warp ")
        await exchange.closed()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings, TREADLE_SHUTDOWN_TIMEOUT="1") as server:
            async with Conversation(server.websocket) as conversation:
                id = await conversation.send("chat_completion_stream", {"messages": user("Hello")})
                await conversation.next(id)
                began = time.monotonic()
                server.signal(number)
                *parts, end = await conversation.messages(id)
                assert (end["type"], end["data"]["category"]) == ("error", "cancelled")
                await conversation.socket.wait_closed()
                assert conversation.socket.close_code == 1001
            assert await ended(server) == 0
            assert time.monotonic() - began < 10
            (call,) = [call for call in server.calls() if call["parent_id"] is None]
            assert call["ended_at"]
            assert text_of([]) == "" and "warp " in str(call["output"])


async def test_a_second_signal_does_not_wait():
    async def script(exchange):
        await exchange.closed()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            # As the shell would have it: ended by the signal.
            server.expected_codes = (128 + signal.SIGINT,)
            async with httpx.AsyncClient() as http:
                asking = asyncio.create_task(
                    http.post(f"{server.url}/v1/chat/completions", json={"messages": user("Hello")}))
                await upstream.exchange()
                server.signal(signal.SIGINT)
                await asyncio.sleep(0.3)
                server.signal(signal.SIGINT)
                began = time.monotonic()
                await ended(server)
                assert time.monotonic() - began < 5
                await asyncio.gather(asking, return_exceptions=True)
