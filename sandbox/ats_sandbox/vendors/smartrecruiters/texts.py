"""What a text cannot hold where people read it."""

import re

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters, but for tabs and the ends of lines."""
