"""One thread, the most urgent job first."""

import threading

import pytest

from tm.lsp.worker import Urgency, Worker


def test_a_result_comes_back():
    assert Worker().ask(lambda: 7).result(timeout=5) == 7


def test_an_error_comes_back_and_the_thread_goes_on():
    worker = Worker()
    with pytest.raises(ZeroDivisionError):
        worker.ask(lambda: 1 / 0).result(timeout=5)
    assert worker.ask(lambda: 7).result(timeout=5) == 7


def test_the_more_urgent_job_comes_first_and_equals_keep_their_order():
    worker, gate, order = Worker(), threading.Event(), []
    worker.ask(gate.wait)
    jobs = [
        worker.ask(lambda name=name: order.append(name), urgency)
        for name, urgency in (("later", Urgency.LATER), ("one", Urgency.REQUEST), ("two", Urgency.REQUEST))
    ]
    gate.set()
    for job in jobs:
        job.result(timeout=5)
    assert order == ["one", "two", "later"]


def test_a_long_job_gives_way_between_its_steps():
    worker, order = Worker(), []

    def long():
        worker.ask(lambda: order.append("urgent"))
        for step in range(2):
            order.append(step)
            yield step

    assert worker.ask(long, Urgency.CHECK).result(timeout=5) == 1
    assert order == [0, "urgent", 1]


def test_a_long_job_without_steps_has_no_result():
    assert Worker().ask(lambda: iter(())).result(timeout=5) is None


def test_a_job_that_was_called_off_is_not_done():
    worker, gate, done = Worker(), threading.Event(), []
    worker.ask(gate.wait)
    job = worker.ask(lambda: done.append(1))
    assert job.cancel()
    gate.set()
    worker.ask(lambda: None).result(timeout=5)
    assert done == []
