"""The pages, in the order of the navigation. Another one is a file here, a template, and a line in `PAGES`."""

from ats_sandbox.dashboard.page import Page
from ats_sandbox.dashboard.pages.board import BOARD
from ats_sandbox.dashboard.pages.churn import CHURN
from ats_sandbox.dashboard.pages.clock import CLOCK
from ats_sandbox.dashboard.pages.faults import FAULTS
from ats_sandbox.dashboard.pages.home import HOME as HOME
from ats_sandbox.dashboard.pages.journal import JOURNAL
from ats_sandbox.dashboard.pages.later import SCORECARD
from ats_sandbox.dashboard.pages.limits import LIMITS
from ats_sandbox.dashboard.pages.records import RECORDS
from ats_sandbox.dashboard.pages.snapshots import SNAPSHOTS
from ats_sandbox.dashboard.pages.webhooks import WEBHOOKS
from ats_sandbox.dashboard.pages.worlds import WORLDS

PAGES: tuple[Page, ...] = (
    HOME,
    BOARD,
    RECORDS,
    JOURNAL,
    WEBHOOKS,
    WORLDS,
    CLOCK,
    FAULTS,
    CHURN,
    LIMITS,
    SNAPSHOTS,
    SCORECARD,
)
