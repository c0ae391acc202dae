from __future__ import annotations

from feeds import FORMATS
from timeline.web.offers import Offer, write_link


def test_the_header_of_a_split_calendar_is_one_that_servers_send() -> None:
    years = [Offer("until 2016", "https://o.example/1", 3), Offer("2017–2019", "https://o.example/2", 3)]
    header = write_link(FORMATS["ics"], "https://u.example", "https://p.example", 6, 900, years)
    assert header.isascii()
    assert 'title="until 2016"' in header
    assert "title*=UTF-8''2017%E2%80%932019" in header
