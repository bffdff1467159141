"""What the clients of tmserver and amaGama ask for, and how they read the answer."""

import json
from urllib.parse import quote

import pytest

BASES = ("/tmserver", "/api/v1")
COMMITTEE = "The committee met in Baku."


def unit(client, text, path="/tmserver/en/az", **query):
    answer = client.get(f"{path}/unit/{quote(text, safe='').replace('.', '%2E')}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("base", BASES)
def test_an_exact_match_has_quality_100(client, base):
    assert unit(client, COMMITTEE, f"{base}/en/az")[0] == {
        "source": COMMITTEE,
        "target": "Komitə Bakıda toplandı.",
        "quality": 100,
        "rank": 100.0,
        "context": "",
    }


def test_any_language_can_be_the_source(client):
    assert unit(client, "Hesabat 12 səhifədir.", "/tmserver/az/ru")[0]["target"] == "В отчёте 12 страниц."


def test_codes_may_have_a_region_and_capitals(client):
    assert unit(client, COMMITTEE, "/tmserver/EN_us/az-AZ")[0]["quality"] == 100


@pytest.mark.parametrize("pair", ["en/de", "xx/yy", "en/en"])
def test_a_pair_that_is_not_there_has_no_matches(client, pair):
    assert unit(client, "test", f"/tmserver/{pair}") == []


def test_a_similar_text_is_found_with_its_score(client):
    (match,) = unit(client, "The committee met in Ganja.")
    assert 70 <= match["quality"] < 100


def test_min_similarity_bars_what_is_less_alike(client):
    assert unit(client, "The committee met in Ganja.", min_similarity=95) == []


def test_max_candidates_limits_the_answer(client):
    assert len(unit(client, COMMITTEE, min_similarity=30, max_candidates=1)) == 1


def test_the_text_may_stand_in_the_query(client):
    answer = client.get("/api/v1/en/az/unit/", params={"source": COMMITTEE})
    assert answer.json() == unit(client, COMMITTEE)


def test_no_text_is_not_found(client):
    assert client.get("/api/v1/en/az/unit/").status_code == 404


@pytest.mark.parametrize("text", ["a/b?c#d&e=f%20", "..", "a//b/", "\u0001\n tab\t", "ə İ ı", "x" * 1500])
def test_any_text_is_answered(client, text):
    assert isinstance(unit(client, text), list)


def test_a_text_in_another_encoding_is_refused(client):
    assert client.get("/tmserver/en/az/unit/%e6").status_code == 400


@pytest.mark.parametrize("query", [{"min_similarity": "much"}, {"max_candidates": "-1"}])
def test_a_value_that_is_no_number_is_refused(client, query):
    assert client.get("/tmserver/en/az/unit/test", params=query).status_code == 400


def test_jsonp_calls_the_function_named(client):
    answer = client.get(f"/tmserver/en/az/unit/{quote(COMMITTEE)}", params={"jsoncallback": "read"})
    assert json.loads(answer.text.removeprefix("read(").removesuffix(");")) == unit(client, COMMITTEE)


def test_jsonp_refuses_what_is_no_name(client):
    answer = client.get("/tmserver/en/az/unit/test", params={"jsoncallback": "<script>"})
    assert answer.status_code == 400
    assert "<script" not in answer.text


def test_a_mask_stands_for_a_placeholder(client):
    (match,) = unit(client, "Hello, [X7X]!")
    assert (match["source"], match["target"], match["quality"]) == ("Hello, [X7X]!", "Salam, [X7X]!", 100)


def test_masks_follow_their_placeholders_into_the_other_order(client):
    (match,) = unit(client, "[X0X] of [X12X] files")
    assert match["target"] == "[X12X] fayldan [X0X]"


def test_the_languages_are_listed(client):
    assert client.get("/api/v1/languages/").json() == {
        "sourceLanguages": ["en", "az", "ru"],
        "targetLanguages": ["en", "az", "ru"],
    }


PAIR = {"source": "The door is open.", "target": "Qapı açıqdır.", "context": ""}


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_unit_that_is_written_is_found(serve, method):
    client = serve(allow_writes=True)
    answer = client.request(method, "/tmserver/en/az/unit/x", json=PAIR)
    assert answer.json() == {"status": "written", "added": 1, "changed": 0}
    assert unit(client, PAIR["source"])[0]["target"] == PAIR["target"]


def test_a_list_of_units_is_written(serve):
    client = serve(allow_writes=True)
    assert client.post("/tmserver/en/az/store/file.po", json=[PAIR, PAIR | {"source": "Open!"}]).json()["added"] == 2


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Stop"\nmsgstr "Dayandır"\n'


def test_a_po_file_is_written(serve):
    client = serve(allow_writes=True)
    assert client.put("/tmserver/en/az/store/file.po", content=PO).status_code == 200
    assert unit(client, "Stop")[0]["target"] == "Dayandır"


def test_fuzzy_entries_are_not_written(serve):
    fuzzy = PO.replace('msgid "Stop"', '#, fuzzy\nmsgid "Stop"')
    assert serve(allow_writes=True).put("/tmserver/en/az/store/file.po", content=fuzzy).json()["added"] == 0


@pytest.mark.parametrize("body", ["not json", "[]", '{"source": "x"}', '{"source": " ", "target": "y"}'])
def test_a_unit_that_is_none_is_refused(serve, body):
    assert serve(allow_writes=True).put("/tmserver/en/az/unit/x", content=body).status_code == 400


def test_a_broken_po_file_is_refused_as_a_whole(serve):
    client = serve(allow_writes=True)
    assert client.put("/tmserver/en/az/store/file.po", content=PO + '\nmsgid "Go"\nmsgstr oops\n').status_code == 400
    assert unit(client, "Stop") == []
