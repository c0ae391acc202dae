"""Lighthouse's four categories on a phone, by its own command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAM = Path("node_modules/.bin/lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def has_lighthouse(node: Path) -> bool:
    return (node / PROGRAM).exists()


def run_lighthouse(node: Path, url: str) -> list[float]:
    """Scores from 0 to 100, in the order of CATEGORIES."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(node / PROGRAM), url, "--output=json", f"--output-path={report}", "--quiet",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--only-categories={','.join(CATEGORIES)}",
        ]  # fmt: skip
        chromium = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run(command, env=chromium, check=True, capture_output=True, timeout=300)  # noqa: S603  the caller's
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
        return [round((found[name]["score"] or 0) * 100) for name in CATEGORIES]
