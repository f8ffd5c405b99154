"""The settings: CRM_* variables, read once. Each field's text is the line in docs/beheer/instellingen.md."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

ONTWIKKELSLEUTEL = "alleen-voor-ontwikkeling"


class InstellingFout(Exception):
    """A setting is missing or cannot be used; the sentence says which and how to mend it."""


def _instelling(uitleg: str, standaard):
    return field(default=standaard, metadata={"uitleg": uitleg})


@dataclass(frozen=True)
class Settings:
    """Everything that differs per installation. The rest of the house never reads the environment."""

    omgeving: str = _instelling(
        "‘ontwikkeling’, ‘test’ of ‘productie’. In productie zijn een eigen sleutel en https verplicht.",
        "ontwikkeling",
    )
    database_url: str = _instelling(
        "Waar de gegevens staan: sqlite:///pad of postgresql+psycopg://…; leeg is SQLite onder de werkmap.",
        "",
    )
    secret_key: str = _instelling(
        "Geheime sleutel voor sessies en formulieren: ten minste 32 tekens.", ONTWIKKELSLEUTEL
    )
    var_dir: str = _instelling("Werkmap voor database, rapportages en mail.", "var")
    base_url: str = _instelling("Het adres waaronder gebruikers het systeem zien.", "http://127.0.0.1:8000")
    provincie: str = _instelling(
        "Naam van de provincie op pagina's en rapportages.", "Provincie Noord-Holland"
    )
    beheer_naam: str = _instelling(
        "Wie de installatie beheert, in de beschrijving van de API.", "Functioneel beheer"
    )
    beheer_email: str = _instelling("Waar die te bereiken is.", "beheer@voorbeeld.invalid")
    snel_wachtwoord: bool = _instelling("Goedkope wachtwoordhash, alleen voor geautomatiseerde tests.", False)
    sessie_uren: int = _instelling("Na hoeveel uur zonder gebruik iemand opnieuw moet aanmelden.", 10)
    mail_url: str = _instelling(
        "Waar mail heen gaat: smtp://naam:wachtwoord@server:587 (met STARTTLS), smtps://… of file://map; leeg is de map "
        "mail onder de werkmap.",
        "",
    )
    mail_van: str = _instelling("Afzender van alle mail.", "Aanjager <aanjager@voorbeeld.invalid>")
    mail_omleiden: str = _instelling(
        "Buiten productie: stuur alle mail naar dit ene adres in plaats van naar de ontvangers.", ""
    )
    mail_per_ronde: int = _instelling("Hoeveel mails de planner ten hoogste per ronde verzendt.", 200)
    overzicht_uur: int = _instelling("Vanaf welk uur op een werkdag het dagelijkse overzicht uitgaat.", 7)
    bijlage_max_mb: int = _instelling("Hoe groot een bestand bij een dossier mag zijn, in MB.", 20)

    @classmethod
    def from_env(cls, omgeving: Mapping[str, str] | None = None) -> "Settings":
        """Settings from CRM_* variables. Refuses with InstellingFout what production cannot run on."""
        bron = os.environ if omgeving is None else omgeving
        waarden = {}
        for veld in fields(cls):
            tekst = bron.get(variabele(veld.name))
            if tekst is not None and tekst != "":
                waarden[veld.name] = _lees(veld.name, tekst, veld.default)
        return cls(**waarden)

    def __post_init__(self):
        if self.omgeving not in ("ontwikkeling", "test", "productie"):
            raise InstellingFout(
                f"CRM_OMGEVING kent ‘{self.omgeving}’ niet; kies ontwikkeling, test of productie."
            )
        if self.sessie_uren < 1:
            raise InstellingFout(
                "CRM_SESSIE_UREN moet ten minste 1 zijn, anders kan niemand aangemeld blijven."
            )
        if not 1 <= self.bijlage_max_mb <= 500:
            raise InstellingFout("CRM_BIJLAGE_MAX_MB moet tussen 1 en 500 liggen.")
        if not 0 <= self.overzicht_uur <= 23:
            raise InstellingFout("CRM_OVERZICHT_UUR moet een uur van 0 tot en met 23 zijn.")
        if self.mail_per_ronde < 1:
            raise InstellingFout("CRM_MAIL_PER_RONDE moet ten minste 1 zijn, anders gaat er geen mail uit.")
        if self.omgeving == "productie":
            self._eis_veilig()
        elif self.omgeving != "test" and self.secret_key == ONTWIKKELSLEUTEL and not self.is_eigen_machine:
            raise InstellingFout(
                "CRM_BASE_URL is een adres voor anderen. Geef dan ook een eigen CRM_SECRET_KEY: die voor ontwikkeling "
                "kent iedereen."
            )
        if not self.mail_url:
            object.__setattr__(self, "mail_url", f"file://{self.map / 'mail'}")
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.map / 'aanjager.db'}")

    def _eis_veilig(self) -> None:
        if self.secret_key == ONTWIKKELSLEUTEL or len(self.secret_key) < 32:
            raise InstellingFout(
                "CRM_SECRET_KEY moet in productie een eigen sleutel van ten minste 32 tekens zijn."
            )
        if not self.base_url.startswith("https://"):
            raise InstellingFout("CRM_BASE_URL moet in productie met https:// beginnen.")
        if self.mail_omleiden:
            raise InstellingFout(
                "CRM_MAIL_OMLEIDEN is er voor proeven; in productie mag het niet zijn ingevuld."
            )
        if self.snel_wachtwoord:
            raise InstellingFout("CRM_SNEL_WACHTWOORD mag in productie niet aanstaan.")

    @property
    def map(self) -> Path:
        """The working folder, absolute."""
        return Path(self.var_dir).resolve()

    @property
    def is_eigen_machine(self) -> bool:
        """The site is only there for whoever sits at this machine."""
        return urlsplit(self.base_url).hostname in ("127.0.0.1", "localhost", "::1")

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


def variabele(naam: str) -> str:
    """The environment variable of a setting: `database_url` is CRM_DATABASE_URL."""
    return f"CRM_{naam.upper()}"


def _lees(naam: str, tekst: str, standaard):
    if isinstance(standaard, bool):
        return tekst.lower() in ("1", "ja", "true", "aan")
    if isinstance(standaard, int):
        try:
            return int(tekst)
        except ValueError:
            raise InstellingFout(f"{variabele(naam)} moet een geheel getal zijn, niet ‘{tekst}’.") from None
    return tekst
