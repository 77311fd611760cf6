"""Departments."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.declarations import declare_reads
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, text
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsDepartment(AtsModel):
    """A part of the company."""

    name = text()


def raw(world: Reading, department: Department) -> Document:
    """The provider's object."""
    return {
        "id": native_id(world, "department", department.id),
        "label": department.name,
        "description": department.description,
    }


DEPARTMENT = Model(kind="department", schema=AtsDepartment, raw=raw, collection=DEPARTMENTS)
departments = declare_reads(DEPARTMENT, "Parts of the company")
