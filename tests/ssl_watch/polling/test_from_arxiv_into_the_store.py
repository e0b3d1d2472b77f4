from datetime import timedelta

from sandbox.arxiv.faults import Fault
from ssl_watch.polling import poll
from ssl_watch.store import Store, papers
from tests.ssl_watch.arxiv.wiring import NOW, a_record, an_arxiv
from tests.ssl_watch.polling.scripted import told


def test_an_announcement_reaches_the_store_through_http_trouble_and_all(store: Store) -> None:
    with an_arxiv(*map(a_record, range(5)), page=2) as arxiv:
        assert poll(store, arxiv.reader, now=NOW).new == 5
        arxiv.world.add([a_record(9, submitted_at=NOW - timedelta(days=12), announced_at=NOW)])
        arxiv.world.faults.extend([Fault(name="429"), Fault(name="truncated")])
        report = poll(store, arxiv.reader, now=NOW + timedelta(hours=1), admins=frozenset({7}))
        assert (report.announced, report.late, report.error) == (1, 1, None)
    with store.reading() as tx:
        judged = papers.get(tx, "2609.00009")
        assert judged is not None
        assert judged.news
    assert told(store) == []


def test_an_outage_is_recorded_told_and_made_good_by_the_next_poll(store: Store) -> None:
    with an_arxiv(*map(a_record, range(3))) as arxiv:
        poll(store, arxiv.reader, now=NOW)
        arxiv.world.add([a_record(9)])
        arxiv.world.faults.extend([Fault(name="empty")] * 4)
        failed = poll(store, arxiv.reader, now=NOW + timedelta(hours=1), admins=frozenset({7}))
        assert failed.error == "arXiv told of no papers at all where it told of some before."
        assert poll(store, arxiv.reader, now=NOW + timedelta(hours=2), admins=frozenset({7})).new == 1
    assert len(told(store)) == 2
