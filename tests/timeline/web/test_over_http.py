"""What feeds promise over HTTP, asked of a real server on its own and behind a real nginx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS
from tests import nginx
from tests.asking import Answer, ask
from tests.conftest import missing
from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP = {"Accept-Encoding": "gzip"}
ICS = "/timelines/kursk.ics?tag=parade"
TYPES = {
    ICS: "text/calendar",
    "/timelines/kursk.json": "application/feed+json",
    "/timelines/kursk/changes.atom": "application/atom+xml",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """With the demonstrations."""
    folder = tmp_path_factory.mktemp("origin")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TIMELINE_CACHE_FOLDER", str(folder))
        with serving(f"sqlite:///{folder}/timeline.db") as base:
            yield base


@pytest.fixture(scope="module", params=["alone", *nginx.WAYS])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def base(way: str, origin: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if way == "alone":
        yield origin
        return
    lacking = nginx.missing()
    if lacking:
        missing(lacking)
    with nginx.in_front(origin, way, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture(params=TYPES)
def url(request: pytest.FixtureRequest, base: str) -> str:
    """Of each kind of feed."""
    return base + str(request.param)


@pytest.fixture
def ics(base: str) -> str:
    return base + ICS


def whole(answer: Answer, url: str) -> bool:
    """Never an answer with status 200 that is not the feed."""
    kind = next(kind for path, kind in TYPES.items() if url.endswith(path))
    return answer.status == 200 and answer.headers["content-type"] == f"{kind}; charset=utf-8"


def plain(etag: str) -> str:
    """Compared weakly (RFC 9110, section 8.8.3.2): nginx weakens the validator of what it compresses, not of 304."""
    return etag.removeprefix("W/")


@pytest.mark.parametrize("headers", [{}, GZIP], ids=["plain", "gzip"])
class TestValidators:
    def test_asking_again_brings_the_same_bytes(self, url: str, headers: dict[str, str]) -> None:
        first, again = ask(url, headers=headers), ask(url, headers=headers)
        assert whole(first, url)
        assert (again.own, again.body) == (first.own, first.body)
        assert first.headers.get("content-encoding") == headers.get("Accept-Encoding")
        assert "Accept-Encoding" in first.headers["vary"]

    @pytest.mark.parametrize("form", ["{0}", "W/{1}", '"other", {0}', '{0},"other"', 'W/"a,b" ,\t{0}', "*"])
    def test_whoever_has_it_is_told_so_and_no_more(self, url: str, headers: dict[str, str], form: str) -> None:
        held = ask(url, headers=headers)
        etag = held.headers["etag"]
        answer = ask(url, headers={**headers, "If-None-Match": form.format(etag, plain(etag))})
        assert (answer.status, answer.body) == (304, b"")
        assert plain(answer.headers["etag"]) == plain(etag)
        for name in ("cache-control", "vary"):
            assert answer.headers[name] == held.headers[name], name
        assert "content-type" not in answer.headers

    def test_the_day_it_was_changed_does_too(self, url: str, headers: dict[str, str]) -> None:
        held = ask(url, headers=headers)
        answer = ask(url, headers={**headers, "If-Modified-Since": held.headers["last-modified"]})
        assert (answer.status, answer.body) == (304, b"")
        assert plain(answer.headers["etag"]) == plain(held.headers["etag"])

    def test_a_validator_comes_before_a_day(self, way: str, url: str, headers: dict[str, str]) -> None:
        """From what it keeps nginx answers 304 where both agree, and the whole feed otherwise."""
        held = ask(url, headers=headers)
        day = {"If-Modified-Since": held.headers["last-modified"]}
        assert whole(ask(url, headers={**headers, **day, "If-None-Match": '"other"'}), url)
        earlier = {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT", "If-None-Match": held.headers["etag"]}
        assert ask(url, headers={**headers, **earlier}).status == (200 if way == "caches" else 304)

    @pytest.mark.parametrize(
        "condition",
        [
            {"If-None-Match": ""},
            {"If-None-Match": '"'},
            {"If-None-Match": '"other"'},
            {"If-None-Match": 'W/"other", "another"'},
            {"If-Modified-Since": "yesterday"},
            {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"},
        ],
        ids=str,
    )
    def test_whoever_has_something_else_gets_it(
        self, url: str, headers: dict[str, str], condition: dict[str, str]
    ) -> None:
        answer = ask(url, headers={**headers, **condition})
        assert whole(answer, url)
        assert answer.content == ask(url).body

    def test_head_is_get_without_its_body(self, url: str, headers: dict[str, str]) -> None:
        get, head = ask(url, headers=headers), ask(url, "HEAD", headers)
        assert (head.status, head.body) == (200, b"")
        assert head.own == get.own
        held = {"If-None-Match": get.headers["etag"]}
        assert ask(url, "HEAD", {**headers, **held}).status == 304


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE", "PROPFIND", "REPORT", "MKCALENDAR"])
def test_nothing_is_written_to_a_feed(url: str, method: str) -> None:
    """Thunderbird tries PROPFIND and PUT when a calendar is added."""
    before = ask(url)
    answer = ask(url, method, {"Content-Type": "text/calendar"}, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert answer.status == 405
    assert {"GET", "HEAD"} <= set(answer.headers["allow"].split(", "))
    after = ask(url)
    assert (after.own, after.body) == (before.own, before.body)


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "*/*",
        "text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "text/calendar, application/calendar+json, application/calendar+xml",
        "text/calendar;q=0",
        "application/xml;q=0, image/png",
        ";;;q=,/",
        "",
        ", ".join(f"application/x-{number}" for number in range(300)),
    ],
)
def test_a_feed_is_itself_whatever_the_client_would_accept(ics: str, accept: str | None) -> None:
    answer = ask(ics, headers={} if accept is None else {"Accept": accept})
    assert whole(answer, ics)
    assert answer.body == ask(ics).body
    assert "accept" not in {name.strip().lower() for name in answer.headers["vary"].split(",")}
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "accept", ["identity", "gzip;q=0", "gzip;q=0.001", "*", "br, zstd", "deflate", "gzip, deflate, br, zstd", ";q", ""]
)
def test_a_coding_that_was_not_asked_for_never_comes(ics: str, accept: str) -> None:
    answer = ask(ics, headers={"Accept-Encoding": accept})
    assert whole(answer, ics)
    packed = "content-encoding" in answer.headers
    assert not packed or accept in {"gzip;q=0.001", "*", "gzip, deflate, br, zstd"}
    assert answer.content == ask(ics).body


@pytest.mark.parametrize("condition", [{}, {"If-Range": '"other"'}])
def test_a_part_is_never_taken_for_the_whole(ics: str, condition: dict[str, str]) -> None:
    """Feeds are sent whole; a cache in front may cut what it keeps, and says so then."""
    entire = ask(ics).body
    answer = ask(ics, headers={"Range": "bytes=10-99", **condition})
    if answer.status == 206:
        assert not condition
        assert answer.headers["content-range"] == f"bytes 10-99/{len(entire)}"
        assert answer.body == entire[10:100]
    else:
        assert whole(answer, ics)
        assert answer.body == entire


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_feed_is_a_redirect_or_asks_for_a_login(base: str, suffix: str) -> None:
    """After a redirect Thunderbird forgets its validator."""
    answer = ask(f"{base}/timelines/kursk.{suffix}")
    assert (answer.status, answer.headers["content-type"]) == (200, FORMATS[suffix].content_type)
    assert not {"location", "set-cookie", "www-authenticate"} & answer.headers.keys()
