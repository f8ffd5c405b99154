"""Pages of the half-yearly herijking: the rounds, one round with a form per decision, and the list to read aloud."""

import uuid as uuid_
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import AfspraakStatus, Gebruiker, Herijking, HerijkingBesluit
from crm.models.herijking import halfjaar, halfjaar_van, volgend_halfjaar
from crm.permissions import mag
from crm.queries import herijking as vragen
from crm.queries import herijkingsregels
from crm.queries.dossiers import vind
from crm.queries.herijking import Ronde, Rondetelling
from crm.queries.herijkingsregels import Regelstand, Welke
from crm.schemas.herijking import HerijkingInvoer, Herijkingsbesluit
from crm.web.bladeren import PER_BLAD, kenmerk, lees_sleutel, sleutel
from crm.web.doen import klaar, lezer, stap, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import afspraken_herijken

pagina = Blueprint("herijkingen", __name__, url_prefix="/herijkingen")

# To be read aloud in one go; with more, the rest is on the next page.
PER_LIJST = 100
LABELS = {"naar": "nieuwe datum"}
B = HerijkingBesluit
KEUZES = {
    B.NAGEKOMEN: "Nagekomen: het is er",
    B.NIEUWE_DATUM: "Nieuwe datum",
    B.HANDHAVEN: "Handhaven: het blijft zoals het is",
    B.VERVALLEN: "Vervallen: dit komt niet meer",
}


@dataclass(frozen=True)
class Plaats:
    """Where somebody is in a round: which lines, whose, and after which line the page begins."""

    uuid: uuid_.UUID
    welke: Welke
    eigen: bool
    na: uuid_.UUID | None

    @classmethod
    def uit(cls, herijking: Herijking) -> "Plaats":
        """As the address says; a running round opens with what waits."""
        begin = Welke.OPEN if herijking.afgerond_op is None else Welke.ALLES
        gevraagd = request.args.get("welke", begin.value)
        na = lees_sleutel(request.args.get("na"), kenmerk)
        return cls(
            uuid=herijking.uuid,
            welke=Welke(gevraagd) if gevraagd in list(Welke) else begin,
            eigen=request.args.get("van") == "mij",
            na=na[0] if na else None,
        )

    def adres(self, *, regel: uuid_.UUID | None = None, **anders: Any) -> str:
        """The address of this place, or of one that differs from it so; with the form of a line open in it."""
        hier = {"welke": self.welke, "eigen": self.eigen, "na": self.na} | anders
        vraag = {"welke": Welke(hier["welke"]).value}
        vraag |= {"van": "mij"} if hier["eigen"] else {}
        vraag |= {"na": sleutel(hier["na"])} if hier["na"] else {}
        vraag |= {"regel": str(regel)} if regel else {}
        return f"/herijkingen/{self.uuid}?{urlencode(vraag)}" + (f"#regel-{regel}" if regel else "")

    def besluit(self, regel: uuid_.UUID) -> str:
        """Where the form of this line goes to, and comes back to when it is refused."""
        return f"/herijkingen/{self.uuid}/regels/{regel}?{self.adres().partition('?')[2]}#regel-{regel}"


@pagina.get("")
def lijst() -> str:
    """The rounds, and the half years for which one can begin."""
    wie = lezer()
    rondes = vragen.rondes(http.sessie())
    loopt = next((r.herijking for r in rondes if r.herijking.afgerond_op is None), None)
    mag_beginnen = loopt is None and mag(wie, "herijking.starten")
    return render_template(
        "web/herijkingen/lijst.html",
        rondes=rondes,
        te_beginnen=_te_beginnen(rondes) if mag_beginnen else [],
    )


@pagina.post("")
def beginnen() -> Response:
    """A round begins."""
    gemaakt: list[Herijking] = []

    def daad() -> None:
        gegevens = Formulier.uit(HerijkingInvoer(), request.form).gegevens()
        if gegevens is None:
            raise OngeldigeInvoer("Kies het halfjaar waarover de herijking gaat.")
        wie = {"door": http.door(), "nu": http.nu()}
        gemaakt.append(afspraken_herijken.starten(http.sessie(), **gegevens, **wie))

    antwoord = stap(
        daad, "De herijking is begonnen. Wie iets te beslissen heeft, ziet dat bij Vandaag.", "/herijkingen"
    )
    if gemaakt:
        antwoord.location = f"/herijkingen/{gemaakt[0].uuid}"
    return antwoord


@pagina.get("/<uuid:uuid>")
def ronde(uuid: uuid_.UUID) -> str:
    """One round, one's own lines first; the form of the line that the address names is open."""
    lezer()
    r = vragen.ronde(http.sessie(), uuid)
    gevraagd = lees_regel(r.herijking, request.args.get("regel"))
    return _teken(r, gevraagd, Formulier.van(Herijkingsbesluit(), {}, labels=LABELS))


@pagina.post("/<uuid:uuid>/regels/<uuid:regel_uuid>")
def besluiten(uuid: uuid_.UUID, regel_uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """There is a decision about this line; on to the next one that waits."""
    r = vragen.ronde(http.sessie(), uuid)
    regel = herijkingsregels.regelstand(http.sessie(), r.herijking, regel_uuid).regel
    f = Formulier.uit(Herijkingsbesluit(), request.form, labels=LABELS)
    al_besloten: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        try:
            afspraken_herijken.besluiten(http.sessie(), regel, **gegevens, door=http.door(), nu=http.nu())
        except AlGebeurd as weigering:
            al_besloten.append(weigering.zin)

    code = verwerk(f, daad)
    if al_besloten:
        flash(al_besloten[0], "waarschuwing")
        return redirect(_verder(r.herijking, regel_uuid), code=303)
    if code is None:
        gesloten = regel.besluit is B.AL_GESLOTEN
        zin = "Dit was intussen al gesloten; de regel is afgedaan." if gesloten else "Het besluit is genomen."
        return klaar(zin, _verder(r.herijking, regel_uuid))
    r = vragen.ronde(http.sessie(), uuid)
    return _teken(r, herijkingsregels.regelstand(http.sessie(), r.herijking, regel_uuid), f), code


@pagina.post("/<uuid:uuid>/afronden")
def afronden(uuid: uuid_.UUID) -> Response:
    """The round is over, when no line waits."""

    def daad() -> None:
        herijking = vind(http.sessie(), Herijking, uuid)
        afspraken_herijken.afronden(http.sessie(), herijking, door=http.door(), nu=http.nu())

    return stap(daad, "De herijking is afgerond.", f"/herijkingen/{uuid}")


@pagina.get("/<uuid:uuid>/besluiten")
def besluitenlijst(uuid: uuid_.UUID) -> str:
    """What was decided, in sentences to read aloud."""
    lezer()
    r = vragen.ronde(http.sessie(), uuid)
    na = lees_sleutel(request.args.get("na"), kenmerk)
    rijen = herijkingsregels.besluitenlijst(
        http.sessie(), r.herijking, na=na[0] if na else None, aantal=PER_LIJST + 1
    )
    adres = f"/herijkingen/{uuid}/besluiten"
    getoond = rijen[:PER_LIJST]
    return render_template(
        "web/herijkingen/besluiten.html",
        r=r,
        groepen=[(besluit, list(groep)) for besluit, groep in groupby(getoond, key=lambda s: s.besluit)],
        volgende=f"{adres}?na={sleutel(getoond[-1].regel.uuid)}" if len(rijen) > PER_LIJST else None,
        begin=adres if na else None,
    )


def lees_regel(herijking: Herijking, tekst: str | None) -> Regelstand | None:
    """The line of this round that the address names; none when somebody changed it."""
    try:
        return herijkingsregels.zoek_regel(http.sessie(), herijking, uuid_.UUID(tekst)) if tekst else None
    except ValueError:
        return None


def _te_beginnen(rondes: Sequence[Rondetelling]) -> list[Herijking]:
    """This half year and the next, as far as they can begin and have not."""
    nu = halfjaar_van(vandaag())
    er = {(r.herijking.jaar, r.herijking.helft) for r in rondes}
    keuzes = [
        half for half in (nu, volgend_halfjaar(*nu)) if half not in er and halfjaar(*half)[1] > vandaag()
    ]
    return [Herijking(jaar=jaar, helft=helft) for jaar, helft in keuzes]


def _verder(herijking: Herijking, vorige: uuid_.UUID) -> str:
    """The next line that waits for who decides, after this one or else from the beginning; or the round."""
    plaats, wie = Plaats.uit(herijking), http.door()
    alleen_eigen = plaats.eigen or not mag(wie, "herijking.afronden")
    for na in (vorige, None):
        volgende = herijkingsregels.regels(
            http.sessie(), herijking, wie, welke=Welke.OPEN, alleen_eigen=alleen_eigen, na=na, aantal=1
        )
        if volgende:
            return plaats.adres(regel=volgende[0].regel.uuid)
    return plaats.adres(na=None)


def _teken(r: Ronde, gevraagd: Regelstand | None, f: Formulier) -> str:
    plaats, wie = Plaats.uit(r.herijking), http.door()
    rijen = _rijen(r.herijking, plaats, wie, plaats.na)
    if gevraagd is not None and gevraagd.regel.uuid not in {s.regel.uuid for s in rijen[:PER_BLAD]}:
        # The line is on another page: then that page begins with it.
        rijen = (gevraagd, *_rijen(r.herijking, plaats, wie, gevraagd.regel.uuid))
    getoond = rijen[:PER_BLAD]
    kan = (
        gevraagd is not None and gevraagd.besluit is None and mag(wie, "herijking.besluiten", gevraagd.regel)
    )
    return render_template(
        "web/herijkingen/ronde.html",
        r=r,
        f=f,
        plaats=plaats,
        groepen=_groepen(getoond, wie),
        gevraagd=gevraagd if kan or f.fouten or f.zin else None,
        keuzes=_keuzes(gevraagd) if gevraagd else [],
        volgende=plaats.adres(na=getoond[-1].regel.uuid) if len(rijen) > PER_BLAD else None,
        begin=plaats.adres(na=None) if plaats.na else None,
    )


def _rijen(
    herijking: Herijking, plaats: Plaats, wie: Gebruiker, na: uuid_.UUID | None
) -> tuple[Regelstand, ...]:
    return herijkingsregels.regels(
        http.sessie(),
        herijking,
        wie,
        welke=plaats.welke,
        alleen_eigen=plaats.eigen,
        na=na,
        aantal=PER_BLAD + 1,
    )


def _groepen(
    rijen: Sequence[Regelstand], wie: Gebruiker
) -> list[tuple[str, list[tuple[str, list[Regelstand]]]]]:
    """The lines per colleague, and within those per list."""
    uit = []
    for eigenaar, groep in groupby(rijen, key=lambda s: (s.regel.eigenaar_id, s.eigenaar)):
        titel = "Mijn regels" if eigenaar[0] == wie.id else (eigenaar[1] or "Nog van niemand")
        uit.append(
            (titel, [(str(lijst), list(rest)) for lijst, rest in groupby(groep, key=lambda s: s.regel.lijst)])
        )
    return uit


def _keuzes(stand: Regelstand) -> list[tuple[str, str]]:
    """What can be decided about this line: GS keep a toezegging, and nothing is delivered that was never confirmed."""
    weg = {B.VERVALLEN} if stand.toezegging else set()
    if stand.afspraak and stand.afspraak.status is AfspraakStatus.GENOEMD:
        weg = {B.NAGEKOMEN}
    return [(besluit.value, woorden) for besluit, woorden in KEUZES.items() if besluit not in weg]
