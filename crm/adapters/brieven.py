"""Letters: what a mail says, as plain text and as HTML, out of one pair of templates in templates/mail/."""

import re
import uuid as uuid_
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from crm.adapters import documents, nederlands
from crm.adapters.tekens import Tekenaar


@dataclass(frozen=True)
class Brief:
    """One letter, before it is anybody's."""

    onderwerpregel: str
    tekst: str
    html: str


@dataclass(frozen=True)
class Briefpapier:
    """What every letter of this installation has: where its links lead, who signs them and who sends them."""

    base_url: str
    afzender: str
    provincie: str
    tekenaar: Tekenaar
    beheer_email: str

    @property
    def domein(self) -> str:
        """The domain of the sender, for the Message-ID."""
        return parseaddr(self.afzender)[1].rpartition("@")[2] or "localhost"

    def adres(self, *delen: object) -> str:
        """An address of this site for in a mail."""
        return "/".join((self.base_url.rstrip("/"), *(str(deel).strip("/") for deel in delen)))

    def merk(self, kenmerk: uuid_.UUID) -> str:
        """What every mail about one dossier has in its subject, such as NH-1a2b3c4d: people sort and search by it."""
        woorden = re.findall(r"\w+", re.sub(r"^provincie\s+", "", self.provincie, flags=re.IGNORECASE))
        return f"{''.join(woord[0] for woord in woorden).upper()}-{kenmerk.hex[:8]}"

    def brief(self, sjabloon: str, **gegevens: Any) -> Brief:
        """The letter of templates/mail/<sjabloon>.txt and .html; the first line of the text is its subject.

        A name that a template wants and was not given is an error.
        """
        met = {"papier": self, **gegevens}
        # A plain text is broken into lines by whoever shows it; a space that may not be broken only gets in the way.
        alles = documents.tekst(f"mail/{sjabloon}.txt", met).replace(nederlands.HARDE_SPATIE, " ")
        regel, _, tekst = alles.partition("\n")
        return Brief(regel.strip(), tekst.strip() + "\n", documents.html(f"mail/{sjabloon}.html", met))
