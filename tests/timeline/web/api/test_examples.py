"""What the page at `/api` shows to be run is answered, whatever the first timeline holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.load import load_seeds
from timeline.web.api.examples import make_examples

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database


def test_every_example_that_reads_is_answered_for_each_demonstration(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    slugs = [loaded.timeline for loaded in load_seeds(database, now=clock())]
    commands = [one.command for slug in slugs for one in make_examples("/api/v1", slug) if "dry_run" not in one.command]
    paths = [found[1] for command in commands if (found := re.search(r"'(/api/[^']*)'", command))]
    assert len(paths) == len(commands) == 4 * len(slugs)
    assert [(path, client.get(path).status_code) for path in paths] == [(path, 200) for path in paths]
