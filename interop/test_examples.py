"""The examples run, as they stand."""

import os
import re
import shutil
import subprocess

import pytest
from support.documents import commands, run_as_pasted
from support.places import ROOT
from support.treadle import Treadle, environment

LINES = ["ping", "tools_list", "tool_execute", "chat_completion", "chat_completion_stream", "embedding", "cancel"]


def run(*command, **settings):
    done = subprocess.run(
        command, env=environment(**settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def node():
    found = shutil.which("node")
    if not found:
        pytest.skip("Examples/node: node is not installed")
    version = subprocess.run([found, "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    if int(re.match(r"v(\d+)", version)[1]) < 20:
        pytest.skip(f"Examples/node: node {version} is older than 20")
    return found


SWIFT_CLIENT = ROOT / ".build" / "swift-examples" / "debug" / "SwiftClient"


def test_node(node, target):
    code, shown, errors = run(node, ROOT / "Examples/node/client.mjs", target.server.address)
    assert code == 0, shown + errors
    assert all(re.search(rf"^{line} ", shown, re.MULTILINE) for line in LINES), shown
    assert "get_weather" in shown


def test_swift(target):
    code, shown, errors = run(SWIFT_CLIENT, target.server.address)
    assert code == 0, shown + errors
    assert all(re.search(rf"^{line} ", shown, re.MULTILINE) for line in LINES), shown
    assert "get_weather" in shown


def test_clients_with_a_key(node):
    with Treadle(TREADLE_API_KEYS="weavers-guild") as server:
        for client in ([node, ROOT / "Examples/node/client.mjs"], [SWIFT_CLIENT]):
            code, shown, errors = run(*client, server.address, TREADLE_API_KEY="weavers-guild")
            assert code == 0, shown + errors
            code, shown, errors = run(*client, server.address, TREADLE_API_KEY="spinners-guild")
            assert code == 1 and errors and "spinners-guild" not in errors


def test_clients_say_when_nobody_answers(node):
    with Treadle() as server:
        address = server.address
    for client in ([node, ROOT / "Examples/node/client.mjs"], [SWIFT_CLIENT]):
        code, shown, errors = run(*client, address)
        assert code == 1 and address in errors


def test_curl(demo):
    if not shutil.which("curl"):
        pytest.skip("Examples/curl.md: curl is not installed")
    blocks = commands(ROOT / "Examples" / "curl.md")
    assert len(blocks) >= 5
    shown = [run_as_pasted(block, demo) for block in blocks]
    assert "x-treadle-call-id" in shown[1].lower()
    assert shown[2].rstrip().endswith("data: [DONE]")
    assert '"tool_calls"' in shown[3]
    assert '"demo"' in shown[4]


def test_no_example_names_a_key():
    for file in (ROOT / "Examples").rglob("*"):
        if file.is_file() and ".build" not in file.parts:
            assert not re.search(r"sk-[A-Za-z0-9]{8}", file.read_text(errors="replace")), file
    assert os.access(ROOT / "Examples" / "web" / "index.html", os.R_OK)
