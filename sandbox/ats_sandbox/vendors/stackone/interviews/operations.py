"""Reading interviews. Those of an application are the same records."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.interviews.schemas import Interview, ScheduledInterview
from ats_sandbox.vendors.stackone.interviews.views import interview, scheduled_interview
from ats_sandbox.vendors.stackone.queries import CreatedListQuery
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import INTERVIEWS, OF_APPLICATION, SUB

interviews = Resource("Interviews", "Meetings about applications")

declare_list(
    interviews,
    "/interviews",
    id="list_interviews",
    about="interviews",
    repository=INTERVIEWS,
    shape=Interview,
    view=interview,
    query=CreatedListQuery,
)
declare_get(
    interviews,
    "/interviews/{id}",
    id="get_interview",
    about="an interview",
    repository=INTERVIEWS,
    shape=Interview,
    view=interview,
)
declare_list(
    interviews,
    "/applications/{id}/scheduled_interviews",
    id="list_applications_scheduled_interviews",
    about="the interviews of an application",
    repository=INTERVIEWS,
    shape=ScheduledInterview,
    view=scheduled_interview,
    within=OF_APPLICATION,
)
declare_get(
    interviews,
    f"/applications/{{id}}/scheduled_interviews/{{{SUB}}}",
    id="get_application_scheduled_interview",
    about="an interview of an application",
    repository=INTERVIEWS,
    shape=ScheduledInterview,
    view=scheduled_interview,
    within=OF_APPLICATION,
)
