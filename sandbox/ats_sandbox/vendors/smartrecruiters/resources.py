"""Every resource, in the order of the document."""

from ats_sandbox.contract.operation import Tag
from ats_sandbox.vendors.smartrecruiters.apply.applications import apply_api
from ats_sandbox.vendors.smartrecruiters.approvals.jobs import job_approvals
from ats_sandbox.vendors.smartrecruiters.approvals.requests import approvals
from ats_sandbox.vendors.smartrecruiters.audit.audit_events import audit_events
from ats_sandbox.vendors.smartrecruiters.candidates.applications import applications
from ats_sandbox.vendors.smartrecruiters.candidates.attachments import attachments
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import candidates, tags
from ats_sandbox.vendors.smartrecruiters.candidates.creation import creation
from ats_sandbox.vendors.smartrecruiters.candidates.job_applications import job_applications
from ats_sandbox.vendors.smartrecruiters.candidates.resumes import resumes
from ats_sandbox.vendors.smartrecruiters.candidates.screening_answers import screening_answers
from ats_sandbox.vendors.smartrecruiters.candidates.statuses import history, statuses
from ats_sandbox.vendors.smartrecruiters.configuration.career_sites import career_sites
from ats_sandbox.vendors.smartrecruiters.configuration.company import configuration, departments, hiring_processes
from ats_sandbox.vendors.smartrecruiters.configuration.job_properties import job_properties
from ats_sandbox.vendors.smartrecruiters.configuration.job_property_dependents import job_property_dependents
from ats_sandbox.vendors.smartrecruiters.configuration.job_property_values import job_property_values
from ats_sandbox.vendors.smartrecruiters.configuration.predefined_locations import predefined_locations
from ats_sandbox.vendors.smartrecruiters.configuration.reference_lists import reference_lists
from ats_sandbox.vendors.smartrecruiters.configuration.source_types import sources
from ats_sandbox.vendors.smartrecruiters.consents.consents import consents
from ats_sandbox.vendors.smartrecruiters.identity.oauth import oauth
from ats_sandbox.vendors.smartrecruiters.interviews.interview_types import interview_types
from ats_sandbox.vendors.smartrecruiters.interviews.interviews import interviews
from ats_sandbox.vendors.smartrecruiters.interviews.timeslots import timeslots
from ats_sandbox.vendors.smartrecruiters.jobs.hiring_team import hiring_team
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import job_ads
from ats_sandbox.vendors.smartrecruiters.jobs.jobs import jobs
from ats_sandbox.vendors.smartrecruiters.jobs.notes import job_notes
from ats_sandbox.vendors.smartrecruiters.jobs.positions import positions
from ats_sandbox.vendors.smartrecruiters.jobs.publications import publications
from ats_sandbox.vendors.smartrecruiters.jobs.statuses import job_statuses
from ats_sandbox.vendors.smartrecruiters.messages.messages import messages
from ats_sandbox.vendors.smartrecruiters.offers.offers import offers
from ats_sandbox.vendors.smartrecruiters.offers.signing import offer_documents
from ats_sandbox.vendors.smartrecruiters.onboarding.onboarding import onboarding
from ats_sandbox.vendors.smartrecruiters.properties.candidate_properties import properties
from ats_sandbox.vendors.smartrecruiters.properties.definitions import definitions
from ats_sandbox.vendors.smartrecruiters.properties.offer_properties import offer_properties
from ats_sandbox.vendors.smartrecruiters.properties.onboarding import onboarding as onboarding_statuses
from ats_sandbox.vendors.smartrecruiters.public.postings import public_postings
from ats_sandbox.vendors.smartrecruiters.reporting.reports import reports
from ats_sandbox.vendors.smartrecruiters.reviews.criteria import criteria
from ats_sandbox.vendors.smartrecruiters.reviews.reviews import reviews
from ats_sandbox.vendors.smartrecruiters.users.access_groups import access_groups, group_settings
from ats_sandbox.vendors.smartrecruiters.users.activation import deprecated_users, users
from ats_sandbox.vendors.smartrecruiters.webhooks.subscriptions import subscriptions

RESOURCES: tuple[Tag, ...] = (
    candidates,
    creation,
    resumes,
    tags,
    applications,
    statuses,
    history,
    job_applications,
    attachments,
    screening_answers,
    properties,
    onboarding_statuses,
    consents,
    jobs,
    job_statuses,
    job_notes,
    hiring_team,
    positions,
    job_approvals,
    job_ads,
    publications,
    public_postings,
    apply_api,
    interviews,
    timeslots,
    interview_types,
    reviews,
    criteria,
    messages,
    offers,
    offer_documents,
    approvals,
    onboarding,
    users,
    deprecated_users,
    access_groups,
    group_settings,
    oauth,
    configuration,
    departments,
    hiring_processes,
    sources,
    reference_lists,
    career_sites,
    predefined_locations,
    job_properties,
    job_property_values,
    job_property_dependents,
    definitions,
    offer_properties,
    reports,
    subscriptions,
    audit_events,
)
