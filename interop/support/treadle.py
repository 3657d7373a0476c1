"""Treadle as a process: started on a free port with a data directory of its own, asked, stopped."""

import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time

from .places import TREADLE

LISTENING = re.compile(r"^listening on http://(?:\[[^\]]+\]|[^:\s]+):(\d+)", re.MULTILINE)
# Exit codes that are right: asked to stop, or killed by the test.
ENDED = (0, -signal.SIGKILL)


def environment(**settings):
    """An environment with nothing of the caller's in it that could be a setting."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"SWIFT_BACKTRACE": "enable=no", "HOME": tempfile.gettempdir()} | settings


class Treadle:
    """One server."""

    def __init__(self, data=None, **settings):
        self.owns_data = data is None
        self.expected_codes = ENDED
        self.data = pathlib.Path(data or tempfile.mkdtemp(prefix="treadle-interop-"))
        self.settings = {"TREADLE_DATA_DIR": str(self.data), "SERVER_HOST": "127.0.0.1"} | settings
        self.start()

    def start(self, port=0):
        """Starts the server, on any free port unless one is named, and waits until it listens."""
        self.log_path = self.data.with_suffix(".log")
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [TREADLE, "serve", "--port", str(port)], cwd=self.data, env=environment(**self.settings),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        self.banner = ""
        deadline = time.monotonic() + 20
        while not (found := LISTENING.search(self.banner)):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            part = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert part, f"the server did not start\n{self.banner}\n{self.log()}"
            self.banner += part.decode()
        self.port = int(found[1])

    def rest_of_banner(self, seconds=1.0):
        """All it has printed; what comes after the line about listening may take a moment."""
        deadline = time.monotonic() + seconds
        while select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
            part = os.read(self.process.stdout.fileno(), 65536)
            if not part:
                break
            self.banner += part.decode()
        return self.banner

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def url(self):
        return f"http://{self.address}"

    @property
    def websocket(self):
        return f"ws://{self.address}/ws"

    def log(self):
        """What it has logged."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def run(self, *arguments, **settings):
        """Runs a command of treadle beside the server; what it printed."""
        key = self.settings.get("TREADLE_API_KEYS", "").split(",")[0]
        client = {"TREADLE_URL": self.url, "TREADLE_DATA_DIR": str(self.data)} | ({"TREADLE_API_KEY": key} if key else {})
        done = subprocess.run(
            [TREADLE, *map(str, arguments)], cwd=self.data, env=environment(**(client | settings)),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30, text=True)
        assert done.returncode == 0, f"treadle {arguments} exited with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def calls(self, *arguments, **settings):
        """The calls in the trace, with those beneath requests, as `treadle calls --json` lists them."""
        arguments = arguments or ("--all", "--limit", "10000")
        return [json.loads(line) for line in self.run("calls", "--json", *arguments, **settings).splitlines()]

    def call(self, wanted, *arguments, seconds=5.0):
        """The first call that satisfies `wanted`, waiting for it to be recorded."""
        deadline = time.monotonic() + seconds
        while True:
            calls = self.calls(*arguments)
            found = [call for call in calls if wanted(call)]
            if found:
                return found[0]
            assert time.monotonic() < deadline, f"no such call among {json.dumps(calls, indent=1)[:4000]}"
            time.sleep(0.05)

    def is_alive(self):
        return self.process.poll() is None

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def wait(self, seconds=15.0):
        """Waits for the end; the exit code."""
        return self.process.wait(seconds)

    def kill(self):
        """Ends it as the kernel would: nothing of it runs any more."""
        self.process.kill()
        self.process.wait()

    def stop(self, codes=ENDED):
        """Stops it properly and removes its data; fails unless it ended as it should."""
        try:
            if self.is_alive():
                self.signal()
            code = self.wait()
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop within 15 seconds\n{self.log()[-4000:]}") from None
        finally:
            if self.owns_data:
                shutil.rmtree(self.data, ignore_errors=True)
        assert code in codes, f"the server exited with {code}\n{self.log()[-4000:]}"

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        # Where the test failed already, only that is worth telling.
        self.stop(range(-100, 300) if kind else self.expected_codes)
