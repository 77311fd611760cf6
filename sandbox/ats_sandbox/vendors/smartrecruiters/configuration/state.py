"""What only SmartRecruiters knows of how the company is set up: job properties, deleted sources, sites, locations."""

import msgspec

from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record, keyed_by


class JobProperty(Record, frozen=True, kw_only=True):
    """What the company describes its jobs by, beside what every job has.

    A `listed` one takes one of its values, another free text. `parent` is the property on whose value it depends which
    of them can be chosen. One that is not `editable` is the product's own. `translations` are labels by language.
    """

    label: str
    category: str
    active: bool
    visible: bool
    required: bool
    listed: bool = True
    editable: bool = True
    parent: int | None = None
    translations: dict[str, str] = msgspec.field(default_factory=dict)
    created_at: int
    updated_at: int


class JobPropertyValue(Record, frozen=True, kw_only=True):
    """A value of a listed property. `key` is its id; `parents` are the values of the parent that it goes with."""

    property: int
    key: str
    label: str
    archived: bool = False
    parents: tuple[int, ...] = ()
    translations: dict[str, str] = msgspec.field(default_factory=dict)
    created_at: int
    updated_at: int


class PropertyOfJob(Record, frozen=True, kw_only=True):
    """What a property is for one job: a value, or text."""

    job: int
    property: int
    value: int | None = None
    text: str | None = None


class DeletedSource(Record, frozen=True, kw_only=True):
    """A source that applications came from once, and can no longer."""

    type: str
    subtype: str
    label: str


class CareerSite(Record, frozen=True, kw_only=True):
    """A site on which the company advertises its jobs."""

    name: str
    url: str
    language: str
    default: bool


class PredefinedLocation(Record, frozen=True, kw_only=True):
    """A place that jobs can be located at; `identifier` is the company's own name for it."""

    identifier: str
    name: str
    place: Place
    created_at: int
    updated_at: int


JOB_PROPERTIES = Collection(
    "smartrecruiters.job_properties",
    JobProperty,
    references={"parent": Reference("smartrecruiters.job_properties")},
    indexes={"parent": keyed_by("parent"), "demanded": lambda one: (one.required and one.active,)},
)
JOB_PROPERTY_VALUES = Collection(
    "smartrecruiters.job_property_values",
    JobPropertyValue,
    references={
        "property": Reference("smartrecruiters.job_properties"),
        "parents": Reference("smartrecruiters.job_property_values"),
    },
    indexes={
        "property": keyed_by("property"),
        "key": lambda one: ((one.property, one.key),),
        "label": lambda one: ((one.property, one.label),),
        "usable": lambda one: () if one.archived else (one.property,),
        "parent": lambda one: tuple((parent, one.property) for parent in one.parents),
    },
)
PROPERTIES_OF_JOBS = Collection(
    "smartrecruiters.properties_of_jobs",
    PropertyOfJob,
    references={
        "job": Reference("jobs", OnDelete.DELETE, follows=True),
        "property": Reference("smartrecruiters.job_properties"),
        "value": Reference("smartrecruiters.job_property_values"),
    },
    indexes={"job": keyed_by("job")},
)
DELETED_SOURCES = Collection("smartrecruiters.deleted_sources", DeletedSource)
CAREER_SITES = Collection("smartrecruiters.career_sites", CareerSite)
PREDEFINED_LOCATIONS = Collection(
    "smartrecruiters.predefined_locations", PredefinedLocation, indexes={"identifier": keyed_by("identifier")}
)
