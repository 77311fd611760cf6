"""The journal of a world: what was asked, answered and changed, and what can no longer be told."""

from io import BytesIO
from threading import Thread

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.query import JournalQuery, UnknownName
from ats_sandbox.vendors.smartrecruiters.ids import USER
from tests.client import VendorClient

PERSON = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}
BINDBEE_PERSON = {"first_name": "Zoe", "email_addresses": ["zoe@example.com"]}


def journal_of(client: VendorClient) -> Journal:
    return client.sandbox.worlds[client.name].journal


def a_job(client: VendorClient) -> str:
    job: str = client.get("/jobs?limit=1").json["content"][0]["id"]
    return job


def test_an_exchange_is_written_down_with_what_it_changed(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=PERSON)
    entry = tester.get("/journal/1").json

    assert entry["vendor"] == "smartrecruiters"
    assert entry["operation"] == "create_candidate"
    assert (entry["method"], entry["path"]) == ("POST", "/smartrecruiters/candidates")
    assert entry["principal"] == "sandbox-admin"
    assert entry["request"]["body"]["value"] == PERSON
    assert entry["status"] == 201
    assert entry["answer"]["body"]["value"] == made.json
    assert entry["at"] == made.json["createdOn"]
    [change] = [one for one in entry["changes"] if one["collection"] == "candidates"]
    assert change["what"] == "created"
    assert {"member": "first_name", "before": None, "after": "Ada"} in change["members"]
    assert entry["limit"]["used"] == 1
    assert entry["limit"]["budget"] == 10
    assert entry["duration"] > 0


def test_a_change_shows_only_the_members_that_differ(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=PERSON).json["id"]
    smartrecruiters.patch(f"/candidates/{made}", json={"lastName": "Lovelace"})
    [change] = tester.get("/journal/last").json["changes"]

    assert change["what"] == "changed"
    assert {one["member"]: (one["before"], one["after"]) for one in change["members"]}["last_name"] == (
        "Byron",
        "Lovelace",
    )
    assert "first_name" not in {one["member"] for one in change["members"]}


def test_a_read_and_a_refusal_change_nothing(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.get("/jobs")
    smartrecruiters.post("/candidates", json={})

    assert [one["changed"] for one in tester.get("/journal").json["entries"]] == [0, 0]
    assert tester.get("/journal/2").json["refusal"] == "ValidationFailed"


def test_the_testers_own_requests_are_not_in_it(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    tester.get("/health")
    smartrecruiters.get("/jobs")
    tester.get("/journal")

    assert tester.get("/journal").json["recorded"] == 1


def test_an_exchange_is_in_it_before_its_answer_leaves(smartrecruiters: VendorClient) -> None:
    for count in range(1, 4):
        smartrecruiters.get("/jobs")
        assert len(journal_of(smartrecruiters)) == count


def test_worlds_have_journals_of_their_own(
    smartrecruiters: VendorClient, tester: VendorClient, elsewhere: object
) -> None:
    other = VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, elsewhere("other"))  # type: ignore[operator]
    other.get("/jobs")
    other.get("/configuration/company")
    smartrecruiters.get("/jobs")

    assert tester.get("/journal/count").json["count"] == 1
    assert len(journal_of(other)) == 2


def test_a_file_is_summarised(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    avatar = next(one for one in smartrecruiters.vendor.operations if one.id == "put_update_user_avatar")
    smartrecruiters.send(
        avatar.method,
        avatar.path.replace("{id}", USER.write(smartrecruiters.read(), 1)),
        data={"file": (BytesIO(b"\x89PNG\r\n" + b"\0" * 3000), "me.png", "image/png")},
        content_type="multipart/form-data",
    )
    body = tester.get("/journal/last").json["request"]["body"]

    assert body["kind"] == "binary"
    assert body["value"] == f"{body['size']} bytes of multipart/form-data"


@pytest.mark.parametrize(
    "sent",
    [b"\xff\xfe", b"[" * 60_000, b'{"a": 1e999}', b'{"a": "\\ud800"}', b'{"a": 123456789012345678901234567890}', b"\0"],
)
def test_any_body_can_be_told(smartrecruiters: VendorClient, tester: VendorClient, sent: bytes) -> None:
    smartrecruiters.post("/candidates", data=sent, content_type="application/json")

    for path in ("/journal", "/journal/last", "/journal/last/why", "/journal/story", "/journal/unmatched"):
        assert tester.get(path).status_code == 200


def test_it_is_asked_by_vendor_operation_path_status_method_principal_and_time(
    smartrecruiters: VendorClient, datadriven: VendorClient, tester: VendorClient
) -> None:
    job = a_job(smartrecruiters)
    smartrecruiters.get(f"/jobs/{job}")
    smartrecruiters.get("/jobs/nobody")
    made = smartrecruiters.post("/candidates", json=PERSON).json["createdOn"]
    datadriven.get("/v3/ats/job-offers", token="sandbox-readonly")

    def numbers(query: str) -> list[int]:
        return [one["number"] for one in tester.get(f"/journal?{query}").json["entries"]]

    assert numbers("") == [1, 2, 3, 4, 5]
    assert numbers("vendor=datadriven") == [5]
    assert numbers("operation=get_job") == [2, 3]
    assert numbers("operation=smartrecruiters:get_job&status=404") == [3]
    assert numbers("operation=datadriven:list_job_offers") == [5]
    assert numbers("path=/jobs") == [1, 2, 3]
    assert numbers("path=/smartrecruiters/jobs/*") == [2, 3]
    assert numbers("path=*/job*") == [1, 2, 3, 5]
    assert numbers("status=2xx") == [1, 2, 4, 5]
    assert numbers("refused=true") == [3]
    assert numbers("method=post") == [4]
    assert numbers("principal=sandbox-readonly") == [5]
    assert numbers(f"since={made}") == [4, 5]
    assert numbers("until=2026-03-02T09:00:00.000Z") == [1, 2, 3]
    assert numbers("after=3") == [4, 5]
    assert numbers("after=1&limit=2") == [2, 3]
    assert numbers("newest=true&limit=2") == [5, 4]
    assert tester.get("/journal?limit=2").json["next"] == 2
    assert tester.get("/journal?after=2&limit=3").json["next"] is None
    assert tester.get("/journal/count?status=2xx&vendor=smartrecruiters").json["count"] == 3


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("operation=list_jbos", "did you mean list_jobs"),
        ("vendor=smartrecruiter", "did you mean smartrecruiters"),
        ("operaton=list_jobs", "did you mean operation"),
        ("status=20", "status"),
        ("since=yesterday", "date-time"),
        ("limit=0", "below 1"),
    ],
)
@pytest.mark.parametrize("path", ["/journal", "/journal/unmatched"])
def test_a_question_about_nothing_is_refused_and_not_answered_with_0(
    tester: VendorClient, path: str, query: str, told: str
) -> None:
    answer = tester.get(f"{path}?{query}")

    assert answer.status_code == 400
    assert told in answer.text


def test_python_asks_with_the_same_words(smartrecruiters: VendorClient, datadriven: VendorClient) -> None:
    smartrecruiters.get("/jobs")
    smartrecruiters.get("/jobs/nobody")
    journal = journal_of(smartrecruiters)

    assert journal.count(operation="get_job", status="4xx") == 1
    assert journal.count() == 2
    assert [one.status for one in journal.entries(vendor="smartrecruiters")] == [200, 404]
    assert journal.in_order("list_jobs=200", "get_job=404").happened is True
    assert journal.in_order("get_job", "list_jobs").happened is False
    assert journal.in_order(JournalQuery(path="/jobs"), JournalQuery(path="/jobs")).found == (1, 2)
    assert len(journal.never_called("datadriven").never) == len(datadriven.vendor.operations)
    with pytest.raises(UnknownName):
        journal.count(operation="get_jbo")


def test_never_called_are_the_operations_that_nothing_reached(datadriven: VendorClient, tester: VendorClient) -> None:
    datadriven.get("/v3/ats/job-offers")
    datadriven.get("/v3/ats/job-offers/0")
    silence = tester.get("/journal/never-called?vendor=datadriven").json
    names = [one["operation"] for one in silence["never_called"]]

    assert silence["complete"] is True
    assert "list_job_offers" not in names
    assert "get_job_offer" not in names
    assert len(names) == len(datadriven.vendor.operations) - 2
    assert len(tester.get("/journal/never-called").json["never_called"]) == (
        sum(len(vendor.operations) for vendor in datadriven.sandbox.vendors) - 2
    )


def test_in_order_allows_for_other_exchanges_between(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=PERSON).json["id"]
    smartrecruiters.get("/jobs")
    smartrecruiters.get(f"/candidates/{made}")
    steps = [{"operation": "create_candidate", "status": "201"}, {"operation": "get_candidate"}]

    there = tester.post("/journal/in-order", json={"steps": steps}).json
    back = tester.post("/journal/in-order", json={"steps": steps[::-1]}).json

    assert (there["answer"], there["found"], there["missing"]) == ("yes", [1, 3], None)
    assert (back["answer"], back["found"], back["missing"]) == ("no", [3], "create_candidate")


@pytest.mark.parametrize(
    "body", [{}, {"steps": []}, {"steps": [{}]}, {"steps": [{"operation": "nothing"}]}, {"steps": [{"operaton": "x"}]}]
)
def test_an_order_of_nothing_is_refused(tester: VendorClient, body: object) -> None:
    assert tester.post("/journal/in-order", json=body).status_code == 400


def test_clearing_forgets_and_numbers_from_1(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.get("/jobs")
    assert tester.delete("/journal").status_code == 204
    assert tester.get("/journal/last").status_code == 404
    assert tester.get("/journal/count").json["count"] == 0
    smartrecruiters.get("/configuration/company")

    assert tester.get("/journal/last").json["number"] == 1


def test_resetting_a_world_clears_its_journal(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.get("/jobs")
    tester.post(f"/worlds/{tester.name}/reset")

    assert tester.get("/journal/count").json["count"] == 0


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "999999999999999999999", "%00", "last "])
def test_a_number_of_no_exchange_is_404(smartrecruiters: VendorClient, tester: VendorClient, number: str) -> None:
    smartrecruiters.get("/jobs")

    assert tester.get(f"/journal/{number}").status_code == 404
    assert tester.get(f"/journal/{number}/why").status_code == 404


def test_a_story_is_the_same_for_the_same_calls() -> None:
    def told() -> str:
        sandbox = SandboxApp()
        client = VendorClient(sandbox, sandbox.vendors[0], "default")
        made = client.post("/candidates", json=PERSON).json["id"]
        client.patch(f"/candidates/{made}", json={"lastName": "Lovelace"})
        client.get("/candidates/nobody")
        return sandbox.worlds["default"].journal.story()

    story = told()

    assert story == told()
    assert (
        "#1 2026-03-02T09:00:00.001Z POST /smartrecruiters/candidates -> 201 (create_candidate, sandbox-admin)" in story
    )
    assert "changed candidates 251: last_name 'Byron' -> 'Lovelace'" in story
    assert "why: CandidateNotFound: No candidate with that id (path.id)" in story


def test_a_story_keeps_to_its_lines_whatever_the_path(smartrecruiters: VendorClient) -> None:
    smartrecruiters.get("/jobs%0a%0dforged%1b[31m")

    assert len(journal_of(smartrecruiters).story().splitlines()) == 2
    assert "%0A%0Dforged%1B[31m" in journal_of(smartrecruiters).story()


def test_threads_lose_nothing_and_share_no_number(smartrecruiters: VendorClient) -> None:
    def ask() -> None:
        client = VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, smartrecruiters.name)
        for _ in range(25):
            client.get("/configuration/company")

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.number for one in journal_of(smartrecruiters).entries()] == list(range(1, 201))


def test_every_operation_of_every_vendor_can_be_named(vendors: tuple[Vendor, ...]) -> None:
    journal = Journal(vendors)

    for vendor in vendors:
        for operation in vendor.operations:
            for name in (operation.id, *operation.aliases):
                assert journal.count(operation=f"{vendor.name}:{name}") == 0


@pytest.fixture
def vendors(smartrecruiters: VendorClient) -> tuple[Vendor, ...]:
    return smartrecruiters.sandbox.vendors
