"""The archive: a tar.gz whose every byte is accounted for.

`manifest.json` first, with the SHA-256 of each member and one over all of them; last, an empty gzip member whose
comment is the SHA-256 of all bytes before it. `tar xzf` reads it like any other.
"""

import hashlib
import io
import json
import os
import tarfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO

from twofold.rules.canonical import canonical

FORMAT = "twofold-backup/1"
MANIFEST = "manifest.json"
_BLOCK = 1 << 20
_EMPTY = b"\x03\x00" + b"\x00" * 8  # deflate of nothing, its CRC-32 and its length
_HEADER = b"\x1f\x8b\x08\x10" + b"\x00" * 5 + b"\xff"
_TRAILER = len(_HEADER) + 65 + len(_EMPTY)


class Damaged(Exception):
    """The archive is not what was written; the message says what is wrong, as a sentence."""


def write_archive(path: Path, folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """Everything in a folder as an archive at `path`, readable by its owner only; gives the manifest."""
    members = {name: _sha256(folder / name) for name in _names(folder)}
    manifest = {**facts, "format": FORMAT, "members": members, "total": _total(members)}
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                _add(tar, MANIFEST, io.BytesIO(json.dumps(manifest, indent=1).encode()))
                for name in members:
                    with (folder / name).open("rb") as content:
                        _add(tar, name, content)
            file.write(_trailer(_sha256_of(file)))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return manifest


def read_archive(path: Path, folder: Path) -> dict[str, Any]:
    """Unpack an archive into an empty folder and check all of it; gives the manifest. Errors: Damaged, OSError."""
    with path.open("rb") as file:
        _check_whole(file)
        file.seek(0)
        try:
            with tarfile.open(fileobj=file, mode="r:gz") as tar:
                for member in tar:
                    _unpack(tar, member, folder)
        except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as wrong:
            raise Damaged(f"The archive cannot be unpacked: {wrong}.") from None
    return _checked_manifest(folder)


def _check_whole(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    if size <= _TRAILER:
        raise Damaged("This is not a backup of Twofold: it is too short.")
    file.seek(size - _TRAILER)
    trailer = file.read()
    if not trailer.startswith(_HEADER) or not trailer.endswith(_EMPTY):
        raise Damaged("This is not a whole backup of Twofold: its end is missing or changed.")
    if trailer != _trailer(_sha256_of(file, size - _TRAILER)):
        raise Damaged("The backup is damaged: its bytes do not have the SHA-256 that it ends with.")


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    target = (folder / member.name).resolve()
    if not member.isfile() or folder.resolve() not in target.parents:
        raise Damaged(f"The backup holds something that does not belong there: {member.name}.")
    source = tar.extractfile(member)
    assert source is not None
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source, os.fdopen(handle, "wb") as file:
        while block := source.read(_BLOCK):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _checked_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        members: dict[str, str] = manifest["members"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Damaged("The backup has no manifest that can be read.") from None
    if manifest.get("format") != FORMAT:
        raise Damaged(f"The backup has the format {manifest.get('format')}; this version reads {FORMAT}.")
    (folder / MANIFEST).unlink()
    found = {name: _sha256(folder / name) for name in _names(folder)}
    if found != members or _total(members) != manifest.get("total"):
        wrong = sorted(name for name in {*found, *members} if found.get(name) != members.get(name))
        raise Damaged(f"The backup is damaged: {', '.join(wrong) or 'its total'} is not what its manifest says.")
    return manifest


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _add(tar: tarfile.TarFile, name: str, content: BinaryIO) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.seek(0, os.SEEK_END), 0o600
    content.seek(0)
    tar.addfile(entry, content)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_of(file: BinaryIO, size: int | None = None) -> str:
    digest, left = hashlib.sha256(), size if size is not None else file.seek(0, os.SEEK_END)
    file.seek(0)
    while left and (block := file.read(min(_BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()


def _total(members: dict[str, str]) -> str:
    return hashlib.sha256(canonical(members)).hexdigest()


def _trailer(sha256: str) -> bytes:
    return _HEADER + sha256.encode() + b"\x00" + _EMPTY
