"""What is installed, told without importing it."""

from importlib.util import find_spec
from pathlib import Path


def is_installed(*modules: str) -> bool:
    """Whether all these modules are there."""
    return all(find_spec(module) is not None for module in modules)


def version_of(module: str, package: str = "") -> str:
    """The installed version of a module's package, by the name of its metadata folder; `package` where they differ.

    importlib.metadata would tell it too, but takes 30 ms to import, at every start.
    """
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return "none"
    package = package or module
    folders = Path(spec.origin).parents[1].glob(f"{package}-*-info")
    return next((folder.stem.removeprefix(f"{package}-") for folder in folders), "unknown")
