"""The company's records as Skailer answers them."""

from typing import Any

from ats_sandbox.vendors.skailer.state import cv_ids
from ats_sandbox.vendors.skailer.vocabulary import disqualification, disqualification_reason, job_status
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.pipelines import Pipeline
from ats_sandbox.world.domain.reading import Reading


def job(world: Reading, record: Job) -> dict[str, Any]:
    """An open role."""
    return {
        "id": record.id,
        "title": record.title,
        "status": job_status(record),
        "pipeline_id": record.pipeline,
        "description": record.description or None,
        "created_at": iso_seconds(record.created_at),
    }


def pipeline(world: Reading, record: Pipeline) -> dict[str, Any]:
    """A pipeline with its stages, by position."""
    stages = sorted(world.stages.where(pipeline=record.id), key=lambda stage: stage.position)
    return {
        "id": record.id,
        "title": record.name,
        "stages": [{"id": stage.id, "title": stage.name, "position": stage.position} for stage in stages],
    }


def applicant(world: Reading, record: Candidate) -> dict[str, Any]:
    """A person."""
    return {
        "id": record.id,
        "first_name": record.first_name,
        "last_name": record.last_name,
        "email": record.email,
        "phone": record.phone,
        "source_id": record.source,
        "cv_ids": cv_ids(world, record.id),
        "created_at": iso_seconds(record.created_at),
    }


def candidate(world: Reading, record: Application) -> dict[str, Any]:
    """An applicant on a job."""
    return {
        "id": record.id,
        "job_id": record.job,
        "applicant_id": record.candidate,
        "pipeline_id": world.stages[record.stage].pipeline,
        "pipeline_stage_id": record.stage,
        "source_id": record.source,
        "disqualification_reason_id": disqualification(record),
        "reserved": record.reserved,
        "created_at": iso_seconds(record.created_at),
    }


def action(world: Reading, entry: Activity, reader: int) -> dict[str, Any] | None:
    """An entry of a candidate's history as a user reads it; None for an entry that Skailer has no words for."""
    reason = disqualification_reason(world, entry.reason)
    note = world.notes.get(entry.note)
    told = {
        "pipeline_stage_id": entry.stage,
        "disqualification_reason_id": reason.id if reason else None,
        "reserved": entry.reserved,
        "comment": note.body if note and (not note.private or note.author == reader) else None,
    }
    if entry.opening or all(value is None for value in told.values()):
        return None
    return {
        "id": entry.id,
        "candidate_id": entry.application,
        **told,
        "datetime_action_date": None if entry.dated is None else iso_seconds(entry.dated),
        "created_at": iso_seconds(entry.at),
    }
