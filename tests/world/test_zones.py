"""Zones say where later instants may be, and never leave one out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world.store.zonemap import ZoneMap

dated = st.dictionaries(st.integers(1, 5_000), st.integers(0, 50), max_size=60)


@settings(derandomize=True, deadline=None, database=None)
@given(dated, dated, st.integers(-1, 51), st.integers(0, 6_000))
def test_no_later_instant_is_left_out(start: dict[int, int], raised: dict[int, int], instant: int, edge: int) -> None:
    zones = ZoneMap.of(start.items())
    for id, at in raised.items():
        zones = zones.raised(id, at)
    late = sorted(id for id, at in {**start, **raised}.items() if at > instant)
    up, down = list(zones.later(instant, edge)), list(zones.later_downwards(instant, min(edge, zones.end - 1)))
    assert {id for id in late if id >= edge} <= set(up)
    assert {id for id in late if id <= edge} <= set(down)
    assert up == sorted(set(up))
    assert down == sorted(set(down), reverse=True)
    assert all(id >= edge for id in up)
    assert all(id <= edge for id in down)


def test_runs_of_early_ids_are_skipped() -> None:
    zones = ZoneMap.of((id, 1_000 if id == 50_000 else 1) for id in range(1, 100_001))
    assert len(list(zones.later(1, 0))) == 16
    assert len(list(zones.later_downwards(1, 100_000))) == 16
    assert list(zones.later(1_000, 0)) == []
