"""Examples/web in a real browser."""

import contextlib
import functools
import http.server
import threading

import pytest
from support import browser
from support.places import OUTPUT, ROOT
from support.treadle import Treadle
from support.upstream import Upstream

pytestmark = pytest.mark.skipif(not browser.installed(), reason="Examples/web: no Chromium is installed")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def pages():
    """Serves the folder of the page, as `python3 -m http.server` would."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=ROOT / "Examples/web"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


async def ask(page, question):
    await page.type("#question", question)
    await page.press("Enter", "Enter", 13)


async def test_a_streamed_answer_with_a_tool_call():
    with pages() as origin, Treadle(TREADLE_ALLOWED_ORIGINS=origin) as server:
        async with browser.page() as page:
            await page.size(1000, 760)
            await page.open(f"{origin}/index.html?server={server.address}")
            await page.until("document.querySelector('#state').dataset.state === 'open'")
            # Notes how the answer grows, to see that it streamed.
            await page.evaluate("""
                window.lengths = new Set();
                new MutationObserver(() => {
                  const last = [...document.querySelectorAll('.assistant')].at(-1);
                  if (last) window.lengths.add(last.textContent.length);
                }).observe(document.querySelector('#log'), { subtree: true, childList: true, characterData: true }); 0
            """)
            await ask(page, "What is the weather in Manchester?")
            tool = await page.until("document.querySelector('.tool')?.innerText")
            assert tool.startswith("get_weather") and "Manchester" in tool
            answer = "[...document.querySelectorAll('.assistant:not(.busy)')].at(-1)?.textContent"
            assert "Manchester" in await page.until(answer)
            assert await page.evaluate("window.lengths.size") > 3
            # What looks like HTML stays text.
            await ask(page, "<img src=x onerror=window.broken=1> What is 48 * 120?")
            assert "5760" in (await page.until("document.querySelectorAll('.tool')[1]?.innerText")).replace(",", "")
            await page.until(answer)
            await page.until("!document.querySelector('.busy')")
            assert await page.evaluate("document.querySelectorAll('img').length") == 0
            assert not await page.evaluate("window.broken")
            OUTPUT.mkdir(parents=True, exist_ok=True)
            for scheme in ("light", "dark"):
                await page.scheme(scheme)
                await page.picture(OUTPUT / f"page-{scheme}.png")
            await page.size(390, 760)
            await page.picture(OUTPUT / "page-narrow.png")
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.complaints == []


async def test_cancel():
    async def script(exchange):
        await exchange.begin_stream()
        await exchange.text("A long story, with a beginning ")
        await exchange.closed()

    async with Upstream(script) as upstream:
        with pages() as origin, Treadle(**upstream.settings, TREADLE_ALLOWED_ORIGINS=origin) as server:
            async with browser.page() as page:
                await page.open(f"{origin}/index.html?server={server.address}")
                await page.until("document.querySelector('#state').dataset.state === 'open'")
                await ask(page, "Tell me everything about the history of weaving.")
                await page.until("document.querySelector('.assistant.busy')?.textContent.includes('beginning')")
                await page.evaluate("document.querySelector('#cancel').click()")
                await page.until("document.querySelector('.note')?.innerText")
                assert await page.evaluate("document.querySelector('.busy')") is None
                assert await page.evaluate("!document.querySelector('#send').hidden")


async def test_a_page_that_is_not_allowed_says_what_to_do():
    with pages() as origin, Treadle() as server:
        async with browser.page() as page:
            await page.open(f"{origin}/index.html?server={server.address}")
            assert "TREADLE_ALLOWED_ORIGINS" in await page.until("document.querySelector('.note.bad')?.innerText")
