"""Letters: what a mail says, as plain text and as HTML, out of one pair of templates in templates/mail/."""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from crm.adapters import documents
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

    def brief(self, sjabloon: str, **gegevens: Any) -> Brief:
        """The letter of templates/mail/<sjabloon>.txt and .html; the first line of the text is its subject.

        A name that a template wants and was not given is an error.
        """
        met = {"papier": self, **gegevens}
        regel, _, tekst = documents.tekst(f"mail/{sjabloon}.txt", met).partition("\n")
        return Brief(regel.strip(), tekst.strip() + "\n", documents.html(f"mail/{sjabloon}.html", met))
