"""Who is let in: names, tokens, writing, sizes and rates."""

import base64
import logging

import pytest

from tm.errors import TmError
from tm.server.guards import Rates, knows_token
from tm.server.settings import LARGEST_BODY, Settings, is_loopback

TOKEN = "a-long-secret-of-ours"  # noqa: S105 - a test's
STATS = "/rest/stats"
PAIR = {"source": "The door is open.", "target": "Qapı açıqdır."}
UNIT = "/tmserver/en/az/unit/x"


def bearer(token=TOKEN):
    return {"Authorization": f"Bearer {token}"}


def test_a_request_under_a_foreign_name_is_refused(client):
    assert client.get(STATS, headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8888", "127.0.0.1", "[::1]:8888", "LOCALHOST"])
def test_the_machine_has_several_names(client, host):
    assert client.get(STATS, headers={"Host": host}).status_code == 200


def test_another_name_can_be_allowed(serve):
    assert serve(hosts=("tm.example",)).get(STATS, headers={"Host": "tm.example"}).status_code == 200


def test_nothing_is_written_unless_allowed(client):
    assert client.put(UNIT, json=PAIR).status_code == 403


def test_who_has_the_token_may_write(serve):
    assert serve(token=TOKEN).put(UNIT, json=PAIR, headers=bearer()).status_code == 200


def test_a_wrong_token_does_not_write(serve):
    assert serve(token=TOKEN).put(UNIT, json=PAIR, headers=bearer("guess")).status_code == 403


def test_a_page_of_another_site_does_not_write(serve):
    answer = serve(allow_writes=True).put(UNIT, json=PAIR, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_from_other_machines_even_reading_needs_the_token(serve):
    client = serve(host="192.0.2.1", token=TOKEN)
    assert (client.get(STATS).status_code, client.get(STATS, headers=bearer()).status_code) == (401, 200)


def test_health_needs_no_token(serve):
    assert serve(host="192.0.2.1", token=TOKEN).get("/healthz").json()["status"] == "ok"


def test_an_open_address_without_a_token_does_not_start(tmp_path):
    with pytest.raises(TmError, match="a token is needed"):
        Settings(root=tmp_path, host="0.0.0.0").check()  # noqa: S104 - what is refused


def test_writing_without_a_token_is_for_this_machine_alone(tmp_path):
    with pytest.raises(TmError, match="this machine alone"):
        Settings(root=tmp_path, host="192.0.2.1", token=TOKEN, allow_writes=True).check()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_loopback_is_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "tm.example"])  # noqa: S104 - compared, not used
def test_other_addresses_are_not_loopback(host):
    assert not is_loopback(host)


def test_a_large_body_is_refused(serve):
    body = b" " * (LARGEST_BODY + 1)
    assert serve(allow_writes=True).put("/tmserver/en/az/store/x", content=body).status_code == 413


def test_a_large_body_that_does_not_say_so_is_refused(serve):
    chunks = (b" " * (1 << 20) for _ in range(9))
    assert serve(allow_writes=True).put("/tmserver/en/az/store/x", content=chunks).status_code == 413


def test_the_token_may_be_a_password():
    value = base64.b64encode(f"anybody:{TOKEN}".encode()).decode()
    assert knows_token(f"Basic {value}", TOKEN)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic !", "Basic //8=", f"Digest {TOKEN}"])
def test_what_is_no_token_is_none(header):
    assert not knows_token(header, TOKEN)


def test_where_there_is_no_token_nobody_knows_it():
    assert not knows_token("Bearer ", "")


def test_who_asks_too_often_waits(serve):
    client = serve(rate=2)
    assert [client.get(STATS).status_code for _ in range(5)][-1] == 429


def test_a_bucket_fills_again():
    rates = Rates(1)
    taken = [rates.admit("client", now=0.0) for _ in range(3)]
    assert (taken, rates.admit("client", now=1.5)) == ([True, True, False], True)


def test_one_client_does_not_use_up_the_rate_of_another():
    rates = Rates(0.5)
    assert [rates.admit(client, now=0.0) for client in ("one", "one", "two")] == [True, False, True]


def test_the_access_log_names_the_route_and_no_text(serve, caplog):
    with caplog.at_level(logging.INFO, logger="tm.server.access"):
        serve(access_log=True).get("/tmserver/en/az/unit/secret")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "tm.server.access"]
    assert "/unit/{text" in line
    assert "secret" not in line


def test_a_bug_is_answered_without_its_traceback(client, monkeypatch):
    monkeypatch.setattr("tm.operations.desk.Desk.holdings", lambda _: 1 / 0)
    answer = client.get(STATS)
    assert (answer.status_code, answer.json()) == (500, {"error": "A bug in tm; the server's log says more."})


def test_an_answer_that_takes_too_long_is_given_up(client, monkeypatch):
    monkeypatch.setattr("tm.server.guards.SECONDS", 0.0)
    assert client.get(STATS).status_code == 503
