"""The hiring team of a job: list its members, add one, drop one."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, input_of
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import TEAM_ROLES, Spelled
from ats_sandbox.world.domain.commands.jobs import join_team, leave_team

TEAM = "/jobs/{jobId}/hiring-team"
UNSEEN = Facts(forbidden=errors.JobUnauthorized)

hiring_team = Resource("Hiring team", "Who hires for a job", apis.JOBS, JOBS)


class HiringTeamMember(ResponseSchema):
    """A member and what they do."""

    id = fields.Text(of=id_of(USER, "user"), required=True)
    role = Spelled(TEAM_ROLES, required=True)
    actions = links(
        "HiringTeamMemberActions", details=link("/user-api/v201804/users/{id}", id_of(USER, "user"), required=True)
    )


HiringTeamMemberInput = input_of(
    HiringTeamMember,
    "HiringTeamMemberInput",
    "id role!",
    id=fields.Text(least=1, most=256, required=True),
)

hiring_team.lists(
    TEAM,
    "List the hiring team of a job.",
    id="list_hiring_team",
    item=HiringTeamMember,
    rows=lambda call: JOBS.get_or_404(call).team,
    envelope="HiringTeamMembers",
    complete=False,
    facts=UNSEEN,
)


@hiring_team.post(
    TEAM,
    id="add_hiring_team_member",
    body=HiringTeamMemberInput,
    returns=HiringTeamMember,
    errors=[errors.TeamUserNotFound, errors.AlreadyOnTeam],
    evidence=apis.JOBS.evidence,
    facts=UNSEEN,
)
def add_member(call: Call) -> Document:
    """Add a user to the hiring team of a job. A user is a member once, in one role."""
    job, user = JOBS.get_or_404(call), USER.read(call.world, call.body["id"])
    if user is None or user not in call.world.users:
        raise errors.TeamUserNotFound
    if any(member.user == user for member in job.team):
        raise errors.AlreadyOnTeam
    return document_of(HiringTeamMember, join_team(call.draft, job, user, call.body["role"]), call)


@hiring_team.delete(
    f"{TEAM}/{{userId}}",
    id="delete_hiring_team_member",
    errors=[errors.NotOnTeam, errors.LastTeamMember],
    evidence=apis.JOBS.evidence,
    example=Example(path={"userId": lambda world: USER.write(world, JOBS.sample(world).team[0].user)}),
    facts=UNSEEN,
)
def delete_member(call: Call) -> None:
    """Drop a member from the hiring team of a job; the last one stays."""
    job, user = JOBS.get_or_404(call), USER.read(call.world, call.path["userId"])
    if all(member.user != user for member in job.team):
        raise errors.NotOnTeam(parameter="userId")
    if len(job.team) == 1:
        raise errors.LastTeamMember
    leave_team(call.draft, job, user)
