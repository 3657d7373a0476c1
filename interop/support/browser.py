"""A headless browser, driven by its own debugging protocol."""

import asyncio
import base64
import contextlib
import itertools
import json
import re
import shutil
import tempfile

import httpx
from websockets.asyncio.client import connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed():
    """The path of a browser, or `None`."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One page: scripts are run in it, and what it says to the console is kept."""

    def __init__(self, socket):
        self.socket = socket
        self.numbers = itertools.count(1)
        self.complaints = []

    async def command(self, method, **parameters):
        number = next(self.numbers)
        await self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        async with asyncio.timeout(20):
            while True:
                message = json.loads(await self.socket.recv())
                if message.get("id") == number:
                    assert "error" not in message, message
                    return message["result"]
                self.note(message)

    def note(self, message):
        """Keeps errors of scripts, and of what was not allowed to load."""
        if message["method"] == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(message["params"]["exceptionDetails"]))
        elif message["method"] == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
            self.complaints.append(message["params"]["entry"]["text"])

    async def evaluate(self, script):
        """The value of a script in the page."""
        answer = await self.command("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, script, seconds=15):
        """Waits until a script is true in the page; its value."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not (value := await self.evaluate(script)):
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"never true: {script}\n{await self.evaluate('document.body.innerText')}")
            await asyncio.sleep(0.05)
        return value

    async def open(self, url):
        await self.command("Page.enable")
        await self.command("Runtime.enable")
        await self.command("Log.enable")
        await self.command("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def type(self, selector, text):
        """Types as a person would: into what has the focus."""
        await self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        await self.command("Input.insertText", text=text)

    async def press(self, key, code, number):
        for type in ("keyDown", "keyUp"):
            await self.command("Input.dispatchKeyEvent", type=type, key=key, code=code, windowsVirtualKeyCode=number,
                               **({"text": "\r"} if key == "Enter" and type == "keyDown" else {}))

    async def scheme(self, name):
        await self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    async def size(self, width, height):
        await self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    async def picture(self, path):
        answer = await self.command("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))


@contextlib.asynccontextmanager
async def page():
    """A page of a browser that is started for it."""
    with tempfile.TemporaryDirectory(prefix="treadle-browser-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            installed(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--no-default-browser-check", "--remote-debugging-port=0", f"--user-data-dir={profile}",
            "about:blank", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE)
        drain = None
        try:
            async with asyncio.timeout(30):
                while not (found := re.search(rb"DevTools listening on ws://([^/]+)/", await process.stderr.readline())):
                    assert process.returncode is None, "the browser did not start"
            # Its complaints have to go somewhere, or it stops when the pipe is full.
            drain = asyncio.create_task(process.stderr.read())
            async with connect(await first_target(found[1].decode()), max_size=None) as socket:
                yield Page(socket)
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
            if drain:
                drain.cancel()


async def first_target(address):
    """Where the browser's first page is debugged."""
    async with httpx.AsyncClient() as http:
        for _ in range(50):
            targets = (await http.get(f"http://{address}/json/list")).json()
            for target in targets:
                if target["type"] == "page":
                    return target["webSocketDebuggerUrl"]
            await asyncio.sleep(0.1)
    raise AssertionError("the browser has no page")
