"""What paths of the Configuration API name, beside what other APIs know."""

from collections.abc import Callable

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.smartrecruiters import errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.configuration import state
from ats_sandbox.vendors.smartrecruiters.configuration.state import JobProperty, JobPropertyValue
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.world.domain import departments, pipelines
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.id_codecs import HEX24
from ats_sandbox.world.store.selection import Selection

PROPERTY = ids.own("job_property", HEX24)
VALUE = ids.own("job_property_value")
"""Of values that come without an id of their own."""
DELETED_SOURCE = ids.own("deleted_source")


def named(world: Reading, property: JobProperty, key: str | None) -> JobPropertyValue | None:
    """The value of a property that an id names."""
    return world[state.JOB_PROPERTY_VALUES].where(key=(property.id, key)).first()


class Values(Records[JobPropertyValue]):
    """Values of the property that a path names, by ids that the company may have given them itself."""

    def __init__(
        self,
        owner: Records[JobProperty],
        parameter: str,
        not_found: type[ApiError],
        sample: Callable[[Reading], JobPropertyValue],
    ) -> None:
        super().__init__(state.JOB_PROPERTY_VALUES, parameter, not_found, sample=sample, codec=VALUE)
        self.owner = owner

    def rows(self, call: AnyCall) -> Selection[JobPropertyValue]:
        return call.world[self.collection].where(property=self.owner.get_or_404(call).id)

    def find(
        self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None
    ) -> JobPropertyValue | None:
        return named(call.world, self.owner.get_or_404(call), text)

    def id_of(self, world: Reading, record: JobPropertyValue) -> str:
        return record.key


def _first_value(world: Reading) -> JobPropertyValue:
    """The first value of the property that examples are about."""
    return next(iter(world[state.JOB_PROPERTY_VALUES].where(property=PROPERTIES.sample(world).id)))


def _first_dependent_value(world: Reading) -> JobPropertyValue:
    """The first value that goes with that one."""
    key = (_first_value(world).id, DEPENDENTS.sample(world).id)
    return next(iter(world[state.JOB_PROPERTY_VALUES].where(parent=key)))


DEPARTMENTS = Records(
    departments.DEPARTMENTS, "id", errors.NoSuchDepartment, sample=lambda world: next(iter(world.departments))
)
HIRING_PROCESSES = Records(
    pipelines.PIPELINES, "id", errors.HiringProcessNotFound, sample=lambda world: next(iter(world.pipelines))
)
PROPERTIES = Records(
    state.JOB_PROPERTIES,
    "id",
    errors.JobPropertyNotFound,
    sample=lambda world: next(iter(world[state.JOB_PROPERTIES])),
    codec=PROPERTY,
)
DEPENDENTS = Records(
    state.JOB_PROPERTIES,
    "dependentId",
    errors.JobPropertyDependentNotFound,
    sample=lambda world: next(iter(world[state.JOB_PROPERTIES].where(parent=PROPERTIES.sample(world).id))),
    codec=PROPERTY,
)
VALUES = Values(PROPERTIES, "valueId", errors.JobPropertyValueNotFound, _first_value)
DEPENDENT_VALUES = Values(DEPENDENTS, "dependentValueId", errors.DependentValueNotFound, _first_dependent_value)
CAREER_SITES = Records(
    state.CAREER_SITES,
    "careerSiteId",
    errors.CareerSiteNotFound,
    sample=lambda world: next(iter(world[state.CAREER_SITES])),
    codec=ids.own("career_site"),
)
PREDEFINED_LOCATIONS = Records(
    state.PREDEFINED_LOCATIONS,
    "id",
    errors.PredefinedLocationNotFound,
    sample=lambda world: next(iter(world[state.PREDEFINED_LOCATIONS])),
    codec=ids.own("predefined_location"),
)
