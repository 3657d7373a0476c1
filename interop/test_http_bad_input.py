"""What an HTTP client should not send, and that the server lives on."""

import json
import time

import httpx
import pytest
from support.conversation import user
from support.raw import Raw, post
from support.treadle import Treadle

CHAT = "/v1/chat/completions"
GOOD = {"model": "demo", "messages": user("Hello")}


@pytest.fixture
def raw(demo):
    with Raw(demo.port) as raw:
        yield raw


def answers(server):
    """Whether the server still answers, on a new connection."""
    with Raw(server.port) as raw:
        raw.send(post(CHAT, GOOD))
        status, _, body = raw.response()
        return status == 200 and json.loads(body)["choices"]


def refusal(raw, status):
    """Reads a refusal in OpenAI's shape."""
    got, headers, body = raw.response()
    assert got == status, (got, body)
    error = json.loads(body)["error"]
    assert error["message"]
    assert {"message", "type", "param", "code"} <= set(error)
    return error, headers


@pytest.mark.parametrize("request_bytes, status", [
    (post(CHAT, GOOD, "Transfer-Encoding: chunked"), 400),
    (post(CHAT, GOOD, "Content-Length: 5"), 400),
    (post(CHAT, GOOD, "Transfer-Encoding: gzip, chunked", length=False), 501),
    (post(CHAT, b"", "Transfer-Encoding: chunked", length=False) + b"zz\r\n", 400),
    (post(CHAT, GOOD, length=-5), 400),
    (post(CHAT, GOOD, length="five"), 400),
], ids=["length-and-chunked", "two-lengths", "coding", "chunk-size", "negative", "no-number"])
def test_ambiguous_framing_is_refused_and_the_connection_closed(demo, raw, request_bytes, status):
    raw.send(request_bytes)
    got, headers, _ = raw.response()
    assert got == status
    # What follows could be anything, so nothing may be read from it. libmicrohttpd 0.9.75 says its own 400 twice.
    while raw.fill():
        pass
    assert b"HTTP/1.1 200" not in raw.buffer
    assert answers(demo)


@pytest.mark.parametrize("body", [
    b"not json", b"", b"[]", b"7", b"{", b"\xff\xfe", b'{"messages": [}', b"[" * 100_000, b'{"a":' * 100_000,
    {"messages": 7}, {"messages": [7]}, {"messages": [{"role": 7, "content": "hi"}]},
    {"messages": user("hi"), "model": 7}, {"messages": user("hi"), "tools": 7}, {"messages": user("hi"), "stream": 7},
], ids=str)
def test_a_wrong_body_is_refused_and_the_connection_lives_on(raw, body):
    raw.send(post(CHAT, body))
    error, _ = refusal(raw, 400)
    assert error["type"] == "invalid_request_error"
    raw.send(post(CHAT, GOOD))
    assert raw.response()[0] == 200


@pytest.mark.parametrize("body", [{}, {"model": "demo"}, {"input": 7}, {"input": []}, {"input": "x", "dimensions": 0},
                                  {"input": "x", "encoding_format": "zip"}], ids=str)
def test_a_wrong_embeddings_request(raw, body):
    raw.send(post("/v1/embeddings", body))
    refusal(raw, 400)


@pytest.mark.parametrize("method, path, status, allow", [
    ("GET", "/v1/weave", 404, None), ("GET", CHAT, 405, "POST"), ("DELETE", "/v1/models", 405, "GET"),
    ("POST", "/health", 405, "GET"), ("GET", "/v1/models/spinning-jenny", 404, None),
])
def test_no_such_route_or_method(raw, method, path, status, allow):
    raw.send(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n")
    _, headers = refusal(raw, status)
    if allow:
        assert allow in headers["allow"]


def test_body_size_from_both_sides():
    with Treadle(TREADLE_MAX_BODY_BYTES="2048") as server:
        def body(size):
            head = json.dumps(GOOD)[:-1] + ', "pad": "'
            return head + "x" * (size - len(head) - 2) + '"}'

        for chunked in (False, True):
            for size, status in [(2048, 200), (2049, 413), (3_000_000, 413)]:
                with Raw(server.port) as raw:
                    text = body(size)
                    if chunked:
                        request = post(CHAT, b"", "Transfer-Encoding: chunked", length=False)
                        request += b"".join(
                            b"%x\r\n%s\r\n" % (len(part), part)
                            for part in [text[at:at + 1000].encode() for at in range(0, len(text), 1000)]) + b"0\r\n\r\n"
                    else:
                        request = post(CHAT, text)
                    try:
                        raw.send(request)
                    except (BrokenPipeError, ConnectionResetError):
                        pass  # refused before all of it was there, which is right
                    got, _, answer = raw.response()
                    assert got == status, (chunked, size, answer)
                    if status == 413:
                        assert json.loads(answer)["error"]["code"] == "request_too_large"
                        assert "2048" in json.loads(answer)["error"]["message"]
        assert answers(server)


def test_expect_100_continue(raw):
    raw.send(post(CHAT, GOOD, "Expect: 100-continue")[:-len(json.dumps(GOOD))])
    assert raw.response()[0] == 100
    raw.send(json.dumps(GOOD))
    assert raw.response()[0] == 200


def test_chunked_bodies_and_keep_alive(raw):
    text = json.dumps(GOOD).encode()
    for _ in range(5):
        raw.send(post(CHAT, b"", "Transfer-Encoding: chunked", length=False))
        for at in range(len(text)):
            raw.send(b"1;weft=1\r\n" + text[at:at + 1] + b"\r\n")
        raw.send(b"0\r\n\r\n")
        assert raw.response()[0] == 200


def test_requests_one_behind_the_other(raw):
    raw.send(post(CHAT, GOOD) + b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + post(CHAT, GOOD))
    assert [raw.response()[0] for _ in range(3)] == [200, 200, 200]


def test_large_headers(raw):
    raw.send(post(CHAT, GOOD, *(f"X-Pick-{number}: {'x' * 100}" for number in range(60))))
    assert raw.response()[0] == 200


def test_headers_without_end(demo, raw):
    try:
        raw.send(post(CHAT, GOOD, f"X-Bolt: {'x' * 200_000}"))
        assert raw.response()[0] in (431, 400, 413)
    except (ConnectionError, AssertionError) as error:
        assert "ended" in str(error) or isinstance(error, ConnectionError)
    assert answers(demo)


@pytest.mark.parametrize("part", [
    b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0",
    b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{",
], ids=["header", "body"])
def test_slow_requests_end(part):
    with Treadle(SERVER_READ_TIMEOUT="1") as server:
        with Raw(server.port) as raw:
            began = time.monotonic()
            raw.send(part)
            error, _ = refusal(raw, 408)
            assert error["code"] == "timeout"
            assert raw.is_closed()
            assert 0.5 < time.monotonic() - began < 6
        assert answers(server)


def test_a_head_that_drips_in_ends_too():
    """A byte now and then is no progress: the head as a whole has its time."""
    with Treadle(SERVER_READ_TIMEOUT="1") as server:
        with Raw(server.port) as raw:
            began = time.monotonic()
            raw.send(b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Pick: ")
            raw.socket.settimeout(0.2)
            while not raw.buffer:
                assert time.monotonic() - began < 6
                try:
                    raw.send(b"x")
                    raw.fill()
                except TimeoutError:
                    pass
            raw.socket.settimeout(5)
            refusal(raw, 408)
        assert answers(server)


def test_nonsense(demo):
    for text in [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\r\n" * 100, b"GET / HTTP/9.9\r\n\r\n", b"\0" * 1000,
                 b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]:
        with Raw(demo.port, seconds=1) as raw:
            raw.send(text)
            try:
                raw.fill()
            except TimeoutError:
                pass
    assert answers(demo)


def test_gone_before_the_answer(demo):
    for _ in range(50):
        with Raw(demo.port) as raw:
            raw.send(post(CHAT, GOOD | {"stream": True}))
    assert answers(demo)


@pytest.mark.parametrize("headers, status", [
    ({"Host": "spinning.example"}, 403),
    ({"Origin": "https://spinning.example"}, 403),
    ({"Origin": "null"}, 403),
    ({}, 200),
])
def test_browsers_from_elsewhere(demo, headers, status):
    answer = httpx.post(f"{demo.url}{CHAT}", json=GOOD, headers=headers)
    assert answer.status_code == status, answer.text
    assert "access-control-allow-origin" not in answer.headers


def test_origins_that_are_allowed():
    with Treadle(TREADLE_ALLOWED_ORIGINS="https://mill.example") as server:
        headers = {"Origin": "https://mill.example"}
        answer = httpx.post(f"{server.url}{CHAT}", json=GOOD, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://mill.example"
        preflight = httpx.options(f"{server.url}{CHAT}", headers=headers | {
            "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"})
        assert preflight.status_code in (200, 204)
        assert preflight.headers["access-control-allow-origin"] == "https://mill.example"
        assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
        assert httpx.post(f"{server.url}{CHAT}", json=GOOD, headers={"Origin": "https://x.example"}).status_code == 403


def test_health_and_info(demo):
    health = httpx.get(f"{demo.url}/health").json()
    assert health["status"] == "ok" or health["status"] == "healthy"
    with Treadle(OPENAI_API_KEY="sk-very-secret", TREADLE_API_KEYS="weavers-guild", DB_PASSWORD="hush-hush") as server:
        headers = {"x-api-key": "weavers-guild"}
        info = httpx.get(f"{server.url}/info", headers=headers)
        assert info.status_code == 200
        for secret in ("sk-very-secret", "weavers-guild", "hush-hush"):
            assert secret not in info.text
            assert secret not in server.log() + server.banner
