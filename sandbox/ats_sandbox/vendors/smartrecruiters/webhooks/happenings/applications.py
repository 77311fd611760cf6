"""Events of applications: how they stand, and what belongs to them."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.properties.state import Onboarding, PropertyValue
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told_of
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.reading import Reading

STATUS = ("status", "stage", "reason", "starts_at")
"""What the status of a candidate on a job says: status and step, reason, first day."""
SOURCE = ("source", "origin")


def of_application(world: Reading, before: Application | None, after: Application | None) -> Iterator[Told]:
    """Creation, status, source, and what was answered. No event tells that an application is gone."""
    if after is None:
        return
    if before is None:
        yield from told_of(after, "application.created")
    elif differ(before, after, *STATUS):
        yield from told_of(after, "application.status.updated")
    if before is not None and differ(before, after, *SOURCE):
        yield from told_of(after, "application.source.updated")
    answered = () if before is None else before.answers
    if after.answers != answered:
        event = "updated" if answered else "created"
        yield from told_of(after, f"application.screening-answers.{event}")


def of_value(world: Reading, before: PropertyValue | None, after: PropertyValue | None) -> Iterator[Told]:
    """What a candidate property is on a job. In the talent pool it is that of no application."""
    if after is not None and (before is None or before.given != after.given):
        yield from told_of(world.applications.get(after.application), "application.fields.updated")


def of_onboarding(world: Reading, before: Onboarding | None, after: Onboarding | None) -> Iterator[Told]:
    """How the onboarding stands."""
    if after is not None and (before is None or before.status != after.status):
        yield from told_of(world.applications.get(after.application), "application.onboarding-status.updated")


def of_attachment(world: Reading, before: Attachment | None, after: Attachment | None) -> Iterator[Told]:
    """A file that was sent with an application. Those of candidates alone, and deletions, are no event."""
    if after is not None and (before is None or before.application != after.application):
        application = world.applications.get(after.application)
        yield from told_of(application, "application.attachment.created", attachment=after.id)
