"""The sentences of the report, made from the figures once and kept in the snapshot with them."""

import datetime as dt
from collections import Counter
from decimal import Decimal

from crm.adapters.nederlands import (
    HARDE_SPATIE,
    datum,
    euro,
    getal,
    hoofdletter,
    meervoud,
    miljoen,
    opsomming,
    telwoord,
    verschil,
    zin,
)
from crm.lifecycle import leesbaar
from crm.queries.kwartaal.cijfers import (
    ActieStand,
    DoelStand,
    IndicatorStand,
    Kwartaalcijfers,
    MijlpaalStand,
    Postbedrag,
)
from crm.queries.kwartaal.partnercijfers import OpdrachtStand


def actielijst(acties: list[ActieStand], voorvoegsel: str = "actie") -> str:
    """ "actie 5a" or "de acties 5a, 6b en 7"."""
    nummers = opsomming(actie.nummer for actie in acties)
    return f"{voorvoegsel}{HARDE_SPATIE}{nummers}" if len(acties) == 1 else f"de {voorvoegsel}s {nummers}"


def met_oordeel(acties: list[ActieStand], *oordelen: str) -> list[ActieStand]:
    return [actie for actie in acties if actie.oordeel in oordelen]


def alle(aantal: int, meer: str) -> str:
    """ "beide acties", "alle vijf de acties" or "alle 22 acties"."""
    woord = telwoord(aantal)
    lidwoord = "de " if aantal <= 12 else ""
    return f"beide {meer}" if aantal == 2 else f"alle {woord} {lidwoord}{meer}"


def op_koers(acties: list[ActieStand]) -> str:
    """One to three sentences on a group of acties, such as a board member may repeat."""
    if not acties:
        return "Hier zijn nog geen acties ingevoerd."
    telt = Counter(actie.oordeel for actie in acties)
    if telt["geen_stand"] == len(acties):
        return (
            "Over deze acties is nog geen stand gegeven."
            if len(acties) > 1
            else "Over deze actie is nog geen stand gegeven."
        )
    goed, totaal = telt["op_koers"], len(acties)
    if totaal == 1:
        zinnen = ["De enige actie ligt op koers." if goed else ""]
    elif goed == totaal:
        zinnen = [f"{hoofdletter(alle(totaal, 'acties'))} liggen op koers."]
    else:
        aantal = hoofdletter(telwoord(goed))
        zinnen = [f"{aantal} van de {telwoord(totaal)} acties {'liggen' if goed > 1 else 'ligt'} op koers."]
    for soort, enkel, meer in (
        ("bijsturing", "vraagt bijsturing", "vragen bijsturing"),
        ("besluit", "vraagt een besluit", "vragen een besluit"),
        ("geen_stand", "heeft nog geen stand", "hebben nog geen stand"),
        ("beeindigd", "is beëindigd", "zijn beëindigd"),
    ):
        groep = met_oordeel(acties, soort)
        if groep:
            wie = actielijst(groep) if len(groep) <= 3 else f"{telwoord(len(groep))} acties"
            zinnen.append(f"{hoofdletter(wie)} {meervoud(len(groep), enkel, meer)}.")
    return " ".join(deel for deel in zinnen if deel)


def hoofdboodschap(cijfers: Kwartaalcijfers) -> str:
    """The main message where the drafter has not written one."""
    delen = [op_koers(list(cijfers.hoofdacties))]
    totaal = len(cijfers.afspraken)
    if totaal:
        kwam_na = sum(afspraak.stand == "nagekomen" for afspraak in cijfers.afspraken)
        laat = sum(afspraak.is_te_laat for afspraak in cijfers.afspraken)
        wat = f"{telwoord(kwam_na)} van de {telwoord(totaal)} afspraken"
        if totaal == 1:
            wat = "de enige afspraak" if kwam_na else "de enige afspraak nog niet"
        delen.append(
            f"Partners kwamen {wat} volledig na; {telwoord(laat)} {meervoud(laat, 'afspraak is', 'afspraken zijn')} te laat."
        )
    geld = cijfers.geld.totaal
    if geld and geld.afwijking is not None:
        delen.append(geldzin(geld, cijfers.geld.jaar))
    return " ".join(delen)


def geldzin(post: Postbedrag, jaar: int) -> str:
    """What the forecast says about the budget, in a sentence."""
    if post.na_wijziging is None:
        return f"Voor {jaar} is geen bedrag begroot."
    begroot = f"Begroot is {euro(post.na_wijziging)} voor {jaar}"
    if post.prognose is None:
        return f"{begroot}; de prognose is nog niet bekend."
    if post.afwijking == 0:
        return f"{begroot}; de prognose is gelijk aan de begroting."
    soort = "voordeel" if post.afwijking > 0 else "nadeel"
    return f"{begroot}; de prognose is {euro(post.prognose)}, een {soort} van {euro(abs(post.afwijking))}."


def gevraagd_besluit(cijfers: Kwartaalcijfers) -> str:
    """What GS would be asked where the drafter has not written it."""
    punten = [f"Kennisnemen van de voortgang over het {cijfers.periode.label}."]
    bijsturen = met_oordeel(list(cijfers.acties), "bijsturing", "besluit")
    if bijsturen:
        wie = actielijst(bijsturen) if len(bijsturen) <= 4 else f"{telwoord(len(bijsturen))} acties"
        punten.append(f"Instemmen met de bijsturing van {wie}, zoals beschreven onder Afwijkingen.")
    rood = met_oordeel(list(cijfers.acties), "besluit")
    if rood:
        punten.append(f"Een besluit nemen over {actielijst(rood)}.")
    return "\n".join(punten)


def gedaan(doel: DoelStand, mijlpalen: list[MijlpaalStand], begin: dt.date) -> str:
    """Milestones and products in this quarter and so far."""
    gehaald = [m for m in mijlpalen if m.stand == "gehaald"]
    nieuw = [m for m in gehaald if m.gereed_op and m.gereed_op >= begin]
    laat = [m for m in mijlpalen if m.stand == "te_laat"]
    delen = []
    if nieuw:
        delen.append(
            f"In dit kwartaal {meervoud(len(nieuw), 'is', 'zijn')} {telwoord(len(nieuw))} {meervoud(len(nieuw), 'mijlpaal', 'mijlpalen')} gehaald."
        )
    if mijlpalen:
        tot_nu = f"In totaal {'zijn' if len(gehaald) > 1 else 'is'} {telwoord(len(gehaald), 'nog geen')} van de {telwoord(len(mijlpalen))} mijlpalen gehaald"
        if len(gehaald) == len(mijlpalen):
            tot_nu = f"{hoofdletter(alle(len(gehaald), 'mijlpalen'))} zijn nu gehaald"
        if len(mijlpalen) == 1:
            tot_nu = "De enige mijlpaal is gehaald" if gehaald else "De enige mijlpaal is nog niet gehaald"
        delen.append(
            tot_nu
            + (f"; {telwoord(len(laat))} {meervoud(len(laat), 'is', 'zijn')} te laat." if laat else ".")
        )
    if doel.resultaten_totaal:
        klaar, alles = doel.resultaten_gereed, doel.resultaten_totaal
        if alles == 1:
            delen.append(
                "Het resultaat dat de agenda noemt, is gereed."
                if klaar
                else "Het resultaat dat de agenda noemt, is nog niet gereed."
            )
        else:
            delen.append(
                f"{hoofdletter(alle(alles, 'resultaten'))} in de agenda zijn gereed."
                if klaar == alles
                else f"Van de {telwoord(alles)} resultaten in de agenda {'zijn' if klaar > 1 else 'is'} er {telwoord(klaar, 'nog geen')} gereed."
            )
    return " ".join(delen) or "Over dit onderdeel zijn geen mijlpalen of resultaten vastgelegd."


def bereiken(doel: DoelStand, acties: list[ActieStand]) -> str:
    """The aim as the agenda words it; where it gives none, what it works on."""
    if doel.doelstelling:
        return zin(doel.doelstelling)
    if doel.themas:
        werk = meervoud(len(doel.themas), "het thema", "de thema's")
        return f"De agenda werkt hier aan {werk} {opsomming(f'‘{thema}’' for thema in doel.themas)}."
    return f"De agenda noemt hier geen aparte doelstelling; eronder {meervoud(len(acties), 'valt', 'vallen')} {telwoord(len(acties))} {meervoud(len(acties), 'actie', 'acties')}."


def prognose(posten: list[Postbedrag], jaar: int) -> str:
    """Money of one part of the agenda."""
    if not posten:
        return "Voor dit onderdeel staat geen eigen post in de begroting."
    return " ".join(f"{geldzin(post, jaar)}{_geboekt(post)}" for post in posten)


def _geboekt(post: Postbedrag) -> str:
    if post.realisatie is None:
        return " Er is nog niets geboekt."
    return f" Geboekt is {euro(post.realisatie)}{aandeel(post.realisatie, post.na_wijziging, ' ({}%)')}."


def aandeel(deel: int | None, geheel: int | None, vorm: str = "{}%") -> str:
    """A whole percentage; empty where there is nothing to divide by."""
    return vorm.format(getal(Decimal(deel) * 100 / geheel, 0)) if deel is not None and geheel else ""


def indicatorzin(indicator: IndicatorStand) -> str:
    """What a chart shows, in words."""
    eenheid = "%" if indicator.eenheid == "%" else f" {indicator.eenheid}"
    if not indicator.punten:
        return "De waarde is nog niet bekend." if indicator.is_onbekend else "Er is nog niet gemeten."
    laatste = indicator.punten[-1]
    nu = f"{getal(laatste.waarde)}{eenheid}"
    delen = []
    if indicator.nulwaarde is not None:
        verloop = {1: "steeg", 0: "bleef", -1: "daalde"}[
            (laatste.waarde > indicator.nulwaarde) - (laatste.waarde < indicator.nulwaarde)
        ]
        van = f"van {getal(indicator.nulwaarde)}{eenheid}{f' in {indicator.nulwaarde_jaar}' if indicator.nulwaarde_jaar else ''}"
        delen.append(
            f"De waarde {verloop} {nu}."
            if verloop == "bleef"
            else f"De waarde {verloop} {van} naar {nu} op {datum(laatste.datum, 'een onbekende dag')}."
        )
    else:
        delen.append(
            f"De laatste waarde is {nu}{f' op {datum(laatste.datum)}' if laatste.datum else ', volgens het document'}."
        )
    delen.append(_tegen_lijn(indicator, eenheid) or _streefzin(indicator))
    if indicator.is_onbekend:
        delen.append("De nieuwste waarde is nog niet bekend.")
    return " ".join(deel for deel in delen if deel)


def _streefzin(indicator: IndicatorStand) -> str:
    teksten = streeftekst(indicator)
    return f"De streefwaarde is {opsomming(teksten)}." if teksten else ""


def _tegen_lijn(indicator: IndicatorStand, eenheid: str) -> str:
    laatste, doel = indicator.punten[-1], indicator.streef[-1] if indicator.streef else None
    if laatste.lijn is None or doel is None or doel.minimum is None:
        return ""
    afstand = laatste.waarde - laatste.lijn
    if indicator.richting == "omlaag":
        afstand = -afstand
    maat = "procentpunt" if indicator.eenheid == "%" else indicator.eenheid
    naar = f"De lijn naar {getal(doel.minimum)}{eenheid} in {doel.jaar} vraagt {getal(laatste.lijn, 1)}{eenheid} op dit moment"
    verschil_ = getal(abs(afstand), 1)
    if verschil_ == "0,0":
        return f"{naar}: wij liggen op de lijn."
    return f"{naar}: wij liggen {verschil_} {maat} {'voor' if afstand > 0 else 'achter'}."


def streeftekst(indicator: IndicatorStand) -> list[str]:
    """Targets as people say them, with the words that belong to the number."""
    teksten = []
    for doel in indicator.streef:
        woord = "" if doel.woord in ("exact", "bereik") else f"{leesbaar(doel.woord)} "
        if doel.minimum is not None and doel.maximum is not None and doel.minimum != doel.maximum:
            waarde = f"{getal(doel.minimum)} tot {getal(doel.maximum)}"
        else:
            waarde = doel.tekst or getal(doel.minimum if doel.minimum is not None else doel.maximum)
        teksten.append(f"{woord}{waarde}{f' in {doel.jaar}' if doel.jaar else ''}")
    return teksten


def opdrachtnaam(opdracht: OpdrachtStand) -> str:
    """ "ketenaanjager bouw (MRA)"."""
    naam = leesbaar(opdracht.soort)
    if opdracht.keten and naam.split()[-1] not in opdracht.keten:
        naam = f"{naam} {opdracht.keten}"
    return f"{naam} ({opdracht.gebied})" if opdracht.gebied else naam


def signaal(opdracht: OpdrachtStand) -> str:
    """Why a running actie without somebody in this role needs attention."""
    naam = opdrachtnaam(opdracht)
    if opdracht.stand == "verlopen":
        return f"De opdracht van de {naam} liep tot {opdracht.termijn or datum(opdracht.eind)}; actie{HARDE_SPATIE}{opdracht.actie_nummer} loopt door zonder rolhouder."
    return f"Actie{HARDE_SPATIE}{opdracht.actie_nummer} loopt, en van de {naam} is geen rolhouder bekend."


def geldconclusie(totaal: Postbedrag | None, jaar: int, peildatum: dt.date) -> str:
    """The sentence beside the money chart."""
    if totaal is None or totaal.na_wijziging is None:
        return f"Voor {jaar} zijn geen bedragen ingevoerd."
    if totaal.realisatie is None:
        return f"Van {miljoen(totaal.na_wijziging)} is in {jaar} nog niets geboekt."
    dagen = dt.date(jaar, 12, 31).timetuple().tm_yday
    verstreken = getal(Decimal(peildatum.timetuple().tm_yday) * 100 / dagen, 0)
    uitkomst = "nog niet bekend" if totaal.afwijking is None else verschil(totaal.afwijking)
    slot = (
        ""
        if totaal.afwijking is None
        else f" Aan het eind van het jaar verwachten wij een verschil van {uitkomst} (× € 1.000)."
    )
    return (
        f"Tot en met {datum(peildatum)} is {aandeel(totaal.realisatie, totaal.na_wijziging)} van de begroting geboekt, "
        f"terwijl {verstreken}% van het jaar voorbij is.{slot}"
    )
