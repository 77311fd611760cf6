"""Operations of the API that are not served."""

from ats_sandbox.contract.operation import Declined

LATER = "its model or platform record is not simulated"
UNSERVED = """
GET /api/ats/v1/activities
POST /api/ats/v1/activities
GET /api/ats/v1/activities/{id}
GET /api/ats/v1/attachments
POST /api/ats/v1/attachments
GET /api/ats/v1/attachments/{id}
POST /api/ats/v1/departments
GET /api/ats/v1/eeocs
POST /api/ats/v1/eeocs
GET /api/ats/v1/eeocs/{id}
POST /api/ats/v1/job-interview-stages
POST /api/ats/v1/jobs
POST /api/ats/v1/offices
POST /api/ats/v1/reject-reasons
POST /api/ats/v1/remote-users
GET /api/ats/v1/scheduled-interviews
POST /api/ats/v1/scheduled-interviews
GET /api/ats/v1/scheduled-interviews/{id}
GET /api/ats/v1/scorecards
POST /api/ats/v1/scorecards
GET /api/ats/v1/scorecards/{id}
GET /api/ats/v1/screening-questions
POST /api/ats/v1/screening-questions
GET /api/ats/v1/screening-questions/{id}
GET /api/ats/v1/tags
POST /api/ats/v1/tags
GET /api/ats/v1/tags/{id}
GET /api/ats/v1/candidates/create/meta
POST /api/ats/v1/candidates/{candidate_id}/attachments
DELETE /api/ats/v1/connectors/{connector_id}/delete
GET /api/ats/v1/integrations
POST /api/embedded/v1/link/create-link-token
GET /api/embedded/v1/connectors/connector_token/{temporary_token}
POST /api/v1/passthrough
GET /api/v1/webhooks
GET /api/v1/webhooks/logs
GET /api/v1/webhooks/logs/{log_id}
POST /api/v1/custom-fields
GET /api/v1/custom-fields
GET /api/v1/custom-fields/{id}
PATCH /api/v1/custom-fields/{id}
DELETE /api/v1/custom-fields/{id}
POST /api/v1/custom-fields/mapping
GET /api/v1/custom-fields/mapping
PATCH /api/v1/custom-fields/mapping/{id}
DELETE /api/v1/custom-fields/mapping/{id}
GET /api/v1/custom-fields/raw-data
POST /api/v1/custom-fields/preview
GET /api/v1/custom-fields/configuration
GET /api/v1/lookup/integrations
GET /api/v1/lookup/models
POST /api/v1/org-check
"""

DECLINED = tuple(Declined(method, path, LATER) for method, path in map(str.split, UNSERVED.strip().splitlines()))
