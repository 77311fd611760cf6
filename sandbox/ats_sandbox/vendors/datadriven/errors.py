"""What Data Driven refuses. Which status carries the documented envelope, and the texts, are inferred."""

from ats_sandbox.contract.refusals import Refusals

__getattr__ = Refusals(__file__).named
