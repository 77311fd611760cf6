"""Where an application stands, in StackOne's values."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.stackone.state import ApplicationFacts, effective
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS
from ats_sandbox.world.domain.applications import Application


def application_status(record: Application, facts: ApplicationFacts) -> Document:
    """The status as `{value, source_value}`: the one that was sent, while it holds."""
    return effective(facts.status, record.status, APPLICATION_STATUS.show(record.status))
