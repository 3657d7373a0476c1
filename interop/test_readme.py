"""What the README and the server's own greeting tell people to type works as pasted."""

import re

from support.documents import commands, run_as_pasted
from support.places import ROOT
from support.treadle import Treadle


def test_the_readme():
    blocks = commands(ROOT / "README.md")
    assert blocks, "no block of README.md is marked as tested"
    with Treadle() as server:
        for block in blocks:
            assert run_as_pasted(block, server).strip()


def test_the_greeting():
    with Treadle() as server:
        greeting = server.rest_of_banner()
        assert "demo" in greeting
        # After the line about listening everything is to be pasted: comments and all.
        _, attempts = re.split(r"^listening on .*$", greeting, flags=re.MULTILINE)
        shown = run_as_pasted(attempts, server)
        assert "demo model" in shown and "data: [DONE]" in shown and "chat_completion_stream" in shown
