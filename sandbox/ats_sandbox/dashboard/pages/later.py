"""Pages that have their place already and do not exist yet."""

from ats_sandbox.dashboard.page import Page

BOARD = Page("board", "Board", "Candidates in the stages of a job's pipeline.", template="later.html")
RECORDS = Page("records", "Records", "What the world holds, record by record.", template="later.html")
SCORECARD = Page("scorecard", "Scorecard", "How well a client behaves.", template="later.html")
