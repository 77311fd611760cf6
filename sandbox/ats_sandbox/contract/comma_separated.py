"""Lists that are written in one text of a URL."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import validate

from ats_sandbox.contract.fields import Array


class CommaSeparated(Array):
    """A list written in one text, separated by commas. One that `repeats` may be spread over several such texts."""

    repeats = False

    @property
    def form(self) -> Mapping[str, object]:
        known = next((one.choices for one in self.inner.validators if isinstance(one, validate.OneOf)), ())
        if self.repeats or not known:
            return super().form
        name = f"({'|'.join(map(re.escape, known))})?"
        return {**super().form, "pattern": rf"^\s*{name}\s*(,\s*{name}\s*)*$"}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        texts = value if self.repeats and isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise self.refused(value)
        parts = [part.strip() for text in texts for part in text.split(",")]
        return super()._deserialize([part for part in parts if part], attr, data, **kwargs)
