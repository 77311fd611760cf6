"""What SmartRecruiters keeps of a new world, and puts down of what happens in it."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters.audit.history import first_trail
from ats_sandbox.vendors.smartrecruiters.audit.trail import record_audit
from ats_sandbox.vendors.smartrecruiters.candidates.state import required_steps
from ats_sandbox.vendors.smartrecruiters.configuration.founding import initial_tables as first_configuration
from ats_sandbox.vendors.smartrecruiters.messages.state import first_shares
from ats_sandbox.vendors.smartrecruiters.offers.state import begin_syncs
from ats_sandbox.vendors.smartrecruiters.onboarding.completions import expect_completions
from ats_sandbox.vendors.smartrecruiters.onboarding.state import begin_due_onboardings, seeded_onboarding
from ats_sandbox.vendors.smartrecruiters.properties.seeding import initial_tables as first_properties
from ats_sandbox.vendors.smartrecruiters.properties.state import follow_confidentiality
from ats_sandbox.vendors.smartrecruiters.reporting.seeding import first_reports
from ats_sandbox.vendors.smartrecruiters.users.state import seeded_users
from ats_sandbox.vendors.smartrecruiters.webhooks.state import first_subscriptions
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Table


def first_tables(world: Reading) -> list[Table[Any]]:
    """The tables of a new world, by API."""
    return [
        *first_configuration(world),
        *seeded_users(world),
        *seeded_onboarding(world),
        *first_subscriptions(world),
        *first_reports(world),
        required_steps(world),
        *first_properties(world),
        first_trail(world),
        first_shares(world),
    ]


def record(world: Transaction) -> None:
    """What follows from a transaction, whoever wrote: work and onboarding that begin, and the audit trail."""
    begin_syncs(world)
    begin_due_onboardings(world)
    expect_completions(world)
    record_audit(world)
    follow_confidentiality(world)
