"""Every endpoint of the API asked by Schemathesis, as its OpenAPI document describes it and as it does not.

python -m bench.hostile                    over 20,000 cases on SQLite, in a new file
python -m bench.hostile --postgresql       the same on PostgreSQL, started for it
python -m bench.hostile --each 20          shorter: at most 20 fuzzed cases of each endpoint
python -m bench.hostile --seed 7           other cases

It serves a new database on a free port of loopback, with the demonstration timelines and a token that may do
everything, and runs all phases: examples, coverage of each schema, fuzzing, and chains of requests that use each
other's answers. Text may hold NUL characters, bodies lone surrogates. A finding is a server error, an answer that the
document does not promise, or a success of what it forbids; with any, the run exits with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.postgresql import MISSING, Cluster, find_programs
from tests.serving import ROOT, TIMELINE, environment, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

PHASES = ("examples", "coverage", "fuzzing", "stateful")
LEFT_OUT = ("positive_data_acceptance",)
"""No schema can say that a date is in EDTF, a revision the current one, or a uid not yet taken."""
OPTIONS = {
    "--exclude-checks": ",".join(LEFT_OUT),
    "--generation-allow-x00": "true",
    "--generation-database": "none",
    "--report": "json",
    "--request-timeout": "30",
    "--suppress-health-check": "all",
    "--warnings": "off",
}
REFUSALS = (400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 428, 429, 431)
"""How what is forbidden may be refused: Schemathesis' own list lacks those of what is too long."""
SETTINGS = f"[checks.negative_data_rejection]\nexpected-statuses = {list(REFUSALS)}\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`whole` tells whether every phase that was asked for ran to its end. `told` is what Schemathesis printed."""

    cases: int
    findings: int
    whole: bool
    told: str


def attack(url: str, *, each: int, seed: int, phases: tuple[str, ...] = PHASES) -> Outcome:
    """Of the service over this database, which is migrated, seeded, and spoilt."""
    with serving(url) as base, tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        (Path(folder) / "schemathesis.toml").write_text(SETTINGS, encoding="ascii")
        given = {
            "--header": f"Authorization: Bearer {_make_token(url)}",
            "--max-examples": str(each),
            "--phases": ",".join(phases),
            "--report-json-path": str(report),
            "--seed": str(seed),
            **OPTIONS,
        }
        done = subprocess.run(  # noqa: S603  the arguments are ours
            [sys.executable, "-m", "schemathesis.cli", "run", f"{base}/api/v1/openapi.json", "--continue-on-failure",
             "--no-color", *(part for option in given.items() for part in option)],
            env={**os.environ, "SCHEMATHESIS_HOOKS": "bench.surrogates", "PYTHONPATH": str(ROOT)},
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = done.stdout + done.stderr
        if not report.exists():
            return Outcome(0, 0, whole=False, told=told)
        found = json.loads(report.read_text(encoding="utf-8"))
    cases = found["test_cases"]
    ran = all(found["phases"][phase]["status"] in {"success", "failure"} for phase in phases)
    return Outcome(cases["generated"], cases["unique_failures"], ran and found["complete"], told)


def _make_token(url: str) -> str:
    command = [*TIMELINE, "token", "create", "hostile", "--scope", "admin", "--all"]
    done = subprocess.run(command, env=environment(url), capture_output=True, text=True, check=True)  # noqa: S603  as above
    return done.stdout.strip()


@contextmanager
def _database(*, postgresql: bool) -> Iterator[str]:
    if not postgresql:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/timeline.db"
        return
    programs = find_programs()
    if programs is None:
        sys.exit(MISSING)
    cluster = Cluster(programs)
    cluster.start()
    try:
        yield cluster.url
    finally:
        cluster.stop()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--each", type=int, default=1_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with _database(postgresql=given.postgresql) as url:
        outcome = attack(url, each=given.each, seed=given.seed)
    print(outcome.told)
    ended = "all phases ran to their end" if outcome.whole else "it did not run to its end"
    print(f"{outcome.cases:,} cases, {outcome.findings} findings; {ended}")
    sys.exit(bool(outcome.findings) or not outcome.whole)


if __name__ == "__main__":
    main()
