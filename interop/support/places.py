"""Where things are."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
TREADLE = ROOT / ".build" / "release" / "treadle"
OUTPUT = ROOT / ".build" / "interop"
