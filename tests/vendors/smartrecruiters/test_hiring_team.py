"""SmartRecruiters: the hiring team of a job."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import LEAST, codes, job_of, path_of

ROLES = ["HIRING_MANAGER", "INTERVIEW_TEAM", "RECRUITER", "EXECUTIVE", "COORDINATOR"]


@pytest.fixture
def job(smartrecruiters: VendorClient) -> Job:
    """A job with a team of several."""
    return next(one for one in smartrecruiters.read().jobs.where(confidential=False) if len(one.team) > 1)


@pytest.fixture
def team(smartrecruiters: VendorClient, job: Job) -> str:
    """The path of that team."""
    return f"{path_of(smartrecruiters, job)}/hiring-team"


@pytest.fixture
def stranger(smartrecruiters: VendorClient, job: Job) -> str:
    """The id of a user who is not in that team."""
    world = smartrecruiters.read()
    members = {member.user for member in job.team}
    return native_id(world, "user", next(user.id for user in world.users if user.id not in members))


def test_a_team_is_listed_with_links_to_its_members(smartrecruiters: VendorClient, job: Job, team: str) -> None:
    world = smartrecruiters.read()

    listed = smartrecruiters.get(team).json

    assert listed["totalFound"] == len(job.team) > 1
    for told, member in zip(listed["content"], job.team, strict=True):
        id = native_id(world, "user", member.user)
        url = f"http://localhost/w/{smartrecruiters.name}/smartrecruiters/user-api/v201804/users/{id}"
        assert told == {
            "id": id,
            "role": member.role.upper(),
            "actions": {"details": {"url": url, "method": "GET"}},
        }
        assert (
            smartrecruiters.get(url.removeprefix(f"http://localhost/w/{smartrecruiters.name}/smartrecruiters")).json[
                "id"
            ]
            == id
        )


@pytest.mark.parametrize("role", ROLES)
def test_a_new_member_is_answered_with_200_and_listed_last(
    smartrecruiters: VendorClient, team: str, stranger: str, role: str
) -> None:
    before = smartrecruiters.get(team).json["content"]

    answer = smartrecruiters.post(team, json={"id": stranger, "role": role})

    assert (answer.status_code, answer.json["id"], answer.json["role"]) == (200, stranger, role)
    assert smartrecruiters.get(team).json["content"] == [*before, answer.json]


def test_the_jobs_of_a_new_member_are_found(smartrecruiters: VendorClient, job: Job, team: str, stranger: str) -> None:
    id = native_id(smartrecruiters.read(), "job", job.id)
    query = f"/jobs?limit=100&hiringTeamMemberId={stranger}"
    assert id not in [one["id"] for one in smartrecruiters.get(query).json["content"]]

    smartrecruiters.post(team, json={"id": stranger, "role": "RECRUITER"})
    joined = smartrecruiters.get(query).json["content"]
    smartrecruiters.delete(f"{team}/{stranger}")
    left = smartrecruiters.get(query).json["content"]

    assert id in [one["id"] for one in joined]
    assert id not in [one["id"] for one in left]


def test_a_change_of_the_team_is_activity_on_the_job(smartrecruiters: VendorClient, team: str, stranger: str) -> None:
    job = team.removesuffix("/hiring-team")

    smartrecruiters.post(team, json={"id": stranger, "role": "RECRUITER"})

    told = smartrecruiters.get(job).json
    assert told["updatedOn"] == told["lastActivityOn"] == iso(smartrecruiters.read().now)


@pytest.mark.parametrize("role", ROLES[:2])
def test_nobody_is_a_member_twice(smartrecruiters: VendorClient, team: str, role: str) -> None:
    member = smartrecruiters.get(team).json["content"][0]["id"]
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(team, json={"id": member, "role": role})

    assert (answer.status_code, codes(answer)) == (409, ["HIRING_TEAM_MEMBER_ALREADY_EXISTS"])
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("id", ["nobody", "0" * 24, "🥐", "x" * 256])
def test_somebody_who_is_no_user_cannot_join(smartrecruiters: VendorClient, team: str, id: str) -> None:
    for one in (id, native_id(smartrecruiters.read(), "candidate", 1)):
        answer = smartrecruiters.post(team, json={"id": one, "role": "RECRUITER"})
        assert (answer.status_code, codes(answer)) == (400, ["USER_NOT_FOUND"])


@pytest.mark.parametrize(
    "body",
    [
        {}, [], {"id": "x"}, {"role": "RECRUITER"}, {"id": "", "role": "RECRUITER"}, {"id": 1, "role": "RECRUITER"},
        {"id": "x" * 257, "role": "RECRUITER"}, {"id": "x", "role": "BAKER"}, {"id": "x", "role": "recruiter"},
        {"id": "x", "role": None},
    ],
)  # fmt: skip
def test_what_is_no_member_is_refused(smartrecruiters: VendorClient, team: str, body: Any) -> None:
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(team, json=body)

    assert (answer.status_code, set(codes(answer))) == (400, {"INVALID_INPUT"})
    assert smartrecruiters.world.state is before


def test_a_member_in_another_media_type_is_not_read(smartrecruiters: VendorClient, team: str) -> None:
    assert smartrecruiters.post(team, data="x", content_type="text/plain").status_code == 415


def test_a_member_who_left_is_gone(smartrecruiters: VendorClient, team: str) -> None:
    first, *others = smartrecruiters.get(team).json["content"]

    answer = smartrecruiters.delete(f"{team}/{first['id']}")

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(team).json == {"totalFound": len(others), "content": others}
    again = smartrecruiters.delete(f"{team}/{first['id']}")
    assert (again.status_code, codes(again)) == (404, ["HIRING_TEAM_MEMBER_NOT_FOUND"])


def test_the_last_member_stays(smartrecruiters: VendorClient, team: str) -> None:
    *others, last = smartrecruiters.get(team).json["content"]
    for one in others:
        assert smartrecruiters.delete(f"{team}/{one['id']}").status_code == 204

    answer = smartrecruiters.delete(f"{team}/{last['id']}")

    assert (answer.status_code, codes(answer)) == (400, ["INVALID_HIRING_TEAM_STATE"])
    assert smartrecruiters.get(team).json["content"] == [last]


def test_who_is_no_member_cannot_leave(smartrecruiters: VendorClient, team: str, stranger: str) -> None:
    for id in (stranger, "nobody", "%00", native_id(smartrecruiters.read(), "job", 1)):
        answer = smartrecruiters.delete(f"{team}/{id}")
        assert (answer.status_code, codes(answer)) == (404, ["HIRING_TEAM_MEMBER_NOT_FOUND"])


def test_the_team_of_a_new_job_is_empty_until_somebody_joins(smartrecruiters: VendorClient, stranger: str) -> None:
    path = f"/jobs/{smartrecruiters.post('/jobs', json=LEAST).json['id']}/hiring-team"

    assert smartrecruiters.get(path).json == {"totalFound": 0, "content": []}
    assert smartrecruiters.post(path, json={"id": stranger, "role": "HIRING_MANAGER"}).status_code == 200
    assert smartrecruiters.delete(f"{path}/{stranger}").status_code == 400


def test_the_team_of_a_job_that_may_not_be_seen_is_answered_with_401(smartrecruiters: VendorClient) -> None:
    hidden = job_of(smartrecruiters, confidential=True)
    path = f"{path_of(smartrecruiters, hidden)}/hiring-team"
    member = native_id(smartrecruiters.read(), "user", hidden.team[0].user)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.get(path, token="sandbox-restricted"),
        smartrecruiters.post(path, json={"id": member, "role": "RECRUITER"}, token="sandbox-restricted"),
        smartrecruiters.delete(f"{path}/{member}", token="sandbox-restricted"),
    ):
        assert (answer.status_code, codes(answer)) == (401, ["JOB_ACCESS_DENIED"])
    assert smartrecruiters.world.state is before


def test_the_team_of_an_unknown_job_is_not_found(smartrecruiters: VendorClient, stranger: str) -> None:
    for answer in (
        smartrecruiters.get("/jobs/x/hiring-team"),
        smartrecruiters.post("/jobs/x/hiring-team", json={"id": stranger, "role": "RECRUITER"}),
        smartrecruiters.delete(f"/jobs/x/hiring-team/{stranger}"),
    ):
        assert (answer.status_code, codes(answer)) == (404, ["JOB_NOT_FOUND"])


def test_a_team_is_read_and_not_changed_by_who_only_reads(
    smartrecruiters: VendorClient, team: str, stranger: str
) -> None:
    assert smartrecruiters.get(team, token="sandbox-readonly").status_code == 200
    answer = smartrecruiters.post(team, json={"id": stranger, "role": "RECRUITER"}, token="sandbox-readonly")
    assert (answer.status_code, codes(answer)) == (403, ["OAuthPermissionsException"])
