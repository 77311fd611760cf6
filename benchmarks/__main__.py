"""Take the figures and write the page: `python -m benchmarks [--quick] [section …]`."""

import argparse
import os
from pathlib import Path
from time import perf_counter

from benchmarks import (
    calls,
    crowd,
    endurance,
    growth,
    hand,
    journal,
    machine,
    paging,
    rate,
    search,
    servers,
    serving,
    start,
    telling,
    testing,
    worlds,
)
from benchmarks.report import page

SECTIONS = {
    "start": start,
    "servers": servers,
    "serving": serving,
    "rate": rate,
    "crowd": crowd,
    "calls": calls,
    "journal": journal,
    "paging": paging,
    "search": search,
    "worlds": worlds,
    "telling": telling,
    "growth": growth,
    "hand": hand,
    "testing": testing,
    "endurance": endurance,
}
RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> None:
    """Measure the sections asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the sandbox.")
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], help=f"of {', '.join(SECTIONS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: to see that it works, not to publish")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the page goes (default: %(default)s)")
    parser.add_argument("--against", type=Path, help=f"a checkout of an older version, for rate; or in {rate.OLDER}")
    asked = parser.parse_args()
    if asked.against is not None:
        os.environ[rate.OLDER] = str(asked.against.resolve())
    facts = list(machine.facts())
    taken = []
    for name in asked.sections or SECTIONS:
        begun = perf_counter()
        print(f"{name} …", flush=True)
        section = SECTIONS[name].measure(asked.quick)
        print(f"{section.told()}\n{name}: {perf_counter() - begun:.0f} s", flush=True)
        for bar in section.bars:
            print(f"  {bar.verdict}: {bar.promise} ({bar.measured})", flush=True)
        taken.append(section)
    facts.append(("Load average at the end", machine.load()))
    asked.out.write_text(page(facts, taken), encoding="utf-8")
    for name, picture in (one for section in taken for one in section.pictures.items()):
        asked.out.with_name(name).write_text(picture, encoding="utf-8")
    print(f"wrote {asked.out}")


if __name__ == "__main__":
    main()
