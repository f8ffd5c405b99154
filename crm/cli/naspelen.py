"""Plays a fictional quarter back through the verbs, each event at its own moment and by its own person."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from crm.models import (
    AMSTERDAM,
    Actie,
    AfspraakSoort,
    BegrotingSoort,
    Begrotingsregel,
    DeelnemerRol,
    Doel,
    Gebruiker,
    Gremium,
    Indicator,
    Licht,
    Mijlpaal,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Partnerafspraak,
    Persoon,
    Programma,
    Rapportage,
    Resultaat,
)
from crm.workflows import (
    begroting_boeken,
    coalitie_vormen,
    meting_invoeren,
    opdracht_vervullen,
    overleg_vastleggen,
    partnerafspraak_opvolgen,
    rapportage_opstellen,
    voortgang_bijwerken,
)

Gegevens = dict[str, Any]


class Naspeler:
    """Knows what the events call things by, and which verb belongs to which event."""

    def __init__(self, session: Session, programma: Programma, mensen: dict[str, Gebruiker]):
        self.session, self.programma, self.mensen = session, programma, mensen
        self.acties = self._op_naam(Actie, Actie.nummer, col(Actie.ouder_id).is_(None))
        self.indicatoren = self._op_naam(Indicator, Indicator.naam)
        self.gremia = self._op_naam(Gremium, Gremium.naam)
        self.organisaties = {
            o.naam: o for o in session.exec(select(Organisatie).where(col(Organisatie.is_voorbeeld)))
        }
        self.personen = {p.naam: p for p in session.exec(select(Persoon).where(col(Persoon.is_voorbeeld)))}
        self.doelen = {
            d.budgetnaam: d for d in session.exec(select(Doel).where(Doel.programma_id == programma.id))
        }
        self.posten = self._posten()
        self.coalities: dict[str, Ontwikkelcoalitie] = {}
        self.afspraken: dict[str, Partnerafspraak] = {}
        self.rapportages: dict[str, Rapportage] = {}

    def speel(self, gebeurtenis: Gegevens) -> None:
        """What the event tells has happened, at its moment."""
        soort = next(sleutel for sleutel in gebeurtenis if sleutel not in ("op", "door"))
        verb: Callable[[Any, Gegevens], None] = getattr(self, f"_{soort}")
        moment = dt.datetime.fromisoformat(str(gebeurtenis["op"])).replace(tzinfo=AMSTERDAM)
        wie = {"door": self.mensen[gebeurtenis["door"]], "nu": moment}
        verb(gebeurtenis[soort], wie)
        self.session.flush()

    def _op_naam(self, soort, kolom, *eisen) -> dict[str, Any]:
        vraag = select(soort).where(soort.programma_id == self.programma.id, *eisen)
        return {getattr(noun, kolom.key): noun for noun in self.session.exec(vraag)}

    def _posten(self) -> dict[str, int]:
        vraag = select(Begrotingsregel.post, Begrotingsregel.post_volgorde)
        return dict(self.session.exec(vraag.where(Begrotingsregel.programma_id == self.programma.id)).all())

    def _coalitie(self, gegevens: Gegevens, wie: Gegevens) -> None:
        coalitie = coalitie_vormen.oprichten(
            self.session,
            programma=self.programma,
            naam=gegevens["naam"],
            doelstelling=gegevens["doelstelling"],
            acties=[self.acties[nummer] for nummer in gegevens["acties"]],
            is_voorbeeld=True,
            **wie,
        )
        self.coalities[gegevens["sleutel"]] = coalitie
        van = wie["nu"].date()
        for naam in gegevens["leden"]:
            coalitie_vormen.lid_toelaten(
                self.session, coalitie, organisatie=self.organisaties[naam], van=van, **wie
            )
        if aanjager := gegevens.get("aanjager"):
            coalitie_vormen.lid_toelaten(
                self.session,
                coalitie,
                organisatie=self.organisaties[aanjager["organisatie"]],
                persoon=self.personen.get(aanjager.get("persoon")),
                rol=DeelnemerRol.AANJAGER,
                van=van,
                **wie,
            )
        for stap in gegevens.get("stappen", []):
            getattr(coalitie_vormen, stap)(self.session, coalitie, **wie)

    def _beeindig(self, gegevens: Gegevens, wie: Gegevens) -> None:
        coalitie = self.coalities[gegevens["coalitie"]]
        coalitie_vormen.beeindigen(
            self.session, coalitie, op=wie["nu"].date(), reden=gegevens["reden"], **wie
        )

    def _overleg(self, gegevens: Gegevens, wie: Gegevens) -> None:
        coalitie = self.coalities.get(gegevens.get("coalitie"))
        gremium = self.gremia.get(gegevens.get("gremium"))
        # Written up when the meeting of an hour and a half is over.
        overleg = overleg_vastleggen.vastleggen(
            self.session,
            door=wie["door"],
            nu=wie["nu"] + dt.timedelta(minutes=90),
            onderwerp=gegevens["onderwerp"],
            begint_op=wie["nu"],
            programma=self.programma.uuid,
            coalitie=coalitie.uuid if coalitie else None,
            gremium=gremium.uuid if gremium else None,
            notities=gegevens.get("notities"),
            aanwezigen=[self._aanwezige(naam, van) for naam, van in gegevens.get("aanwezigen", [])],
            besluiten=[{"omschrijving": tekst} for tekst in gegevens.get("besluiten", [])],
            actiepunten=[self._actiepunt(punt) for punt in gegevens.get("actiepunten", [])],
            afspraken=[self._afspraak(afspraak) for afspraak in gegevens.get("afspraken", [])],
        )
        overleg.is_voorbeeld = True
        vraag = (
            select(Partnerafspraak)
            .where(Partnerafspraak.overleg_id == overleg.id)
            .order_by(col(Partnerafspraak.id))
        )
        for invoer, afspraak in zip(gegevens.get("afspraken", []), self.session.exec(vraag), strict=True):
            afspraak.is_voorbeeld = True
            self.afspraken[invoer["sleutel"]] = afspraak

    def _aanwezige(self, naam: str, organisatie: str) -> Gegevens:
        persoon = self.personen.get(naam)
        return {"naam": naam, "persoon": persoon.uuid if persoon else None, "organisatie_naam": organisatie}

    def _actiepunt(self, punt: Gegevens) -> Gegevens:
        collega = self.mensen.get(punt["wie"])
        return {
            "omschrijving": punt["wat"],
            "eigenaar": collega.uuid if collega else None,
            "eigenaar_naam": punt["wie"],
            "uiterlijk": _dag(punt["uiterlijk"]),
        }

    def _afspraak(self, invoer: Gegevens) -> Gegevens:
        return {
            "organisatie_naam": invoer["organisatie"],
            "omschrijving": invoer["omschrijving"],
            "soort": AfspraakSoort(invoer["soort"]),
            "eenheid": invoer["eenheid"],
            "hoeveelheid": Decimal(str(invoer["hoeveelheid"])),
            "uiterlijk": _dag(invoer.get("uiterlijk")),
            "herijken_op": _dag(invoer.get("herijken_op")),
        }

    def _bevestig(self, sleutel: str, wie: Gegevens) -> None:
        partnerafspraak_opvolgen.bevestigen(self.session, self.afspraken[sleutel], op=wie["nu"].date(), **wie)

    def _lever(self, gegevens: Gegevens, wie: Gegevens) -> None:
        partnerafspraak_opvolgen.leveren(
            self.session,
            self.afspraken[gegevens["afspraak"]],
            hoeveelheid=Decimal(str(gegevens["hoeveelheid"])),
            geleverd_op=wie["nu"].date(),
            bewijs=gegevens["bewijs"],
            **wie,
        )

    def _verzet(self, gegevens: Gegevens, wie: Gegevens) -> None:
        afspraak = self.afspraken[gegevens["afspraak"]]
        partnerafspraak_opvolgen.verzetten(
            self.session, afspraak, naar=_dag(gegevens["naar"]), grond=gegevens["grond"], **wie
        )

    def _sluit(self, gegevens: Gegevens, wie: Gegevens) -> None:
        afspraak = self.afspraken[gegevens["afspraak"]]
        partnerafspraak_opvolgen.sluiten(
            self.session, afspraak, stap=gegevens["stap"], gronden=gegevens["gronden"], **wie
        )

    def _lichten(self, gegevens: Gegevens, wie: Gegevens) -> None:
        for nummer, stand in gegevens["acties"].items():
            beleid, tijd, geld = (Licht(woord) for woord in stand.pop("lichten").split())
            voortgang_bijwerken.bijwerken(
                self.session,
                self.acties[nummer],
                peildatum=_dag(gegevens["peildatum"]),
                beleid=beleid,
                tijd=tijd,
                geld=geld,
                **stand,
                **wie,
            )

    def _gehaald(self, per_dag: dict[str, list[str]], wie: Gegevens) -> None:
        for dag, sleutels in per_dag.items():
            for mijlpaal in self._uit_agenda(Mijlpaal, sleutels):
                voortgang_bijwerken.mijlpaal_halen(self.session, mijlpaal, op=_dag(dag), **wie)

    def _opgeleverd(self, per_dag: dict[str, list[str]], wie: Gegevens) -> None:
        for dag, sleutels in per_dag.items():
            for resultaat in self._uit_agenda(Resultaat, sleutels):
                voortgang_bijwerken.opleveren(self.session, resultaat, op=_dag(dag), **wie)

    def _vervul(self, gegevens: Gegevens, wie: Gegevens) -> None:
        (opdracht,) = self._uit_agenda(Opdracht, [gegevens["opdracht"]])
        persoon = self.personen[gegevens["persoon"]]
        opdracht_vervullen.aanwijzen(self.session, opdracht, persoon, van=_dag(gegevens["van"]), **wie)

    def _uit_agenda(self, soort, sleutels: list[str]) -> list[Any]:
        """The records of the agenda that the events name by their key in the file."""
        volledig = [f"{self.programma.code}/{sleutel}" for sleutel in sleutels]
        gevonden = {
            noun.sleutel: noun
            for noun in self.session.exec(select(soort).where(col(soort.sleutel).in_(volledig)))
        }
        return [gevonden[sleutel] for sleutel in volledig]

    def _meting(self, gegevens: Gegevens, wie: Gegevens) -> None:
        waarde = gegevens.get("waarde")
        meting = meting_invoeren.invoeren(
            self.session,
            self.indicatoren[gegevens["indicator"]],
            peildatum=_dag(gegevens["peildatum"]),
            waarde=None if waarde is None else Decimal(str(waarde)),
            is_onbekend=waarde is None,
            herkomst="Verzonnen voorbeeldcijfer",
            **wie,
        )
        meting_invoeren.goedkeuren(self.session, meting, door=self.mensen["bram"], nu=wie["nu"])

    def _boek(self, gegevens: Gegevens, wie: Gegevens) -> None:
        begroting_boeken.boeken(
            self.session,
            self.programma,
            post=gegevens["post"],
            post_volgorde=self.posten.get(gegevens["post"], 0),
            doel=self.doelen.get(gegevens["post"]),
            jaar=wie["nu"].year,
            soort=BegrotingSoort(gegevens["soort"]),
            bedrag_cent=int(gegevens["bedrag"]) * 100,
            boekdatum=wie["nu"].date(),
            toelichting=gegevens["toelichting"],
            **wie,
        )

    def _rapportage(self, gegevens: Gegevens, wie: Gegevens) -> None:
        rapportage = rapportage_opstellen.opstellen(
            self.session, programma=self.programma, periode=gegevens["periode"], **wie
        )
        teksten = {
            veld: gegevens[veld].strip() for veld in ("gevraagd_besluit", "hoofdboodschap", "vooruitblik")
        }
        rapportage_opstellen.toelichten(self.session, rapportage, **teksten, **wie)
        self.rapportages[gegevens["periode"]] = rapportage

    def _voorleggen(self, periode: str, wie: Gegevens) -> None:
        rapportage_opstellen.voorleggen(self.session, self.rapportages[periode], **wie)

    def _vaststellen(self, periode: str, wie: Gegevens) -> None:
        rapportage_opstellen.vaststellen(self.session, self.rapportages[periode], **wie)

    def _aanbieden(self, periode: str, wie: Gegevens) -> None:
        rapportage_opstellen.aanbieden(self.session, self.rapportages[periode], **wie)


def _dag(tekst: Any) -> dt.date | None:
    return None if tekst is None else dt.date.fromisoformat(str(tekst))
