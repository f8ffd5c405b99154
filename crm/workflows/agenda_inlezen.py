"""Reading an agenda in: the database says what the file says, and keeps what colleagues did.

A record is known by its key. What the file decides on is compared column by column; what a colleague fills (an owner,
a status, the day something was done) is left alone. Nothing disappears that something of ours hangs on.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from crm.errors import OngeldigeInvoer
from crm.models import Bron, Gebruiker, Persoon, Programma, noteer
from crm.models.base import Model
from crm.models.inleesplan import Handeling, Inleesplan, Planregel, omschrijving, verschillen
from crm.models.organisatie import naam_sleutel
from crm.models.vermelding import Agendabestand, Vermelding, VerwijstNaar, Verwijzing
from crm.permissions import eis
from crm.queries.agenda_partijen import genoemde_organisaties, genoemde_personen
from crm.queries.agenda_stand import NOUNS, AgendaStand

# The document says so when the record is new; from then on colleagues say so.
ALLEEN_BIJ_BEGIN = frozenset({"is_gereed", "is_uitgevoerd"})


def vergelijken(session: Session, bestand: Agendabestand) -> Inleesplan:
    """What reading this file in would do; nothing is different afterwards.

    Refuses with OngeldigeInvoer a file that names organisations we do not know, all of them at once.
    """
    return _Vergelijking(session, bestand).plan()


def inlezen(session: Session, bestand: Agendabestand, *, door: Gebruiker, nu: dt.datetime) -> Inleesplan:
    """The database says what the file says; the log has one line about it, or none when nothing changed.

    Refuses as `vergelijken` does, and with NietToegestaan who may not read in. Then nothing is written.
    """
    eis(door, "agenda.inlezen")
    vergelijking = _Vergelijking(session, bestand)
    plan = vergelijking.plan()
    if plan.verandert_iets:
        programma = _bewaakt(vergelijking.voer_uit, bestand)
        noteer(
            session,
            "agenda.ingelezen",
            programma,
            door=door,
            nu=nu,
            na={"bestand": bestand.naam, "aantallen": plan.aantallen},
        )
    return plan


def _bewaakt(doe: Callable[[], Programma], bestand: Agendabestand) -> Programma:
    """What the database refuses after all (two editions of a monitor in one year) is a sentence too."""
    try:
        return doe()
    except IntegrityError as fout:
        zin = f"{bestand.naam} spreekt zichzelf tegen; er is niets ingelezen. De database zegt: {fout.orig}"
        raise OngeldigeInvoer(zin) from fout


class _Vergelijking:
    """One file beside what is stored; makes the plan, and can carry it out."""

    def __init__(self, session: Session, bestand: Agendabestand):
        self.session = session
        self.bestand = bestand
        self.stand = AgendaStand(session, bestand.code)
        self.organisaties = genoemde_organisaties(session, bestand)
        self.personen = genoemde_personen(session, bestand)
        self.regels: list[Planregel] = []
        self.ongewijzigd = 0
        self.gewijzigd: list[tuple[Vermelding, Any]] = []
        self.te_wissen: list[tuple[type[Model], int]] = []

    # --- what is different ------------------------------------------------------------------------------------------

    def plan(self) -> Inleesplan:
        """The plan, line by line: what is in the file in its own order, then what no longer is."""
        for vermelding in self.bestand.vermeldingen:
            self._vergelijk(vermelding)
        self._zoek_vervallen()
        return Inleesplan(self.bestand.naam, tuple(self.regels), self.ongewijzigd)

    def _vergelijk(self, vermelding: Vermelding) -> None:
        rij = self._rij(vermelding)
        if rij is None:
            nieuw = vermelding.noun(**vermelding.waarden)
            self._meld(Handeling.NIEUW, vermelding, omschrijving(nieuw))
            return
        velden = verschillen(rij, vermelding.waarden, niet=ALLEEN_BIJ_BEGIN)
        velden |= {
            v.kolom: (oud, nieuw) for v in vermelding.verwijzingen for oud, nieuw in self._ander_doel(rij, v)
        }
        velden |= self._andere_bron(rij, vermelding)
        if not velden:
            self.ongewijzigd += 1
            return
        self.gewijzigd.append((vermelding, rij))
        self._meld(Handeling.GEWIJZIGD, vermelding, omschrijving(rij), velden)

    def _meld(
        self, handeling: Handeling, vermelding: Vermelding, tekst: str, velden: dict | None = None
    ) -> None:
        soort = vermelding.noun.__tablename__
        self.regels.append(
            Planregel(handeling, soort, vermelding.sleutel, tekst, vermelding.regel, velden or {})
        )

    def _ander_doel(self, rij: Any, verwijzing: Verwijzing) -> list[tuple[Any, Any]]:
        """Old and new name of what a foreign key points at, when that differs."""
        nummer = getattr(rij, verwijzing.kolom)
        if verwijzing.naar is VerwijstNaar.SLEUTEL:
            doel_noun = self._doel_noun(type(rij), verwijzing.kolom)
            oud = self.stand.sleutel_van(doel_noun, nummer) if nummer else None
            nieuw = self.bestand.volledige_sleutel(verwijzing.naam) if verwijzing.naam else None
            # An organisation or person that the file no longer names has a number and no key.
            return [] if oud == nieuw and (nummer is None) == (nieuw is None) else [(oud or nummer, nieuw)]
        bekenden = self.organisaties if verwijzing.naar is VerwijstNaar.ORGANISATIE else self.personen
        doel = bekenden.get(verwijzing.naam)
        return [] if doel is not None and doel.id == nummer else [(nummer, verwijzing.naam)]

    def _andere_bron(self, rij: Any, vermelding: Vermelding) -> dict[str, tuple[Any, Any]]:
        bron = self.stand.bronnen.get(rij.bron_id)
        if bron is None or vermelding.bron is None:
            gelijk = (bron is None) == (vermelding.bron is None)
            return (
                {}
                if gelijk
                else {"bron": (bron and bron.regels, vermelding.bron and vermelding.bron["regel_van"])}
            )
        return {f"bron.{naam}": paar for naam, paar in verschillen(bron, vermelding.bron).items()}

    def _zoek_vervallen(self) -> None:
        """What is no longer in the file: gone, or kept with the reason."""
        genoemd = {(v.noun, self.bestand.volledige_sleutel(v.sleutel)) for v in self.bestand.vermeldingen}
        over = {
            (noun, rij.id): (sleutel, rij)
            for noun, rijen in self.stand.per_sleutel.items()
            for sleutel, rij in rijen.items()
            if (noun, sleutel) not in genoemd
        }
        if not over:
            return
        for record, reden in self.stand.te_verwijderen(over).items():
            sleutel, rij = over[record]
            handeling = Handeling.VERVALLEN if reden is None else Handeling.BEHOUDEN
            kort = sleutel.removeprefix(f"{self.bestand.code}/")
            soort = record[0].__tablename__
            self.regels.append(Planregel(handeling, soort, kort, omschrijving(rij), reden=reden))
            if reden is None:
                self.te_wissen.append(record)

    def _rij(self, vermelding: Vermelding) -> Any:
        return self.stand.per_sleutel[vermelding.noun].get(self.bestand.volledige_sleutel(vermelding.sleutel))

    @staticmethod
    def _doel_noun(noun: type[Model], kolom: str) -> type[Model] | None:
        tabel = next(iter(noun.__table__.c[kolom].foreign_keys)).column.table.name
        return next((n for n in NOUNS if n.__tablename__ == tabel), None)

    # --- carrying it out --------------------------------------------------------------------------------------------

    def voer_uit(self) -> Programma:
        """The plan has been carried out; the agenda itself comes back."""
        self._wis()
        self._maak_personen()
        self._maak_nieuwe()
        for vermelding, rij in self.gewijzigd:
            self._werk_bij(vermelding, rij)
        self.session.flush()
        return next(iter(self.stand.per_sleutel[Programma].values()))

    def _wis(self) -> None:
        """Children go before what they hang on, and each takes its place in the document along."""
        volgorde = {noun: plaats for plaats, noun in enumerate(NOUNS)}
        weg = sorted(self.te_wissen, key=lambda record: (-volgorde[record[0]], -record[1]))
        nummers: dict[type[Model], list[int]] = {}
        for noun, nummer in weg:
            nummers.setdefault(noun, []).append(nummer)
        for noun, lijst in nummers.items():
            rijen = [r for r in self.stand.per_sleutel[noun].values() if r.id in set(lijst)]
            if "ouder_id" in noun.model_fields:
                # Parent and child go together; let go of each other first, then the order does not matter.
                for rij in rijen:
                    rij.ouder_id = None
                self.session.flush()
            for rij in rijen:
                self.session.delete(rij)
            self.session.flush()
            for rij in rijen:
                bron = self.stand.bronnen.get(rij.bron_id)
                if bron is not None:
                    self.session.delete(bron)
        self.session.flush()

    def _maak_personen(self) -> None:
        for verwijzing in self.bestand.verwijzingen(VerwijstNaar.PERSOON):
            if verwijzing.naam not in self.personen:
                persoon = Persoon(
                    naam=verwijzing.naam,
                    naam_sleutel=naam_sleutel(verwijzing.naam),
                    herkomst=f"Genoemd in een openbaar document ({self.bestand.naam}, regel {verwijzing.regel})",
                )
                self.session.add(persoon)
                self.personen[verwijzing.naam] = persoon
        self.session.flush()

    def _maak_nieuwe(self) -> None:
        """New records noun by noun, and within a noun level by level, so that every parent has its number."""
        nieuw = [v for v in self.bestand.vermeldingen if self._rij(v) is None]
        bronnen = {v.sleutel: Bron(**v.bron) for v in nieuw if v.bron}
        self.session.add_all(bronnen.values())
        self.session.flush()
        for noun in NOUNS:
            wachtend = [v for v in nieuw if v.noun is noun]
            while wachtend:
                kan = [v for v in wachtend if not any(self._wacht(v, w) for w in v.verwijzingen)]
                for vermelding in kan:
                    self._maak(vermelding, bronnen.get(vermelding.sleutel))
                self.session.flush()
                klaar = {v.sleutel for v in kan}
                wachtend = [v for v in wachtend if v.sleutel not in klaar]

    def _wacht(self, vermelding: Vermelding, verwijzing: Verwijzing) -> bool:
        """Whether what this refers to is a record of the same noun without a number yet."""
        if verwijzing.naar is not VerwijstNaar.SLEUTEL or not verwijzing.naam:
            return False
        if self._doel_noun(vermelding.noun, verwijzing.kolom) is not vermelding.noun:
            return False
        sleutel = self.bestand.volledige_sleutel(verwijzing.naam)
        return sleutel not in self.stand.per_sleutel[vermelding.noun]

    def _maak(self, vermelding: Vermelding, bron: Bron | None) -> None:
        sleutel = self.bestand.volledige_sleutel(vermelding.sleutel)
        rij = vermelding.noun(sleutel=sleutel, bron_id=bron and bron.id, **vermelding.waarden)
        for verwijzing in vermelding.verwijzingen:
            setattr(rij, verwijzing.kolom, self._nummer(vermelding.noun, verwijzing))
        for stap in vermelding.stappen:
            rij.LEVENSLOOP.apply(rij, stap)
        self.session.add(rij)
        self.stand.per_sleutel[vermelding.noun][sleutel] = rij

    def _werk_bij(self, vermelding: Vermelding, rij: Any) -> None:
        for naam, (_oud, nieuw) in verschillen(rij, vermelding.waarden, niet=ALLEEN_BIJ_BEGIN).items():
            setattr(rij, naam, nieuw)
        for verwijzing in vermelding.verwijzingen:
            if self._ander_doel(rij, verwijzing):
                setattr(rij, verwijzing.kolom, self._nummer(vermelding.noun, verwijzing))
        rij.sleutel = self.bestand.volledige_sleutel(vermelding.sleutel)
        self._werk_bron_bij(vermelding, rij)

    def _werk_bron_bij(self, vermelding: Vermelding, rij: Any) -> None:
        bron = self.stand.bronnen.get(rij.bron_id)
        if vermelding.bron is None:
            rij.bron_id = None
        elif bron is None:
            bron = Bron(**vermelding.bron)
            self.session.add(bron)
            self.session.flush()
            rij.bron_id = bron.id
        else:
            for naam, (_oud, nieuw) in verschillen(bron, vermelding.bron).items():
                setattr(bron, naam, nieuw)

    def _nummer(self, noun: type[Model], verwijzing: Verwijzing) -> int | None:
        if not verwijzing.naam:
            return None
        if verwijzing.naar is VerwijstNaar.ORGANISATIE:
            return self.organisaties[verwijzing.naam].id
        if verwijzing.naar is VerwijstNaar.PERSOON:
            return self.personen[verwijzing.naam].id
        doel_noun = self._doel_noun(noun, verwijzing.kolom)
        return self.stand.per_sleutel[doel_noun][self.bestand.volledige_sleutel(verwijzing.naam)].id
