"""What a company can have bought or switched on at SmartRecruiters."""

from ats_sandbox.world.domain.features import Feature

CANDIDATE_FIELDS = Feature("candidate_fields", "The module that onboarding statuses belong to.")
ONBOARDING_STATUS = Feature("onboarding_status", "The candidate property of that name: candidates have such statuses.")
PRIVACY_POLICY = Feature("privacy_policy", "A privacy policy, without which candidates cannot be asked for consent.")
SEPARATED_CONSENT = Feature("separated_consent", "Candidates decide about each data scope apart.", usual=False)
JOB_APPROVALS = Feature("job_approvals", "Jobs that somebody was asked to approve are not changed without approval.")
ALL_JOBS_APPROVED = Feature("all_jobs_approved", "With `job_approvals`, that holds of every job.", usual=False)
FEATURES = (
    *(CANDIDATE_FIELDS, ONBOARDING_STATUS, PRIVACY_POLICY, SEPARATED_CONSENT),
    *(JOB_APPROVALS, ALL_JOBS_APPROVED),
)
