"""Departments: parts of the company."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS
from ats_sandbox.vendors.stackone.shapes import Unified

departments = Resource("Departments", "Parts of the company")


class Department(Unified):
    """A part of the company."""

    id, remote_id = wire.ids("department")
    name = wire.text()


declare_reads(
    departments,
    "/departments",
    ids=("list_departments", "get_department"),
    about=("departments", "a department"),
    repository=DEPARTMENTS,
    shape=Department,
)
