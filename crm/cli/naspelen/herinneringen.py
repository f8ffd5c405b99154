"""Events of the scheduler and of who answers it: a morning of reminders, a partner with a link, and what keeps them back."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from sqlmodel import Session

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.jobs import rondes, verzending
from crm.models import LinkDoel
from crm.queries.partnerlinks import links_voor
from crm.workflows import (
    bereikbaarheid_bijhouden,
    partner_antwoorden,
    partnercontact_kiezen,
    partnermelding_behandelen,
    vrije_dagen_bijhouden,
)


class _BinnenDeze:
    """Stands in for the database: what should be a transaction of its own is a part of the one transaction of the demo."""

    def __init__(self, session: Session):
        self._session = session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with self._session.begin_nested():
            yield self._session

    @contextmanager
    def session(self) -> Iterator[Session]:
        yield self._session


def ochtenden(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    """The scheduler ran on this and on so many days before it, at the hour of the event; nobody did anything in between."""
    for terug in range(gegevens.get("dagen", 1) - 1, -1, -1):
        _ochtend(speler, wie["nu"] - dt.timedelta(days=terug))


def _ochtend(speler: Naspeler, nu: dt.datetime) -> None:
    binnen, post = _BinnenDeze(speler.session), speler.post
    rondes.herinneren(post, nu, binnen.transaction)
    verzending.versturen(binnen, post.postbus, klok=lambda: nu, hoogstens=post.mail_per_ronde)


def contact(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    for sleutel, naam in gegevens.items():
        afspraak = speler.afspraken[sleutel]
        partnercontact_kiezen.kiezen(speler.session, afspraak, contact=speler.personen[naam], **wie)


def antwoord(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    """A partner followed the link in a mail."""
    afspraak = speler.afspraken[gegevens["afspraak"]]
    persoon, doel = speler.personen[gegevens["persoon"]], LinkDoel(gegevens["doel"])
    link = links_voor(speler.session, afspraak, persoon, wie["nu"])[doel]
    verder = {veld: gegevens[veld] for veld in ("tekst",) if veld in gegevens}
    if doel is LinkDoel.LEVEREN:
        verder |= {"hoeveelheid": Decimal(str(gegevens["hoeveelheid"])), "geleverd_op": wie["nu"].date()}
    elif doel is LinkDoel.VERZETTEN:
        verder |= {"nieuwe_datum": dag(gegevens["nieuwe_datum"])}
    doe = getattr(partner_antwoorden, doel.value)
    speler.meldingen[gegevens["afspraak"]] = doe(
        speler.session, link, papier=speler.post.papier, **verder, **wie
    )


def neem_over(speler: Naspeler, sleutel: str, wie: Gegevens) -> None:
    partnermelding_behandelen.overnemen(
        speler.session, speler.meldingen[sleutel], papier=speler.post.papier, **wie
    )


def vrij(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    van, tot = dag(gegevens["van"]), dag(gegevens["tot"])
    vrije_dagen_bijhouden.toevoegen(speler.session, van=van, tot=tot, naam=gegevens["naam"], **wie)


def afwezig(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    van, tot = dag(gegevens["van"]), dag(gegevens["tot"])
    bereikbaarheid_bijhouden.afwezig_melden(speler.session, van=van, tot=tot, **wie)


GEBEURTENISSEN = {
    "ochtenden": ochtenden,
    "contact": contact,
    "antwoord": antwoord,
    "neem_over": neem_over,
    "vrij": vrij,
    "afwezig": afwezig,
}
