"""The wire shape of stages: one shape under two names."""

from ats_sandbox.vendors.stackone import wire

_MEMBERS: wire.Members = {
    "id": wire.text(),
    "remote_id": wire.text(),
    "unified_custom_fields": wire.free(),
    "name": wire.text(),
    "order": wire.number(),
    "created_at": wire.moment(),
    "updated_at": wire.moment(),
}

InterviewStageInput, InterviewStage = wire.twins("InterviewStage", _MEMBERS)
_, ApplicationStage = wire.twins("ApplicationStage", _MEMBERS)
