"""Reading organisations in: every organisation of the file is known, with its other names.

An organisation is recognised by its name or a certain alias, whatever the spelling. What a file leaves out says
nothing, and what a colleague changed stays as the colleague wrote it.
"""

import datetime as dt
from typing import Any

from sqlmodel import Session, col, select

from crm.adapters.bestandsfouten import Bestandsfouten
from crm.models import Bron, Gebruiker, Logboekregel, Organisatie, OrganisatieAlias, noteer
from crm.models.inleesplan import Handeling, Inleesplan, Planregel, verschillen
from crm.models.organisatie import naam_sleutel
from crm.models.vermelding import Organisatiesbestand, OrganisatieVermelding
from crm.permissions import eis


def vergelijken(session: Session, bestand: Organisatiesbestand) -> Inleesplan:
    """What reading this file in would do; nothing is different afterwards.

    Refuses with OngeldigeInvoer a name or number that would stand for two organisations, all of them at once.
    """
    return _Vergelijking(session, bestand).plan()


def inlezen(
    session: Session, bestand: Organisatiesbestand, *, door: Gebruiker, nu: dt.datetime
) -> Inleesplan:
    """The organisations of the file are known; the log has a line about each that is new or different.

    Refuses as `vergelijken` does, and with NietToegestaan who may not read in. Then nothing is written.
    """
    eis(door, "organisatie.inlezen")
    vergelijking = _Vergelijking(session, bestand)
    plan = vergelijking.plan()
    if plan.verandert_iets:
        eerste = vergelijking.voer_uit()
        na = {"bestand": bestand.naam, "aantallen": plan.aantallen}
        noteer(session, "organisaties.ingelezen", eerste, door=door, nu=nu, na=na)
    return plan


class _Vergelijking:
    """One file beside all organisations; four queries, however many there are."""

    def __init__(self, session: Session, bestand: Organisatiesbestand):
        self.session = session
        self.bestand = bestand
        self.fouten = Bestandsfouten(bestand.naam)
        self.organisaties = {o.id: o for o in session.exec(select(Organisatie))}
        self.aliassen: dict[int, dict[str, OrganisatieAlias]] = {}
        self.per_naam = {o.naam_sleutel: o for o in self.organisaties.values()}
        for alias in session.exec(select(OrganisatieAlias).order_by(OrganisatieAlias.id)):
            self.aliassen.setdefault(alias.organisatie_id, {})[alias.naam] = alias
            if not alias.is_onzeker:
                self.per_naam.setdefault(alias.naam_sleutel, self.organisaties[alias.organisatie_id])
        self.met_hand = self._met_hand_gewijzigd()
        self.werk: list[
            tuple[OrganisatieVermelding, Organisatie | None, dict[str, Any], list[tuple[str, bool]]]
        ] = []

    def _met_hand_gewijzigd(self) -> dict[int, set[str]]:
        """The columns that a colleague changed, by organisation; the log remembers."""
        vraag = select(Logboekregel.onderwerp_id, Logboekregel.na).where(
            col(Logboekregel.onderwerp_soort) == Organisatie.__tablename__,
            col(Logboekregel.handeling) == "organisatie.gewijzigd",
        )
        gewijzigd: dict[int, set[str]] = {}
        for nummer, na in self.session.exec(vraag):
            gewijzigd.setdefault(nummer, set()).update(na)
        return gewijzigd

    def plan(self) -> Inleesplan:
        """The plan in the order of the file. Refuses with OngeldigeInvoer names that clash."""
        eigenaar: dict[str, int] = {}
        for vermelding in self.bestand.vermeldingen:
            self._vergelijk(vermelding, self._bestaande(vermelding), eigenaar)
        self._controleer_nummers()
        self._controleer_eigen_provincie()
        self.fouten.weiger()
        regels = [
            Planregel(
                Handeling.GEWIJZIGD if bestaand else Handeling.NIEUW,
                Organisatie.__tablename__,
                naam_sleutel(vermelding.waarden["naam"]),
                vermelding.waarden["naam"],
                vermelding.regel,
                velden if bestaand else {},
            )
            for vermelding, bestaand, velden, _ in self.werk
            if bestaand is None or velden
        ]
        return Inleesplan(self.bestand.naam, tuple(regels), len(self.werk) - len(regels))

    def _bestaande(self, vermelding: OrganisatieVermelding) -> Organisatie | None:
        return self.per_naam.get(naam_sleutel(vermelding.waarden["naam"]))

    def _vergelijk(
        self, vermelding: OrganisatieVermelding, bestaand: Organisatie | None, eigenaar: dict[str, int]
    ) -> None:
        self._claim(vermelding.waarden["naam"], vermelding.regel, vermelding, bestaand, eigenaar)
        for naam, onzeker, regel in vermelding.aliassen:
            if not onzeker:
                self._claim(naam, regel, vermelding, bestaand, eigenaar)
        heeft = self.aliassen.get(bestaand.id, {}) if bestaand else {}
        nieuwe = {naam: onzeker for naam, onzeker, _ in vermelding.aliassen if naam not in heeft}
        velden: dict[str, Any] = {}
        if bestaand is not None:
            # Under an alias the organisation keeps its own name.
            niet = {"naam"} | self.met_hand.get(bestaand.id, set())
            velden = verschillen(bestaand, vermelding.waarden, niet=niet)
            if nieuwe:
                velden["aliassen"] = (sorted(heeft), sorted([*heeft, *nieuwe]))
            if vermelding.bron and bestaand.bron_id is None:
                velden["bron"] = (None, vermelding.bron["regel_van"])
        self.werk.append((vermelding, bestaand, velden, list(nieuwe.items())))

    def _claim(
        self,
        naam: str,
        regel: int,
        vermelding: OrganisatieVermelding,
        bestaand: Organisatie | None,
        eigenaar: dict[str, int],
    ) -> None:
        """This name stands for this organisation, and for no other in the file or in the database."""
        sleutel = naam_sleutel(naam)
        if not sleutel:
            self.fouten.meld(regel, "naam: Een naam heeft ten minste één letter of cijfer.")
            return
        eerder = eigenaar.setdefault(sleutel, vermelding.regel)
        if eerder != vermelding.regel:
            self.fouten.meld(regel, f"naam: ‘{naam}’ staat ook bij de organisatie op regel {eerder}.")
        ander = self.per_naam.get(sleutel)
        if ander is not None and ander is not bestaand:
            self.fouten.meld(regel, f"naam: ‘{naam}’ is al een naam van ‘{ander.naam}’.")

    def _controleer_nummers(self) -> None:
        """A KvK number or OIN belongs to one organisation."""
        for kolom, soort in (("kvk_nummer", "KvK-nummer"), ("oin", "OIN")):
            van = {getattr(o, kolom): o.naam for o in self.organisaties.values() if getattr(o, kolom)}
            for vermelding, bestaand, _velden, _aliassen in self.werk:
                nummer = vermelding.waarden.get(kolom)
                naam = bestaand.naam if bestaand else vermelding.waarden["naam"]
                if nummer and van.setdefault(nummer, naam) != naam:
                    self.fouten.meld(vermelding.regel, f"{kolom}: Dit {soort} is al van ‘{van[nummer]}’.")

    def _controleer_eigen_provincie(self) -> None:
        """One organisation at most is the province whose system this is, in the file and the database together."""
        eigen = {o.id for o in self.organisaties.values() if o.is_eigen_provincie}
        for _vermelding, bestaand, velden, _aliassen in self.werk:
            if velden.get("is_eigen_provincie") == (True, False):
                eigen.discard(bestaand.id)
        for vermelding, bestaand, _velden, _aliassen in self.werk:
            anderen = eigen - {bestaand.id if bestaand else None}
            if vermelding.waarden.get("is_eigen_provincie") and anderen:
                naam = self.organisaties[min(anderen)].naam
                self.fouten.meld(vermelding.regel, f"is_eigen_provincie: ‘{naam}’ is al de eigen provincie.")

    def voer_uit(self) -> Organisatie:
        """The plan has been carried out; the first organisation that it touched comes back, for the log."""
        geraakt = [regel for regel in self.werk if regel[1] is None or regel[2]]
        bronnen = {
            v.regel: Bron(**v.bron)
            for v, o, velden, _ in geraakt
            if v.bron and (o is None or "bron" in velden)
        }
        self.session.add_all(bronnen.values())
        for _vermelding, organisatie, velden, _aliassen in geraakt:
            if "is_eigen_provincie" in velden:
                # First nobody, then the other: the database never has two.
                organisatie.is_eigen_provincie = False
        self.session.flush()
        klaar = [self._schrijf(regel, bronnen.get(regel[0].regel)) for regel in geraakt]
        self.session.flush()
        for organisatie, (_vermelding, _bestaand, _velden, aliassen) in zip(klaar, geraakt, strict=True):
            self.session.add_all(
                OrganisatieAlias(
                    organisatie_id=organisatie.id,
                    naam=naam,
                    naam_sleutel=naam_sleutel(naam),
                    is_onzeker=onzeker,
                )
                for naam, onzeker in aliassen
            )
        self.session.flush()
        return klaar[0]

    def _schrijf(self, regel: tuple, bron: Bron | None) -> Organisatie:
        vermelding, organisatie, velden, _aliassen = regel
        if organisatie is None:
            naam = vermelding.waarden["naam"]
            organisatie = Organisatie(**vermelding.waarden, naam_sleutel=naam_sleutel(naam))
            self.session.add(organisatie)
        else:
            for naam, (_oud, nieuw) in velden.items():
                if naam in vermelding.waarden:
                    setattr(organisatie, naam, nieuw)
        if bron is not None:
            organisatie.bron_id = bron.id
        return organisatie
