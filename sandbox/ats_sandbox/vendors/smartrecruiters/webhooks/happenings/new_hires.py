"""Events of the onboarding of new hires."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.onboarding.completions import Completion
from ats_sandbox.vendors.smartrecruiters.onboarding.state import ONBOARDING_PROCESSES, OnboardingProcess
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told
from ats_sandbox.world.domain.reading import Reading


def of_process(world: Reading, before: OnboardingProcess | None, after: OnboardingProcess | None) -> Iterator[Told]:
    """The beginning of an onboarding process."""
    if before is None:
        yield from _told(world, after, "process.started")


def of_completion(world: Reading, before: Completion | None, after: Completion | None) -> Iterator[Told]:
    """That the assignments of a process are done, all of them or the urgent ones."""
    if after is not None and after.done and not (before is not None and before.done):
        event = "assignments.high-priority.completed" if after.urgent else "assignments.completed"
        yield from _told(world, world[ONBOARDING_PROCESSES].get(after.process), event, at=after.at)


def _told(world: Reading, process: OnboardingProcess | None, change: str, *, at: int | None = None) -> Iterator[Told]:
    application = None if process is None else world.applications.get(process.application)
    if process is not None and application is not None:
        yield Told(f"onboarding.{change}", {"process": process.id, "new_hire": application.candidate}, at)
