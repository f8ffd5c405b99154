"""Keeping the P&C calendar: the products of a budget year, their days, and what was delivered and is ready."""

import datetime as dt
from typing import Any

from sqlmodel import Session, select

from crm.adapters.nederlands import datum
from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang, Verouderd, weiger
from crm.models import Gebruiker, PcProduct, dag_van, noteer
from crm.permissions import eis, eis_eigenaar
from crm.queries.dossiers import houd_vast
from crm.queries.pc_dagen import Dagen, dagen
from crm.queries.pc_voorstel import Voorstel, voorstellen

DAGEN = ("peildatum", "gs_datum", "ps_datum", "aanleverdatum")
WIJZIGBAAR = frozenset({*DAGEN, "aanlevertermijn", "eigenaar", "opmerking"})
# A year further away is a slip of the finger; so is a day that far from the budget year of its product.
HOOGSTENS_JAREN = 10
JAREN_ERNAAST = 2


def inrichten(
    session: Session,
    *,
    jaar: int,
    door: Gebruiker,
    nu: dt.datetime,
    eigenaar: Gebruiker | None = None,
    is_voorbeeld: bool = False,
) -> list[PcProduct]:
    """The budget year has all its products, on their usual days; those that were there stay as they are.

    The two days of the law are those of Provinciewet 195 and 204. What would have had to be in before today gets no
    aanleverdatum: nobody is late for a day that was proposed afterwards. Gives what was added: nothing the second time.
    Refuses with OngeldigeInvoer a year too far away, or an owner who cannot act.
    """
    eis(door, "pc_product.wijzigen")
    if abs(jaar - dag_van(nu).year) > HOOGSTENS_JAREN:
        zin = f"{jaar} ligt meer dan {HOOGSTENS_JAREN} jaar van nu. Klopt het jaar?"
        raise OngeldigeInvoer(zin, {"jaar": [zin]})
    if eigenaar is not None:
        eis_eigenaar(eigenaar)
    aanwezig = session.exec(select(PcProduct).where(PcProduct.jaar == jaar)).all()
    al = {(product.soort, product.volgnummer) for product in aanwezig}
    kalender = dagen(session)
    nieuw = [
        _van(voorstel, kalender, dag_van(nu), eigenaar, is_voorbeeld)
        for voorstel in voorstellen(jaar, kalender.kalender)
        if (voorstel.soort, voorstel.volgnummer) not in al
    ]
    session.add_all(nieuw)
    for product in nieuw:
        noteer(session, "pc_product.ingericht", product, door=door, nu=nu, na=_stand(product, DAGEN))
    return nieuw


def wijzigen(
    session: Session,
    product: PcProduct,
    gegevens: dict[str, Any],
    *,
    versie: int,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The product has these days, term, owner and remark; what is not given stays as it is.

    The aanleverdatum is counted back from the day of GS, unless somebody chose it: naming a day is choosing it, and
    naming it empty counts it back again. Refuses with Verouderd when somebody saved a newer version than the one that
    was looked at, with OngeldigeOvergang a product that is ready, with OngeldigeInvoer days in an order that cannot
    be, a peildatum outside the quarter it is about, and an owner who cannot act.
    """
    eis(door, "pc_product.wijzigen", product)
    houd_vast(session, product)
    if product.versie != versie:
        raise Verouderd(
            f"Iemand anders heeft ‘{product.naam}’ intussen gewijzigd. Uw wijziging is nog niet opgeslagen."
        )
    if vreemd := set(gegevens) - WIJZIGBAAR:
        raise OngeldigeInvoer(f"Deze velden kunt u hier niet wijzigen: {', '.join(sorted(vreemd))}.")
    _eis_niet_gereed(product, "om er iets aan te wijzigen")
    na = _gelezen(product, gegevens)
    na |= _aanleveren(product, na, gegevens, dagen(session))
    anders = {veld: waarde for veld, waarde in na.items() if getattr(product, veld) != waarde}
    if not anders:
        return
    _keur(product, na)
    voor = _stand(product, anders)
    for veld, waarde in anders.items():
        setattr(product, veld, waarde)
    noteer(session, "pc_product.gewijzigd", product, door=door, nu=nu, voor=voor, na=_stand(product, anders))


def aanleveren(session: Session, product: PcProduct, *, op: dt.date, door: Gebruiker, nu: dt.datetime) -> None:
    """All texts and figures were in on that day; nobody is reminded of delivering them any more.

    Refuses with AlGebeurd what was delivered, with OngeldigeOvergang a product that is ready, with OngeldigeInvoer a
    day ahead or before the peildatum.
    """
    eis(door, "pc_product.wijzigen", product)
    houd_vast(session, product)
    _eis_niet_gereed(product, "om de aanlevering te melden")
    if product.aangeleverd_op is not None:
        raise AlGebeurd(f"Alles was al binnen op {datum(product.aangeleverd_op)}. U hoeft niets meer te doen.")
    _keur_dag(product, op, nu)
    product.aangeleverd_op = op
    noteer(session, "pc_product.aangeleverd", product, door=door, nu=nu, na={"op": op.isoformat()})


def gereedmelden(
    session: Session, product: PcProduct, *, op: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The product was ready on that day; with a day of the law: it was sent to the Minister then.

    Refuses with AlGebeurd a product that is ready, with OngeldigeInvoer a day ahead or before the peildatum.
    """
    eis(door, "pc_product.wijzigen", product)
    houd_vast(session, product)
    if product.gereed_op is not None:
        raise AlGebeurd(f"Dit stuk is al klaar sinds {datum(product.gereed_op)}. U hoeft niets meer te doen.")
    _keur_dag(product, op, nu)
    product.gereed_op = op
    stap = "verzonden" if product.wettelijk_voor else "gereed"
    na = {"op": op.isoformat(), "stap": stap}
    noteer(session, "pc_product.gereedgemeld", product, door=door, nu=nu, na=na)


def heropenen(session: Session, product: PcProduct, *, reden: str, door: Gebruiker, nu: dt.datetime) -> None:
    """The product is not ready after all; of one that was not ready, the delivery is undone. The reminders go on.

    Refuses with OngeldigeInvoer no reason, with OngeldigeOvergang a product of which nothing was reported.
    """
    eis(door, "pc_product.wijzigen", product)
    houd_vast(session, product)
    if not reden.strip():
        weiger({"reden": "Waarom gaat het stuk weer open?"})
    veld = "gereed_op" if product.gereed_op is not None else "aangeleverd_op"
    was = getattr(product, veld)
    if was is None:
        raise OngeldigeOvergang("Dit stuk is nog open. Er is niets om terug te draaien.")
    setattr(product, veld, None)
    voor = {veld: was.isoformat()}
    noteer(session, "pc_product.heropend", product, door=door, nu=nu, reden=reden.strip(), voor=voor)


def verwijderen(
    session: Session, product: PcProduct, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The product is not on the calendar any more, for this reason; the log keeps its days.

    Refuses with OngeldigeOvergang one with a day of the law (Provinciewet 207, second paragraph: sending it late has
    consequences) and one that is ready, with OngeldigeInvoer no reason.
    """
    eis(door, "pc_product.wijzigen", product)
    houd_vast(session, product)
    if product.wettelijk_voor is not None:
        raise OngeldigeOvergang(
            f"Volgens de wet moet dit stuk vóór {datum(product.wettelijk_voor)} bij de minister zijn. Het blijft op de "
            "kalender; meld het als verzonden zodra het weg is."
        )
    _eis_niet_gereed(product, "om het weg te halen")
    if not reden.strip():
        weiger({"reden": "Waarom hoort dit stuk niet op de kalender?"})
    voor = {"naam": product.naam, **_stand(product, DAGEN)}
    noteer(session, "pc_product.verwijderd", product, door=door, nu=nu, reden=reden.strip(), voor=voor)
    session.delete(product)


def _van(
    voorstel: Voorstel, kalender: Dagen, vandaag: dt.date, eigenaar: Gebruiker | None, is_voorbeeld: bool
) -> PcProduct:
    geteld = kalender.aanleverdatum(voorstel.gs_datum, voorstel.aanlevertermijn)
    # With a long free time in between the count may end before there is anything to deliver: then somebody chooses.
    past = geteld is not None and geteld >= max(voorstel.peildatum, vandaag)
    return PcProduct(
        soort=voorstel.soort,
        jaar=voorstel.jaar,
        volgnummer=voorstel.volgnummer,
        peildatum=voorstel.peildatum,
        gs_datum=voorstel.gs_datum,
        ps_datum=voorstel.ps_datum,
        aanlevertermijn=voorstel.aanlevertermijn,
        aanleverdatum=geteld if past else None,
        is_teruggeteld=past,
        wettelijk_voor=voorstel.wet.voor if voorstel.wet else None,
        opmerking=voorstel.opmerking,
        eigenaar_id=eigenaar.id if eigenaar else None,
        is_voorbeeld=is_voorbeeld,
    )


def _gelezen(product: PcProduct, gegevens: dict[str, Any]) -> dict[str, Any]:
    """What the product would have in the fields that can be changed, in columns; the aanleverdatum comes later."""
    na = {veld: getattr(product, veld) for veld in (*DAGEN, "aanlevertermijn", "eigenaar_id", "opmerking")}
    na |= {veld: waarde for veld, waarde in gegevens.items() if veld in na}
    na["opmerking"] = (na["opmerking"] or "").strip() or None
    if "eigenaar" in gegevens:
        eigenaar = gegevens["eigenaar"]
        na["eigenaar_id"] = eigenaar.id if eigenaar else None
        if eigenaar is not None and eigenaar.id != product.eigenaar_id:
            eis_eigenaar(eigenaar)
    return na


def _aanleveren(
    product: PcProduct, na: dict[str, Any], gegevens: dict[str, Any], kalender: Dagen
) -> dict[str, Any]:
    """The aanleverdatum that belongs to these days, and whether it was counted back."""
    gekozen, was = gegevens.get("aanleverdatum"), product.aanleverdatum
    telt_anders = any(getattr(product, veld) != na[veld] for veld in ("gs_datum", "aanlevertermijn"))
    if gekozen is not None and (gekozen != was or telt_anders or product.is_met_de_hand):
        return {"aanleverdatum": gekozen, "is_teruggeteld": False}
    leeggemaakt = "aanleverdatum" in gegevens and gekozen is None and was is not None
    if not leeggemaakt and (product.is_met_de_hand or not telt_anders):
        return {"aanleverdatum": was, "is_teruggeteld": product.is_teruggeteld}
    geteld = kalender.aanleverdatum(na["gs_datum"], na["aanlevertermijn"])
    return {"aanleverdatum": geteld, "is_teruggeteld": geteld is not None}


def _keur(product: PcProduct, na: dict[str, Any]) -> None:
    """Nothing, or OngeldigeInvoer with a sentence beside each day that cannot be."""
    # What was counted from another day is as wrong as that day, and not a second mistake.
    getypt = [veld for veld in DAGEN if veld != "aanleverdatum" or not na["is_teruggeteld"]]
    fouten = {
        veld: f"{datum(na[veld])} ligt te ver van begrotingsjaar {product.jaar}. Klopt het jaar?"
        for veld in getypt
        if na[veld] is not None and abs(na[veld].year - product.jaar) > JAREN_ERNAAST
    }
    if na["peildatum"] is None:
        fouten["peildatum"] = "Op welke dag wordt de stand opgemaakt?"
    kwartaal = product.kwartaal
    if not fouten and kwartaal and not kwartaal.begin <= na["peildatum"] <= kwartaal.eind:
        fouten["peildatum"] = f"De peildatum ligt in het {kwartaal.label} zelf: kies een dag tot en met {datum(kwartaal.eind)}."
    gs, ps = na["gs_datum"], na["ps_datum"]
    if gs and ps and ps < gs:
        fouten["ps_datum"] = f"PS komen niet voor GS: GS behandelen het stuk op {datum(gs)}."
    if not fouten:
        fouten |= _keur_aanleveren(na)
    weiger(fouten)


def _keur_aanleveren(na: dict[str, Any]) -> dict[str, str]:
    dag, peildatum, gs = na["aanleverdatum"], na["peildatum"], na["gs_datum"]
    if dag is None:
        return {}
    if dag < peildatum and na["is_teruggeteld"]:
        zin = f"Dan moet alles op {datum(dag)} binnen zijn, vóór de peildatum. Kies een kortere termijn of een latere dag van GS."
        return {"aanlevertermijn": zin}
    if dag < peildatum:
        return {"aanleverdatum": f"Voor de peildatum, {datum(peildatum)}, is er nog niets om aan te leveren."}
    if gs is not None and dag > gs:
        return {"aanleverdatum": f"Dan hebben GS het stuk al behandeld, op {datum(gs)}. Laat leeg om terug te tellen."}
    return {}


def _keur_dag(product: PcProduct, op: dt.date, nu: dt.datetime) -> None:
    if op > dag_van(nu):
        weiger({"op": "Deze dag moet nog komen."})
    if op < product.peildatum:
        weiger({"op": f"Dat is vóór de peildatum, {datum(product.peildatum)}."})


def _eis_niet_gereed(product: PcProduct, waarvoor: str) -> None:
    if product.gereed_op is not None:
        raise OngeldigeOvergang(
            f"Dit stuk is klaar sinds {datum(product.gereed_op)}. Heropen het eerst {waarvoor}."
        )


def _stand(product: PcProduct, velden: Any) -> dict[str, Any]:
    """These fields as the log keeps them."""
    stand = {veld: getattr(product, veld) for veld in velden}
    return {veld: w.isoformat() if isinstance(w, dt.date) else w for veld, w in stand.items()}
