"""What may be said about each kind of record in a seed document."""

from zoneinfo import ZoneInfo

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.control.seeding.shapes import Ref, Section
from ats_sandbox.control.states.state import State
from ats_sandbox.world.attachments import AttachmentKind
from ats_sandbox.world.candidates import Consent
from ats_sandbox.world.interviews import Recommendation, Response
from ats_sandbox.world.jobs import JobStatus, TeamRole, Visibility
from ats_sandbox.world.offers import OfferStatus
from ats_sandbox.world.reasons import Decider
from ats_sandbox.world.users import UserRole
from ats_sandbox.world.wordlists import words


def zone(text: str) -> ZoneInfo | None:
    """The time zone of that name, or None."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return None


class PlaceForm(RequestSchema):
    """Somewhere; what is left out is as the company's own place has it, when the city is left out too."""

    city = fields.Text(least=1)
    country = fields.Text(least=1)
    country_code = fields.Text(least=2, most=2)
    region = fields.Text()
    region_code = fields.Text()
    address = fields.Text()
    postal_code = fields.Text()
    latitude = fields.Number(least=-90, most=90)
    longitude = fields.Number(least=-180, most=180)
    remote = fields.Flag()


class PipelineForm(RequestSchema):
    """A hiring process: each phase is a stage, these are the named steps under three of them."""

    name = fields.Text(least=1)
    active = fields.Flag()
    in_review = fields.Items(fields.Text(least=1))
    interview = fields.Items(fields.Text(least=1))
    offered = fields.Items(fields.Text(least=1))


class SourceForm(RequestSchema):
    """Where applications come from."""

    label = fields.Text(least=1)
    type = fields.Text(least=1)
    type_label = fields.Text(least=1)
    subtype = fields.Text(least=1)


class ReasonForm(RequestSchema):
    """Why applications end, and who decides it."""

    label = fields.Text(least=1)
    decider = fields.Choice(Decider)


class DepartmentForm(RequestSchema):
    """A part of the company."""

    name = fields.Text(least=1)
    description = fields.Text()


class LocationForm(RequestSchema):
    """An office."""

    name = fields.Text(least=1)
    place = fields.Shape(PlaceForm)
    timezone = fields.Pattern("tz database name", zone)


class UserForm(RequestSchema):
    """Somebody who hires."""

    first_name = fields.Text(required=True, least=1)
    last_name = fields.Text(required=True, least=1)
    email = fields.Text(required=True, least=3)
    phone = fields.Text()
    role = fields.Choice(UserRole)
    language = fields.Text(least=2)
    active = fields.Flag()
    location = Ref("location")


class MemberForm(RequestSchema):
    """A user's part in a job."""

    user = Ref("user", required=True)
    role = fields.Choice(TeamRole, required=True)


class PayForm(RequestSchema):
    """A yearly band in whole units of a currency."""

    minimum = fields.Number(least=0)
    maximum = fields.Number(least=0)
    currency = fields.Text(least=3, most=3)


class JobForm(RequestSchema):
    """A requisition, with its default advertisement and `positions` open seats."""

    title = fields.Text(required=True, least=1, most=255)
    reference = fields.Text(least=1)
    status = fields.Choice(JobStatus)
    description = fields.Text()
    department = Ref("department")
    locations = fields.Items(Ref("location"))
    place = fields.Shape(PlaceForm)
    pipeline = Ref("pipeline")
    industry = fields.Choice(words().industries)
    function = fields.Choice(words().functions)
    experience_level = fields.Choice(words().experience_levels)
    employment_type = fields.Choice(words().employment_types)
    eeo_category = fields.Choice(words().eeo_categories)
    target_hiring_at = fields.Moment()
    pay = fields.Shape(PayForm)
    template = fields.Flag()
    confidential = fields.Flag()
    note = fields.Text()
    creator = Ref("user")
    team = fields.Items(fields.Shape(MemberForm))
    positions = fields.Whole(least=0, most=100)
    published = fields.Flag()
    language = fields.Text(least=2)
    created_at = fields.Moment()


class PostingForm(RequestSchema):
    """One more advertisement of a job."""

    job = Ref("job", required=True)
    title = fields.Text(least=1, most=255)
    language = fields.Text(least=2)
    description = fields.Text()
    published = fields.Flag()
    visibility = fields.Choice(Visibility)
    created_at = fields.Moment()


class EducationForm(RequestSchema):
    """Time at a school."""

    institution = fields.Text()
    degree = fields.Text()
    major = fields.Text()
    current = fields.Flag()
    location = fields.Text()
    start_date = fields.Text()
    end_date = fields.Text()
    description = fields.Text()


class ExperienceForm(RequestSchema):
    """Time at an employer."""

    title = fields.Text()
    company = fields.Text()
    current = fields.Flag()
    location = fields.Text()
    start_date = fields.Text()
    end_date = fields.Text()
    description = fields.Text()


class CandidateForm(RequestSchema):
    """A person. `email` and `phone` are the first of `emails` and `phones`; `links` are addresses by network."""

    first_name = fields.Text(required=True)
    last_name = fields.Text(required=True)
    email = fields.Text(least=3)
    emails = fields.Items(fields.Text(least=3))
    phone = fields.Text(least=1)
    phones = fields.Items(fields.Text(least=1))
    links = fields.Free()
    place = fields.Shape(PlaceForm)
    employer = fields.Text()
    title = fields.Text()
    tags = fields.Items(fields.Text(least=1))
    education = fields.Items(fields.Shape(EducationForm))
    experience = fields.Items(fields.Shape(ExperienceForm))
    source = Ref("source")
    internal = fields.Flag()
    consent = fields.Choice(Consent)
    created_at = fields.Moment()


class ApplicationForm(RequestSchema):
    """A candidate on a job, in a named state."""

    candidate = Ref("candidate", required=True)
    job = Ref("job", required=True)
    state = fields.Choice(State)
    source = Ref("source")
    origin = fields.Text(least=1)
    by = Ref("user")
    reason = Ref("reason")
    starts_at = fields.Moment()
    applied_at = fields.Moment()


class InterviewForm(RequestSchema):
    """A meeting in one part. `minutes` is how long it takes; `response` is the candidate's."""

    application = Ref("application", required=True)
    starts_at = fields.Moment(required=True)
    minutes = fields.Whole(least=1, most=1440)
    organizer = Ref("user")
    interviewers = fields.Items(Ref("user"))
    timezone = fields.Pattern("tz database name", zone)
    location = fields.Text()
    reference_url = fields.Text()
    type = fields.Text()
    title = fields.Text(most=255)
    response = fields.Choice(Response)
    cancelled = fields.Flag()
    created_at = fields.Moment()


class ScorecardForm(RequestSchema):
    """What somebody thinks of a candidate."""

    application = Ref("application", required=True)
    interview = Ref("interview")
    author = Ref("user")
    rating = fields.Whole(required=True, least=0, most=5)
    recommendation = fields.Choice(Recommendation)
    comment = fields.Text()
    created_at = fields.Moment()


class OfferForm(RequestSchema):
    """An offer, as it stands. `salary` is a year's."""

    application = Ref("application", required=True)
    creator = Ref("user")
    status = fields.Choice(OfferStatus)
    salary = fields.Number(least=0)
    currency = fields.Text(least=3, most=3)
    starts_at = fields.Moment()
    created_at = fields.Moment()


class NoteForm(RequestSchema):
    """Words about a candidate, or about one application."""

    candidate = Ref("candidate")
    application = Ref("application")
    interview = Ref("interview")
    author = Ref("user")
    body = fields.Text(required=True, least=1)
    private = fields.Flag()
    created_at = fields.Moment()


class AttachmentForm(RequestSchema):
    """A file of a candidate: its `text`, or its bytes as `base64`."""

    candidate = Ref("candidate")
    application = Ref("application")
    name = fields.Text(least=1)
    kind = fields.Choice(AttachmentKind)
    content_type = fields.Text(least=3)
    text = fields.Text()
    base64 = fields.Text()
    created_at = fields.Moment()


class PrincipalForm(RequestSchema):
    """A token and what its holder may do and see.

    `scopes` are those that operations declare; without them every operation is allowed. `writes` False allows reading
    only. `jobs` is `all`, `open` (those that are not confidential) or a list; `candidates` is `all` or a list, and
    people who are only on jobs that are not seen stay unseen. `user` is in whose name the holder acts.
    """

    token = fields.Text(least=1, most=200)
    about = fields.Text(most=1000)
    scopes = fields.Items(fields.Text())
    writes = fields.Flag()
    jobs = fields.Anything(
        metadata={"oneOf": [{"enum": ["all", "open"]}, {"type": "array", "items": {"type": "string"}}]}
    )
    candidates = fields.Anything(
        metadata={"oneOf": [{"enum": ["all"]}, {"type": "array", "items": {"type": "string"}}]}
    )
    user = Ref("user")


class SeedForm(RequestSchema):
    """The sections of a seed document, in the order in which they are laid."""

    pipelines = Section(PipelineForm, "pipeline")
    sources = Section(SourceForm, "source")
    reasons = Section(ReasonForm, "reason")
    departments = Section(DepartmentForm, "department")
    locations = Section(LocationForm, "location")
    users = Section(UserForm, "user")
    jobs = Section(JobForm, "job")
    postings = Section(PostingForm, "posting")
    candidates = Section(CandidateForm, "candidate")
    applications = Section(ApplicationForm, "application")
    interviews = Section(InterviewForm, "interview")
    scorecards = Section(ScorecardForm, "scorecard")
    offers = Section(OfferForm, "offer")
    notes = Section(NoteForm, "note")
    attachments = Section(AttachmentForm, "attachment")
    principals = Section(PrincipalForm, None)
