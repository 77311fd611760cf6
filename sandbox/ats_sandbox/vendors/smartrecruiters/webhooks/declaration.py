"""How SmartRecruiters tells of events.

Published: success is 202 within five seconds, and up to ten further attempts come 1, 3, 10, 45 and 120 minutes after
the first five failures and 1440 minutes after the ninth (developers.smartrecruiters.com, Receiving webhook
notifications). Inferred, as the page leaves them out: 240, 480 and 960 minutes after the sixth to the eighth, which
grow towards the published end, and 1440 after the tenth.
"""

from ats_sandbox.contract.webhook_facts import Description
from ats_sandbox.contract.webhooks import Handshake, Webhooks
from ats_sandbox.vendors.smartrecruiters.webhooks import messages, subscribers
from ats_sandbox.vendors.smartrecruiters.webhooks.events import EVENTS
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.commits import WATCHED, happenings_of
from ats_sandbox.vendors.smartrecruiters.webhooks.mistakes import MISTAKES
from ats_sandbox.world.clock import MINUTE, SECOND

ACCEPTED = 202
_PUBLISHED = (1, 3, 10, 45, 120)
_INFERRED = (240, 480, 960)
_LAST = 1440
DELAYS = tuple(minutes * MINUTE for minutes in (*_PUBLISHED, *_INFERRED, _LAST, _LAST))

_AUDIT = "GET /audit-api/v201910/audit-events?eventDateAfter={at}&entityType="
POLLING = {
    "job.ad.": f"{_AUDIT}JOB_AD",
    "job.approv": f"{_AUDIT}JOB",
    "job.hiring-team.": f"{_AUDIT}JOB",
    "job.": "GET /jobs?updatedAfter={at}",
    "position.": f"{_AUDIT}JOB",
    "application.": "GET /candidates?updatedAfter={at}",
    "candidate.deleted": f"{_AUDIT}CANDIDATE",
    "candidate.": "GET /candidates?updatedAfter={at}",
    "offer.approv": f"{_AUDIT}OFFER",
    "offer.created": "GET /offers?createdAfter={at}",
}
"""Reviews, interviews, onboarding and changes of offers are listed by no time: nothing but an event tells of them."""

HANDSHAKE = Handshake(
    header="X-Hook-Secret",
    method="PUT",
    path="/webhooks-api/v201907/subscriptions/{id}/activation",
    timeout=20 * SECOND,
)


def described() -> Description:
    """What people and documents are told of it, imported by the first who asks."""
    from ats_sandbox.vendors.smartrecruiters.webhooks.description import DESCRIPTION

    return DESCRIPTION


WEBHOOKS = Webhooks(
    events=EVENTS,
    watched=WATCHED,
    subscribers=subscribers.subscribers_of,
    subscriber=subscribers.subscriber_of,
    happenings=happenings_of,
    body=messages.body_of,
    headers=messages.headers_of,
    authorize=messages.authorize,
    accepts=lambda status: status == ACCEPTED,
    timeout=5 * SECOND,
    delays=DELAYS,
    record=subscribers.record,
    subscribe=subscribers.subscribe,
    enable=subscribers.enable,
    rotate=subscribers.rotate,
    unsubscribe=subscribers.unsubscribe,
    mistakes=MISTAKES,
    polling=POLLING,
    timestamped=True,
    handshake=HANDSHAKE,
    described=described,
)
