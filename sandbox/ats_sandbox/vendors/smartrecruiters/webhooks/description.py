"""What is known of the deliveries of SmartRecruiters, from which source, and what had to be inferred."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.webhook_facts import About, Description, SentHeader, fact
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.commits import UNREQUESTED
from ats_sandbox.vendors.smartrecruiters.webhooks.messages import SIGNATURE, TIMESTAMP
from ats_sandbox.vendors.smartrecruiters.webhooks.shapes import SHAPES

CONTRACT = documented("the vendor's OpenAPI of 2024, callbacks of POST /subscriptions")
SECRET_KEY = documented("the vendor's OpenAPI of 2024, POST /subscriptions/{id}/secret-key, with an example")
GUIDE = documented("developers.smartrecruiters.com, Receiving webhook notifications")

FACTS = {
    About.SUBSCRIBED: fact(
        "its API; active once the receiver answers the handshake: 200 within 20 s, with the same `X-Hook-Secret`",
        documented("the vendor's OpenAPI of 2024, PUT /subscriptions/{id}/activation"),
    ),
    About.EVENTS: fact(
        "",
        CONTRACT,
        inferred("interviews and their bodies are named by an integrator only (developers.getknit.dev)"),
        inferred("which version an event has is not published: `v1` for onboarding and interviews, else `v201910`"),
    ),
    About.SOURCES: fact(
        "any change of the company, whoever makes it",
        documented("the vendor's OpenAPI of 2024, onJobUpdated and onCandidateUpdated: whose change is an update"),
        inferred("for the other events only names are published: each is told of the change that its name says"),
    ),
    About.BODY: fact(
        "ids only",
        CONTRACT,
        inferred("`company_id` is the identifier of the company; `Link` leads to where what has changed is read"),
    ),
    About.HEADER: fact(f"`{SIGNATURE}`", SECRET_KEY),
    About.ENCODING: fact(
        "HMAC-SHA256 as `v1=` and lower-case hex; one for each valid key, joined by `;`; none without a key", SECRET_KEY
    ),
    About.TEXT: fact(
        f"`{TIMESTAMP}`, body, `event-id`, `event-name`, `event-version`, `Link`, joined by `.`; "
        "a header that is missing is empty",
        SECRET_KEY,
    ),
    About.KEY: fact(
        "as `POST …/secret-key` answers it, as UTF-8; not the secret of the handshake; old ones for 24 hours more",
        SECRET_KEY,
    ),
    About.TIMESTAMP: fact(
        f"`{TIMESTAMP}`: seconds of the world's clock, anew for each attempt",
        SECRET_KEY,
        inferred("how old a message may be is the receiver's own rule; that a retry is dated anew is not published"),
    ),
    About.SUCCESS: fact("", GUIDE),
    About.TIMEOUT: fact("", GUIDE, inferred("a token service for `oauth2` has as long, as nothing is published")),
    About.RETRIES: fact(
        "",
        GUIDE,
        inferred("of the ten delays the sixth to the eighth and the last: they grow towards the published end"),
        inferred("no subscription is suspended by itself after many failures, as no number is published"),
    ),
    About.REPEATS: fact("`event-id`, the same at each attempt", CONTRACT),
}

_NAMES = {
    ("job",): "Job",
    ("job", "ad"): "JobAd",
    ("job", "position"): "Position",
    ("job", "candidate", "application"): "Application",
    ("job", "candidate", "application", "attachment"): "ApplicationAttachment",
    ("candidate",): "Candidate",
    ("job", "candidate", "offer"): "Offer",
    ("approval", "job"): "JobApproval",
    ("approval", "job", "candidate", "offer"): "OfferApproval",
    ("application", "review"): "Review",
    ("process", "new_hire"): "OnboardingProcess",
    ("interview", "application", "candidate", "company"): "Interview",
}
"""What the vendor's OpenAPI calls the bodies, by their subjects; events with the same members share one."""


def _body(subjects: tuple[str, ...], members: tuple[str, ...]) -> type[ResponseSchema]:
    return shape_of(
        f"{_NAMES[subjects]}WebhookPayload", **{member: fields.Text(required=True, least=1) for member in members}
    )


BODIES = {one.subjects: _body(one.subjects, one.members) for one in SHAPES.values()}


def headers(event: str) -> tuple[SentHeader, ...]:
    """The headers of a message about an event."""
    link = (SentHeader("Link", "Where what has changed is read: `<address>; rel=self`"),) if SHAPES[event].link else ()
    return (
        SentHeader("event-id", "Identifies the event: the same at each attempt"),
        SentHeader("event-name", "The name of the event"),
        SentHeader("event-version", "The version of the event"),
        *link,
        SentHeader(TIMESTAMP, "When it was signed: seconds since 1970; there where a key is", always=False),
        SentHeader(SIGNATURE, "The signature", always=False),
    )


DESCRIPTION = Description(
    facts=FACTS,
    signed=SIGNATURE,
    headers=headers,
    body=lambda event: BODIES[SHAPES[event].subjects],
    unrequested=UNREQUESTED,
)
