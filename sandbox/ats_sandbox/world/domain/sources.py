"""Where applications come from."""

from ats_sandbox.world.store.table import Collection, Record


class Source(Record, frozen=True, kw_only=True):
    """One origin, such as LinkedIn. `type` and `subtype` are upper-case tokens; `type_label` is for people."""

    type: str
    type_label: str
    subtype: str | None
    label: str
    created_at: int
    updated_at: int


SOURCES = Collection(
    "sources",
    Source,
    noun="source",
    indexes={
        "type": lambda one: (one.type,),
        "subtype": lambda one: ((one.type, one.subtype),),
        "label": lambda one: (one.label.casefold(),),
    },
    timeline=lambda one: one.updated_at,
)
