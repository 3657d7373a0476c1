"""Servers that many tests share, a limit on time, and a list of what was skipped."""

import dataclasses
import signal

import pytest

from support.places import OUTPUT
from support.treadle import Treadle

LIMIT_SECONDS = 120


@dataclasses.dataclass
class Target:
    """A server to talk to, and the model to ask for."""

    server: Treadle
    model: str
    key: str = "unused"

    @property
    def base_url(self):
        return f"{self.server.url}/v1"


@pytest.fixture(scope="session")
def demo():
    """A server without a key: the demo model answers."""
    with Treadle() as server:
        yield server


@pytest.fixture(scope="session")
def chain():
    """A server whose upstream is another one, which wants a key."""
    with Treadle(TREADLE_API_KEYS="another-key,weavers-guild") as back:
        with Treadle(OPENAI_BASE_URL=f"{back.url}/v1", OPENAI_API_KEY="weavers-guild", OPENAI_MODEL="loom-1") as front:
            front.back = back
            yield front


@pytest.fixture(params=["demo", "chained"])
def target(request):
    """Each test that asks for it runs twice: against the demo model, and through one Treadle to another."""
    if request.param == "demo":
        return Target(request.getfixturevalue("demo"), "demo")
    # `demo` would be answered by the first server; any other name goes on to the second.
    return Target(request.getfixturevalue("chain"), "loom-1")


@pytest.fixture(autouse=True)
def limit(request):
    """Ends a test that hangs."""
    marker = request.node.get_closest_marker("limit")
    seconds = marker.args[0] if marker else LIMIT_SECONDS

    def ring(*_):
        raise TimeoutError(f"the test took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


SKIPPED = {}


def pytest_runtest_logreport(report):
    if report.skipped and isinstance(report.longrepr, tuple) and "empty parameter set" not in report.longrepr[2]:
        SKIPPED[report.longrepr[2].removeprefix("Skipped: ")] = True


def pytest_sessionfinish():
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / "skipped.txt").write_text("".join(f"{reason}\n" for reason in SKIPPED))
