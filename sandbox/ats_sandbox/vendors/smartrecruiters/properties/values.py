"""Who has which value of a candidate property."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.properties.seeding import first_holders, first_value
from ats_sandbox.vendors.smartrecruiters.properties.state import (
    OPTIONS,
    VALUES,
    CandidateProperty,
    Given,
    PropertyValue,
)
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.bitset import members
from ats_sandbox.world.store.idset import BitIdSet, IdSet, union
from ats_sandbox.world.store.sortedset import SortedSet


def value_of(world: Reading, property: CandidateProperty, candidate: int, application: int | None) -> Given | None:
    """The value that somebody has on a job, or in the talent pool (None), as far as it is still one."""
    places = (application, None) if application is not None else (None,)
    for place in places:
        kept = world[VALUES].where(of=(candidate, place, property.id)).first()
        if kept is not None:
            return _known(world, kept.given)
    return _known(world, first_value(world, property, candidate))


def _known(world: Reading, given: Given | None) -> Given | None:
    """A value without the options that were removed meanwhile; nothing when nothing is left."""
    if given is None or given == Given() or (given.user is not None and given.user not in world.users):
        return None
    if not given.options:
        return given
    left = tuple(one for one in given.options if one in world[OPTIONS])
    return Given(options=left) if left else None


def give(
    world: Transaction, property: CandidateProperty, candidate: int, application: int | None, given: Given | None
) -> None:
    """Give somebody a value; None clears it."""
    kept = world[VALUES].where(of=(candidate, application, property.id)).first()
    id = world.next_id(VALUES) if kept is None else kept.id
    world.put(
        VALUES,
        PropertyValue(id=id, candidate=candidate, application=application, property=property.id, given=given),
    )


def holders(call: AnyCall, property: CandidateProperty, option: int) -> IdSet:
    """The candidates who have an option of a single-select property on a job that the caller may see.

    Costs as much as candidates were given another value than the one that they began with.
    """
    world, values = call.world, call.world[VALUES]
    key = (property.id, option)
    if call.visibility().whole:
        sure = values.owners("holder", [(*key, True)])
    else:
        sure = SortedSet.of(one.candidate for one in call.visible(values.where(held=(*key, True))))
    first, changed = first_holders(world, property, option), values.owners("about", [property.id])
    if not len(changed):
        return union([sure, first])
    perhaps = (first.bits | values.owners("holder", [(*key, False)]).bits) & changed.bits & ~sure.bits

    def holds(candidate: int) -> bool:
        seen = call.visible(world.applications.where(candidate=candidate))
        held = (value_of(world, property, candidate, one.id) for one in seen)
        return any(one is not None and option in one.options for one in held)

    return union([sure, BitIdSet(first.bits & ~changed.bits), SortedSet.of(filter(holds, members(perhaps)))])
