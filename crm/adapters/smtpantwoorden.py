"""What an SMTP server answers, or that it hung up, by what that says about one mail: taken, not now, never, or nothing."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from crm.adapters.postfouten import PostDicht, TijdelijkGeweigerd, VoorgoedGeweigerd

# The words of a server that mean: no such address. 5.1.0-6 and 5.1.10 say it outright, 5.2.1 that the mailbox is shut;
# 5.1.7 and 5.1.8 are about who sends (RFC 3463, 7505).
_ADRES_CODES = (550, 551, 553)
_ADRES_UITLEG = re.compile(r"5\.(1\.([0-6]|10)|2\.1)")
# No such address, or no such way: without an enhanced code only the words tell.
_DOORSTUREN = re.compile(rb"relay", re.IGNORECASE)
# Not about this message: the server wants us to sign in or to speak TLS first.
_DICHT_CODES = (530, 534, 535, 538)


class NietBegonnen(PostDicht):
    """The connection was gone before anything of this mail had been said."""


@contextmanager
def nog_niets_gestuurd() -> Iterator[None]:
    """A line that breaks here is NietBegonnen."""
    try:
        yield
    except (smtplib.SMTPServerDisconnected, ConnectionError) as fout:
        if is_te_laat(fout):
            raise
        raise NietBegonnen("De mailserver verbrak de verbinding voordat een mail begon.") from fout


def is_te_laat(fout: Exception) -> bool:
    """Whether a wait ran out; smtplib calls that a lost connection."""
    return isinstance(fout, TimeoutError) or isinstance(fout.__context__, TimeoutError)


def eis_goed(antwoord: tuple[int, bytes], waarbij: str) -> None:
    """Nothing, or PostDicht: this is not about one mail, such as a sender that the server does not accept."""
    code, tekst = antwoord
    if code == 421 and waarbij == "afzender":
        raise NietBegonnen(f"De mailserver houdt ermee op: {leesbaar(code, tekst)}")
    if not 200 <= code < 400:
        raise PostDicht(f"De mailserver weigert bij {waarbij}: {leesbaar(code, tekst)}")


def eis_aangenomen(antwoord: tuple[int, bytes], *, bij_adres: bool) -> None:
    """Nothing, or the refusal of this one mail; PostDicht when the server wants a sign-in, or says what makes no sense."""
    code, tekst = antwoord
    if 200 <= code < 300:
        return
    zin = leesbaar(code, tekst)
    if code in _DICHT_CODES or not 400 <= code < 600:
        raise PostDicht(f"De mailserver neemt nu niets aan: {zin}")
    uitleg = tekst.decode("ascii", "replace").split(" ", 1)[0]
    kort = f"{code} {uitleg}" if uitleg[:2] in ("4.", "5.") else str(code)
    if code < 500:
        # Also 421, which says that the server closes: to some it is what they say to one receiver, for weeks.
        raise TijdelijkGeweigerd(f"De mailserver neemt de mail nog niet aan: {zin}", kort)
    zegt_niets = not uitleg.startswith("5.") and code in _ADRES_CODES and not _DOORSTUREN.search(tekst)
    raise VoorgoedGeweigerd(
        f"De mailserver weigert de mail: {zin}",
        kort,
        is_adres=bool(_ADRES_UITLEG.fullmatch(uitleg)),
        is_misschien_adres=bij_adres and zegt_niets,
    )


def leesbaar(code: int, tekst: bytes) -> str:
    """The answer as one line for the operator."""
    # Without marks that steer: a database refuses NUL, and a terminal does as it is told.
    zichtbaar = "".join(teken if teken.isprintable() else " " for teken in tekst.decode("utf-8", "replace"))
    return f"{code} {' '.join(zichtbaar.split())}"[:300]
