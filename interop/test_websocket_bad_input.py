"""What a WebSocket client should not send, and that the connection or the server lives on."""

import asyncio
import json

import pytest
from support.conversation import Conversation, user
from support.raw import Raw
from support.treadle import Treadle
from support.upstream import Upstream


@pytest.fixture
def socket(demo):
    with Raw(demo.port) as raw:
        yield raw.upgrade()


def alive(socket):
    """Whether the connection still answers."""
    socket.frame(json.dumps({"type": "ping", "request_id": "after"}))
    answer = socket.message()
    return (answer["type"], answer["request_id"]) == ("ping_response", "after")


@pytest.mark.parametrize("text, id", [
    ("not json", None),
    ("", None),
    ("[]", None),
    ('"ping"', None),
    ("{}", None),
    ('{"type": "ping"}', None),
    ('{"type": "ping", "request_id": ""}', None),
    ('{"type": "ping", "request_id": 7}', None),
    ('{"type": "ping", "request_id": "%s"}' % ("x" * 257), None),
    ('{"type": "ping", "request_id": "a"} {}', None),
    ('{"request_id": "a"}', "a"),
    ('{"type": 7, "request_id": "a"}', "a"),
    ('{"type": "weave", "request_id": "a"}', "a"),
    ('{"type": "chat_completion", "request_id": "a"}', "a"),
    ('{"type": "chat_completion", "request_id": "a", "payload": 7}', "a"),
    ('{"type": "chat_completion", "request_id": "a", "payload": {"messages": "hi"}}', "a"),
    ('{"type": "chat_completion", "request_id": "a", "payload": {"messages": [7]}}', "a"),
    ('{"type": "chat_completion_stream", "request_id": "a", "payload": {}}', "a"),
    ('{"type": "embedding", "request_id": "a", "payload": {}}', "a"),
    ('{"type": "tool_execute", "request_id": "a", "payload": {"tool_call": {}}}', "a"),
])
def test_a_wrong_message_is_answered_and_the_connection_lives_on(socket, text, id):
    socket.frame(text)
    answer = socket.message()
    assert answer["type"] == "error"
    assert answer["request_id"] == id
    assert answer["data"]["category"] == "validation"
    assert answer["data"]["retryable"] is False
    assert answer["error"] and answer["data"]["message"]
    assert alive(socket)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"type": "ping", "request_id": "a", "payload": ' + "[" * 100_000],
                         ids=["arrays", "objects", "payload"])
def test_brackets_without_end(socket, text):
    socket.frame(text)
    assert socket.message()["data"]["category"] == "validation"
    assert alive(socket)


async def test_an_identifier_that_is_in_use():
    async def script(exchange):
        await exchange.closed()

    async with Upstream(script) as upstream:
        with Treadle(**upstream.settings) as server:
            async with Conversation(server.websocket) as conversation:
                await conversation.send("chat_completion", {"messages": user("Hello")}, id="pick")
                await upstream.exchange()
                await conversation.send("chat_completion", {"messages": user("Hello")}, id="pick")
                answer = await conversation.next("pick")
                assert (answer["type"], answer["data"]["category"]) == ("error", "validation")
                # The first request goes on, and its identifier is free again once it has ended.
                assert (await conversation.ask("cancel", {"request_id": "pick"}))["data"] == {"cancelled": True}
                assert (await conversation.next("pick"))["data"]["category"] == "cancelled"
                await conversation.send("ping", id="pick")
                assert (await conversation.next("pick"))["type"] == "ping_response"


@pytest.mark.parametrize("send, code", [
    (lambda raw: raw.frame(b"\0\1\2", opcode=2), 1003),
    (lambda raw: raw.frame("{}", masked=False), 1002),
    (lambda raw: raw.frame("{}", reserved=4), 1002),
    (lambda raw: raw.frame("{}", opcode=3), 1002),
    (lambda raw: raw.frame("{}", opcode=0), 1002),
    (lambda raw: raw.frame("x" * 126, opcode=9), 1002),
    (lambda raw: raw.frame("x", opcode=9, final=False), 1002),
    (lambda raw: raw.frame(b"\xff\xfe"), 1007),
    (lambda raw: raw.frame(b"\xc3", final=True), 1007),
], ids=["binary", "unmasked", "reserved-bit", "opcode", "continuation", "long-ping", "cut-ping", "no-utf8", "half-utf8"])
def test_what_breaks_the_protocol_closes_the_connection(demo, socket, send, code):
    send(socket)
    assert socket.close_code() == code
    with Raw(demo.port) as another:
        assert alive(another.upgrade())


def test_an_oversize_message():
    with Treadle(TREADLE_MAX_MESSAGE_BYTES="2048") as server:
        padding = 2048 - len(json.dumps({"type": "ping", "request_id": "a", "payload": {"pad": ""}}))
        with Raw(server.port) as raw:
            raw.upgrade().frame(json.dumps({"type": "ping", "request_id": "a", "payload": {"pad": "x" * padding}}))
            assert raw.message()["type"] == "ping_response"
            raw.frame(json.dumps({"type": "ping", "request_id": "a", "payload": {"pad": "x" * (padding + 1)}}))
            assert raw.close_code() == 1009
        with Raw(server.port) as raw:
            raw.upgrade()
            for _ in range(3):
                raw.frame(" " * 1000, opcode=0 if _ else 1, final=False)
            assert raw.close_code() == 1009


def test_fragments(socket):
    text = json.dumps({"type": "ping", "request_id": "Köper"}, ensure_ascii=False).encode()
    for index in range(len(text)):
        socket.frame(text[index:index + 1], opcode=0 if index else 1, final=index == len(text) - 1)
        if index == 20:
            socket.frame("are you there", opcode=9)
            assert socket.receive() == (10, b"are you there")
    assert socket.message()["request_id"] == "Köper"


def test_byte_by_byte(socket):
    text = json.dumps({"type": "ping", "request_id": "slow"})
    frame = bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text.encode()
    for byte in frame:
        socket.send(bytes([byte]))
    assert socket.message()["request_id"] == "slow"


def test_a_close_is_answered(socket):
    socket.frame(b"\x03\xe8done", opcode=8)
    assert socket.close_code() == 1000
    assert socket.is_closed()


def test_gone_in_the_middle_of_a_frame(demo):
    for count in range(1, 8):
        with Raw(demo.port) as raw:
            raw.upgrade().send(bytes([0x81, 0xFE, 0x01, 0x00, 1, 2, 3, 4])[:count])
    assert demo.is_alive()


@pytest.mark.parametrize("changes, status", [
    ({"Sec-WebSocket-Version": "12"}, 426),
    ({"Sec-WebSocket-Key": "short"}, 400),
    ({"Sec-WebSocket-Key": None}, 400),
])
def test_a_wrong_handshake(demo, changes, status):
    headers = {"Host": "127.0.0.1", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="} | changes
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    with Raw(demo.port) as raw:
        raw.send(f"GET /ws HTTP/1.1\r\n{lines}\r\n")
        assert raw.response()[0] == status


def test_plain_http_at_the_websocket(demo):
    with Raw(demo.port) as raw:
        raw.send("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        status, headers, _ = raw.response()
        assert status in (400, 426)


async def test_a_reader_that_is_slow(demo):
    """A client that does not read holds up nobody else."""
    with Raw(demo.port) as slow:
        slow.upgrade()
        for number in range(50):
            slow.frame(json.dumps({"type": "chat_completion_stream", "request_id": f"slow-{number}",
                                   "payload": {"messages": user("Tell me about warp and weft.")}}))
        async with Conversation(demo.websocket) as conversation:
            for _ in range(20):
                async with asyncio.timeout(2):
                    await conversation.ask("ping")
