"""The unified models, by the noun in their ids. Adding one here makes it readable and expandable."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.vendors.bindbee.connectors import CONNECTORS
from sandbox.vendors.bindbee.ids import read_record_id
from sandbox.vendors.bindbee.model import Model
from sandbox.vendors.bindbee.models.applications import APPLICATION
from sandbox.vendors.bindbee.models.candidates import CANDIDATE
from sandbox.vendors.bindbee.models.departments import DEPARTMENT
from sandbox.vendors.bindbee.models.job_interview_stages import JOB_INTERVIEW_STAGE
from sandbox.vendors.bindbee.models.jobs import JOB
from sandbox.vendors.bindbee.models.offers import OFFER
from sandbox.vendors.bindbee.models.offices import OFFICE
from sandbox.vendors.bindbee.models.reject_reasons import REJECT_REASON
from sandbox.vendors.bindbee.models.remote_users import REMOTE_USER
from sandbox.world.reading import Reading

MODELS: Mapping[str, Model[Any]] = {
    one.kind: one
    for one in (
        APPLICATION,
        CANDIDATE,
        DEPARTMENT,
        JOB_INTERVIEW_STAGE,
        JOB,
        OFFER,
        OFFICE,
        REJECT_REASON,
        REMOTE_USER,
    )
}

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def recognise(world: Reading, account: Any, text: str) -> tuple[str, Any] | None:
    """What an id names behind the connector asked, or behind another one; found in the linked system itself."""
    if not UUID.fullmatch(text):
        return None
    for connector in sorted(world[CONNECTORS], key=lambda one: one is not account):
        for kind, model in MODELS.items():
            ordinal = read_record_id(world, connector.id, kind, text.lower())
            if ordinal is not None:
                elsewhere = account is not None and connector.id != account.id
                told = model.title.lower() + (" behind another connector" if elsewhere else "")
                return told, model.get(world, ordinal)
    return None
