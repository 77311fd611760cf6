"""The wire shapes of the journal and of explanations."""

import re

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.snapshots.diff import Member

STATUS = re.compile(r"[1-5](xx|[0-9][0-9])")


def status_words(text: str) -> object | None:
    """A status (`404`) or a class of them (`4xx`); None for anything else."""
    return STATUS.fullmatch(text)


def _status() -> fields.Pattern:
    return fields.Pattern("status", status_words, metadata=described("A status, `404`, or a class of them, `4xx`"))


class Filters(QuerySchema):
    """Which exchanges; every condition must hold."""

    vendor = fields.Text(least=1, metadata=described("A vendor's name"))
    operation = fields.Text(least=1, metadata=described("An operation's id or alias, also as `vendor:id`"))
    path = fields.Text(least=1, most=500, metadata=described("The beginning of a path, or a pattern with `*` and `?`"))
    method = fields.Text(least=1, most=20, metadata=described("An HTTP method"))
    status = _status()
    since = fields.DateTime(metadata=described("From this instant of the world on"))
    until = fields.DateTime(metadata=described("Up to this instant of the world"))
    principal = fields.Text(least=1, metadata=described("A token, such as `sandbox-admin`"))
    matched = fields.Boolean(metadata=described("Whether an operation was found for the request"))
    refused = fields.Boolean(metadata=described("Whether the answer was 400 or above"))
    fault = fields.Text(least=1, metadata=described("The name of a fault that fired"))
    after = fields.Integer(least=0, metadata=described("Only numbers above this one"))


class PageQuery(Filters):
    """Which exchanges, and how many."""

    limit = fields.Integer(least=1, most=1_000, load_default=100, metadata=described("At most this many"))
    newest = fields.Boolean(load_default=False, metadata=described("The newest first"))


class VendorQuery(QuerySchema):
    """Which operations."""

    vendor = fields.Text(least=1, metadata=described("Only operations of this vendor"))


class Step(OwnRequest):
    """One exchange of an order: its operation, and what else must hold."""

    operation = fields.Text(required=True, least=1)
    vendor = fields.Text(least=1)
    status = _status()
    method = fields.Text(least=1, most=20)
    path = fields.Text(least=1, most=500)
    principal = fields.Text(least=1)


class Steps(OwnRequest):
    """Exchanges one after the other."""

    steps = fields.Array(fields.Nested(Step), required=True, least=1, most=100)


def _maybe(kind: str = "string") -> fields.Anything:
    return fields.Anything(required=True, metadata={"type": kind})


class JournalRow(ResponseSchema):
    """An exchange in a list. `path` begins with the vendor's name; `duration` is in milliseconds of the machine."""

    number = fields.Integer(required=True)
    at = fields.Text(required=True)
    vendor = _maybe()
    operation = _maybe()
    method = fields.Text(required=True)
    path = fields.Text(required=True)
    query = fields.Text(required=True)
    principal = _maybe()
    status = fields.Integer(required=True)
    refusal = _maybe()
    fault = _maybe()
    changed = fields.Integer(required=True)
    why = _maybe()
    note = _maybe()
    duration = fields.Number(required=True)


class JournalBody(ResponseSchema):
    """A body: `kind` is `none`, `json`, `text` or `binary`; `whole` is false when its end was cut off."""

    kind = fields.Text(required=True)
    size = fields.Integer(required=True)
    whole = fields.Boolean(required=True)
    value = fields.Anything(required=True)


class JournalMessage(ResponseSchema):
    """Headers, credentials masked, and the body."""

    headers = fields.FreeObject(required=True)
    body = fields.Nested(JournalBody, required=True)


class JournalChange(ResponseSchema):
    """A record that the request created, changed or deleted, with the members that differ."""

    collection = fields.Text(required=True)
    id = fields.Integer(required=True)
    what = fields.Text(required=True)
    members = fields.Array(fields.Nested(Member), required=True)


class JournalLimit(ResponseSchema):
    """Where the caller stood in its rate window. `over`: refused when `enforced`, or else would have been."""

    budget = fields.Integer(required=True)
    used = fields.Integer(required=True)
    remaining = fields.Integer(required=True)
    resets_at = fields.Text(required=True)
    over = fields.Boolean(required=True)
    enforced = fields.Boolean(required=True)


class JournalEntry(JournalRow):
    """Everything about an exchange."""

    request = fields.Nested(JournalMessage, required=True)
    answer = fields.Nested(JournalMessage, required=True)
    changes = fields.Array(fields.Nested(JournalChange), required=True)
    limit = fields.Nested(JournalLimit, required=True, allow_none=True)


class JournalPage(ResponseSchema):
    """Exchanges; `next` is what to ask `after` for more; `dropped` are gone to make room for later ones."""

    entries = fields.Array(fields.Nested(JournalRow), required=True)
    next = _maybe("integer")
    recorded = fields.Integer(required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Tally(ResponseSchema):
    """How many; `count` is null, unknown, when dropped exchanges might be among them."""

    answer = fields.Text(required=True)
    count = _maybe("integer")
    at_least = fields.Integer(required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Uncalled(ResponseSchema):
    """An operation."""

    vendor = fields.Text(required=True)
    operation = fields.Text(required=True)


class NeverCalled(ResponseSchema):
    """Operations that were never called; those in `undecided` may have been, by exchanges that were dropped."""

    never_called = fields.Array(fields.Nested(Uncalled), required=True)
    undecided = fields.Array(fields.Nested(Uncalled), required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class InOrder(ResponseSchema):
    """Whether it happened: `yes`, `no` or `unknown`. `found` are the exchanges of the steps that were found."""

    answer = fields.Text(required=True)
    happened = _maybe("boolean")
    found = fields.Array(fields.Integer(), required=True)
    missing = _maybe()
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Source(ResponseSchema):
    """How much is known of a rule: `documented` by whom, or `inferred` for what reason."""

    kind = fields.Text(required=True)
    note = fields.Text(required=True)


class Finding(ResponseSchema):
    """A reason: the rule, where the value stands, what was received, what would do, and what to do."""

    about = fields.Text(required=True)
    rule = fields.Text(required=True)
    says = fields.Text(required=True)
    source = fields.Nested(Source, required=True, allow_none=True)
    field = _maybe()
    received = fields.Anything(required=True)
    nearest = fields.Anything(required=True)
    fix = fields.Text(required=True)


class NearMiss(ResponseSchema):
    """An operation that a request without one was close to, and what would have to change. 0 is no distance."""

    vendor = fields.Text(required=True)
    operation = fields.Text(required=True)
    method = fields.Text(required=True)
    path = fields.Text(required=True)
    distance = fields.Number(required=True)
    differences = fields.Array(fields.Text(), required=True)


class Explanation(ResponseSchema):
    """Why an exchange was answered as it was. A plain success has no findings."""

    number = fields.Integer(required=True)
    request = fields.Text(required=True)
    vendor = _maybe()
    operation = _maybe()
    status = fields.Integer(required=True)
    refused = fields.Boolean(required=True)
    findings = fields.Array(fields.Nested(Finding), required=True)
    near = fields.Array(fields.Nested(NearMiss), required=True)


class Unmatched(ResponseSchema):
    """Requests for which no operation was found, each with what was near."""

    requests = fields.Array(fields.Nested(Explanation), required=True)
    dropped = fields.Integer(required=True)
    complete = fields.Boolean(required=True)


class Story(ResponseSchema):
    """The journal in words."""

    story = fields.Text(required=True)
