"""Requests that fail validation, worded as the framework words them."""

import json
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.ids import NoUuid, canonical
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, UNKNOWN, faults, id_of, value_error

PLAIN = "018b18ef-c487-703c-afd9-0ca478ccd9d6"
BARE = PLAIN.replace("-", "")
CHARACTER = "invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found"
BODY = f"{PREFIX}/candidates"


def test_the_published_refusal_of_a_large_page_is_given(bindbee: VendorClient) -> None:
    sample = json.loads((Path(__file__).parents[3] / "fixtures/bindbee/page_size_too_large.json").read_text())

    answer = bindbee.get(sample["request"]["path"], query_string=sample["request"]["query"])

    (entry,) = faults(answer)
    assert {name: entry[name] for name in sample["answer"]["detail"][0]} == sample["answer"]["detail"][0]
    assert (entry["input"], entry["ctx"]) == ("500", {"le": 200})


@pytest.mark.parametrize(
    ("query", "kind", "message", "context"),
    [
        ("page_size=0", "greater_than_equal", "Input should be greater than or equal to 1", {"ge": 1}),
        ("page_size=201", "less_than_equal", "Input should be less than or equal to 200", {"le": 200}),
        (
            "page_size=abc",
            "int_parsing",
            "Input should be a valid integer, unable to parse string as an integer",
            None,
        ),
        ("page_size=", "int_parsing", "Input should be a valid integer, unable to parse string as an integer", None),
        ("page_size=5.5", "int_parsing", "Input should be a valid integer, unable to parse string as an integer", None),
        (
            "include_raw_data=maybe",
            "bool_parsing",
            "Input should be a valid boolean, unable to interpret input",
            None,
        ),
        ("cursor=nonsense", "value_error", "Value error, invalid cursor", {"error": {}}),
        ("modified_after=yesterday", "value_error", "Value error, invalid datetime", {"error": {}}),
        ("ids=1,2", "value_error", "Value error, invalid id", {"error": {}}),
        ("job=1", "value_error", "Value error, invalid id", {"error": {}}),
    ],
)
def test_a_wrong_query_value_is_named(
    bindbee: VendorClient, query: str, kind: str, message: str, context: dict[str, Any] | None
) -> None:
    name, _, sent = query.partition("=")
    expected = {"loc": ["query", name], "msg": message, "type": kind, "input": sent}

    (entry,) = faults(bindbee.get(f"{PREFIX}/applications?{query}"))

    assert entry == expected | ({} if context is None else {"ctx": context})


@pytest.mark.parametrize("text", ["5", "+5", " 5 ", "005", "5.0"])
def test_an_integer_is_read_leniently(bindbee: VendorClient, text: str) -> None:
    assert bindbee.get(f"{PREFIX}/jobs", query_string={"page_size": text}).json["page_size"] == 5


@pytest.mark.parametrize("yes", ["true", "1", "yes", "on", "t", "Y", "TRUE"])
@pytest.mark.parametrize("no", ["false", "0", "no", "off", "f", "N", "False"])
def test_a_boolean_is_read_from_many_words(bindbee: VendorClient, yes: str, no: str) -> None:
    path = f"{PREFIX}/jobs?page_size=1"

    assert "raw_data" in bindbee.get(f"{path}&include_raw_data={yes}").json["items"][0]
    assert "raw_data" not in bindbee.get(f"{path}&include_raw_data={no}").json["items"][0]


def test_everything_wrong_is_said_at_once_path_query_header(bindbee: VendorClient) -> None:
    answer = bindbee.get(
        f"{PREFIX}/offers/abc?include_raw_data=maybe&include_custom_fields=2",
        token=None,
        headers={"Authorization": "Bearer sandbox-admin"},
    )

    assert [entry["loc"] for entry in faults(answer)] == [
        ["path", "id"],
        ["query", "include_raw_data"],
        ["query", "include_custom_fields"],
        ["header", "x-connector-token"],
    ]


def test_a_path_id_that_is_no_uuid_is_refused_with_the_parsers_reason(bindbee: VendorClient) -> None:
    reason = "invalid length: expected length 32 for simple format, found 3"

    assert faults(bindbee.get(f"{PREFIX}/offers/123")) == [
        {
            "loc": ["path", "id"],
            "msg": f"Input should be a valid UUID, {reason}",
            "type": "uuid_parsing",
            "input": "123",
            "ctx": {"error": reason},
        }
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", "invalid length: expected length 32 for simple format, found 3"),
        ("", "invalid length: expected length 32 for simple format, found 0"),
        (BARE + "0", "invalid length: expected length 32 for simple format, found 33"),
        ("xyz", f"{CHARACTER} `x` at 1"),
        ("abcg", f"{CHARACTER} `g` at 4"),
        (f"{PLAIN} ", f"{CHARACTER} ` ` at 37"),
        ("aé", f"{CHARACTER} `é` at 2"),
        (f"{{{PLAIN}", f"{CHARACTER} `{{` at 1"),
        (f"URN:UUID:{PLAIN}", f"{CHARACTER} `U` at 1"),
        (f"{{{BARE}g}}", f"{CHARACTER} `g` at 34"),
        (f"{{{BARE}}}", "invalid group count: expected 5, found 1"),
        ("urn:uuid:abc", "invalid group count: expected 5, found 1"),
        ("a-b-c", "invalid group count: expected 5, found 3"),
        (f"-{PLAIN}", "invalid group count: expected 5, found 6"),
        ("018b18e-fc487-703c-afd9-0ca478ccd9d6", "invalid group length in group 0: expected 8, found 7"),
        (f"{PLAIN}0", "invalid group length in group 4: expected 12, found 13"),
    ],
)
def test_each_text_that_is_no_uuid_has_its_reason(text: str, reason: str) -> None:
    with pytest.raises(NoUuid) as refused:
        canonical(text)

    assert str(refused.value) == reason


@pytest.mark.parametrize("form", [PLAIN, PLAIN.upper(), BARE, f"{{{PLAIN}}}", f"urn:uuid:{PLAIN}"])
def test_every_form_of_a_uuid_is_read(form: str) -> None:
    assert canonical(form) == PLAIN


def test_a_record_is_found_by_every_form_of_its_id(bindbee: VendorClient) -> None:
    id = id_of(bindbee, "job", 1)

    for form in (id.upper(), id.replace("-", ""), f"{{{id}}}", f"urn:uuid:{id}"):
        assert bindbee.get(f"{PREFIX}/jobs/{form}").json["id"] == id


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        ("", [{"loc": ["body"], "msg": "Field required", "type": "missing", "input": None}]),
        ("null", [{"loc": ["body"], "msg": "Field required", "type": "missing", "input": None}]),
        (
            "{",
            [
                {
                    "loc": ["body", 1],
                    "msg": "JSON decode error",
                    "type": "json_invalid",
                    "input": {},
                    "ctx": {"error": "Expecting property name enclosed in double quotes"},
                }
            ],
        ),
        *(
            (
                json.dumps(value),
                [
                    {
                        "loc": ["body", form],
                        "msg": "Input should be a valid dictionary or object to extract fields from",
                        "type": "model_attributes_type",
                        "input": value,
                    }
                    for form in ("CreateCandidate", "AtsCandidateWrite")
                ],
            )
            for value in ([], "x", 1)
        ),
    ],
)
def test_a_body_that_is_no_object_is_refused(bindbee: VendorClient, content: str, entries: list[Any]) -> None:
    before = bindbee.world.state

    assert faults(bindbee.post(BODY, data=content, content_type="application/json")) == entries
    assert bindbee.world.state is before


@pytest.mark.parametrize("media_type", ["text/plain", "text/json", "text/vnd.api+json", "application/jsonp"])
def test_a_body_of_another_media_type_is_a_text(bindbee: VendorClient, media_type: str) -> None:
    entries = faults(bindbee.post(BODY, data='{"first_name": "Ada"}', content_type=media_type))

    assert {entry["type"] for entry in entries} == {"model_attributes_type"}
    assert entries[0]["input"] == '{"first_name": "Ada"}'


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "application/vnd.api+json", None])
def test_a_body_of_a_json_media_type_or_none_is_read(bindbee: VendorClient, media_type: str | None) -> None:
    assert bindbee.post(BODY, data='{"first_name": "Ada"}', content_type=media_type).status_code == 200


@pytest.mark.parametrize(
    ("member", "value", "kind", "message"),
    [
        ("first_name", 5, "string_type", "Input should be a valid string"),
        ("tags", "x", "list_type", "Input should be a valid list"),
        ("is_private", "maybe", "bool_parsing", "Input should be a valid boolean, unable to interpret input"),
        ("is_private", 3, "bool_parsing", "Input should be a valid boolean, unable to interpret input"),
        ("is_private", [], "bool_type", "Input should be a valid boolean"),
        ("is_private", 1.5, "bool_type", "Input should be a valid boolean"),
        ("job", 5, "uuid_type", "UUID input should be a string, bytes or UUID object"),
        ("custom_fields", [], "dict_type", "Input should be a valid dictionary"),
    ],
)
def test_a_member_of_a_wrong_type_is_named_with_its_form(
    bindbee: VendorClient, member: str, value: Any, kind: str, message: str
) -> None:
    assert faults(bindbee.post(BODY, json={member: value})) == [
        {"loc": ["body", "AtsCandidateWrite", member], "msg": message, "type": kind, "input": value}
    ]


@pytest.mark.parametrize(
    ("url", "kind", "message"),
    [
        ("x", "url_parsing", "Input should be a valid URL, relative URL without a base"),
        ("", "url_parsing", "Input should be a valid URL, input is empty"),
        ("http://", "url_parsing", "Input should be a valid URL, empty host"),
        ("ftp://example.com/cv", "url_scheme", "URL scheme should be 'http' or 'https'"),
        (f"https://example.com/{'x' * 2083}", "url_too_long", "URL should have at most 2083 characters"),
        (5, "url_type", "URL input should be a string or URL"),
    ],
)
def test_a_file_needs_a_real_address(bindbee: VendorClient, url: Any, kind: str, message: str) -> None:
    (entry,) = faults(bindbee.post(BODY, json={"attachments": [{"file_url": url}]}))

    assert entry["loc"] == ["body", "AtsCandidateWrite", "attachments", 0, "file_url"]
    assert (entry["type"], entry["msg"]) == (kind, message)


def test_a_missing_member_quotes_the_object_around_it(bindbee: VendorClient) -> None:
    answer = bindbee.post(BODY, json={"data": {"urls": [{"url_type": "BLOG"}]}})

    assert faults(answer) == [
        {
            "loc": ["body", "CreateCandidate", "data", "urls", 0, "value"],
            "msg": "Field required",
            "type": "missing",
            "input": {"url_type": "BLOG"},
        }
    ]


def test_data_that_is_null_is_no_object(bindbee: VendorClient) -> None:
    (entry,) = faults(bindbee.post(BODY, json={"data": None}))

    assert (entry["loc"], entry["type"]) == (["body", "CreateCandidate", "data"], "model_attributes_type")


def test_a_list_of_connectors_is_validated_too(bindbee: VendorClient) -> None:
    cursor = "MDE4YjE4ZWYtYzk5Yy03YTg2LTk5NDYtN2I3YzlkNTQzM2U1"

    assert faults(bindbee.get(f"{PREFIX}/connectors?is_active=perhaps"))[0]["type"] == "bool_parsing"
    assert faults(bindbee.get(f"{PREFIX}/connectors?cursor={cursor}")) == [
        value_error("invalid cursor", cursor, "query", "cursor")
    ]


def test_unknown_query_parameters_are_ignored(bindbee: VendorClient) -> None:
    plain = bindbee.get(f"{PREFIX}/jobs").json

    assert bindbee.get(f"{PREFIX}/jobs?sort=name&modified_before=x&include_deleted_data=true").json == plain


def test_an_unknown_id_is_not_found_in_the_words_of_its_model(bindbee: VendorClient) -> None:
    titles = {
        "applications": "Application",
        "job-interview-stages": "Job interview stage",
        "offers": "Offer",
        "reject-reasons": "Reject reason",
        "remote-users": "Remote user",
    }
    for resource, title in titles.items():
        answer = bindbee.get(f"{PREFIX}/{resource}/{UNKNOWN}")
        assert (answer.status_code, answer.json) == (404, {"detail": f"{title} not found"})


def test_unknown_paths_and_methods_are_the_frameworks(bindbee: VendorClient) -> None:
    missing = bindbee.get(f"{PREFIX}/email-addresses")
    wrong = bindbee.put(f"{PREFIX}/offers/{id_of(bindbee, 'offer', 1)}", json={})

    assert (missing.status_code, missing.json) == (404, {"detail": "Not Found"})
    assert (wrong.status_code, wrong.json) == (405, {"detail": "Method Not Allowed"})
    assert wrong.headers["Allow"] == "GET"


def test_a_body_beyond_all_measure_is_refused_unread(bindbee: VendorClient) -> None:
    before = bindbee.world.state

    answer = bindbee.post(BODY, data=b"a" * (13 * 1024 * 1024), content_type="application/json")

    assert (answer.status_code, answer.json) == (413, {"detail": "Request Entity Too Large"})
    assert bindbee.world.state is before


@pytest.mark.parametrize("value", [10**309, -(10**400), 2, 1.5])
@pytest.mark.parametrize("member", ["is_private", "can_email"])
def test_a_number_that_is_no_boolean_is_refused_however_long_it_is(
    bindbee: VendorClient, member: str, value: float
) -> None:
    body = json.dumps({"data": {"first_name": "A", "last_name": "B", member: value}})
    headers = {"x-connector-token": "acme-live", "Content-Type": "application/json"}

    assert bindbee.post("/api/ats/v1/candidates", data=body, headers=headers).status_code == 422
