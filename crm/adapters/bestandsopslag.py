"""The files of dossiers on disk, each under the checksum of its contents: var/bijlagen/ab/abcdef….

The same contents stand there once, whoever added them and under whatever name; a name never becomes a path.
"""

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from crm.errors import DomainError, NietGevonden

log = logging.getLogger(__name__)

MB = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Bestandsopslag:
    """One folder with files that never change; `hoogstens` is how many bytes one may have."""

    def __init__(self, map_: Path, *, hoogstens: int = 20 * MB):
        self.map = map_
        self.hoogstens = hoogstens

    def pad(self, sha256: str) -> Path:
        """Where the file with this checksum stands. Refuses with ValueError what is no checksum."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError("dit is geen controlegetal")
        return self.map / sha256[:2] / sha256

    def bewaar(self, inhoud: bytes) -> str:
        """The contents are on disk; gives their checksum.

        Written anew also when they stood there already: so a damaged file mends, and one that is being removed stays.
        Refuses with DomainError when the disk does not take them.
        """
        sha256 = hashlib.sha256(inhoud).hexdigest()
        doel = self.pad(sha256)
        try:
            self._schrijf(doel, inhoud)
        except OSError as fout:
            log.exception("bijlage.niet_bewaard sha256=%s", sha256)
            zin = "Wij konden het bestand niet bewaren. Probeer het later nog eens, of meld dit bij functioneel beheer."
            raise DomainError(zin) from fout
        return sha256

    def lees(self, sha256: str) -> bytes:
        """The contents, exactly as they came in. Refuses with NietGevonden a file that is gone or was changed."""
        try:
            inhoud = self.pad(sha256).read_bytes()
        except OSError as fout:
            log.error("bijlage.kwijt sha256=%s", sha256)  # noqa: TRY400 - the reason is in the exception that follows
            zin = "Dit bestand staat niet meer in de opslag. Meld dit bij functioneel beheer; misschien staat het in een reservekopie."
            raise NietGevonden(zin) from fout
        if hashlib.sha256(inhoud).hexdigest() != sha256:
            log.error("bijlage.beschadigd sha256=%s", sha256)
            zin = "Dit bestand is in de opslag beschadigd geraakt. Meld dit bij functioneel beheer; misschien staat het heel in een reservekopie."
            raise NietGevonden(zin)
        return inhoud

    def stand(self, sha256: str) -> str:
        """ "goed", "kwijt" or "beschadigd"."""
        pad = self.pad(sha256)
        if not pad.is_file():
            return "kwijt"
        with pad.open("rb") as bestand:
            return "goed" if hashlib.file_digest(bestand, "sha256").hexdigest() == sha256 else "beschadigd"

    def kenmerk(self, sha256: str) -> tuple[int, int] | None:
        """Which file stands there now, so that `wis` leaves a newer one alone."""
        try:
            nu = self.pad(sha256).stat()
        except OSError:
            return None
        return nu.st_ino, nu.st_mtime_ns

    def wis(self, sha256: str, gezien: tuple[int, int] | None = None) -> None:
        """The file is gone, unless somebody wrote it anew since it was `gezien`."""
        if gezien is not None and self.kenmerk(sha256) != gezien:
            return
        try:
            self.pad(sha256).unlink(missing_ok=True)
        except OSError:
            log.exception("bijlage.niet_gewist sha256=%s", sha256)

    def alle(self) -> Iterator[str]:
        """The checksums of all files that stand here."""
        if self.map.is_dir():
            yield from sorted(pad.name for pad in self.map.glob("??/*") if _SHA256.fullmatch(pad.name))

    def _schrijf(self, doel: Path, inhoud: bytes) -> None:
        """Whole or not at all, also when the machine stops halfway; nobody else on it can read the file."""
        self.map.mkdir(mode=0o700, parents=True, exist_ok=True)
        doel.parent.mkdir(mode=0o700, exist_ok=True)
        if not doel.parent.resolve().is_relative_to(self.map.resolve()):
            raise OSError("de map wijst naar buiten de opslag")
        nummer, tijdelijk = tempfile.mkstemp(prefix=".deel-", dir=doel.parent)
        try:
            with os.fdopen(nummer, "wb") as bestand:
                bestand.write(inhoud)
                bestand.flush()
                os.fsync(bestand.fileno())
            Path(tijdelijk).replace(doel)
        except BaseException:
            with suppress(OSError):
                Path(tijdelijk).unlink(missing_ok=True)
            raise
        _sync_map(doel.parent)


def _sync_map(map_: Path) -> None:
    """The name of a new file is kept too, not only its contents."""
    nummer = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
