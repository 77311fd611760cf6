"""Reading the scorecards of an application."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import OF_APPLICATION, SCORECARDS, SUB
from ats_sandbox.vendors.stackone.scorecards.schemas import Scorecard
from ats_sandbox.vendors.stackone.scorecards.views import scorecard

scorecards = Resource("Scorecards", "Reviews of candidates")

declare_list(
    scorecards,
    "/applications/{id}/scorecards",
    id="list_application_scorecards",
    about="the scorecards of an application",
    repository=SCORECARDS,
    shape=Scorecard,
    view=scorecard,
    within=OF_APPLICATION,
)
declare_get(
    scorecards,
    f"/applications/{{id}}/scorecards/{{{SUB}}}",
    id="get_application_scorecard",
    about="a scorecard of an application",
    repository=SCORECARDS,
    shape=Scorecard,
    view=scorecard,
    within=OF_APPLICATION,
)
