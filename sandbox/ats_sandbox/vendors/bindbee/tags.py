"""Tags: the words on the company's list, which candidates carry as texts."""

from ats_sandbox.contract.schema import schema_of
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, given, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.commands.tags import list_tag
from ats_sandbox.world.domain.tags import TAGS, Tag

TAG = Model(
    kind="tag",
    about="What candidates are tagged with",
    collection=TAGS,
    schema=schema_of(AtsModel, "AtsTag", "A word that candidates are tagged with.", name=text(of=given("name"))),
    raw=lambda _, one: {"name": one.name},
)


@creates(TAG)
def create_tag(sent: Sent) -> Tag:
    """Put a tag on the list; answers its id, which for a tag that is there is the one that it has."""
    return list_tag(sent.call.draft, sent.get("name") or "")
