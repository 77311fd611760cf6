"""The company, its departments and hiring processes, and the reasons for which applications end."""

from functools import partial
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import DEPARTMENTS, HIRING_PROCESSES
from ats_sandbox.vendors.smartrecruiters.documents import Filled, document_of, entry, id_of, input_of, nothing, part
from ats_sandbox.vendors.smartrecruiters.ids import BY_NOUN, DEPARTMENT, REASON
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.vendors.smartrecruiters.places import Location
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.commands.configuration import add_department
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Pipeline
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.wordlists import industry_label

configuration = Resource("Configuration", "The company and the lists it hires by", apis.CONFIGURATION)
departments = Resource("Departments", "The parts of the company", apis.CONFIGURATION, DEPARTMENTS)
hiring_processes = Resource(
    "Hiring processes", "The steps that applications go through", apis.CONFIGURATION, HIRING_PROCESSES
)


class CompanyConfiguration(ResponseSchema):
    """The company. It keeps no logo, so there is none to show."""

    identifier = fields.Text()
    name = fields.Text()
    location = part(Location, "place")
    website = fields.Text()
    industry = entry("industry", industry_label, shape_of("Industry", id=fields.Text(), label=fields.Text()))
    logo = fields.Text(of=nothing)


Department = shape_of(
    "Department",
    id=fields.Text(of=id_of(DEPARTMENT)),
    label=fields.Text(of="name", required=True),
    description=Filled(),
)
DepartmentInput = input_of(
    Department, "DepartmentInput", "id label! description", label=fields.Text(least=1, required=True)
)


def _steps(phase: ApplicationStatus, pipeline: Pipeline, call: AnyCall) -> list[str]:
    stages = call.world.stages.where(pipeline=pipeline.id)
    return [stage.name for stage in stages if stage.step and stage.phase is phase]


SUB_STATUSES: dict[str, Any] = {
    phase.value.upper(): fields.Array(fields.Text(), of=partial(_steps, phase))
    for phase in (ApplicationStatus.IN_REVIEW, ApplicationStatus.INTERVIEW, ApplicationStatus.OFFERED)
}
HiringProcess = shape_of(
    "HiringProcess",
    id=fields.Text(of=id_of(BY_NOUN["pipeline"])),
    name=fields.Text(),
    active=fields.Boolean(),
    subStatuses=part(shape_of("SubStatuses", **SUB_STATUSES)),
)
"""A hiring process, with the names of the steps within each status."""


def reasons(decider: Decider, call: AnyCall) -> list[documents.Entry]:
    """The reasons of one side for which applications end."""
    world = call.world
    return [documents.Entry(REASON.write(world, one.id), one.label) for one in world.reasons.where(decider=decider)]


configuration.shows(
    "/configuration/company",
    "Get the company.",
    id="get_company",
    scope="company_read+configuration_read",
    schema=CompanyConfiguration,
    record=lambda call: call.world.company,
)
departments.lists(
    "/configuration/departments",
    "List departments.\n\nThe company labels them in one language, so `Accept-Language` changes nothing.",
    id="list_departments",
    headers=LanguageHeader,
    item=Department,
    envelope="Departments",
    complete=False,
)


@departments.post(
    "/configuration/departments",
    id="create_department",
    body=DepartmentInput,
    returns={201: Department},
    errors=[errors.DepartmentLabelTaken],
    evidence=apis.CONFIGURATION.evidence,
)
def create_department(call: Call) -> Document:
    """Add a department, whose label no other one has. An `id` is given to it, whatever the body says."""
    label = call.body["name"].strip()
    if not label:
        raise Invalid(Violation(Rule.TOO_SHORT, ("label",), limit=1))
    if call.world.departments.where(name=label):
        raise errors.DepartmentLabelTaken(field="label", value=label)
    return document_of(Department, add_department(call.draft, label, call.body["description"] or ""), call)


departments.shows("/configuration/departments/{id}", "Get a department.", id="get_department", schema=Department)
hiring_processes.lists(
    "/configuration/hiring-processes",
    "List hiring processes, those that are no longer used too.",
    id="list_hiring_processes",
    item=HiringProcess,
    envelope="HiringProcesses",
)
hiring_processes.shows(
    "/configuration/hiring-processes/{id}", "Get a hiring process.", id="get_hiring_process", schema=HiringProcess
)
for side, decider, about in (
    ("rejection", Decider.COMPANY, "List the reasons for which the company rejects."),
    ("withdrawal", Decider.CANDIDATE, "List the reasons for which candidates withdraw."),
):
    configuration.lists(
        f"/configuration/{side}-reasons",
        about,
        id=f"list_{side}_reasons",
        item=documents.Labelled,
        rows=partial(reasons, decider),
        envelope="Properties",
        complete=False,
    )
