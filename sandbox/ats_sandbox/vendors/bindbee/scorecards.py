"""Scorecards: what interviewers concluded."""

from ats_sandbox.vendors.bindbee import lists, vocabulary
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, open_enum
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.commands.scorecards import review
from ats_sandbox.world.domain.scorecards import CONCLUSIONS, SCORECARDS, Recommendation, Scorecard


class AtsScorecard(AtsModel):
    """What an interviewer concluded; `interview` is null where the application alone was judged."""

    application = Relation("application")
    interview = Relation("scheduled_interview", "interview")
    interviewer = Relation("remote_user", "interviewer", of="author")
    remote_created_at = Moment(of="created_at")
    submitted_at = Moment(of="created_at")
    overall_recommendation = open_enum(
        "recommendation", of=lambda card, _: vocabulary.RECOMMENDATION[card.recommendation]
    )


FILTERS = (
    lists.by_relation("application"),
    lists.by_relation("scheduled_interview", "interview"),
    lists.by_relation("remote_user", "interviewer", index="author"),
)
SCORECARD = Model("scorecard", "What interviewers concluded", SCORECARDS, AtsScorecard, filters=FILTERS)


@creates(SCORECARD, "application")
def create_scorecard(sent: Sent) -> Scorecard:
    """Judge an application, perhaps after an interview of it; answers the new scorecard's id.

    The author is by default who opened the job. Without a recommendation, or with an unknown one, the linked system
    rates in the middle.
    """
    application, interview = sent.record("application"), sent.record("scheduled_interview", "interview")
    if interview is not None and interview.application != application.id:
        raise sent.wrong("interview does not belong to this application", sent.get("interview"), "interview")
    draft, author = sent.call.draft, sent.ordinal("remote_user", "interviewer")
    word = vocabulary.said(vocabulary.RECOMMENDATION, sent.get("overall_recommendation")) or Recommendation.UNDECIDED
    created_at = sent.instant("remote_created_at")
    return review(
        draft,
        application,
        author=draft.jobs[application.job].creator if author is None else author,
        rating=max(stars for stars, one in enumerate(CONCLUSIONS) if one is word),
        recommendation=word,
        interview=None if interview is None else interview.id,
        created_at=sent.instant("submitted_at") if created_at is None else created_at,
    )
