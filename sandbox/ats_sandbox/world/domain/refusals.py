"""What a world refuses to do. Each vendor words these refusals in its own way."""

from typing import ClassVar


class DomainRefusal(Exception):
    """A command that would make the world contradict itself; nothing was changed."""

    why: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.why.format(**facts))
        self.facts = facts


class AlreadyApplied(DomainRefusal):
    """One candidate is on a job once."""

    why = "candidate {candidate} is already on job {job}"


class StageElsewhere(DomainRefusal):
    """A stage of another pipeline than the job's."""

    why = "stage {stage} is not in the pipeline of job {job}"


class NoSuchStep(DomainRefusal):
    """The job's pipeline has no step of that name in that phase."""

    why = "the pipeline of job {job} has no step {step!r} under {status}"


class NoSuchPhase(DomainRefusal):
    """The job's pipeline has no stage of that phase."""

    why = "the pipeline of job {job} has no {status} stage"


class ReasonMissing(DomainRefusal):
    """Ending an application needs a reason."""

    why = "{status} needs a reason"


class ReasonUnfit(DomainRefusal):
    """The reason is unknown, or is not one for this status."""

    why = "reason {reason} does not fit {status}"


class ReasonUnknown(ReasonUnfit):
    """The status takes a reason, and this one is not on its list."""


class IdentityTaken(DomainRefusal):
    """Another candidate has this e-mail address and last name."""

    why = "candidate {other} has the same e-mail address and last name"


class LastTimeslot(DomainRefusal):
    """An interview keeps at least one timeslot."""

    why = "timeslot {timeslot} is the last one of interview {interview}"


class AddressTaken(DomainRefusal):
    """Another user has this e-mail address."""

    why = "user {user} has the e-mail address {email} already"


class AnsweredAlready(DomainRefusal):
    """A candidate gives equal opportunity answers once."""

    why = "candidate {candidate} gave equal opportunity answers already"


class ApprovalOver(DomainRefusal):
    """Nothing can be decided of a request that is approved, rejected or abandoned."""

    why = "approval {approval} is {status} already"


class NotAsked(DomainRefusal):
    """Only who is asked decides."""

    why = "user {user} is no approver of approval {approval}"


class DecisionTooEarly(DomainRefusal):
    """The steps of a sequential request are taken one after the other."""

    why = "an earlier step of approval {approval} comes before that of user {user}"


class DecisionTaken(DomainRefusal):
    """Everybody decides once, and not after a decision that was enough."""

    why = "the decision of user {user} on approval {approval} is taken already"
