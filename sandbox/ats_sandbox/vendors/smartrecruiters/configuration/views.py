"""The company's configuration as it is answered."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.labels import labelled
from ats_sandbox.vendors.smartrecruiters.links import action
from ats_sandbox.vendors.smartrecruiters.places import location
from ats_sandbox.vendors.smartrecruiters.sources import source_action
from ats_sandbox.world.domain.company import Company
from ats_sandbox.world.domain.departments import Department
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Reason
from ats_sandbox.world.domain.sources import Source
from ats_sandbox.world.domain.wordlists import industry_label


def company(one: Company) -> dict[str, Any]:
    """The company as CompanyConfiguration."""
    return {
        "identifier": one.identifier,
        "name": one.name,
        "location": location(one.place),
        "website": one.website,
        "industry": labelled(one.industry, industry_label(one.industry)),
    }


def department(world: Reading, one: Department) -> dict[str, Any]:
    """A department."""
    return {"id": ids.DEPARTMENT.write(world, one.id), "label": one.name, "description": one.description}


def reason(world: Reading, one: Reason) -> dict[str, Any]:
    """A reason for which applications end."""
    return labelled(ids.REASON.write(world, one.id), one.label)


def source_types(call: Call) -> list[dict[str, Any]]:
    """The types of all sources, each once, in the order in which they came up."""
    kinds: dict[str, dict[str, Any]] = {}
    subtypes: dict[str, dict[str, None]] = {}
    for source in call.world.sources:
        kinds.setdefault(source.type, {"id": source.type, "label": source.type_label})
        known = subtypes.setdefault(source.type, {})
        if source.subtype is not None:
            known[source.subtype] = None
    return [
        {
            **kind,
            "subtypes": [{"id": subtype} for subtype in subtypes[id]],
            "actions": {"values": action(call, f"/configuration/sources/{id}/values")},
        }
        for id, kind in kinds.items()
    ]


def source(call: Call, one: Source) -> dict[str, Any]:
    """A source value."""
    return {
        "id": ids.source_value_id(call.world, one.id),
        "sourceIdentifier": ids.SOURCE.write(call.world, one.id),
        "label": one.label,
        **({} if one.subtype is None else {"sourceSubType": {"id": one.subtype}}),
        "actions": {"sourceDetails": source_action(call, one)},
    }
