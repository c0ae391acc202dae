"""What a self-hoster copies is right by the programs that read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import missing
from tests.deploy import nginx
from tests.deploy.nginx import DEPLOY
from timeline.web.settings import settings_table

if TYPE_CHECKING:
    from pathlib import Path


def test_the_environment_file_names_every_setting_once_and_then_examples() -> None:
    text = (DEPLOY / "timeline.env").read_text(encoding="utf-8")
    named, _, examples = text.partition("\n# Behind ")
    known = [name for name, _, _ in settings_table()]
    assert re.findall(r"^# (TIMELINE_\w+)=", named, re.MULTILINE) == known
    assert set(re.findall(r"^# (TIMELINE_\w+)=", examples, re.MULTILINE)) < set(known)


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        missing("no systemd-analyze: apt install systemd")
    text = (DEPLOY / "timeline.service").read_text(encoding="utf-8")
    unit = tmp_path / "timeline.service"
    unit.write_text(text.replace("/opt/timeline/bin/timeline serve", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_configuration_is_one_that_nginx_takes() -> None:
    if not nginx.there():
        missing(nginx.MISSING)
    with nginx.made() as front:
        front.write(["http://127.0.0.1:8000"])
        done = subprocess.run(front.command("-t"), capture_output=True, text=True, check=False)
    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    ("header", "coding"),
    [("gzip, deflate, br", "gzip"), ("br;q=1, GZIP;q=0.5", "gzip"), ("gzip;q=0, br", ""), ("br", ""), ("", "")],
)
def test_one_variant_is_kept_for_all_who_take_gzip(header: str, coding: str) -> None:
    """The patterns of the map, in the order in which nginx tries them."""
    text = (DEPLOY / "nginx" / "timeline.conf").read_text(encoding="utf-8")
    rules = re.findall(r'^ +"~\*(.+)" +(\S+);$', text, re.MULTILINE)
    found = (value.strip('"') for pattern, value in rules if re.search(pattern, header, re.IGNORECASE))
    assert next(found, "") == coding
