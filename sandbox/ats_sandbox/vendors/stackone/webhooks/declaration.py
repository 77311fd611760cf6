"""How StackOne tells of events, as one declaration."""

from ats_sandbox.contract.webhook_facts import Description
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.vendors.stackone.webhooks import delivery, subscriptions
from ats_sandbox.vendors.stackone.webhooks.events import EVENTS, RECORDS
from ats_sandbox.vendors.stackone.webhooks.happenings import happenings
from ats_sandbox.vendors.stackone.webhooks.kinds import WATCHED
from ats_sandbox.vendors.stackone.webhooks.mistakes import MISTAKES
from ats_sandbox.vendors.stackone.webhooks.state import MADE_EVENTS

_LISTS = {noun: f"GET /unified/ats/{noun.removeprefix('ats_')}" for noun in RECORDS if noun != "ats_assessments"}
"""Where records are listed. Of ordered assessments there is no list; their results show with their applications."""
POLLING = {
    **{f"{noun}.deleted": f"{path}?fields=id: what is no longer there" for noun, path in _LISTS.items()},
    **{f"{noun}.": f"{path}?filter[updated_after]={{at}}" for noun, path in _LISTS.items()},
    "ats_assessments.": "GET /unified/ats/applications?filter[updated_after]={at}: result_links",
    "account.": "GET /accounts: status and updated_at",
    "request.failed": "GET /requests/logs?success=false&start_date={at}",
}


def described() -> Description:
    """What people and documents are told of it, imported by the first who asks."""
    from ats_sandbox.vendors.stackone.webhooks.description import DESCRIPTION

    return DESCRIPTION


WEBHOOKS = Webhooks(
    events=EVENTS,
    watched=WATCHED | {MADE_EVENTS.name},
    subscribers=subscriptions.subscribers,
    subscriber=subscriptions.subscriber,
    happenings=happenings,
    hears=delivery.hears,
    body=delivery.body,
    headers=delivery.headers,
    accepts=delivery.accepts,
    timeout=delivery.TIMEOUT,
    delays=delivery.DELAYS,
    subscribe=subscriptions.subscribe,
    enable=subscriptions.enable,
    rotate=subscriptions.rotate,
    unsubscribe=subscriptions.unsubscribe,
    mistakes=MISTAKES,
    polling=POLLING,
    scoped=True,
    described=described,
)
