"""A model's host that does as it is told: raw sockets, so that it can also do what no server should."""

import asyncio
import json
import time


class Exchange:
    """One request as it came, and the writing end of its connection."""

    def __init__(self, head, body, reader, writer):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.path, _ = lines[0].split(" ", 2)
        self.headers = {n.strip().lower(): v.strip() for n, v in (line.split(":", 1) for line in lines[1:] if line)}
        self.body = body
        self.reader, self.writer = reader, writer

    @property
    def json(self):
        return json.loads(self.body)

    async def answer(self, status=200, body=b"", headers=()):
        """A whole answer with a length."""
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        await self.head(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers])
        await self.send(body)

    async def head(self, status=200, headers=()):
        fields = "".join(f"{name}: {value}\r\n" for name, value in headers)
        await self.send(f"HTTP/1.1 {status} Told\r\n{fields}\r\n".encode())

    async def begin_stream(self):
        """The head of a stream of events that ends with the connection."""
        await self.head(200, [("Content-Type", "text/event-stream"), ("Connection", "close")])

    async def send(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def event(self, data):
        await self.send(b"data: " + (data if isinstance(data, bytes) else json.dumps(data).encode()) + b"\n\n")

    async def text(self, text, **more):
        await self.event(chunk({"content": text}, **more))

    async def closed(self):
        """Waits until the other side has closed; when that was."""
        try:
            while await self.reader.read(65536):
                pass
        except ConnectionError:
            pass
        return time.monotonic()


def chunk(delta, finish=None, **more):
    """A part of a streamed chat completion."""
    return {
        "id": "chatcmpl-loom", "object": "chat.completion.chunk", "created": 1, "model": "loom-1",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    } | more


def completion(text, **more):
    """A whole chat completion."""
    return {
        "id": "chatcmpl-loom", "object": "chat.completion", "created": 1, "model": "loom-1",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5},
    } | more


class Upstream:
    """Listens on a free port and lets `script` answer each request."""

    def __init__(self, script):
        self.script = script
        self.exchanges = []
        self.arrived = asyncio.Condition()
        self.tasks = set()

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0, limit=1 << 26)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    @property
    def settings(self):
        """What makes a Treadle use it."""
        return {"OPENAI_BASE_URL": f"http://127.0.0.1:{self.port}/v1", "OPENAI_API_KEY": "sk-loom-secret"}

    async def exchange(self, index=0, seconds=5.0):
        """The request with that number, once it has come."""
        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(lambda: len(self.exchanges) > index)
        return self.exchanges[index]

    async def serve(self, reader, writer):
        self.tasks.add(asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                exchange = Exchange(head[:-4], b"", reader, writer)
                if "100-continue" in exchange.headers.get("expect", ""):
                    await exchange.send(b"HTTP/1.1 100 Continue\r\n\r\n")
                if exchange.headers.get("transfer-encoding") == "chunked":
                    while size := int((await reader.readline()).split(b";")[0], 16):
                        exchange.body += (await reader.readexactly(size + 2))[:-2]
                    await reader.readline()
                else:
                    exchange.body = await reader.readexactly(int(exchange.headers.get("content-length", 0)))
                async with self.arrived:
                    self.exchanges.append(exchange)
                    self.arrived.notify_all()
                await self.script(exchange)
                if writer.is_closing() or exchange.headers.get("connection") == "close":
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            self.tasks.discard(asyncio.current_task())
