"""What a row of the table is, and what rows are made of."""
import dataclasses
import gzip
import pathlib
import subprocess
import sys
import typing

HERE = pathlib.Path(__file__).resolve().parent
QUERN = HERE.parent / ".build" / "release" / "quern"
PEERS = HERE / "peers"
SHARED = HERE.parent.parent / "shared" / "data"
PYTHON = sys.executable


@dataclasses.dataclass
class Row:
    """One comparison: two commands that read the same file, and a check that they made the same."""

    name: str
    input: pathlib.Path
    quern: list
    peer: list
    same: typing.Callable[[], bool]
    threads: int
    # A file that both read, and the command that makes it once.
    needs: tuple | None = None


def plural(threads):
    return f"{threads} thread{'s' * (threads > 1)}"


def succeeds(*command):
    return subprocess.run([str(part) for part in command]).returncode == 0


def unpacked(file, work):
    """A compressed file of the shared data; None where the data is absent."""
    if not file.exists():
        return None
    path = work / file.name.removesuffix(".gz")
    path.write_bytes(gzip.decompress(file.read_bytes()))
    return path
