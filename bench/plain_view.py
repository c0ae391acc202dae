"""A peer: what a Flask application with icalendar and SQLAlchemy does without anything more. Events from the table
that Datasette reads, one component each, made for every request.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask import Flask, Response, jsonify, request
from icalendar import Calendar, Event

if TYPE_CHECKING:
    from sqlalchemy.engine import Row

app = Flask(__name__)
engine = sa.create_engine(f"sqlite:///{os.environ.get('BENCH_DATABASE', 'bench.db')}")


@app.get("/hello")
def hello() -> str:
    return "hello"


@app.get("/events.ics")
def calendar() -> Response:
    made = Calendar()
    made.add("PRODID", "-//bench//")
    made.add("VERSION", "2.0")
    for row in _find():
        made.add_component(_component(row))
    return Response(made.to_ical(), content_type="text/calendar; charset=utf-8")


@app.get("/events.json")
def listed() -> Response:
    return jsonify([dict(row._mapping) for row in _find()])  # noqa: SLF001  SQLAlchemy's own way to a dictionary


@app.get("/events/<uid>.json")
def one(uid: str) -> Response:
    with engine.connect() as connection:
        row = connection.execute(sa.text("select * from event where uid = :uid"), {"uid": uid}).one()
    return jsonify(dict(row._mapping))  # noqa: SLF001  as above


@app.get("/months.json")
def months() -> Response:
    counted = "select substr(day, 1, 7) as month, count(*) as count from event group by month order by month"
    with engine.connect() as connection:
        return jsonify([dict(row._mapping) for row in connection.execute(sa.text(counted))])  # noqa: SLF001  as above


CLAUSES = {
    "from": "day >= :from",
    "to": "day < :to",
    "tag": "uid in (select uid from tag where tag = :tag)",
    "q": "rowid in (select rowid from event_fts where event_fts match :q)",
}


def _find() -> list[Row[Any]]:
    asked = {name: text for name, text in request.args.items() if name in CLAUSES}
    where = " and ".join(["1", *(CLAUSES[name] for name in asked)])
    limit = request.args.get("limit", -1, type=int)
    with engine.connect() as connection:
        select = sa.text(f"select * from event where {where} order by day limit :limit")  # noqa: S608  of our own clauses
        return list(connection.execute(select, {**asked, "limit": limit}))


def _component(row: Row[Any]) -> Event:
    event = Event()
    event.add("UID", row.event_uid)
    event.add("DTSTAMP", datetime(2026, 1, 1, tzinfo=UTC))
    event.add("SUMMARY", row.event_name)
    event.add("DTSTART", date.fromisoformat(row.event_dtstart))
    event.add("DTEND", date.fromisoformat(row.event_dtend))
    event.add("DESCRIPTION", row.event_description)
    return event
