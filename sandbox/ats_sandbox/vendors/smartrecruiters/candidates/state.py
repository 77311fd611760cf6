"""What only SmartRecruiters knows of hiring processes: which steps must not be left out."""

from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record, Table


class RequiredStep(Record, frozen=True, kw_only=True):
    """A stage that candidates must go through before a later one."""

    stage: int


REQUIRED_STEPS = Collection(
    "smartrecruiters.required_steps",
    RequiredStep,
    indexes={"stage": lambda one: (one.stage,)},
    references={"stage": Reference("stages")},
)

_REQUIRED = frozenset({"Reference Calls"})


def required_steps(world: Reading) -> Table[RequiredStep]:
    """The required steps of a new world: nobody becomes an executive whose former employers were not called."""
    stages = [stage for stage in world.stages if stage.step and stage.name in _REQUIRED]
    return Table.build(REQUIRED_STEPS, [RequiredStep(id=id, stage=one.id) for id, one in enumerate(stages, start=1)])
