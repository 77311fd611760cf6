"""EEOCs: what candidates said of themselves for equal opportunity reports, each candidate once."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee import errors, lists, vocabulary
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, open_enum
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.commands.equal_opportunity import answer_equal_opportunity
from ats_sandbox.world.domain.equal_opportunity import EQUAL_OPPORTUNITY_ANSWERS, EqualOpportunityAnswers
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsEEOC(AtsModel):
    """The answers of one candidate; null for what was not asked."""

    candidate = Relation("candidate")
    submitted_at = Moment(of="created_at")
    race = open_enum("race", of=lambda one, _: vocabulary.RACE.get(one.race))
    gender = open_enum("gender", of=lambda one, _: vocabulary.GENDER.get(one.gender))
    veteran_status = open_enum("veteran_status", of=lambda one, _: vocabulary.VETERAN_STATUS.get(one.veteran))
    disability_status = open_enum(
        "disability_status", of=lambda one, _: vocabulary.DISABILITY_STATUS.get(one.disability)
    )


def raw(world: Reading, one: EqualOpportunityAnswers) -> Document:
    """The provider's object."""
    said = {"race": one.race, "gender": one.gender, "veteran": one.veteran, "disability": one.disability}
    answers = [{"name": name, "values": [{"id": value}]} for name, value in said.items() if value is not None]
    return {
        "category": "eeo",
        "candidate": {"id": native_id(world, "candidate", one.candidate)},
        "submittedOn": iso(one.created_at),
        "records": answers,
    }


ABOUT, FILTERS = "Answers for equal opportunity reports", (lists.by_relation("candidate"),)
EEOC = Model("eeoc", ABOUT, EQUAL_OPPORTUNITY_ANSWERS, AtsEEOC, title="EEOC", raw=raw, filters=FILTERS)


@creates(EEOC, "candidate", refuses=[errors.EeocAnswered])
def create_eeoc(sent: Sent) -> EqualOpportunityAnswers:
    """Note down the answers of a candidate who gave none yet; answers their id."""
    return answer_equal_opportunity(
        sent.call.draft,
        sent.record("candidate").id,
        race=vocabulary.said(vocabulary.RACE, sent.get("race")),
        gender=vocabulary.said(vocabulary.GENDER, sent.get("gender")),
        veteran=vocabulary.said(vocabulary.VETERAN_STATUS, sent.get("veteran_status")),
        disability=vocabulary.said(vocabulary.DISABILITY_STATUS, sent.get("disability_status")),
        at=sent.instant("submitted_at"),
    )
