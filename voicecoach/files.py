"""Writing files so that nobody ever sees half of one."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def write_atomically(path: Path, rights: int = 0o666) -> Iterator[IO[bytes]]:
    """A binary file that becomes `path` when the block ends well, and leaves nothing behind when it does not.

    It has those of the `rights` that the process's file mask allows. It is written in the same folder, so that the last
    step is a rename. Raises OSError.
    """
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part", delete=False
    ) as file:
        part = Path(file.name)
        try:
            yield file
            file.flush()
            part.chmod(rights & ~_umask())
            file.close()
            part.replace(path)
        except BaseException:
            file.close()
            part.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder for several files that all move to `folder` when the block ends well, and none when it does not.

    Raises OSError.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".voicecoach-", suffix=".part") as name:
        yield Path(name)
        for file in sorted(Path(name).iterdir()):
            file.replace(folder / file.name)


def _umask() -> int:
    """The process's file mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
