"""Reading departments."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.departments.schemas import Department
from ats_sandbox.vendors.stackone.departments.views import department
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS

departments = Resource("Departments", "Parts of the company")

declare_list(
    departments,
    "/departments",
    id="list_departments",
    about="departments",
    repository=DEPARTMENTS,
    shape=Department,
    view=department,
)
declare_get(
    departments,
    "/departments/{id}",
    id="get_department",
    about="a department",
    repository=DEPARTMENTS,
    shape=Department,
    view=department,
)
