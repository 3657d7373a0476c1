"""One face for both of OpenAI's clients, so that each test runs with either."""

import asyncio

import openai


class Client:
    """Asks through the synchronous or the asynchronous client; streams come back as lists of their parts."""

    def __init__(self, kind, base_url, key="unused", **options):
        maker = openai.OpenAI if kind == "sync" else openai.AsyncOpenAI
        self.client = maker(base_url=base_url, api_key=key, **({"max_retries": 0, "timeout": 30} | options))
        self.kind = kind

    async def __call__(self, method, *arguments, **options):
        """Calls `method`, such as `chat.completions.create`, on the client."""
        target = self.client
        for name in method.split("."):
            target = getattr(target, name)
        if self.kind == "sync":
            return await asyncio.to_thread(lambda: self.gathered(target(*arguments, **options)))
        answer = await target(*arguments, **options)
        if isinstance(answer, openai.AsyncStream):
            return [part async for part in answer]
        return answer

    @staticmethod
    def gathered(answer):
        return list(answer) if isinstance(answer, openai.Stream) else answer

    async def chat(self, **options):
        return await self("chat.completions.create", **options)

    async def embed(self, **options):
        return await self("embeddings.create", **options)
