"""Skailer: every status and text of its page."""

from io import BytesIO
from typing import Any

from msgspec.structs import replace
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.skailer import SKAILER
from ats_sandbox.world.clock import DAY, SECOND
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.jobs import JOBS, JobStatus
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient
from tests.contract.example_requests import path_of, send_example
from tests.contract.status_tables import Row, Send, StatusTable

JANE = {"first_name": "Jane", "last_name": "Doe"}
COMMENT = {"comment": "Call went well"}
MEGABYTE = 1024 * 1024


def example(**facts: Any) -> Send:
    """The operation's own example, sent with other facts."""
    return lambda client, operation: send_example(client, operation, **facts)


def authorized(header: str) -> Send:
    return example(token=None, headers={"Authorization": header})


def after(token_age: int) -> Send:
    """The example, with a token of an age in milliseconds."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        issued = client.sandbox.worlds[client.name].tokens.issue(vendor="skailer")
        client.world.advance(token_age)
        return send_example(client, operation, token=issued.token)

    return send


def spent(send: Send, spender: str = "sandbox-admin", then: int = 0) -> Send:
    """A request when a hundred were made, the last one some milliseconds ago."""

    def send_late(client: VendorClient, operation: Operation) -> TestResponse:
        client.sandbox.worlds[client.name].meter.enforced = True
        for _ in range(100):
            client.get("/api/v1/sources/all", token=spender)
        client.world.advance(then)
        return send(client, operation)

    return send_late


def at(id: str, **facts: Any) -> Send:
    """The example, for another applicant or candidate."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        name = "candidate_id" if "{candidate_id}" in operation.path else "id"
        return send_example(client, operation, path=path_of(operation, client.read(), **{name: id}), **facts)

    return send


def hidden(client: VendorClient, operation: Operation) -> TestResponse:
    world = client.read()
    rows = world.candidates if operation.id == "get_applicant" else world.applications
    one = next(one for one in rows if one.confidential)
    return at(str(one.id), token="sandbox-restricted")(client, operation)


def raw(content: bytes) -> Send:
    return example(data=content, json=None, content_type="application/json")


def body(**members: Any) -> Send:
    return example(body=members)


def jane(**members: Any) -> Send:
    """A person, with other members."""
    return example(body={**JANE, **members})


def upload(name: str, content: bytes = b"%PDF", part: str = "file") -> Send:
    def send(client: VendorClient, operation: Operation) -> TestResponse:
        boundary, form = encode_multipart({part: FileStorage(BytesIO(content), name)})
        return client.post(operation.path, data=form, content_type=f"multipart/form-data; boundary={boundary}")

    return send


def with_cvs(client: VendorClient, operation: Operation) -> TestResponse:
    """A person with a CV of her own and one of somebody else."""
    uploading = next(one for one in SKAILER.operations if one.id == "upload_cv_file")
    free, taken = ((upload("cv.pdf")(client, uploading).json or {})["cv_id"] for _ in range(2))
    assert send_example(client, operation, body={**JANE, "cv_ids": [taken]}).status_code == 200
    return send_example(client, operation, body={**JANE, "cv_ids": [free, taken]})


def candidate_body(world: Reading, operation: Operation) -> dict[str, Any]:
    make = operation.example.body
    made: dict[str, Any] = make(world)
    return made


def foreign_stage(world: Reading, pipeline: int) -> Any:
    return next(one for one in world.stages if one.pipeline != pipeline)


def twice(client: VendorClient, operation: Operation) -> TestResponse:
    body = candidate_body(client.read(), operation)
    send_example(client, operation, body=body)
    return send_example(client, operation, body=body)


def elsewhere(*, pipeline: bool) -> Send:
    """A candidate on a stage of another pipeline, which is said to be the job's or is not."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        body = candidate_body(client.read(), operation)
        stage = foreign_stage(client.read(), body["pipeline_id"])
        body["pipeline_stage_id"] = stage.id
        return send_example(client, operation, body={**body, "pipeline_id": stage.pipeline} if pipeline else body)

    return send


def closed(client: VendorClient, operation: Operation) -> TestResponse:
    body = candidate_body(client.read(), operation)
    with client.arrange() as draft:
        draft.put(JOBS, replace(draft.jobs[body["job_id"]], status=JobStatus.CANCELLED))
    return send_example(client, operation, body=body)


def move_elsewhere(client: VendorClient, operation: Operation) -> TestResponse:
    world = client.read()
    job = world.jobs[world.applications[1].job]
    return send_example(client, operation, body={"pipeline_stage_id": foreign_stage(world, job.pipeline).id})


def action(**ids: str) -> Send:
    """The example of an action that is there, with some ids replaced."""
    return lambda client, operation: send_example(client, operation, path=path_of(operation, client.read(), **ids))


def of_another(client: VendorClient, operation: Operation) -> TestResponse:
    world = client.read()
    entry = next(one for one in world.activities if not one.opening and one.application != 1)
    return action(candidate_id="1", id=str(entry.id))(client, operation)


def deleted(client: VendorClient, operation: Operation) -> TestResponse:
    path = path_of(operation, client.read())
    assert client.delete(path).status_code == 200
    return client.delete(path)


def told(client: VendorClient, operation: Operation) -> TestResponse:
    """The history of somebody who has one."""
    with client.arrange() as draft:
        application = draft.applications[1]
        applications.move(draft, application, application.stage)
    return send_example(client, operation)


def nowhere(method: str, path: str, **facts: Any) -> Send:
    return lambda client, _: client.send(method, path, **facts)


NAMED = "get_applicant, get_candidate, list_actions, create_action, delete_action"
IDS = ("job_id", "applicant_id", "pipeline_id", "pipeline_stage_id", "source_id")

TABLE = StatusTable(
    SKAILER,
    {
        "*": {
            "a living token": example(),
            "no Authorization": example(token=None),
            "another scheme than Bearer": authorized("Basic sandbox-admin"),
            "Bearer and no token": authorized("Bearer "),
            "an unknown token": authorized("Bearer nobody"),
            "a token of 45 days": after(45 * DAY),
            "a token of a second less than 45 days": after(45 * DAY - SECOND),
            "a token without rights": example(token="sandbox-unscoped"),
            "the 101st request at once": spent(example()),
            "the 101st request after 58.5 seconds": spent(example(), then=58_500),
            "the 101st request after a minute": spent(example(), then=60_000),
            "the 101st request, of another token": spent(example(), spender="sandbox-readonly"),
            "the 101st request, and an unknown token": spent(example(token="nobody"), spender="nobody"),
            "the 101st request of a token without rights": spent(
                example(token="sandbox-unscoped"), spender="sandbox-unscoped"
            ),
        },
        NAMED: {
            **{f"the id {id}": at(id) for id in ("999999", "0", "abc", "1.0", "-1")},
            "the id 999999 and a token without rights": at("999999", token="sandbox-unscoped"),
            "somebody hidden from the caller": hidden,
        },
        "search_*, create_*": {
            "malformed JSON": raw(b'{"page": '),
            "an array": raw(b"[]"),
            "a string": raw(b'"x"'),
            "null": raw(b"null"),
        },
        "search_*": {
            "no body": raw(b""),
            "a page past the end": body(page=10_000),
            "page: null": body(page=None),
            "page: a text": body(page="1"),
            "page: 0": body(page=0),
            "per_page: 0": body(per_page=0),
            "per_page: 101": body(per_page=101),
        },
        "search_jobs": {
            "text: a number": body(text=1),
            "status: draft": body(status="draft"),
            "status: a number": body(status=1),
            "pipeline_id: a text": body(pipeline_id="1"),
            "status: draft, and page: 0": body(status="draft", page=0),
        },
        "search_applicants": {
            "text: a number": body(text=1),
            "email: a number": body(email=1),
            "source_id: a text": body(source_id="1"),
        },
        "search_candidates": {
            **{f"{name}: a text": body(**{name: "1"}) for name in ("job_id", "applicant_id", "pipeline_stage_id")},
            "reserved: a text": body(reserved="true"),
            "disqualified: a number": body(disqualified=1),
        },
        "list_pipelines": {"nothing": example()},
        "list_sources": {"nothing": example()},
        "list_disqualification_reasons": {"nothing": example()},
        "upload_cv_file": {
            "a PDF": upload("Jane_Doe_CV.PDF", b"%PDF jane@example.com"),
            "a DOC": upload("a.doc"),
            "a DOCX": upload("a.docx"),
            "one file under another name than file": upload("cv.pdf", part="resume"),
            "no file part": lambda client, operation: client.post(
                operation.path, data={"file": "x"}, content_type="multipart/form-data"
            ),
            "JSON": lambda client, operation: client.post(operation.path, json={"file": "cv.pdf"}),
            "a TXT": upload("a.txt"),
            "an empty file": upload("a.pdf", b""),
            "a byte more than ten megabytes": upload("a.pdf", b"a" * (10 * MEGABYTE + 1)),
            "a body too long to be read": upload("a.pdf", b"a" * (13 * MEGABYTE)),
        },
        "create_applicant": {
            "two names": jane(),
            "no body": raw(b""),
            "first_name: null": jane(first_name=None),
            "first_name: empty": jane(first_name=""),
            "last_name: a number": jane(last_name=1),
            "last_name: 256 characters": jane(last_name="x" * 256),
            "email: no address": jane(email="nobody"),
            "email: a number": jane(email=1),
            "phone: a number": jane(phone=1),
            "source_id: a text": jane(source_id="1"),
            "source_id: unknown": jane(source_id=99_999),
            "cv_ids: a number": jane(cv_ids=501),
            "cv_ids: a text in it": jane(cv_ids=["501"]),
            "cv_ids: unknown ones": jane(cv_ids=[99_999, 0]),
            "cv_ids: a free one and a taken one": with_cvs,
            "several faults": body(first_name="Jane", email="nobody", source_id=99_999, cv_ids=[99_999]),
        },
        "get_applicant": {"a known id": example()},
        "create_candidate": {
            "an applicant on a stage of the job": example(),
            "no body": raw(b""),
            "texts for ids": body(**dict.fromkeys(IDS, "1")),
            "unknown ids": body(**dict.fromkeys(IDS, 99_999)),
            "an applicant who is on the job": twice,
            "a pipeline of other jobs, and its stage": elsewhere(pipeline=True),
            "a stage of another pipeline": elsewhere(pipeline=False),
            "a closed job": closed,
        },
        "get_candidate": {"a known id": example()},
        "create_action": {
            "the id 999999 and malformed JSON": at("999999", data=b"{", json=None, content_type="application/json"),
            "a comment": body(**COMMENT),
            "a comment on an earlier day": body(**COMMENT, datetime_action_date="2024-05-01 09:30:00+02:00"),
            "no body": raw(b""),
            "nulls": body(pipeline_stage_id=None, comment=None),
            "a date alone": body(datetime_action_date="2024-05-01"),
            "pipeline_stage_id: a text": body(pipeline_stage_id="1"),
            "pipeline_stage_id: of another pipeline": move_elsewhere,
            "disqualification_reason_id: a text": body(disqualification_reason_id="1"),
            "disqualification_reason_id: unknown": body(disqualification_reason_id=99_999),
            "reserved: a number": body(reserved=1),
            "comment: empty": body(comment=""),
            "comment: a number": body(comment=1),
            "datetime_action_date: no date": body(**COMMENT, datetime_action_date="yesterday"),
            "datetime_action_date: a number": body(**COMMENT, datetime_action_date=1_714_555_800),
        },
        "list_actions": {"a known id": told},
        "delete_action": {
            "a known action": example(),
            "an unknown action": action(id="999999"),
            "an action called abc": action(id="abc"),
            "an action of another candidate": of_another,
            "an action that was deleted": deleted,
        },
        "-": {
            "an unknown route": nowhere("GET", "/api/v1/applicants"),
            "a method that a route has not": nowhere("PATCH", "/api/v1/candidates/1"),
            "an unknown route without a token": nowhere("GET", "/api/v1/applicants", token=None),
            "an unknown route, the 101st request": spent(nowhere("GET", "/api/v1/applicants")),
        },
    },
)


@TABLE.each_row
def test_the_page_is_so(skailer: VendorClient, row: Row, operation: Operation | None, send: Send) -> None:
    assert not row.differences(send(skailer, operation))


def test_every_row_has_a_request_and_every_request_a_row() -> None:
    assert not TABLE.unpaired


def test_the_rows_have_every_status_of_every_operation() -> None:
    assert not TABLE.untold
