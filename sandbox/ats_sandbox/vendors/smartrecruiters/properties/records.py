"""Candidate properties, their values, and candidates on jobs, as the paths of these operations name them."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import native_ids
from ats_sandbox.vendors.smartrecruiters import errors, ids
from ats_sandbox.vendors.smartrecruiters.properties.state import (
    OPTIONS,
    PROPERTIES,
    CandidateProperty,
    PropertyOption,
    PropertyType,
)
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, Applications, Records
from ats_sandbox.world.domain import applications
from ats_sandbox.world.domain.reading import Reading

PROPERTY = native_ids("candidate_property")


def _of_type(type: PropertyType) -> Records[CandidateProperty]:
    """The properties that `{propertyId}` names; an example is of this type."""
    return Records(
        PROPERTIES,
        "propertyId",
        errors.PropertyNotFound,
        sample=lambda world: next(one for one in world[PROPERTIES] if one.type is type),
        codec=PROPERTY,
    )


class PropertyOptions(Records[PropertyOption]):
    """The values of the select property that a path names, by their own ids."""

    def find(
        self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None
    ) -> PropertyOption | None:
        property = select_property(call)
        return call.world[OPTIONS].where(code=(property.id, text)).first()

    def id_of(self, world: Reading, record: PropertyOption) -> str:
        return record.code


def select_property(call: AnyCall) -> CandidateProperty:
    """The property on the path, which must have values to choose from. To be written to it must be a single select."""
    property = DEFINITIONS.get_or_404(call)
    readable = () if call.operation.writes else (PropertyType.MULTI_SELECT,)
    if property.type not in (PropertyType.SINGLE_SELECT, *readable):
        raise errors.NotSingleSelect(parameter="id")
    return property


def _selectable(world: Reading) -> CandidateProperty:
    """The first property whose values are the company's own."""
    return next(one for one in world[PROPERTIES] if one.type is PropertyType.SINGLE_SELECT)


VALUE_PROPERTIES = _of_type(PropertyType.NUMBER)
DEFINITIONS = Records(PROPERTIES, "id", errors.CandidatePropertyNotFound, sample=_selectable, codec=PROPERTY)
PROPERTY_OPTIONS = PropertyOptions(
    OPTIONS,
    "valueId",
    errors.CandidatePropertyValueNotFound,
    sample=lambda world: next(iter(world[OPTIONS].where(property=_selectable(world).id))),
    codec=native_ids("candidate_property_value"),
)
ON_JOB = Applications(
    applications.APPLICATIONS,
    "jobId",
    errors.NotOnThatJob,
    errors.CandidateForbidden,
    sample=APPLICATIONS.sample,
)
"""Candidates on jobs, where a job that they are not on is said to be missing."""
ON_JOB_PATH = {
    "id": lambda world: ids.CANDIDATE.write(world, ON_JOB.sample(world).candidate),
    "jobId": lambda world: ids.JOB.write(world, ON_JOB.sample(world).job),
}
"""Examples of a candidate and a job that they are on."""
