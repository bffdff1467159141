"""The REST API and its description."""

import pytest

from tm.server.api import ENDPOINTS
from tm.server.openapi import description

LAW = "The Milli Majlis adopted the law."


def get(client, name, **query):
    answer = client.get(f"/rest/{name}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_look_up_explains_its_score(client):
    (match,) = get(client, "lookup", text="The report has 13 pages.", **{"from": "en"}, to="az")["matches"]
    assert (match["score"], match["explanation"]) == (84, "84 (number 13 → 12)")


def test_a_long_text_is_asked_with_post(client):
    answer = client.post("/rest/lookup", json={"text": LAW, "from": "en", "to": "ru"})
    assert answer.json()["matches"][0]["target"] == "Милли Меджлис принял закон."


def test_context_makes_more_than_100(served, client):
    served.write("tm.toml", served.read("tm.toml"))
    found = get(client, "lookup", text=LAW, before="x", **{"from": "en"}, to="az")["matches"]
    assert found[0]["score"] == 100


def test_a_phrase_is_found_in_another_form(client):
    (hit,) = get(client, "search", phrase="qanun", **{"from": "az"})["hits"]
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["qanunu"]


def test_a_search_over_all_languages_needs_no_code(client):
    assert [hit["language"] for hit in get(client, "search", phrase="Baku")["hits"]] == ["en"]


def test_the_terms_of_a_text_come_with_their_renderings(client):
    (term,) = get(client, "terms", text="Milli Məclisin qanunu", **{"from": "az"})["terms"]
    assert (term["text"], term["concept"]["id"]) == ("Milli Məclisin", "milli-majlis")


def test_concepts_are_found_by_a_word(client):
    assert [one["id"] for one in get(client, "concepts", word="mourning")["concepts"]] == ["national-mourning-day"]


def test_a_translation_is_checked_against_its_source(client):
    question = {"text": "Qanun qəbul edildi.", "language": "az", "source": LAW}
    found = client.post("/rest/lint", json=question).json()["findings"]
    assert [(one["code"], one["concept"]) for one in found] == [("TM102", "milli-majlis")]


def test_a_finding_says_where_in_the_text(client):
    text = "Bildiriş: Milli Meclis toplandı."
    found = client.post("/rest/lint", json={"text": text, "language": "az"}).json()["findings"]
    assert [text[one["start"] : one["end"]] for one in found] == ["Milli Meclis"]


def test_the_statistics_count_units_and_concepts(client):
    answer = get(client, "stats")
    assert (answer["memories"], answer["concepts"]) == ({"workspace": 5}, 2)


def test_a_change_of_the_glossary_is_taken_up(served, client, monkeypatch):
    monkeypatch.setattr("tm.operations.desk._LOOK_AGAIN", 0.0)
    before = get(client, "stats")["concepts"]
    served.write("glossary/more.toml", '[law]\nen.preferred = "law"\naz.preferred = "qanun"\nru.preferred = "закон"\n')
    assert get(client, "stats")["concepts"] == before + 1


@pytest.mark.parametrize(
    "query",
    [{}, {"text": "", "from": "en"}, {"text": "x", "from": "en", "limit": "many"}, {"wrong": "1"}],
)
def test_a_question_that_makes_no_sense_is_refused_with_a_reason(client, query):
    answer = client.get("/rest/lookup", params={"to": "az", **query})
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("code", ["de", "az"])
def test_a_pair_of_languages_that_is_not_there_is_not_found(client, code):
    answer = client.get("/rest/lookup", params={"text": "x", "from": code, "to": "az"})
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_another_method_is_refused_with_those_there_are(client):
    answer = client.delete("/rest/stats")
    assert (answer.status_code, answer.headers["allow"].removeprefix("HEAD, ").removesuffix(", HEAD")) == (405, "GET")


def test_an_unknown_address_is_answered_as_json(client):
    answer = client.get("/nowhere")
    assert (answer.status_code, answer.json()) == (404, {"error": "Not Found."})


def test_the_description_is_served(client):
    assert client.get("/openapi.json").json() == description()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.path)
def test_every_example_is_answered(client, endpoint):
    with_body = endpoint.methods[-1] == "POST"
    how = {"json": endpoint.example} if with_body else {"params": endpoint.example}
    assert client.request(endpoint.methods[-1], endpoint.path, **how).status_code == 200
