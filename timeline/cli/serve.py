"""`timeline serve`: from nothing to a running service."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
from contextlib import contextmanager
from dataclasses import replace
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication

from seeds.load import load_seeds
from timeline import create_app
from timeline.cli.common import database_option, now, renew_renderings
from timeline.cli.worker import Worker
from timeline.operations import maintain
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer
from timeline.web import metrics
from timeline.web.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


@click.command()
@database_option
@click.option("--host", help="The address to listen on. [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on. [default: 8000]")
@click.option("--public-url", help="The address that readers use, for links in pages and feeds.")
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes.")
@click.option("--no-seeds", is_flag=True, help="Leave an empty database empty.")
def serve(url: str | None, no_seeds: bool, **given: Any) -> None:
    """Serve pages and feeds.

    Brings the database up to date first, and fills an empty one with the demonstration timelines.
    """
    settings = read_settings(database_url=url, **given)
    slugs = prepare(settings, seeds=not no_seeds)
    _greet(settings, slugs)
    with sharing(settings) as shared:
        _share_memory()
        Server(shared).run()


def _share_memory() -> None:
    """All that the application is made of is loaded before the workers are forked, and its garbage collected for the
    last time: so they start in a tenth of a second, and have its pages together. The application itself, with its
    connections and threads, is each worker's own.
    """
    importlib.import_module("timeline.web.app")
    gc.collect()
    gc.freeze()


@contextmanager
def sharing(settings: Settings) -> Iterator[Settings]:
    """What the workers share is in a folder that goes with them: requests are counted in a file there, unless the
    settings say where else, and so are the numbers for Prometheus. A worker is a fork that ends here too, and must
    leave the folder to the others.
    """
    folder, owner = mkdtemp(prefix="timeline-"), os.getpid()
    if settings.metrics:
        os.environ[metrics.FOLDER] = mkdtemp(dir=folder)
    try:
        yield replace(settings, rate_storage=settings.rate_storage or f"counters://{folder}/requests.db")
    finally:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)


def prepare(settings: Settings, *, seeds: bool) -> list[str]:
    """In the parent process, once; gives the slugs of the timelines. No connection crosses the fork."""
    database = maintain.Database(settings.database_url, FeedRenderer(Addresses(settings.base_url)))
    maintain.migrate(database)
    renew_renderings(database)
    if seeds and maintain.is_empty(database):
        for loaded in load_seeds(database, now=now()):
            click.echo(f"seeded {loaded.timeline}: {loaded.imported} events")
    slugs = maintain.list_slugs(database)
    database.dispose()
    return slugs


def _greet(settings: Settings, slugs: list[str]) -> None:
    base = settings.base_url.rstrip("/")
    click.echo(f"\nOpen       {base}/")
    for slug in slugs:
        click.echo(f"           {base}/timelines/{slug}")
        click.echo(f"Subscribe  {base}/timelines/{slug}.ics")
    click.echo("\nStop with Ctrl+C.")


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Threads, because requests wait for the disk; a few processes, because Python runs one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        chosen = self.settings
        options = {
            "bind": f"{chosen.host}:{chosen.port}",
            "worker_class": Worker,
            "workers": chosen.workers or min(5, (os.cpu_count() or 1) + 1),
            "threads": chosen.threads + chosen.streams,
            "graceful_timeout": 5,
            "control_socket_disable": True,
            "loglevel": "warning",
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)
