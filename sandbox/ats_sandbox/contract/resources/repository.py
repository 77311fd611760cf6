"""Finding records: by the vendor's own ids, as far as the caller may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Collection, R, Record

P = TypeVar("P", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Repository(Generic[R]):
    """The records of one collection as a vendor's API finds them.

    `codec` writes and reads their ids. `not_found` is the refusal where there is none; `forbidden` where there is one
    that the caller may not see, by default the same. `parameter` is the path parameter that names one.
    """

    collection: Collection[R]
    codec: IdCodec
    not_found: type[ApiError]
    forbidden: type[ApiError] | None = None
    parameter: str = "id"

    def rows(self, call: AnyCall) -> Selection[R]:
        """Every record that the caller may see, in the order of creation."""
        return call.visible(call.world[self.collection])

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> R | None:
        """The record that an id names, or None. Raises `forbidden` for one that the caller may not see."""
        world = call.world
        record = None if text is None else world[self.collection].get(self.codec.read(world, text))
        if record is not None and not call.can_see(record):
            raise (forbidden or self.forbidden or self.not_found)(parameter=self.place_of(call, text))
        return record

    def place_of(self, call: AnyCall, text: str | None) -> str | None:
        """The parameter of the path that an id came from; None for one that came from elsewhere."""
        if call.path.get(self.parameter) == text:
            return self.parameter
        return next((name for name, value in call.path.items() if value == text), None)

    def get_or_404(
        self,
        call: AnyCall,
        text: str | None = None,
        *,
        forbidden: type[ApiError] | None = None,
        not_found: type[ApiError] | None = None,
    ) -> R:
        """The record that the path, or another text, names. Raises the vendor's refusal where there is none."""
        text = call.path[self.parameter] if text is None else text
        record = self.find(call, text, forbidden=forbidden)
        if record is None:
            raise (not_found or self.not_found)(parameter=self.place_of(call, text))
        return record

    def id_of(self, world: Reading, record: R) -> str:
        """The id of a record."""
        return self.codec.write(world, record.id)

    def first_id(self, world: Reading) -> str:
        """The id of the first record, for examples; empty in a world without one."""
        first = world[self.collection].first()
        return "" if first is None else self.id_of(world, first)


@dataclass(frozen=True, slots=True)
class Within(Generic[P, R]):
    """One level of a path: the repository of the upper records, and which of the lower ones belong to one of them."""

    parent: Repository[P]
    of: Callable[[Selection[R], P], Selection[R]]

    def rows(self, call: AnyCall, repository: Repository[R]) -> Selection[R]:
        """What belongs to the record that the path names, as far as the caller may see it."""
        return self.of(repository.rows(call), self.parent.get_or_404(call))

    def get_or_404(self, call: AnyCall, repository: Repository[R], text: str | None = None) -> R:
        """The lower record that the path, or another text, names; one that belongs elsewhere is not found here."""
        parent = self.parent.get_or_404(call)
        record = repository.get_or_404(call, text)
        rows: Selection[R] = call.world[repository.collection]
        if not self.of(rows.among([record.id]), parent):
            raise repository.not_found(parameter=repository.place_of(call, text or call.path[repository.parameter]))
        return record

    def first_ids(self, world: Reading, repository: Repository[Any]) -> tuple[str, str]:
        """The ids of an upper and a lower record that belong together, for examples; empty where there are none."""
        for parent in world[self.parent.collection]:
            record = self.of(world[repository.collection], parent).first()
            if record is not None:
                return self.parent.id_of(world, parent), repository.id_of(world, record)
        return "", ""
