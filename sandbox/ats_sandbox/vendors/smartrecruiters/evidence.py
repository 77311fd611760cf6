"""Where what is declared is from."""

from ats_sandbox.contract.evidence import documented, inferred

CANDIDATE_API = documented("developers.smartrecruiters.com, Candidate API")
CONFIGURATION_API = documented("developers.smartrecruiters.com, Configuration API")
INTERVIEW_API = documented(
    "developers.smartrecruiters.com, Interview API; models of clients generated from its contract"
)
JOB_API = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
USER_API = documented("developers.smartrecruiters.com, User API v201804")

USE_CASES = documented("list of the API's PUT use cases, per-operation error responses")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")
SEATS = inferred("path and body are published, the number of the success is not: 201 creates, 204 deletes")
NOTE = inferred("path and model are published; before any note is written its content is taken to be empty")
TAGS = documented("list of the API's PUT use cases: put_update_candidate_tags")
AVATAR = documented("list of the API's PUT use cases: put_update_user_avatar")
SOURCE = documented("list of the API's PUT use cases: put_update_candidates_source")
STATUS = documented("list of the API's PUT use cases: put_update_candidates_job_status, reject_an_application")
