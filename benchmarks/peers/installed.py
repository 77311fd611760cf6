"""The folder that peers are installed in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = "ATS_SANDBOX_PEERS"
WITHOUT = f"not installed (`{FOLDER}` names no folder that holds it)"
FROM_NPM = ("@stoplight/prism-cli@5", "json-server@0.17", "@mockoon/cli@9", "wiremock@3")
FROM_PYPI = "moto[server]>=5,<6"


def install(folder: Path) -> None:
    """Install all of them: from npm, which must be there, and from PyPI into an environment of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not installed")
    subprocess.run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), *FROM_NPM], check=True)
    apart = folder / "python"
    subprocess.run([sys.executable, "-m", "venv", str(apart)], check=True)
    python = apart / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", FROM_PYPI], check=True)


def found(pattern: str) -> Path | None:
    """The installed file that matches a pattern."""
    folder = os.environ.get(FOLDER)
    return next(iter(sorted(Path(folder).resolve().glob(pattern))), None) if folder else None


def in_node(module: str, script: str, *options: str) -> tuple[str, ...] | None:
    """The command that runs a script of an npm package; None when the package or Node is not installed."""
    installed, node = found(f"node_modules/{module}/{script}"), shutil.which("node")
    return None if installed is None or node is None else (node, str(installed), *options)


def versions() -> str:
    """What is installed, with its version."""
    told = []
    for module in ("@stoplight/prism-cli", "json-server", "@mockoon/cli", "wiremock"):
        described = found(f"node_modules/{module}/package.json")
        if described is not None:
            told.append(f"{module} {json.loads(described.read_text(encoding='utf-8'))['version']}")
    about = found("python/**/moto-*.dist-info")
    if about is not None:
        told.append(about.name.removesuffix(".dist-info").replace("-", " "))
    return ", ".join(told)
