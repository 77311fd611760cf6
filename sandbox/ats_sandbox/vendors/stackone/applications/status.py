"""Where an application stands, in StackOne's words."""

from typing import Any

from ats_sandbox.vendors.stackone.state import ApplicationFacts, effective
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS
from ats_sandbox.world.domain.applications import Application


def application_status(record: Application, facts: ApplicationFacts) -> dict[str, Any]:
    """The status as `{value, source_value}`: the one that was told, while it holds."""
    shown: dict[str, Any] = effective(facts.status, record.status, APPLICATION_STATUS.show(record.status))
    return shown
