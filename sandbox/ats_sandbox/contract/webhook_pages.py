"""Pages about webhooks: a table of all vendors that have them, and for each of them how its facts are known."""

from collections.abc import Iterable

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhook_facts import About, Description, retries_text, span, success_text
from ats_sandbox.contract.webhooks import Webhooks


def says(webhooks: Webhooks, description: Description, about: About) -> str:
    """What is so: the numbers of the declaration, and what its description adds."""
    counted = {
        About.EVENTS: str(len(webhooks.events)),
        About.SUCCESS: success_text(webhooks.accepts),
        About.TIMEOUT: span(webhooks.timeout),
        About.RETRIES: retries_text(webhooks.delays),
    }
    return "; ".join(filter(None, (counted.get(about, ""), description.facts[about].says)))


def webhook_table(vendors: Iterable[Vendor]) -> str:
    """How the vendors that have webhooks deliver them, as a table in Markdown: a row for each About."""
    telling = [(one.name, one.webhooks()) for one in vendors if one.webhooks is not None]
    columns = [(name, webhooks, webhooks.described()) for name, webhooks in telling]
    rows = [["", *(f"`{name}`" for name, _, _ in columns)], ["---"] * (len(columns) + 1)]
    rows += [[about.value, *(says(webhooks, told, about) for _, webhooks, told in columns)] for about in About]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def webhook_section(vendor: Vendor) -> list[str]:
    """The lines of a vendor's page: what of its deliveries is documented, and what is inferred, and why."""
    if vendor.webhooks is None:
        return ["### Webhooks", "", "No public source names any.", ""]
    webhooks = vendor.webhooks()
    told = webhooks.described()
    documented: list[str] = []
    inferred: list[str] = []
    for about in About:
        said, evidence = says(webhooks, told, about), told.facts[about].evidence
        part = "" if all(one.is_documented for one in evidence) else "; in part inferred"
        for one in evidence:
            if one.is_documented:
                documented.append(f"- {about.value}: {said} ({one.note}{part})")
            else:
                inferred.append(f"- {about.value}: {one.note}")
    lines = ["### Webhooks: documented", "", *documented, "", "### Webhooks: inferred", "", *inferred, ""]
    lines += [f"### Events that no request leads to ({len(told.unrequested)} of {len(webhooks.events)})", ""]
    return [*lines, *(f"- `{event}`: {why}" for event, why in told.unrequested.items()), ""]
