"""Departments."""

from typing import Any

from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, text
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsDepartment(AtsModel):
    """A part of the company."""

    name = text()


def view(mirror: Mirror, department: Department) -> dict[str, Any]:
    """A department's own fields."""
    return {"name": department.name}


def raw(world: Reading, department: Department) -> dict[str, Any]:
    """The provider's object."""
    return {
        "id": native_id(world, "department", department.id),
        "label": department.name,
        "description": department.description,
    }


DEPARTMENT = model(DEPARTMENTS, "department", "Department", "departments", AtsDepartment, view, raw)
