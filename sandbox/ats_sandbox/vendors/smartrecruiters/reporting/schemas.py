"""Reports and their files as they are answered."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.vendor import native_ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import id_of, nothing, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.reporting import state
from ats_sandbox.vendors.smartrecruiters.reporting.data_points import DATA_POINTS, TYPES
from ats_sandbox.vendors.smartrecruiters.reporting.state import REASONS, FileStatus
from ats_sandbox.world.clock import DAY, HOUR, MINUTE

REPORT, REPORT_FILE = native_ids("report"), native_ids("report_file")
INSTANCE = "default"
"""The only instance of each entity and data point."""

ApiColumn = shape_of(
    "ApiColumnResponse",
    entityTypeId=fields.Text(of=lambda point, call: DATA_POINTS[point].entity),
    entityInstanceId=fields.Text(of=lambda point, call: INSTANCE),
    dataPointId=fields.Text(of=lambda point, call: point),
    dataPointInstanceId=fields.Text(of=lambda point, call: INSTANCE),
    dataPointInstanceName=fields.Text(of=nothing),
    dataPointName=fields.Text(of=lambda point, call: DATA_POINTS[point].name),
    dataPointType=fields.Choice(TYPES, of=lambda point, call: DATA_POINTS[point].type),
)
ApiDateRange = shape_of(
    "ApiDateRange", **{"from": fields.DateTime(of="starts_at"), "to": fields.DateTime(of="ends_at")}
)
ApiDatePeriod = shape_of(
    "ApiDatePeriod",
    period=fields.Integer(of="days", required=True),
    unit=fields.Choice(("DAYS", "WEEKS", "MONTHS", "YEARS"), of=lambda one, call: "DAYS", required=True),
    fullPeriod=fields.Boolean(of=lambda one, call: False),
)
ApiRowValues = shape_of(
    "ApiRowValues",
    noneValue=fields.Boolean(of=lambda one, call: False),
    values=fields.Array(fields.Text(), required=True),
)
ApiBooleanValue = shape_of("ApiBooleanValue", value=fields.Boolean(of="flag"))


def _one(condition: Any) -> Any:
    """The filter itself, where a condition says that it is of a kind."""
    return lambda one, call: one if condition(one) else None


ApiFilter = shape_of(
    "ApiFilterResponse",
    column=part(ApiColumn, "column"),
    dateRange=part(ApiDateRange, nothing),
    datePeriod=part(ApiDatePeriod, _one(lambda one: one.days is not None)),
    rowValues=part(ApiRowValues, _one(lambda one: one.values)),
    booleanValue=part(ApiBooleanValue, _one(lambda one: one.flag is not None)),
)
ApiTime = shape_of(
    "ApiTime",
    hour=fields.Integer(of=lambda at, call: at % DAY // HOUR),
    minute=fields.Integer(of=lambda at, call: at % HOUR // MINUTE),
)
ApiTimeRange = shape_of(
    "ApiTimeRange",
    **{
        "from": part(ApiTime, lambda one, call: one.starts_at, required=True),
        "to": part(ApiTime, lambda one, call: one.starts_at + HOUR, required=True),
    },
    zone=fields.Text(of=lambda one, call: "UTC"),
)
ApiSchedule = shape_of(
    "ApiSchedule",
    frequency=fields.Choice(tuple(state.FREQUENCIES), required=True),
    activityPeriod=part(ApiDateRange, required=True),
    schedulingTime=part(ApiTimeRange),
)


class ApiReport(ResponseSchema):
    """A report: what its rows are about, its columns and filters, and when it is generated."""

    reportId = fields.Text(of=id_of(REPORT))
    name = fields.Text()
    rowEntityTypeId = fields.Text(of="entity")
    rowEntityInstanceId = fields.Text(of=lambda one, call: INSTANCE)
    columns = parts(ApiColumn, "columns")
    filters = parts(ApiFilter, "filters")
    creationDate = fields.DateTime(of="created_at")
    modificationDate = fields.DateTime(of="updated_at")
    creatorId = fields.Text(of=id_of(USER, "creator"))
    modifierId = fields.Text(of=id_of(USER, "modifier"))
    grantees = fields.Array(fields.Text(), of=lambda one, call: [USER.write(call.world, user) for user in one.grantees])
    schedule = part(ApiSchedule, "schedule")
    reportTemplateId = fields.Text(of=lambda one, call: f"template-{one.id}" if one.template else None)
    reportFormats = fields.Array(fields.Choice(("CSV", "EXCEL")), of="formats")
    accessGroupId = fields.Text(of=nothing)
    systemRoleId = fields.Text(of=nothing)


def _report(one: state.ReportFile, call: AnyCall) -> state.Report:
    return call.world[state.REPORTS][one.report]


def _status(one: state.ReportFile, call: AnyCall) -> str:
    return "RUNNING" if one.status is FileStatus.PENDING and state.runs(call.world, one) else one.status.value


class ApiReportFile(ResponseSchema):
    """A file of a report, and how far its generation is."""

    reportFileId = fields.Text(of=id_of(REPORT_FILE))
    reportId = fields.Text(of=id_of(REPORT, "report"))
    reportFileStatus = fields.Choice(("PENDING", "RUNNING", "COMPLETED", "FAILED"), of=_status)
    scheduleType = fields.Choice(
        ("AD_HOC", "SCHEDULED"), of=lambda one, call: "SCHEDULED" if one.requestor is None else "AD_HOC"
    )
    schedulingDate = fields.DateTime(of="scheduled_at")
    generationDate = fields.DateTime(of="generated_at")
    requestorId = fields.Text(of=id_of(USER, "requestor"))
    accessGroupId = fields.Text(of=nothing)
    systemRoleId = fields.Text(of=nothing)
    rowEntityTypeId = fields.Text(of=lambda one, call: _report(one, call).entity)
    rowEntityInstanceId = fields.Text(of=lambda one, call: INSTANCE)
    columns = parts(ApiColumn, lambda one, call: _report(one, call).columns)
    filters = parts(ApiFilter, lambda one, call: _report(one, call).filters)
    errorReason = fields.Choice(REASONS, of="error")
