"""Reading the signatories of a deal in: who is certain is linked, who is doubtful waits for a person.

A signatory is recognised by KvK number first, then by name or a certain alias, whatever the spelling. What looks like an
organisation, or points to two, is doubtful: the printed name is kept, without organisation. What a file leaves out says
nothing, and the same file a second time changes nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, select

from crm.adapters.bestandsfouten import Bestandsfouten
from crm.models import Actie, Convenant, Gebruiker, Helix, Ondertekening, Organisatie, dag_van, noteer
from crm.models.inleesplan import verschillen
from crm.models.ondertekenplan import (
    Bijdrage,
    Ondertekenaarsbestand,
    OndertekenaarVermelding,
    Ondertekenplan,
    Ondertekenregel,
    Uitkomst,
)
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis
from crm.queries.convenanten import afspraken_onder
from crm.queries.ondertekenaars import Herkenning, herken
from crm.queries.organisatie_zoeken import lijkt_op


def vergelijken(
    session: Session,
    convenant: Convenant,
    bestand: Ondertekenaarsbestand,
    *,
    nu: dt.datetime,
    nieuw: Helix | None = None,
) -> Ondertekenplan:
    """What reading this file in would do; nothing is different afterwards.

    Refuses with OngeldigeInvoer rows that cannot be, all of them at once.
    """
    return _Vergelijking(session, convenant, bestand, dag_van(nu), nieuw).plan()


def inlezen(
    session: Session,
    convenant: Convenant,
    bestand: Ondertekenaarsbestand,
    *,
    door: Gebruiker,
    nu: dt.datetime,
    nieuw: Helix | None = None,
    eigenaar: Gebruiker | None = None,
) -> Ondertekenplan:
    """The signatories of the file stand under the deal, and what they will contribute is a promise in status genoemd.

    Doubtful ones are there by their printed name; their contribution waits. Organisations that we do not know and that
    look like none are added when `nieuw` says as what; a kind in the file goes first. `eigenaar` follows the promises;
    otherwise whose actie it is. Refuses as `vergelijken` does, and with NietToegestaan. Then nothing is written.
    """
    eis(door, "convenant.wijzigen", convenant)
    vergelijking = _Vergelijking(session, convenant, bestand, dag_van(nu), nieuw)
    plan = vergelijking.plan()
    if not plan.verandert_iets:
        return plan
    if vergelijking.nieuwe_organisaties:
        eis(door, "organisatie.toevoegen")
    session.add_all(vergelijking.nieuwe_organisaties)
    for organisatie in vergelijking.nieuwe_organisaties:
        na = {"naam": organisatie.naam, "helix": str(organisatie.helix)}
        noteer(session, "organisatie.toegevoegd", organisatie, door=door, nu=nu, na=na)
    ondertekeningen = vergelijking.teken()
    if eigenaar is None and convenant.actie_id is not None:
        volger = session.get(Actie, convenant.actie_id).eigenaar_id
    else:
        volger = eigenaar.id if eigenaar else None
    for ondertekening in ondertekeningen:
        bestaand = vergelijking.afspraken.get(ondertekening.organisatie_id, {})
        for afspraak in convenant.maak_afspraken(
            ondertekening, bestaand=bestaand, dag=dag_van(nu), eigenaar_id=volger
        ):
            session.add(afspraak)
            na = {"omschrijving": afspraak.omschrijving, "herkomst": afspraak.herkomst}
            noteer(session, "partnerafspraak.genoemd", afspraak, door=door, nu=nu, na=na)
    na = {"bestand": bestand.naam, "aantallen": plan.aantallen}
    noteer(session, "convenant.ingelezen", convenant, door=door, nu=nu, na=na)
    return plan


@dataclass
class _Rij:
    """One row of the file, the signature that it is about, and who that turns out to be."""

    vermelding: OndertekenaarVermelding
    ondertekening: Ondertekening
    organisatie: Organisatie | None
    reden: str | None
    velden: dict[str, tuple[Any, Any]]


class _Vergelijking:
    """One file beside the signatures of one deal; nine queries, however many there are."""

    def __init__(
        self,
        session: Session,
        convenant: Convenant,
        bestand: Ondertekenaarsbestand,
        vandaag: dt.date,
        nieuw: Helix | None,
    ):
        self.session, self.convenant, self.bestand = session, convenant, bestand
        self.vandaag, self.nieuw = vandaag, nieuw
        self.fouten = Bestandsfouten(bestand.naam)
        self.afspraken = afspraken_onder(session, convenant.id)
        self.bekenden: dict[int, Organisatie] = {}
        self.op_naam: dict[str, Ondertekening] = {}
        # By the key of the organisation's own name: a new one has no number yet.
        self.van_organisatie: dict[str, Ondertekening] = {}
        self.nieuwe_organisaties: list[Organisatie] = []
        self.rijen: list[_Rij] = []
        self._zet_bestaande()

    def _zet_bestaande(self) -> None:
        vraag = (
            select(Ondertekening, Organisatie)
            .outerjoin(Organisatie, col(Organisatie.id) == Ondertekening.organisatie_id)
            .where(Ondertekening.convenant_id == self.convenant.id)
        )
        for ondertekening, organisatie in self.session.exec(vraag):
            if ondertekening.naam_sleutel:
                self.op_naam[ondertekening.naam_sleutel] = ondertekening
            if organisatie is not None:
                self.bekenden[organisatie.id] = organisatie
                self.van_organisatie[organisatie.naam_sleutel] = ondertekening

    # --- what would happen ---

    def plan(self) -> Ondertekenplan:
        """The plan in the order of the file. Refuses with OngeldigeInvoer rows that cannot be."""
        vermeldingen = _met_kvk(self.bestand.vermeldingen)
        regels = []
        for vermelding, herkenning in zip(vermeldingen, herken(self.session, vermeldingen), strict=True):
            rij, is_nieuw = self._rij(vermelding, herkenning)
            eerste = self._eerste(rij)
            self._controleer(rij, eerste)
            regels.append(self._regel(rij, is_nieuw, eerste))
            self.rijen.append(rij)
        self.fouten.weiger()
        return Ondertekenplan(self.bestand.naam, tuple(regels))

    def _rij(self, vermelding: OndertekenaarVermelding, herkenning: Herkenning) -> tuple[_Rij, bool]:
        """The row with its signature, and whether that one is new."""
        sleutel = naam_sleutel(vermelding.naam)
        eigen = self.op_naam.get(sleutel)
        if eigen is not None and not eigen.is_twijfel:
            organisatie, reden, ander = self.bekenden[eigen.organisatie_id], None, None
        else:
            organisatie, reden = self._wie(vermelding, herkenning)
            ander = self.van_organisatie.get(organisatie.naam_sleutel) if organisatie else None
        if eigen is not None and ander is not None and ander is not eigen:
            # Both stand here: making one of them is for a person.
            organisatie, reden = None, f"‘{organisatie.naam}’ staat er al. Is dit dezelfde?"
        ondertekening = eigen or ander or Ondertekening(naam=vermelding.naam, naam_sleutel=sleutel)
        self.op_naam[sleutel] = ondertekening
        if organisatie is not None:
            self.van_organisatie[organisatie.naam_sleutel] = ondertekening
        velden = self._verschillen(vermelding, ondertekening)
        rij = _Rij(vermelding, ondertekening, organisatie, reden, velden)
        return rij, eigen is None and ander is None

    def _wie(
        self, vermelding: OndertekenaarVermelding, herkenning: Herkenning
    ) -> tuple[Organisatie | None, str]:
        """Who this is, or the reason why nobody can tell yet."""
        if not herkenning.is_onbekend or self.nieuw is None:
            return herkenning.organisatie, herkenning.reden
        sleutel = naam_sleutel(vermelding.naam)
        for eerder in self.nieuwe_organisaties:
            if sleutel == eerder.naam_sleutel or (eerder.kvk_nummer and eerder.kvk_nummer == vermelding.kvk_nummer):
                return eerder, "Staat eerder in dit bestand."
        lijkt = lijkt_op(vermelding.naam, [eerder.naam for eerder in self.nieuwe_organisaties])
        if lijkt:
            return None, f"Lijkt op ‘{lijkt}’, die ook in dit bestand staat."
        nieuwe = Organisatie(
            naam=vermelding.naam,
            naam_sleutel=sleutel,
            helix=vermelding.helix or self.nieuw,
            kvk_nummer=vermelding.kvk_nummer,
        )
        self.nieuwe_organisaties.append(nieuwe)
        return nieuwe, f"Toegevoegd als {nieuwe.helix}."

    def _verschillen(self, vermelding: OndertekenaarVermelding, ondertekening: Ondertekening) -> dict[str, Any]:
        """What the file fills in or mends; what came from the agenda is for the agenda to mend."""
        waarden = {"kvk_nummer": vermelding.kvk_nummer, "getekend_op": vermelding.getekend_op}
        ingevuld = {veld: waarde for veld, waarde in waarden.items() if waarde is not None}
        return verschillen(ondertekening, ingevuld) if ondertekening.sleutel is None else {}

    def _eerste(self, rij: _Rij) -> _Rij | None:
        """The first row of the file about the same signature."""
        return next((eerder for eerder in self.rijen if eerder.ondertekening is rij.ondertekening), None)

    def _controleer(self, rij: _Rij, eerste: _Rij | None) -> None:
        """What the file says can be, and it says it once."""
        regel, vermelding = rij.vermelding.regel, rij.vermelding
        if vermelding.getekend_op is not None and vermelding.getekend_op > self.vandaag:
            self.fouten.meld(regel, "getekend_op: Deze dag moet nog komen.")
        self._controleer_uiterlijk(rij)
        if eerste is None:
            return
        for veld in ("kvk_nummer", "getekend_op"):
            hier, daar = getattr(vermelding, veld), getattr(eerste.vermelding, veld)
            if hier and daar and hier != daar:
                self.fouten.meld(regel, f"{veld}: Op regel {eerste.vermelding.regel} staat voor deze ondertekenaar iets anders.")
        if vermelding.bijdrage is None and naam_sleutel(vermelding.naam) == naam_sleutel(eerste.vermelding.naam):
            self.fouten.meld(regel, f"naam: ‘{vermelding.naam}’ staat ook op regel {eerste.vermelding.regel}.")
        if any(_zelfde_bijdrage(rij, eerder) for eerder in self.rijen):
            self.fouten.meld(regel, "afspraak: Deze afspraak staat al eerder bij deze ondertekenaar.")

    def _controleer_uiterlijk(self, rij: _Rij) -> None:
        """Nothing is promised for a day before it was said; what stood there already may be late by now."""
        bijdrage, getekend_op = rij.vermelding.bijdrage, rij.vermelding.getekend_op
        if not bijdrage or not bijdrage["uiterlijk"] or rij.ondertekening.zei_al(bijdrage):
            return
        if bijdrage["uiterlijk"] < (getekend_op or rij.ondertekening.getekend_op or self.vandaag).isoformat():
            zin = "ligt vóór de ondertekening" if getekend_op else "is voorbij. Vul ook in wanneer er is getekend"
            self.fouten.meld(rij.vermelding.regel, f"uiterlijk: Deze dag {zin}.")

    def _regel(self, rij: _Rij, is_nieuw: bool, eerste: _Rij | None) -> Ondertekenregel:
        uitkomst, reden = self._uitkomst(rij, is_nieuw), rij.reden
        if eerste is not None:
            uitkomst, reden = Uitkomst.ONGEWIJZIGD, f"Dezelfde als op regel {eerste.vermelding.regel}."
        elif uitkomst in (Uitkomst.GEWIJZIGD, Uitkomst.ONGEWIJZIGD):
            reden = f"Wacht op een collega. {rij.reden}" if rij.organisatie is None else None
        bijdrage = self._bijdrage(rij)
        gegevens = rij.vermelding.bijdrage
        return Ondertekenregel(
            regel=rij.vermelding.regel,
            naam=rij.vermelding.naam,
            uitkomst=uitkomst,
            organisatie=rij.organisatie.naam if rij.organisatie else None,
            reden=reden,
            bijdrage=bijdrage,
            bijdrage_tekst=gegevens["omschrijving"] if gegevens else None,
        )

    def _uitkomst(self, rij: _Rij, is_nieuw: bool) -> Uitkomst:
        was_bekend = not rij.ondertekening.is_twijfel
        if rij.organisatie is not None and not was_bekend:
            return Uitkomst.TOEGEVOEGD if rij.organisatie in self.nieuwe_organisaties else Uitkomst.GEKOPPELD
        if is_nieuw:
            return Uitkomst.TWIJFEL
        return Uitkomst.GEWIJZIGD if rij.velden else Uitkomst.ONGEWIJZIGD

    def _bijdrage(self, rij: _Rij) -> Bijdrage | None:
        gegevens = rij.vermelding.bijdrage
        if gegevens is None:
            return None
        if rij.organisatie is None:
            return Bijdrage.STOND_ER if rij.ondertekening.zei_al(gegevens) else Bijdrage.WACHT
        eerder = rij.ondertekening.bijdrage(gegevens["omschrijving"])
        onder_deal = self.afspraken.get(rij.organisatie.id, {})
        is_gemaakt = eerder is not None and "afspraak" in eerder
        staat_er = is_gemaakt or naam_sleutel(gegevens["omschrijving"]) in onder_deal
        return Bijdrage.STOND_ER if staat_er else Bijdrage.NIEUW

    # --- doing it ---

    def teken(self) -> list[Ondertekening]:
        """The signatures stand under the deal as the file says; those of whom it is known who they are come back."""
        for rij in self.rijen:
            ondertekening = rij.ondertekening
            ondertekening.convenant_id = self.convenant.id
            if rij.organisatie is not None:
                ondertekening.organisatie_id = rij.organisatie.id
            for veld, (_oud, nieuw) in rij.velden.items():
                setattr(ondertekening, veld, nieuw)
            if rij.vermelding.bijdrage is not None:
                ondertekening.onthoud(rij.vermelding.bijdrage, self.vandaag)
        ondertekeningen = {id(rij.ondertekening): rij.ondertekening for rij in self.rijen}.values()
        self.session.add_all(ondertekeningen)
        self.session.flush()
        return [ondertekening for ondertekening in ondertekeningen if not ondertekening.is_twijfel]


def _met_kvk(vermeldingen: Sequence[OndertekenaarVermelding]) -> list[OndertekenaarVermelding]:
    """Every row about one name has its KvK number, also when only one of them says it."""
    bekend = {naam_sleutel(v.naam): v.kvk_nummer for v in vermeldingen if v.kvk_nummer}
    return [v if v.kvk_nummer else replace(v, kvk_nummer=bekend.get(naam_sleutel(v.naam))) for v in vermeldingen]


def _zelfde_bijdrage(rij: _Rij, eerder: _Rij) -> bool:
    hier, daar = rij.vermelding.bijdrage, eerder.vermelding.bijdrage
    if rij.ondertekening is not eerder.ondertekening or hier is None or daar is None:
        return False
    return naam_sleutel(hier["omschrijving"]) == naam_sleutel(daar["omschrijving"])
