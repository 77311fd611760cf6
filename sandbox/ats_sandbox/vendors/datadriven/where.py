"""Where Data Driven shows what the company pushed about one record: lists that are narrowed to it."""

from collections.abc import Mapping
from urllib.parse import urlencode

from ats_sandbox.contract.vendor import Where
from ats_sandbox.vendors.datadriven.ids import IDS


def narrowed(path: str, parameter: str, noun: str) -> Where:
    """The list below a path that has the records of one id."""
    return lambda world, one: f"{path}?{urlencode({parameter: IDS[noun].write(world, one.id)})}"


WHERE: Mapping[str, Where] = {
    "application": narrowed("/v3/ats/application-steps", "application_ats_id", "application"),
    "candidate": narrowed("/v3/ats/application-steps", "candidate_ats_id", "candidate"),
    "job": narrowed("/v3/ats/job-offers", "reference", "job"),
}
"""By the world's nouns."""
