"""The rounds that run many times a day, and what they need: reminders become mail, and mail goes out."""

import datetime as dt
import time
from dataclasses import dataclass

from crm.adapters.brieven import Briefpapier
from crm.adapters.postbus import Postbus, postbus_van
from crm.db import Database, utc_nu
from crm.http.papier import briefpapier
from crm.jobs import verzending
from crm.queries.herinneringen.ronde import InTransactie, Uitkomst
from crm.queries.werkkalender import werkkalender
from crm.settings import Settings
from crm.workflows.herinneringen_bundelen import bundelen
from crm.workflows.herinneringen_plannen import plannen


@dataclass(frozen=True)
class Middelen:
    """What a round needs of this installation; the rest is in the database."""

    database: Database
    postbus: Postbus
    papier: Briefpapier
    overzicht_uur: int
    mail_per_ronde: int

    @classmethod
    def van(cls, settings: Settings, database: Database, *, wachttijd: float = 20) -> "Middelen":
        """As the settings say; a server may take so many seconds to answer. Refuses with InstellingFout a wrong setting."""
        return cls(
            database=database,
            postbus=postbus_van(
                settings.mail_url,
                afzender=settings.mail_van,
                antwoord_aan=settings.beheer_email,
                omleiden=settings.mail_omleiden,
                wachttijd=wachttijd,
            ),
            papier=briefpapier(settings),
            overzicht_uur=settings.overzicht_uur,
            mail_per_ronde=settings.mail_per_ronde,
        )


def herinneren(
    middelen: Middelen, nu: dt.datetime, in_transactie: InTransactie | None = None
) -> tuple[Uitkomst, Uitkomst]:
    """What is due is planned, and what may go out now stands in the outbox; gives what each of the two did.

    With the `in_transactie` of Database.proef nothing of it is kept.
    """
    transactie = in_transactie or middelen.database.transaction
    with transactie() as session:
        kalender = werkkalender(session)
    gepland = plannen(transactie, nu=nu, kalender=kalender)
    gebundeld = bundelen(
        transactie, nu=nu, kalender=kalender, papier=middelen.papier, overzicht_uur=middelen.overzicht_uur
    )
    return gepland, gebundeld


def versturen(middelen: Middelen, *, vanaf: dt.datetime) -> verzending.Uitkomst:
    """What is due in the outbox was tried, up to the ceiling of one round; the clock of the round begins at this moment.

    Who took up what, other senders see by the real clock, also when this round plays at another moment.
    """
    begin = time.monotonic()
    return verzending.versturen(
        middelen.database,
        middelen.postbus,
        klok=lambda: vanaf + dt.timedelta(seconds=time.monotonic() - begin),
        echte_klok=utc_nu,
        hoogstens=middelen.mail_per_ronde,
    )
