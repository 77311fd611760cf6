"""Pages that have their place already and do not exist yet."""

from ats_sandbox.dashboard.page import Page

JOURNAL = Page("journal", "Journal", "Requests and answers, and why they were refused.", template="later.html")
WEBHOOKS = Page("webhooks", "Webhooks", "Deliveries, and what came of them.", template="later.html")
SCORECARD = Page("scorecard", "Scorecard", "How well a client behaves.", template="later.html")
