"""The systems that can be linked."""

import msgspec

from ats_sandbox.vendors.bindbee.connectors import Category


class Integration(msgspec.Struct, frozen=True):
    """A system that can be linked. `id` counts them from 1."""

    id: int
    slug: str
    display_name: str
    category: Category
    description: str | None = None
    is_enabled: bool = True


INTEGRATIONS = {
    one.slug: one
    for one in (
        Integration(1, "smartrecruiters", "SmartRecruiters", Category.ATS, "Hiring, from the requisition to the offer"),
        Integration(2, "greenhouse", "Greenhouse", Category.ATS, "Structured hiring"),
        Integration(3, "lever", "Lever", Category.ATS, is_enabled=False),
        Integration(4, "bamboohr", "BambooHR", Category.HRIS, "Employees and time off"),
        Integration(5, "docebo", "Docebo", Category.LMS),
    )
}
"""By slug."""
