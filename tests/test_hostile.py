"""A short run of `python -m bench.hostile`, which says what it looks for."""

from __future__ import annotations

import pytest

pytest.importorskip("schemathesis", reason="no Schemathesis: pip install '.[test]'")

from bench.hostile import attack


def test_hostile_requests_get_answers_that_the_document_promises(database_url: str) -> None:
    outcome = attack(database_url, each=8, seed=1, phases=("examples", "fuzzing"))
    assert outcome.whole, outcome.told
    assert outcome.findings == 0, outcome.told
    assert outcome.cases >= 100
