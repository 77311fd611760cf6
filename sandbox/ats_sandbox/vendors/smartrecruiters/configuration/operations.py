"""Configuration: the lists from which candidates and jobs take their values."""

from functools import partial
from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters.configuration import views
from ats_sandbox.vendors.smartrecruiters.configuration.schemas import (
    CompanyConfiguration,
    Departments,
    Properties,
    SourceQuery,
    Sources,
    SourceTypes,
)
from ats_sandbox.vendors.smartrecruiters.errors import SourceTypeNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.vendors.smartrecruiters.paging import slices, whole
from ats_sandbox.world.domain.reasons import Decider

REFERENCE = documented("developers.smartrecruiters.com, Configuration API")

configuration = Resource("Configuration", "The company and the lists it hires by")


@configuration.get(
    "/configuration/company",
    id="get_company",
    scope="configuration_read",
    returns=CompanyConfiguration,
    evidence=REFERENCE,
)
def get_company(call: Call) -> dict[str, Any]:
    """Get the company."""
    return views.company(call.world.company)


@configuration.get(
    "/configuration/departments",
    id="list_departments",
    scope="configuration_read",
    headers=LanguageHeader,
    returns=Departments,
    evidence=REFERENCE,
)
def list_departments(call: Call) -> dict[str, Any]:
    """List departments.

    The company labels them in one language, so `Accept-Language` changes nothing.
    """
    assert call.header is not None
    return whole(views.department(call.world, one) for one in call.world.departments)


@configuration.get(
    "/configuration/rejection-reasons",
    id="list_rejection_reasons",
    scope="configuration_read",
    returns=Properties,
    evidence=REFERENCE,
)
def list_rejection_reasons(call: Call) -> dict[str, Any]:
    """List the reasons for which the company rejects."""
    return whole(views.reason(call.world, one) for one in call.world.reasons.where(decider=Decider.COMPANY))


@configuration.get(
    "/configuration/withdrawal-reasons",
    id="list_withdrawal_reasons",
    scope="configuration_read",
    returns=Properties,
    evidence=REFERENCE,
)
def list_withdrawal_reasons(call: Call) -> dict[str, Any]:
    """List the reasons for which candidates withdraw."""
    return whole(views.reason(call.world, one) for one in call.world.reasons.where(decider=Decider.CANDIDATE))


@configuration.get(
    "/configuration/sources",
    id="list_source_types",
    scope="configuration_read",
    returns=SourceTypes,
    evidence=REFERENCE,
)
def list_source_types(call: Call) -> dict[str, Any]:
    """List source types with their subtypes."""
    return whole(views.source_types(call))


@configuration.get(
    "/configuration/sources/{sourceType}/values",
    id="list_source_values",
    scope="configuration_read",
    query=SourceQuery,
    returns=Sources,
    errors=[SourceTypeNotFound],
    evidence=REFERENCE,
    example=Example(path={"sourceType": "JOB_BOARD"}, query={"sourceSubType": "PAID"}),
)
def list_source_values(call: Call) -> dict[str, Any]:
    """List the values of a source type.

    Of one subtype, when that is asked for.
    """
    kind = call.path["sourceType"]
    values = call.world.sources.where(type=kind)
    if not values:
        raise SourceTypeNotFound
    subtype = call.query.get("sourceSubType")
    if subtype is not None:
        values = values.where(subtype=(kind, subtype))
    return slices(call, values, partial(views.source, call))
