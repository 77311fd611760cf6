"""The lists that jobs of every company take their entries from."""

from collections.abc import Mapping
from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.vendors.smartrecruiters import apis
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import Entry, Labelled
from ats_sandbox.vendors.smartrecruiters.paging import MOST, SLICES, SliceQuery
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.wordlists import word_lists

reference_lists = Resource("Reference lists", "What jobs of every company are classified by", apis.CONFIGURATION)


class Entries(list[Entry]):
    """Entries, which can be cut into pages."""

    def page(self, offset: int, limit: int) -> list[Entry]:
        """Some of them, from an offset on."""
        return self[offset : offset + limit]


def entries(member: str, call: AnyCall) -> Entries:
    """The entries of one list."""
    labels: Mapping[str, str] = getattr(word_lists(), member)
    return Entries(Entry(id, label) for id, label in labels.items())


for path, id, member, about in (
    ("functions", "list_functions", "functions", "List job functions."),
    ("industries", "list_industries", "industries", "List industries."),
    ("levels", "list_experience_levels", "experience_levels", "List experience levels."),
    ("typesOfEmployment", "list_types_of_employment", "employment_types", "List types of employment."),
):
    reference_lists.lists(
        f"/v1/{path}",
        about,
        id=id,
        item=Labelled,
        rows=partial(entries, member),
        style=SLICES,
        envelope="ListResult",
        query=query_with("ListResultQuery", SliceQuery, limit=fields.Integer(least=1, most=MOST, load_default=MOST)),
        scope="",
        public=True,
        evidence=inferred("the lists and their members are published, under which path and to whom is not"),
    )
