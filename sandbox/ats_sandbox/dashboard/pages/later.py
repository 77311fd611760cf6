"""Pages that have their place already and do not exist yet."""

from ats_sandbox.dashboard.page import Page

SCORECARD = Page("scorecard", "Scorecard", "How well a client behaves.", template="later.html")
