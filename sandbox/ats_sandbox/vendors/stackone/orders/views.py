"""Packages, orders and results as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.applications.status import application_status
from ats_sandbox.vendors.stackone.candidates.views import contact
from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.jobs.views import hiring_team
from ats_sandbox.vendors.stackone.orders.records import TEST, Item, Order, Outcome, Package, tests_of
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, JOB_FACTS, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext

HOST = "https://tests.example.com"
"""Where candidates take what was ordered for them, and where results are shown."""


def assessment_package(record: Package, context: ViewContext) -> dict[str, Any]:
    """One package of assessments."""
    return {
        **id_pair(context.world, "assessment_package", record.id),
        "name": record.name,
        "description": record.description,
    }


def check_package(record: Package, context: ViewContext) -> dict[str, Any]:
    """One package of background checks."""
    return {
        **id_pair(context.world, "background_check_package", record.id),
        "name": record.name,
        "description": record.description,
        "tests": [
            {**id_pair(context.world, TEST, one.id), "name": one.name, "description": one.description}
            for one in tests_of(context.world, record.id)
        ],
    }


def assessment_order(record: Order, context: ViewContext) -> dict[str, Any]:
    """One order of an assessment; what it is about shows as it is now."""
    return {
        **remote_id_pair(record.key),
        "package": None if record.item is None else _item(record.item),
        "application": _application(record, context),
        "job": _job(record, context),
        "candidate": _candidate(record, context),
        "requester": record.requester,
        "results_update_url": record.results_update_url,
    }


def check_order(record: Order, context: ViewContext) -> dict[str, Any]:
    """One order of background checks."""
    shown = assessment_order(record, context)
    if shown["package"] is not None:
        shown["package"]["tests"] = [_item(one) for one in record.tests]
    return shown


def outcome(record: Order, context: ViewContext) -> dict[str, Any]:
    """What came of an order; all of it is null before the first result."""
    held = record.outcome or Outcome()
    return {
        **remote_id_pair(record.key),
        "score": held.score,
        "start_date": moment(held.start_date),
        "submission_date": moment(held.submission_date),
        "summary": held.summary,
        "result": held.result,
        "result_url": held.result_url,
        "attachments": held.attachments,
        "candidate": {**id_pair(context.world, "candidate", record.candidate), "profile_url": record.profile_url},
    }


def _item(item: Item) -> dict[str, Any]:
    return {**remote_id_pair(item.remote_id), "name": item.name, "description": item.description}


def _application(record: Order, context: ViewContext) -> dict[str, Any] | None:
    if record.application is None:
        return None
    application = context.world.applications.get(record.application)
    facts = facts_of(context.world, APPLICATION_FACTS, record.application)
    return {
        **id_pair(context.world, "application", record.application),
        "application_status": None if application is None else application_status(application, facts),
    }


def _job(record: Order, context: ViewContext) -> dict[str, Any] | None:
    if record.job is None:
        return None
    job = context.world.jobs.get(record.job)
    facts = facts_of(context.world, JOB_FACTS, record.job)
    return {
        **id_pair(context.world, "job", record.job),
        "title": None if job is None else job.title or None,
        "hiring_team": None if job is None else hiring_team(job, facts, context),
    }


def _candidate(record: Order, context: ViewContext) -> dict[str, Any] | None:
    if record.candidate is None:
        return None
    person = context.world.candidates.get(record.candidate)
    known = {} if person is None else contact(person, context)
    return {
        **id_pair(context.world, "candidate", record.candidate),
        "first_name": known.get("first_name"),
        "last_name": known.get("last_name"),
        "emails": known.get("emails"),
        "profile_url": record.profile_url,
    }
