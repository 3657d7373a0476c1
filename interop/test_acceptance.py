"""Checks that are kept beside the checkout, where they are."""

import os
import subprocess

import pytest
from support.places import ROOT
from support.treadle import Treadle

CHECKS = ROOT.parent / "shared" / "acceptance"
FOLDERS = [
    line.strip() for line in (ROOT / "interop" / "acceptance.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")]


@pytest.mark.limit(600)
@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.skipif(not CHECKS.is_dir(), reason="acceptance: ../shared/acceptance is not there")
def test_acceptance(folder):
    with Treadle() as server:
        settings = os.environ | {"TRACE_URL": server.url, "TREADLE_VENV": str(ROOT / ".build" / "acceptance-venv"), "TRACE_SLOW": "1"}
        done = subprocess.run(
            [CHECKS / "run", folder], env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0, done.stdout
