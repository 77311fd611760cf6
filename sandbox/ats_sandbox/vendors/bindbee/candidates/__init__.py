"""Candidates: reading them, and creating one."""

from ats_sandbox.vendors.bindbee.candidates.candidate import candidates
from ats_sandbox.vendors.bindbee.candidates.creation import create_candidate

__all__ = ["candidates", "create_candidate"]
