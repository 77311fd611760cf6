"""Install the peers: `python -m benchmarks.peers FOLDER`."""

import argparse
from pathlib import Path

from benchmarks.peers.installed import FOLDER, install

parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Install the servers to compare with.")
parser.add_argument("folder", type=Path, help="where to; made if it is not there")
folder: Path = parser.parse_args().folder.resolve()
install(folder)
print(f"installed; now: export {FOLDER}={folder}")
