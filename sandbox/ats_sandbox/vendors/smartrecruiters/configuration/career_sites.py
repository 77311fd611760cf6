"""Career sites: where the company advertises its jobs."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import CAREER_SITES
from ats_sandbox.vendors.smartrecruiters.documents import id_of, made
from ats_sandbox.vendors.smartrecruiters.languages import Language, language
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.paging import SIZED
from ats_sandbox.vendors.smartrecruiters.resource import Resource

ALL = "/configuration/career-sites"
ONE = f"{ALL}/{{careerSiteId}}"

career_sites = Resource("Career sites", "Where the company advertises its jobs", apis.CONFIGURATION, CAREER_SITES)


class CareerSite(ResponseSchema):
    """A career site."""

    id = fields.Text(of=id_of(CAREER_SITES.codec), required=True)
    name = fields.Text(required=True)
    url = fields.Text(required=True)
    language = made(Language, lambda site, call: language(site.language))
    default = fields.Boolean()
    actions = links("CareerSiteActions", details=link(ONE, id_of(CAREER_SITES.codec)))


career_sites.lists(
    ALL,
    "List career sites.",
    id="list_career_sites",
    item=CareerSite,
    style=SIZED,
    envelope="CareerSites",
    query=query_with("CareerSitesQuery", SIZED.query, pageId=fields.Text()),
    evidence=apis.UNPUBLISHED,
)
career_sites.shows(ONE, "Get a career site.", id="get_career_site", schema=CareerSite, evidence=apis.UNPUBLISHED)
