"""The wire shapes of logs, and how their lists are narrowed."""

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.pages import MOST, USUAL
from ats_sandbox.vendors.stackone.queries import Names
from ats_sandbox.vendors.stackone.shapes import ProviderError

ORDERS = ("provider", "service", "status", "eventDatetime", "duration")
DIRECTIONS = ("asc", "desc")

_BODY = {"type": ["string", "object", "array"], "items": {"type": "integer"}}


class StepFilter(QuerySchema):
    """Which requests: lists are separated by commas, both dates are included."""

    account_ids = Names(allow_none=True)
    start_date = fields.DateTime(allow_none=True)
    end_date = fields.DateTime(allow_none=True)
    request_ids = Names(allow_none=True)
    http_methods = Names(allow_none=True)
    providers = Names(allow_none=True)
    services = Names(allow_none=True)
    resources = Names(allow_none=True)
    child_resources = Names(allow_none=True)
    sub_resources = Names(allow_none=True)
    actions = Names(allow_none=True)
    status_codes = Names(allow_none=True)
    success = fields.Boolean(allow_none=True)


class LogFilter(StepFilter):
    """Which requests, also by where they came from. The order is taken here, too."""

    source_types = Names(allow_none=True)
    source_values = Names(allow_none=True)
    source_ids = Names(allow_none=True)
    order_by = fields.Choice(ORDERS, allow_none=True)
    order_direction = fields.Choice(DIRECTIONS, allow_none=True)


class PlatformLogFilter(QuerySchema):
    """Which requests to the platform itself."""

    account_ids = Names(allow_none=True)
    start_date = fields.DateTime(allow_none=True)
    end_date = fields.DateTime(allow_none=True)
    request_ids = Names(allow_none=True)
    source_types = Names(allow_none=True)
    source_values = Names(allow_none=True)
    source_ids = Names(allow_none=True)
    http_methods = Names(allow_none=True)
    categories = Names(allow_none=True)
    resources = Names(allow_none=True)
    actions = Names(allow_none=True)
    status_codes = Names(allow_none=True)
    success = fields.Boolean(allow_none=True)
    order_by = fields.Choice(ORDERS, allow_none=True)
    order_direction = fields.Choice(DIRECTIONS, allow_none=True)


class StepLogQuery(QuerySchema):
    """A page of requests to providers."""

    order_by = fields.Choice(ORDERS, allow_none=True)
    order_direction = fields.Choice(DIRECTIONS, allow_none=True)
    page_size = fields.Number(least=1, most=MOST, load_default=USUAL, allow_none=True)
    next = fields.Text(allow_none=True)
    filter = fields.FormObject(StepFilter, allow_none=True)


class PlatformLogQuery(StepLogQuery):
    """A page of requests to the platform itself."""

    filter = fields.FormObject(PlatformLogFilter, allow_none=True)


class LogQuery(StepLogQuery):
    """A page of unified requests."""

    include = fields.Choice(("step_logs",), allow_none=True)
    filter = fields.FormObject(LogFilter, allow_none=True)


class OneLogQuery(QuerySchema):
    """What to add to a log."""

    include = fields.Choice(("step_logs", "advanced_logs"), allow_none=True)


class AdvancedLogUrl(ResponseSchema):
    """The parts of an address."""

    url = wire.text()
    hostname = wire.text()
    path = wire.text()
    query_params = wire.free()


class AdvancedLogRequest(ResponseSchema):
    """A request as it came; secrets are masked."""

    id = wire.text()
    method = wire.text()
    headers = wire.free()
    url = wire.one(AdvancedLogUrl)
    body = fields.Anything(metadata=_BODY)


class CustomMappingError(ResponseSchema):
    """What a customer's own mapping could not do."""

    id = wire.text()
    message = wire.text()
    targetField = wire.text()


class AdvancedLogResponse(ResponseSchema):
    """An answer as it left."""

    status_code = wire.number()
    headers = wire.free()
    body = fields.Anything(metadata=_BODY)
    custom_mapping_errors = wire.many(CustomMappingError)
    provider_errors = wire.many(ProviderError)


class _Timed(ResponseSchema):
    """What every log tells of a request."""

    request_id = wire.text()
    start_time = wire.moment()
    end_time = wire.moment()
    account_id = wire.text()
    project_id = wire.text()
    http_method = wire.text()
    path = wire.text()
    url = wire.text()
    status = wire.number()
    duration = wire.number()
    success = fields.Boolean(allow_none=True)
    resource = wire.text()
    child_resource = wire.text()
    sub_resource = wire.text()
    action = wire.text()


class _Provided(_Timed):
    """A request that is for a provider."""

    provider = wire.text()
    service = wire.text()
    is_worker = fields.Boolean(allow_none=True)


class StepLogPartial(_Provided):
    """One request to a provider."""

    id = wire.text()


class StepLog(StepLogPartial):
    """One request to a provider, in detail."""

    source_ip = wire.text()
    request = wire.one(AdvancedLogRequest)
    response = wire.one(AdvancedLogResponse)


class _Sourced(ResponseSchema):
    """Where a request came from."""

    event_datetime = wire.moment()
    source_type = wire.text()
    source_value = wire.text()
    source_id = wire.text()
    source_ip = wire.text()


class UnifiedLogsPartial(_Provided, _Sourced):
    """One unified request."""

    step_requests = wire.many(StepLogPartial)


class UnifiedLogs(_Provided, _Sourced):
    """One unified request, in detail."""

    request = wire.one(AdvancedLogRequest)
    response = wire.one(AdvancedLogResponse)
    step_requests = wire.many(StepLog)


class PlatformLog(_Timed, _Sourced):
    """One request to the platform itself."""

    category = wire.text()


def page(shape: type[ResponseSchema]) -> type[ma.Schema]:
    """The envelope of a page of logs."""
    members: wire.Members = {"next": wire.text(), "data": fields.Array(fields.Nested(shape), required=True)}
    return ResponseSchema.from_dict(members, name=f"{shape.__name__.removesuffix('Partial')}Paginated")


class UnifiedLogResult(ResponseSchema):
    """The envelope of one log."""

    data = fields.Nested(UnifiedLogs, required=True)
