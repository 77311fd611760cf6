"""What every hire has to do, and what of it is done: worked out from the process and the clock, never stored.

An assignment has an ordinal that leads back to its process and its template. Most are done some days after the
process began; one in six is never done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.ids import own
from ats_sandbox.vendors.smartrecruiters.onboarding.state import ONBOARDING_PROCESSES, OnboardingProcess
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading

NEVER = 16
"""Assignments in a hundred that are never done."""


class Activity(NamedTuple):
    """Something to do, perhaps with files to hand in."""

    title: str
    description: str
    files: tuple[str, ...] = ()
    sensitive: bool = False
    urgent: bool = False


class WebForm(NamedTuple):
    """A form with one question, and what people answer to it: one of these sets of texts."""

    title: str
    description: str
    field: str
    question: str
    type: str
    answers: tuple[tuple[str, ...], ...]
    key: str | None = None
    hint: str | None = None
    required: bool = True
    sensitive: bool = False
    urgent: bool = False


class PdfForm(NamedTuple):
    """A document to fill in."""

    title: str
    description: str
    file: str
    sensitive: bool = False
    urgent: bool = False


Template = TypeVar("Template", Activity, WebForm, PdfForm)


@dataclass(frozen=True, slots=True)
class Assignment(Generic[Template]):
    """A template that a hire was given, with the ordinal among all of its kind."""

    kind: str
    ordinal: int
    process: OnboardingProcess
    template: Template

    def done_at(self, seed: int) -> int | None:
        """When the hire submits it (milliseconds); None for never."""
        chance = Chance(seed, self.kind, self.ordinal)
        later = chance.between("days", 1, 20) * DAY + chance.below("moment", DAY)
        return None if chance.happens("never", NEVER) else self.process.created_at + later

    def done(self, world: Reading) -> bool:
        """True once the hire has submitted it."""
        done_at = self.done_at(world.seed)
        return done_at is not None and done_at <= world.now


@dataclass(frozen=True)
class Assignments(Generic[Template]):
    """All assignments of one kind. `not_found` is the refusal where an id is none of theirs."""

    kind: str
    parameter: str
    templates: tuple[Template, ...]
    not_found: type[ApiError]

    @property
    def codec(self) -> IdCodec:
        """How their ids are written."""
        return own(self.kind)

    def of(self, process: OnboardingProcess) -> list[Assignment[Template]]:
        """Those of a process."""
        first = (process.id - 1) * len(self.templates) + 1
        numbered = enumerate(self.templates, start=first)
        return [Assignment(self.kind, ordinal, process, template) for ordinal, template in numbered]

    def get_or_404(self, call: AnyCall) -> Assignment[Template]:
        """The one that the path names. Raises the refusals of one that is not there, or not to be seen."""
        ordinal = self.codec.read(call.world, call.path[self.parameter])
        number, at = divmod((ordinal or 0) - 1, len(self.templates))
        process = call.world[ONBOARDING_PROCESSES].get(number + 1)
        if ordinal is None or process is None:
            raise self.not_found(parameter=self.parameter)
        if not call.can_see(process):
            raise errors.OnboardingForbidden
        return Assignment(self.kind, ordinal, process, self.templates[at])

    def id_of(self, world: Reading, assignment: Assignment[Template]) -> str:
        """The id of an assignment."""
        return self.codec.write(world, assignment.ordinal)

    def first_done(self, world: Reading) -> Assignment[Template]:
        """One that everybody may see and that is done with, for examples: one with files, if it may have any."""
        return next(one for one in self._all(world) if one.done(world) and getattr(one.template, "files", True))

    def _all(self, world: Reading) -> Iterator[Assignment[Template]]:
        for process in world[ONBOARDING_PROCESSES]:
            if not world.applications[process.application].confidential:
                yield from self.of(process)

    def sample(self, world: Reading) -> str:
        """The id of that one."""
        return self.id_of(world, self.first_done(world))


ACTIVITIES = Assignments(
    "activity_assignment",
    "activityAssignmentId",
    (
        Activity("Sign the contract", "Sign both copies and hand one in.", ("contract.txt",), True, True),
        Activity("Hand in your papers", "Proof of identity and of address.", ("identity.txt", "address.txt"), True),
        Activity("Meet the team", "Lunch with the people you will work with."),
    ),
    errors.ActivityAssignmentNotFound,
)
WEB_FORMS = Assignments(
    "web_form_assignment",
    "webFormAssignmentId",
    (
        WebForm(
            "Emergency contact",
            "Whom we call if something happens to you.",
            "emergency-phone",
            "Phone number",
            "TEXT",
            (("+1 202 555 0110",), ("+1 202 555 0172",), ("+44 7700 900461",)),
            key="EMERGENCY_PHONE",
            sensitive=True,
            urgent=True,
        ),
        WebForm(
            "Work clothes",
            "What we order for your first day.",
            "size",
            "Size",
            "SINGLE_SELECT",
            (("S",), ("M",), ("L",), ("XL",)),
            hint="Larger than you think",
        ),
        WebForm(
            "Welcome lunch",
            "What you would rather not eat.",
            "without",
            "Please without",
            "MULTI_SELECT",
            ((), ("Nuts",), ("Meat", "Fish"), ("Gluten", "Milk", "Nuts")),
            required=False,
        ),
    ),
    errors.WebFormNotFound,
)
PDF_FORMS = Assignments(
    "fillable_pdf_form_assignment",
    "fillablePdfFormAssignmentId",
    (PdfForm("Tax declaration", "Needed before the first pay.", "tax-declaration.pdf", sensitive=True, urgent=True),),
    errors.PdfFormNotFound,
)
