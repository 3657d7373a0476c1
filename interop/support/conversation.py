"""Treadle's WebSocket protocol, spoken with the `websockets` client."""

import asyncio
import itertools
import json

from websockets.asyncio.client import connect

ENDS = {"error", "chat_completion_stream_end"}


class Conversation:
    """One connection: requests out, and the messages about each in a queue of its own."""

    def __init__(self, url, **options):
        self.url, self.options = url, {"max_size": None, "compression": None} | options
        self.queues = {}
        self.strays = asyncio.Queue()
        self.numbers = itertools.count(1)

    async def __aenter__(self):
        self.socket = await connect(self.url, **self.options)
        self.reading = asyncio.create_task(self.read())
        return self

    async def __aexit__(self, *_):
        self.reading.cancel()
        await self.socket.close()

    async def read(self):
        async for text in self.socket:
            message = json.loads(text)
            queue = self.queues.get(message["request_id"], self.strays)
            queue.put_nowait(message)

    async def send(self, type, payload=None, id=None, **more):
        """Sends a request; its identifier."""
        id = id or f"{type}-{next(self.numbers)}"
        self.queues.setdefault(id, asyncio.Queue())
        message = {"type": type, "request_id": id} | ({} if payload is None else {"payload": payload}) | more
        await self.socket.send(json.dumps(message))
        return id

    async def next(self, id=None, seconds=15.0):
        """The next message about a request, or about none that is known."""
        async with asyncio.timeout(seconds):
            return await (self.strays if id is None else self.queues[id]).get()

    async def messages(self, id):
        """All messages about a request, to the last."""
        found = []
        while not found or found[-1]["type"] == "chat_completion_stream_chunk":
            found.append(await self.next(id))
        return found

    async def ask(self, type, payload=None, **more):
        """Sends a request that has one answer; that answer."""
        answer = await self.next(await self.send(type, payload, **more))
        assert answer["type"] in (f"{type}_response", "error"), answer
        return answer

    async def stream(self, payload, **more):
        """Streams a chat; the parts, and the message at the end."""
        *parts, end = await self.messages(await self.send("chat_completion_stream", payload, **more))
        assert end["type"] in ENDS, end
        return [part["data"] for part in parts], end


def user(text):
    return [{"role": "user", "content": text}]


def text_of(parts):
    """The text that streamed parts make."""
    return "".join(part["choices"][0]["delta"].get("content") or "" for part in parts if part["choices"])


WEATHER_TOOL = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Get weather information for a location",
        "parameters": {
            "type": "object",
            "properties": {"location": {"type": "string"}, "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}},
            "required": ["location"],
        },
    },
}
