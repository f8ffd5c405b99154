"""A few months of a province in a second: dossiers move, colleagues leave, mail fails, clocks jump; and what had to go out.

What had to go out is worked out here from scratch, in plain Python, from what is true at that moment. It knows nothing of
how reminders are kept: only what was sent, to whom, about which date.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from crm import models as m
from crm.db import Database
from crm.models.herinnering import GEDEMPT
from crm.models.rijen import neem_stap
from crm.workflows.herinneringen_bundelen import bundelen
from crm.workflows.herinneringen_plannen import plannen
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h

HIER = ZoneInfo("Europe/Amsterdam")
DAG, UUR = dt.timedelta(days=1), dt.timedelta(hours=1)

# Written out, not computed: the holidays on a weekday in the months that are played.
VRIJ = {
    dt.date.fromisoformat(tekst)
    for tekst in ("2026-12-25 2026-12-26 2027-01-01 2027-03-26 2027-03-29 2027-04-27 2027-05-05 2027-05-06 2027-05-17").split()
}
# Around both clock changes, Christmas and Easter.
BEGIN = ("2026-10-16", "2026-12-14", "2027-03-15")

Stap = tuple[int, bool, str, bool, bool]
"""Days, whether they are working days, the recipient, an escalation, urgent."""


def is_werkdag(dag: dt.date) -> bool:
    return dag.weekday() < 5 and dag not in VRIJ


def moment(datum: dt.date, stap: Stap) -> dt.date:
    """The day on which a step is due, counted one day at a time."""
    dagen, werkdagen, *_ = stap
    if not werkdagen:
        return datum + dagen * DAG
    over, richting = abs(dagen), DAG if dagen > 0 else -DAG
    while over:
        datum += richting
        over -= is_werkdag(datum)
    return datum


def plaats(stap: Stap) -> int:
    return stap[0] * (14 if stap[1] else 10)


@dataclass
class Dossier:
    id: int
    datum: dt.date
    eigenaar: int | None
    contact: int | None
    is_open: bool = True
    log: list[dt.datetime] = field(default_factory=list)


@dataclass
class Mens:
    id: int
    rol: str = ""
    is_bereikbaar: bool = True
    wil_niet: bool = False
    weg: tuple[dt.date, dt.date] | None = None

    def is_weg(self, dag: dt.date) -> bool:
        return self.weg is not None and self.weg[0] <= dag <= self.weg[1]

    def is_lang_weg(self, dag: dt.date) -> bool:
        return self.is_weg(dag) and self.weg[1] > self.weg[0] + 7 * DAG


@dataclass
class Wereld:
    """What is true, and what was sent."""

    stappen: list[Stap]
    is_verplicht: bool = False
    dossiers: dict[int, Dossier] = field(default_factory=dict)
    collegas: dict[int, Mens] = field(default_factory=dict)
    contacten: dict[int, Mens] = field(default_factory=dict)
    # The dossiers and dates about which somebody was spared a reminder that was not wanted.
    stil: set[tuple[int, dt.date]] = field(default_factory=set)
    verzonden: dict[tuple[int, dt.date], list[tuple[str, int, dt.datetime]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def _met_rol(self, rol: str) -> set[str]:
        return {f"g{c.id}" for c in self.collegas.values() if c.rol == rol and c.is_bereikbaar}

    def _aanwezig(self, wie: set[str], dag: dt.date) -> set[str]:
        return {een for een in wie if not self.collegas[int(een[1:])].is_lang_weg(dag)}

    def _vervangers(self, dag: dt.date) -> set[str]:
        rollen = [self._met_rol(rol) for rol in ("programmamanager", "beheerder")]
        return next(filter(None, [*(self._aanwezig(rol, dag) for rol in rollen), *rollen]), set())

    def ontvangers(self, dossier: Dossier, rol: str, dag: dt.date) -> set[str]:
        """Who gets what is for this role, about this dossier, as things are."""
        if rol == "partner":
            if dossier.contact is None:
                return set()
            bereikbaar = self.contacten[dossier.contact].is_bereikbaar
            return {f"p{dossier.contact}"} if bereikbaar else self.ontvangers(dossier, "eigenaar", dag)
        if rol != "eigenaar":
            met_rol = self._met_rol(rol)
            return met_rol | (set() if self._aanwezig(met_rol, dag) else self._vervangers(dag))
        eigenaar = self.collegas.get(dossier.eigenaar or 0)
        if eigenaar is None or not eigenaar.is_bereikbaar:
            return self._vervangers(dag)
        return {f"g{eigenaar.id}"} | (self._vervangers(dag) if eigenaar.is_lang_weg(dag) else set())

    def _tegengehouden(self, dossier: Dossier, stap: Stap, dag: dt.date) -> bool:
        """An escalation, and nobody heard anything before this day, or something happened since the last reminder."""
        if not stap[3]:
            return False
        ervoor = [ander[2] for ander in self.stappen if not ander[3] and plaats(ander) < plaats(stap)]
        zonder_partner = ervoor and set(ervoor) == {"partner"} and dossier.contact is None
        over = self.verzonden[dossier.id, dossier.datum]
        gehoord = (dossier.id, dossier.datum) in self.stil or any(op.astimezone(HIER).date() < dag for *_, op in over)
        if not gehoord and not zonder_partner:
            return True
        eerder = [op for _, rang, op in self.verzonden[dossier.id, dossier.datum] if rang < plaats(stap)]
        return bool(eerder) and any(op > max(eerder) for op in dossier.log)

    def verschuldigd(self, dossier: Dossier, dag: dt.date) -> dict[str, Stap]:
        """Per recipient the latest step that is due about this dossier, gone already or not."""
        uit: dict[str, Stap] = {}
        if not dossier.is_open:
            return uit
        # Of two that are at the same place either will do; that one is taken which may wait longer.
        for stap in sorted(self.stappen, key=lambda stap: (plaats(stap), not stap[4])):
            if moment(dossier.datum, stap) <= dag and not self._tegengehouden(dossier, stap, dag):
                rollen = (stap[2], "eigenaar") if stap[3] else (stap[2],)
                for rol in rollen:
                    uit |= dict.fromkeys(self.ontvangers(dossier, rol, dag), stap)
        return uit

    def is_gegaan(self, dossier: Dossier, ontvanger: str, rang: int) -> bool:
        return any(
            wie == ontvanger and hoog >= rang for wie, hoog, _ in self.verzonden[dossier.id, dossier.datum]
        )

    def _mens(self, ontvanger: str) -> Mens:
        return (self.collegas if ontvanger[0] == "g" else self.contacten)[int(ontvanger[1:])]

    def is_weg(self, ontvanger: str, dag: dt.date) -> bool:
        return self._mens(ontvanger).is_weg(dag)

    def is_stil(self, ontvanger: str) -> bool:
        """Turned it off, and may."""
        return self._mens(ontvanger).wil_niet and not self.is_verplicht


def stappenlijst(toeval: Random) -> list[Stap]:
    """One to five steps, no two at the same place for the same recipient."""
    uit = {}
    for _ in range(toeval.randint(1, 5)):
        rol = toeval.choice(("eigenaar", "partner", "programmamanager", "controller"))
        escalatie = rol not in ("eigenaar", "partner") and toeval.random() < 0.5
        stap = (toeval.randint(-20, 20), toeval.random() < 0.5, rol, escalatie, toeval.random() < 0.2)
        uit.setdefault((plaats(stap), rol), stap)
    return list(uit.values())


# How long until the next round, how it goes, how far the clock is off, and what else happens.
_LATER = (DAG, DAG, DAG, 3 * UUR, UUR / 6, 2 * DAG, 3 * DAG, 0 * DAG)
_HOE = ("heel", "heel", "heel", "heel", "half", "stuk", "plan", "omval")
_SCHEEF = (0 * DAG, 0 * DAG, 0 * DAG, 0 * DAG, -26 * UUR, -UUR, UUR, 4 * DAG)
_OOK = ("", "", "", "vast", "los", "dubbel")


def speel(database: Database, zaad: int, *, dossiers: int, rondes: tuple[int, int]) -> "Simulatie":
    """The schedule with this number from beginning to end; the same number is the same schedule."""
    toeval = Random(zaad)
    s = Simulatie(database, toeval, stappenlijst(toeval), toeval.choice(BEGIN), dossiers)
    for _ in range(toeval.randint(*rondes)):
        s.t += toeval.choice(_LATER)
        s.gebeurtenissen(toeval.randint(0, 6), stappenlijst(toeval))
        soort, scheef, ook = toeval.choice(_HOE), toeval.choice(_SCHEEF), toeval.choice(_OOK)
        if ook == "los":
            s.laat_los()
        s.ronde(soort, scheef)
        if ook == "dubbel":
            s.ronde(soort, scheef)
        if ook == "vast":
            s.houd_vast()
    s.besluit()
    return s


class Omgevallen(BaseException):
    """The process dies here."""


class Simulatie:
    """One world in one database; `kwijt`, `dubbel` and `onterecht` say what went wrong."""

    def __init__(self, database: Database, toeval: Random, stappen: list[Stap], begin: str, aantal: int):
        self.database, self.toeval = database, toeval
        self.t = dt.datetime.fromisoformat(f"{begin}T07:05").replace(tzinfo=HIER)
        self.wereld = Wereld(stappen, is_verplicht=toeval.random() < 0.3)
        self.kwijt: list[str] = []
        self.dubbel: list[str] = []
        self.onterecht: list[str] = []
        self.geteld: Counter[str] = Counter()
        self._gehad: set[tuple[str, dt.date]] = set()
        self._dag_van: dict[int, dt.date] = {}
        self._overzichten: dict[tuple[str, dt.date], int] = {}
        self._versie = 1
        self._vast: int | None = None
        with database.transaction() as session:
            self._bevolk(session, aantal)

    @property
    def fouten(self) -> list[str]:
        return self.kwijt + self.dubbel + self.onterecht

    # --- The world ------------------------------------------------------------------------------------------------

    def _bevolk(self, session: Session, aantal: int) -> None:
        w = self.wereld
        rollen = ("programmamanager", "programmamanager", "beheerder", "ambassadeur", "ambassadeur", "controller")
        for nummer, rol in enumerate(rollen):
            collega = maak_gebruiker(session, f"Speler{nummer}", m.GebruikerRol(rol))
            w.collegas[collega.id] = Mens(collega.id, rol)
        for nummer in range(3):
            persoon = maak(session, m.Persoon, naam=f"Contact {nummer}")
            persoon.email = f"contact{persoon.id}@partner.invalid"
            w.contacten[persoon.id] = Mens(persoon.id)
        partner = maak(session, m.Organisatie)
        for _ in range(aantal):
            datum = self.t.date() + self.toeval.randint(-25, 45) * DAG
            eigenaar = self.toeval.choice([*w.collegas, None])
            contact = self.toeval.choice([*w.contacten, None])
            afspraak = maak(
                session, m.Partnerafspraak, organisatie=partner, uiterlijk=datum, eigenaar_id=eigenaar, contact_id=contact
            )
            w.dossiers[afspraak.id] = Dossier(afspraak.id, datum, eigenaar, contact)
        self._maak_regel(session)

    def _maak_regel(self, session: Session) -> None:
        stappen = [
            (dagen, rol, *(w for w, ja in (("werkdagen", werk), ("escalatie", esc), ("dringend", nood)) if ja))
            for dagen, werk, rol, esc, nood in self.wereld.stappen
        ]
        h.regel(session, *stappen, versie=self._versie, is_verplicht=self.wereld.is_verplicht)

    def gebeurtenissen(self, hoeveel: int, stappen: list[Stap]) -> None:
        """So many things happen; `stappen` is what a new version of the rule would say."""
        soorten = "datum datum datum terug sluit eigenaar eigenaar partner log log collega afwezig contact demping nieuw regel".split()
        with self.database.transaction() as session:
            for soort in self.toeval.choices(soorten, k=hoeveel):
                self.geteld[soort] += 1
                if soort == "regel":
                    self._vervang_regel(session, stappen)
                else:
                    getattr(self, f"_{soort}")(session)

    def _een(self) -> Dossier:
        return self.toeval.choice(list(self.wereld.dossiers.values()))

    @staticmethod
    def _zet(session: Session, noun: Any, nummer: int, **waarden: Any) -> None:
        session.execute(sa.update(noun).where(noun.id == nummer).values(**waarden))

    def _datum(self, session: Session) -> None:
        self._verzet(session, self._een(), self.t.date() + self.toeval.randint(-25, 45) * DAG)

    def _terug(self, session: Session) -> None:
        """Back to a date that was reminded of before."""
        dossier = self._een()
        eerder = [datum for nummer, datum in self.wereld.verzonden if nummer == dossier.id]
        self._verzet(session, dossier, self.toeval.choice(eerder or [dossier.datum + 20 * DAG]))

    def _verzet(self, session: Session, dossier: Dossier, datum: dt.date) -> None:
        if dossier.is_open:
            dossier.datum = datum
            self._zet(session, m.Partnerafspraak, dossier.id, uiterlijk=datum)

    def _sluit(self, session: Session) -> None:
        dossier = self._een()
        if dossier.is_open:
            dossier.is_open = False
            session.get(m.Partnerafspraak, dossier.id, populate_existing=True).sluiten("vervallen", self.t.date(), "Klaar")
            session.flush()

    def _eigenaar(self, session: Session) -> None:
        dossier = self._een()
        if dossier.is_open:
            dossier.eigenaar = self.toeval.choice([*self.wereld.collegas, None])
            self._zet(session, m.Partnerafspraak, dossier.id, eigenaar_id=dossier.eigenaar)

    def _partner(self, session: Session) -> None:
        """Another contact person, or none any more."""
        dossier = self._een()
        if dossier.is_open:
            dossier.contact = self.toeval.choice([*self.wereld.contacten, None])
            self._zet(session, m.Partnerafspraak, dossier.id, contact_id=dossier.contact)

    def _demping(self, session: Session) -> None:
        """Somebody wants no reminders of promises, from now on."""
        wie = self.toeval.choice([*self.wereld.collegas.values(), *self.wereld.contacten.values()])
        if not wie.wil_niet and self.toeval.random() < 0.3:
            wie.wil_niet = True
            wiens = {"gebruiker_id": wie.id} if wie.rol else {"persoon_id": wie.id}
            session.add(m.Demping(**wiens, onderwerp=m.RegelOnderwerp.AFSPRAAK))

    def _log(self, session: Session) -> None:
        dossier = self._een()
        dossier.log.append(self.t)
        afspraak = session.get(m.Partnerafspraak, dossier.id)
        door = session.get(m.Gebruiker, min(self.wereld.collegas))
        m.noteer(session, "partnerafspraak.geleverd", afspraak, door=door, nu=self.t)

    def _collega(self, session: Session) -> None:
        """Somebody leaves or comes back, or the address bounces."""
        wie = self.toeval.choice(list(self.wereld.collegas.values()))
        wie.is_bereikbaar = not wie.is_bereikbaar
        if self.toeval.random() < 0.5 or session.get(m.Gebruiker, wie.id).is_actief is False:
            self._zet(session, m.Gebruiker, wie.id, is_actief=wie.is_bereikbaar)
        self._adres(session, session.get(m.Gebruiker, wie.id).email, wie.is_bereikbaar)

    def _contact(self, session: Session) -> None:
        """The address of a contact person bounces, or is gone, or is there again."""
        wie = self.toeval.choice(list(self.wereld.contacten.values()))
        wie.is_bereikbaar = not wie.is_bereikbaar
        adres = f"contact{wie.id}@partner.invalid"
        if wie.is_bereikbaar or self.toeval.random() < 0.5:
            self._zet(session, m.Persoon, wie.id, email=adres if wie.is_bereikbaar else None)
        if session.get(m.Persoon, wie.id, populate_existing=True).email is not None:
            self._adres(session, adres, wie.is_bereikbaar)

    def _adres(self, session: Session, email: str, bereikbaar: bool) -> None:
        if bereikbaar:
            weg = sa.update(m.OnbestelbaarAdres).where(m.OnbestelbaarAdres.hersteld_op.is_(None))
            session.execute(weg.where(m.OnbestelbaarAdres.email == email).values(hersteld_op=self.t))
        else:
            maak(session, m.OnbestelbaarAdres, email=email)

    def _afwezig(self, session: Session) -> None:
        wie = self.toeval.choice(list(self.wereld.collegas.values()))
        if wie.weg is None:
            wie.weg = (self.t.date(), self.t.date() + self.toeval.randint(0, 15) * DAG)
            maak(session, m.Afwezigheid, gebruiker_id=wie.id, van=wie.weg[0], tot=wie.weg[1])

    def _nieuw(self, session: Session) -> None:
        datum = self.t.date() + self.toeval.randint(-25, 45) * DAG
        voorbeeld = session.get(m.Partnerafspraak, min(self.wereld.dossiers))
        gemaakt = maak(session, m.Partnerafspraak, organisatie_id=voorbeeld.organisatie_id, uiterlijk=datum)
        self.wereld.dossiers[gemaakt.id] = Dossier(gemaakt.id, datum, None, None)

    def _vervang_regel(self, session: Session, stappen: list[Stap]) -> None:
        session.execute(sa.update(m.Herinneringsregel).values(vervangen_op=self.t))
        self._versie += 1
        self.wereld.stappen = stappen
        self._maak_regel(session)

    # --- What the system does -------------------------------------------------------------------------------------

    def ronde(self, soort: str, scheef: dt.timedelta = dt.timedelta(0)) -> None:
        """One round with a clock that is so much off.

        `soort`: heel, half (some messages go), stuk (no mail), plan (nothing is packed), omval (it dies halfway).
        """
        nu = self.t + scheef
        self.geteld["rondes"] += 1
        dag = nu.astimezone(HIER).date()
        gehad = set(self._gehad)
        self.wereld.stil = self._stil()
        moet = {
            (dossier.id, wie): stap
            for dossier in self.wereld.dossiers.values()
            for wie, stap in self.wereld.verschuldigd(dossier, dag).items()
        }
        if soort == "omval":
            self._val_om(nu)
            return
        self._goed(h.plan(self.database, nu))
        if soort == "plan":
            return
        self._goed(h.bundel(self.database, nu))
        klaar = self._klaar()
        self._gehad |= {(rij.ontvanger, dag) for rij in klaar if self._in_overzicht(rij)}
        self._dag_van |= {rij.bericht_id: dag for rij in klaar}
        self._verstuur(soort, nu, [rij for rij in klaar if self._keur(rij, moet, dag)])
        if soort == "heel" and is_werkdag(dag):
            self._zoek_kwijt(moet, nu, gehad)

    def _val_om(self, nu: dt.datetime) -> None:
        """What was kept by then is there, the rest is not; nobody sends anything."""
        over = self.toeval.randint(0, 12)

        @contextmanager
        def transactie() -> Iterator[Session]:
            nonlocal over
            with self.database.transaction() as session:
                yield session
                over -= 1
                if over < 0:
                    raise Omgevallen

        kalender = h.kalender_van(self.database)
        with suppress(Omgevallen):
            plannen(transactie, nu=nu, kalender=kalender)
            bundelen(transactie, nu=nu, kalender=kalender, papier=h.KLAD, overzicht_uur=7)
        dag = nu.astimezone(HIER).date()
        klaar = self._klaar()
        self._gehad |= {(rij.ontvanger, dag) for rij in klaar if self._in_overzicht(rij)}
        self._dag_van |= {rij.bericht_id: dag for rij in klaar if rij.bericht_id not in self._dag_van}

    def _stil(self) -> set[tuple[int, dt.date]]:
        r = m.Herinnering
        with self.database.session() as session:
            vraag = sa.select(r.onderwerp_id, r.datum).where(r.status == m.HerinneringStatus.OVERGESLAGEN)
            return {tuple(rij) for rij in session.execute(vraag.where(r.reden == GEDEMPT))}

    def _goed(self, uitkomst: Any) -> None:
        self.onterecht += uitkomst.geparkeerd

    def _klaar(self, status: str = "klaar") -> list[Any]:
        r, b = m.Herinnering, m.Bericht
        vraag = sa.select(r.onderwerp_id, r.datum, r.ontvanger, r.rang, r.is_dringend, r.bericht_id)
        with self.database.session() as session:
            return session.execute(vraag.join(b, b.id == r.bericht_id).where(b.status == status)).all()

    def _keur(self, rij: Any, moet: dict[tuple[int, str], Stap], dag: dt.date) -> bool:
        """Whether this may go out now; says so when it may not."""
        stap = moet.get((rij.onderwerp_id, rij.ontvanger))
        dossier = self.wereld.dossiers[rij.onderwerp_id]
        terecht = (
            stap is not None
            and plaats(stap) == rij.rang
            and dossier.datum == rij.datum
            and is_werkdag(dag)
            and not self.wereld.is_weg(rij.ontvanger, dag)
            and not self.wereld.is_stil(rij.ontvanger)
        )
        if not terecht:
            self.onterecht.append(f"{rij} op {dag}; verschuldigd was {stap} voor {dossier}")
        return True

    def _verstuur(self, soort: str, nu: dt.datetime, klaar: list[Any]) -> None:
        berichten = sorted({rij.bericht_id for rij in klaar})
        if soort == "stuk":
            return
        if soort == "half":
            berichten = [nummer for nummer in berichten if self.toeval.random() < 0.5]
        self._tel([rij for rij in klaar if rij.bericht_id in berichten], nu)
        h.bezorg(self.database, nu, berichten)

    def _tel(self, rijen: list[Any], nu: dt.datetime, *, is_laat: bool = False) -> None:
        """These went out; `is_laat`: long after they were taken up."""
        for rij in rijen:
            eerder = self.wereld.verzonden[rij.onderwerp_id, rij.datum]
            # Neither the same again, nor an earlier one after it.
            if any(wie == rij.ontvanger and (rang == rij.rang if is_laat else rang >= rij.rang) for wie, rang, _ in eerder):
                self.dubbel.append(f"{rij} op {nu}")
        for wie, bericht in {(rij.ontvanger, rij.bericht_id) for rij in rijen if self._in_overzicht(rij)}:
            if self._overzichten.setdefault((wie, self._dag_van[bericht]), bericht) != bericht:
                self.dubbel.append(f"twee overzichten op {self._dag_van[bericht]} aan {wie}")
        for rij in rijen:
            self.wereld.verzonden[rij.onderwerp_id, rij.datum].append((rij.ontvanger, rij.rang, nu))
        self.geteld["verzonden"] += len(rijen)

    def _zoek_kwijt(self, moet: dict[tuple[int, str], Stap], nu: dt.datetime, gehad: set[tuple[str, dt.date]]) -> None:
        """After a whole round nothing that was due is unsent, but for who is away or had the digest of the day.

        What a sender holds is not lost either.
        """
        dag, vroeg = nu.astimezone(HIER).date(), nu.astimezone(HIER).hour < 7
        onderweg = {(rij.onderwerp_id, rij.ontvanger) for rij in self._klaar("onderweg")}
        for (nummer, ontvanger), stap in moet.items():
            dossier = self.wereld.dossiers[nummer]
            is_nood = stap[4] and ontvanger[0] == "g"
            if (nummer, ontvanger) in onderweg:
                continue
            wacht = self.wereld.is_weg(ontvanger, dag) or self.wereld.is_stil(ontvanger) or (not is_nood and (vroeg or (ontvanger, dag) in gehad))
            if not wacht and not self.wereld.is_gegaan(dossier, ontvanger, plaats(stap)):
                self.kwijt.append(f"{dossier} voor {ontvanger}: {stap} op {nu}")

    @staticmethod
    def _in_overzicht(rij: Any) -> bool:
        """What is urgent goes alone, but all that a partner gets goes into one mail."""
        return not rij.is_dringend or rij.ontvanger[0] == "p"

    def houd_vast(self) -> None:
        """A sender takes a message and dies before anybody hears how it went."""
        klaar = self._klaar()
        if klaar and self._vast is None:
            self._vast = self.toeval.choice(klaar).bericht_id
            with self.database.transaction() as session:
                neem_stap(session, m.Bericht, "oppakken", m.Bericht.id == self._vast, opgepakt_op=self.t, opgepakt_door="weg")

    def laat_los(self) -> None:
        """Another one takes it over and sends it."""
        if self._vast is not None:
            self._tel([rij for rij in self._klaar("onderweg") if rij.bericht_id == self._vast], self.t, is_laat=True)
            h.bezorg(self.database, self.t, [self._vast])
            self._vast = None

    def besluit(self) -> None:
        """Three ordinary working days on which everybody is back: after that nothing is waiting any more."""
        self.laat_los()
        # Past every day of which a clock that was ahead gave the digest already.
        self.t = max([self.t, *(dt.datetime.combine(dag, self.t.timetz()) for _, dag in self._gehad)])
        for _ in range(3):
            self.t = (self.t + DAG).astimezone(HIER).replace(hour=8)
            while not is_werkdag(self.t.date()) or any(c.is_weg(self.t.date()) for c in self.wereld.collegas.values()):
                self.t += DAG
            self.ronde("heel")
        dag = self.t.date()
        for dossier in self.wereld.dossiers.values():
            for wie, stap in self.wereld.verschuldigd(dossier, dag).items():
                if not self.wereld.is_stil(wie) and not self.wereld.is_gegaan(dossier, wie, plaats(stap)):
                    self.kwijt.append(f"aan het eind: {dossier} voor {wie}: {stap}")
