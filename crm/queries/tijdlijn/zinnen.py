"""The sentences: for every handeling that a verb logs and every row that is an event, what a colleague would say.

`{f.…}` asks the Feit. A sentence names what it is about, because a timeline shows many dossiers under one; it names
a contact person only by the number in the log, which is nobody to who may not see persons, and never repeats the
reason, which stands below it.
"""

from collections.abc import Callable

from crm.adapters.nederlands import hoofdletter
from crm.lifecycle import leesbaar
from crm.queries.tijdlijn.feit import Feit
from crm.queries.tijdlijn.zinnen_bericht import BERICHTEN, INGESTELD
from crm.queries.tijdlijn.zinnen_partner import PARTNER
from crm.queries.tijdlijn.zinnen_pc import ZINNEN_PC

Zin = str | Callable[[Feit], str]


def _overleg_gepland(f: Feit) -> str:
    return f"Overleg, nog niet vastgelegd: {f.over}." if f.is_voorbij else f"Overleg gepland: {f.over}."


def _verzetting(f: Feit) -> str:
    if f.vorige_dag is None:
        return f"{f.wie}: {f.hoeveel} heeft nu een datum, {f.dag}."
    return f"Andere datum voor {f.hoeveel} van {f.wie}: van {f.vorige_dag} naar {f.dag}."


def _functie(woord: str) -> Zin:
    def zin(f: Feit) -> str:
        return f"{woord} dag bij {f.over} als {f.tekst}." if f.heeft_tekst else f"{woord} dag bij {f.over}."

    return zin


def _functie_van_persoon(woord: str) -> Zin:
    def zin(f: Feit) -> str:
        return (
            f"{woord} dag hier van {f.over} als {f.tekst}."
            if f.heeft_tekst
            else f"{woord} dag hier van {f.over}."
        )

    return zin


def _lid_toegelaten(f: Feit) -> str:
    if f.na.kaal("rol") == "aanjager":
        return f"{f.na['organisatie']} is vanaf {f.na['van']} aanjager van {f.over}."
    return f"{f.na['organisatie']} doet vanaf {f.na['van']} mee aan {f.over} als {f.na['rol']}."


def _toegewezen(f: Feit) -> str:
    if f.na.kaal("eigenaar_id") is None:
        return f"Niemand volgt {f.over} nu."
    return f"{f.na['eigenaar_id']} volgt vanaf nu {f.over}."


def _meting(f: Feit) -> str:
    if f.na.kaal("waarde") is None:
        return f"Indicator {f.over}: nog niet bekend."
    return f"Indicator {f.over}: {f.na['waarde']} ingevoerd."


def _gewijzigd(f: Feit) -> str:
    velden = ", ".join(leesbaar(veld) for veld in f.na)
    return f"Gegevens van {f.over} gewijzigd: {velden}." if velden else f"Gegevens van {f.over} gewijzigd."


# Rows that are events of their own.
_RIJEN: dict[str, Zin] = {
    "overleg_gepland": _overleg_gepland,
    "overleg_gehouden": "Overleg gehouden, nog niet vastgelegd: {f.over}.",
    "overleg_vastgelegd": "Overleg gehouden: {f.over}.",
    "overleg_afgelast": "Overleg ging niet door: {f.over}.",
    "besluit": "Besloten: {f.letterlijk}",
    "advies_positief": "Advies over {f.over}: positief.",
    "advies_positief_met_kanttekeningen": "Advies over {f.over}: positief, met kanttekeningen.",
    "advies_negatief": "Advies over {f.over}: negatief.",
    "poortbesluit_go": "Poortbesluit over {f.over}: go.",
    "poortbesluit_go_onder_voorwaarden": "Poortbesluit over {f.over}: go onder voorwaarden.",
    "poortbesluit_stop": "Poortbesluit over {f.over}: stop.",
    "levering": "{f.wie} leverde {f.deel}.",
    "verzetting": _verzetting,
    "afschrijving": "{f.wie} levert minder: {f.deel} afgeschreven.",
    "afspraak_afgewezen": "De afspraak met {f.wie} over {f.hoeveel} is afgewezen.",
    "afspraak_ingetrokken": "{f.wie} trok de afspraak over {f.hoeveel} in; afgeschreven: {f.nu_zoveel}.",
    "afspraak_vervallen": "De afspraak met {f.wie} over {f.hoeveel} is vervallen; afgeschreven: {f.nu_zoveel}.",
    "bijlage": "Bestand toegevoegd: {f.over}.",
    "bijlage_later_verwijderd": "Bestand toegevoegd: {f.over} (later verwijderd).",
    "voortgang": "Stand op {f.dag}: {f.tekst}.",
    "ondertekening": "Ondertekende {f.over}.",
    "deelneming_van": "Eerste dag als {f.tekst} van {f.over}.",
    "deelneming_tot": "Laatste dag als {f.tekst} van {f.over}.",
    "gremiumlid_van": "Eerste dag als {f.tekst} van {f.over}.",
    "gremiumlid_tot": "Laatste dag als {f.tekst} van {f.over}.",
    "functie_van": _functie("Eerste"),
    "functie_tot": _functie("Laatste"),
    "functie_bij_van": _functie_van_persoon("Eerste"),
    "functie_bij_tot": _functie_van_persoon("Laatste"),
    "vervulling_van": "Eerste dag in de opdracht {f.over}.",
    "vervulling_tot": "Laatste dag in de opdracht {f.over}.",
    "financiering_aangevraagd": "Aangevraagd voor {f.over}: {f.bedrag}.",
    "financiering_toegekend": "Toegekend voor {f.over}: {f.bedrag}.",
    "financiering_gerealiseerd": "Gerealiseerd voor {f.over}: {f.bedrag}.",
}

# What the verbs log.
_HANDELINGEN: dict[str, Zin] = {
    "actie.beeindigd": "{f.over} is beëindigd.",
    "actie.niet_beeindigd": "{f.over} gaat door.",
    "actie.toegewezen": _toegewezen,
    "actie.voortgang_bijgewerkt": "Nieuwe stand van {f.over}: beleid {f.na[beleid]}, tijd {f.na[tijd]}, geld {f.na[geld]}.",
    "actiepunt.afgerond": "Actiepunt afgerond: {f.over}.",
    "actiepunt.heropend": "Actiepunt weer open: {f.over}.",
    "actiepunt.toegevoegd": "Nieuw actiepunt: {f.over}.",
    "actiepunt.vervallen": "Actiepunt vervallen: {f.over}.",
    "agenda.ingelezen": "De agenda is ingelezen.",
    "agendapunt.doorgeschoven": "Punt van de werkagenda doorgeschoven naar volgend jaar: {f.over}.",
    "agendapunt.gerealiseerd": "Punt van de werkagenda gerealiseerd: {f.over}.",
    "agendapunt.gewijzigd": "Punt van de werkagenda gewijzigd: {f.over}.",
    "agendapunt.toegevoegd": "Nieuw punt op de werkagenda: {f.over}.",
    "agendapunt.verplaatst": "Punt van de werkagenda verhuisd naar coalitie {f.na[naam]}: {f.over}.",
    "agendapunt.vervallen": "Punt van de werkagenda vervallen: {f.over}.",
    "agendafeed.gemaakt": "Er is een adres voor een agenda gemaakt.",
    "agendafeed.ingetrokken": "Een adres voor een agenda is ingetrokken.",
    "agendafeed.vervangen": "Een adres voor een agenda is vervangen door een nieuw adres.",
    "begroting.geboekt": "Er is een regel in het geldboek geboekt.",
    "bijlage.toegevoegd": "Bestand toegevoegd: {f.over}.",
    "bijlage.verwijderd": "Bestand verwijderd: {f.over}.",
    "coalitie.actie_gekoppeld": "{f.over} werkt vanaf nu ook aan actie {f.na[actie]}.",
    "coalitie.actie_losgekoppeld": "{f.over} werkt niet meer aan actie {f.voor[actie]}.",
    "coalitie.afgerond": "{f.over} is afgerond.",
    "coalitie.beeindigd": "{f.over} is beëindigd.",
    "coalitie.campus_gekoppeld": "{f.over} werkt vanaf nu samen met {f.na[campus]}.",
    "coalitie.campus_losgekoppeld": "{f.over} werkt niet meer samen met {f.voor[campus]}.",
    "coalitie.gewijzigd": _gewijzigd,
    "coalitie.lid_toegelaten": _lid_toegelaten,
    "coalitie.lid_uitgelaten": "Laatste dag van {f.na[organisatie_id]} in {f.over}: {f.na[tot]}.",
    "coalitie.opgericht": "{f.over} is opgericht.",
    "coalitie.overgedragen": "Vanaf {f.na[van]} is {f.na[organisatie]} aanjager van {f.over}, na {f.voor[organisatie]}.",
    "coalitie.purpose_case": "{f.over} werkt aan haar purpose case.",
    "coalitie.samengevoegd": "Coalitie {f.na[uit_naam]} ging op in {f.over}.",
    "coalitie.uitvoering": "{f.over} is in uitvoering.",
    "coalitie.verkenning": "{f.over} is in verkenning.",
    "coalitie.vorming": "{f.over} is in vorming.",
    "convenant.ingelezen": "De ondertekenaars van {f.over} zijn ingelezen.",
    "convenant.ondertekening_geschrapt": "Een naam is geschrapt als ondertekenaar van {f.over}.",
    "gebruiker.geblokkeerd": "Het account van {f.over} is geblokkeerd.",
    "gebruiker.rollen_gewijzigd": "{f.over} heeft andere rollen.",
    "gebruiker.toegevoegd": "{f.over} heeft een account.",
    "gebruiker.wachtwoord_gewijzigd": "{f.over} heeft een nieuw wachtwoord.",
    "gremium.lid_toegelaten": "Vanaf {f.na[van]} is er een nieuw lid van {f.over}.",
    "gremium.lid_uitgelaten": "Een lid van {f.over} vertrekt; de laatste dag is {f.na[tot]}.",
    "gremium.overgenomen": "De gremia en normen van de vorige agenda zijn overgenomen.",
    "herijking.afgerond": "De herijking is afgerond.",
    "herijking.besloten": "In de herijking is over een regel besloten.",
    "herijking.gestart": "De herijking is gestart.",
    "herinneringsregel.aangezet": "De herinneringsregel ‘{f.na[naam]}’ staat weer aan.",
    "herinneringsregel.gewijzigd": "De herinneringsregel ‘{f.na[naam]}’ heeft een nieuwe versie.",
    "herinneringsregel.stilgezet": "De herinneringsregel ‘{f.na[naam]}’ staat stil.",
    "herinneringsregel.toegevoegd": "Nieuwe herinneringsregel: {f.na[naam]}.",
    "meting.goedgekeurd": "Meting goedgekeurd van indicator {f.over}.",
    "meting.ingevoerd": _meting,
    "mijlpaal.gehaald": "Mijlpaal gehaald op {f.na[gereed_op]}: {f.over}.",
    "ondertekening.gekoppeld": "Van een ondertekenaar is bepaald wie het is: {f.na[organisatie_id]}.",
    "ondertekening.samengevoegd": "Twee ondertekenaars bleken dezelfde: {f.na[organisatie_id]}.",
    "ondertekening.toegevoegd": "{f.na[organisatie_id]} is ondertekenaar.",
    "opdracht.afgerond": "De opdracht {f.over} is afgerond.",
    "opdracht.geevalueerd": "De opdracht {f.over} is geëvalueerd.",
    "opdracht.gestart": "De opdracht {f.over} is gestart.",
    "opdracht.toegewezen": _toegewezen,
    "opdracht.verleend": "De opdracht {f.over} is verleend.",
    "opdracht.verlengd": "De opdracht {f.over} is verlengd.",
    "opdracht.vervuld": "Vanaf {f.na[van]} vervult iemand de opdracht {f.over}.",
    "organisatie.alias_toegevoegd": "{f.over} is ook bekend als ‘{f.na[alias]}’.",
    "organisatie.gewijzigd": _gewijzigd,
    "organisatie.toegevoegd": "{f.over} staat bij de relaties.",
    "organisaties.ingelezen": "Een lijst met organisaties is ingelezen.",
    "overleg.afgelast": "Overleg ging niet door: {f.over}.",
    "overleg.deelnemer_geschrapt": "Er doet iemand minder mee aan het overleg {f.over}.",
    "overleg.deelnemer_toegevoegd": "Er doet nog iemand mee aan het overleg {f.over}.",
    "overleg.gecorrigeerd": "Verslag verbeterd: {f.over}.",
    "overleg.gepland": "Overleg gepland: {f.over}.",
    "overleg.uitgenodigd": "Uitnodigingen verstuurd voor het overleg {f.over}.",
    "overleg.vastgelegd": "Overleg vastgelegd: {f.over}.",
    "overleg.verplaatst": "Overleg verhuisd naar coalitie {f.na[naam]}: {f.over}.",
    "overleg.verzet": "Overleg verzet: {f.over}.",
    "partnerafspraak.afgeschreven": "{f.wie} levert minder van {f.hoeveel}.",
    "partnerafspraak.afgewezen": "De afspraak met {f.wie} over {f.hoeveel} is afgewezen.",
    "partnerafspraak.gehandhaafd": "De afspraak met {f.wie} over {f.hoeveel} blijft zoals zij is.",
    "partnerafspraak.geleverd": "{f.wie} leverde een deel van {f.hoeveel}.",
    "partnerafspraak.genoemd": "{f.wie} noemde {f.hoeveel}.",
    "partnerafspraak.ingetrokken": "{f.wie} trok de afspraak over {f.hoeveel} in.",
    "partnerafspraak.overgedragen": "{f.na[eigenaar]} volgt vanaf nu de afspraak met {f.wie} over {f.hoeveel}.",
    "partnerafspraak.verplaatst": "De afspraak met {f.wie} over {f.hoeveel} verhuisde naar coalitie {f.na[naam]}.",
    "partnerafspraak.vervallen": "De afspraak met {f.wie} over {f.hoeveel} is vervallen.",
    "partnerafspraak.verzet": "Andere datum voor {f.hoeveel} van {f.wie}.",
    "persoon.toegevoegd": "{f.over} staat bij de contactpersonen.",
    "purpose_case.aandeel_boven_helft": "Bij {f.over} betaalt de provincie nu meer dan de helft: {f.na[aandeel]}%.",
    "purpose_case.beantwoord": "{f.over}: punt {f.na[criterium]} van het richtsnoer beantwoord met {f.na[antwoord]}.",
    "purpose_case.begonnen": "{f.over}: aan de purpose case begonnen.",
    "purpose_case.besloten": "Poortbesluit over {f.over}: {f.na[uitkomst]}.",
    "purpose_case.financiering_bijgewerkt": "{f.over}: bijdrage van {f.na[organisatie]} in {f.na[jaar]} bijgewerkt.",
    "purpose_case.financiering_ingetrokken": "{f.over}: de bijdrage van {f.na[organisatie]} in {f.na[jaar]} valt weg.",
    "purpose_case.financiering_toegevoegd": "{f.over}: bijdrage van {f.na[organisatie]} in {f.na[jaar]} in het plan gezet.",
    "purpose_case.geadviseerd": "Advies over {f.over}: {f.na[strekking]}.",
    "purpose_case.geevalueerd": "{f.over} is geëvalueerd.",
    "purpose_case.geschreven": "{f.over}: versie {f.na[versie]} geschreven ({f.na[delen]}).",
    "purpose_case.in_uitvoering": "{f.over} is in uitvoering.",
    "purpose_case.ingediend": "{f.over} is ingediend; aandeel van de provincie {f.na[aandeel]}%.",
    "purpose_case.teruggenomen": "{f.over} is teruggenomen en weer een concept.",
    "rapportage.aangeboden": "De rapportage is aangeboden aan GS.",
    "rapportage.bijgewerkt": "De cijfers van de rapportage zijn bijgewerkt.",
    "rapportage.gecorrigeerd": "Er is een nieuwe versie van de rapportage.",
    "rapportage.gepubliceerd": "De rapportage is gepubliceerd.",
    "rapportage.opgesteld": "De rapportage is opgesteld.",
    "rapportage.teruggestuurd": "De rapportage is teruggestuurd.",
    "rapportage.toegelicht": "De teksten van de rapportage zijn bijgewerkt.",
    "rapportage.vastgesteld": "De rapportage is vastgesteld.",
    "rapportage.voorgelegd": "De rapportage is voorgelegd.",
    "resultaat.opgeleverd": "Resultaat opgeleverd op {f.na[gereed_op]}: {f.over}.",
    "signaal.behandeld": "GS behandelde het signaal: {f.over}.",
    "signaal.geagendeerd": "Het signaal staat op de agenda van GS: {f.over}.",
    "signaal.gegeven": "Signaal aan GS: {f.over}.",
    "signaal.terzijde_gelegd": "Het signaal is terzijde gelegd: {f.over}.",
    "toezegging.deels_voldaan": "Aan de toezegging aan PS is deels voldaan: {f.over}.",
    "toezegging.gehandhaafd": "De toezegging aan PS blijft zoals zij is: {f.over}.",
    "toezegging.genoteerd": "Toezegging van GS aan PS: {f.over}.",
    "toezegging.overgedragen": "{f.na[eigenaar]} bewaakt vanaf nu de toezegging aan PS: {f.over}.",
    "toezegging.verzet": "Andere datum voor de toezegging aan PS, {f.na[uiterlijk]}: {f.over}.",
    "toezegging.voldaan": "Aan de toezegging aan PS is voldaan: {f.over}.",
    "token.gemaakt": "Er is een sleutel voor de API gemaakt.",
    "token.ingetrokken": "Een sleutel voor de API is ingetrokken.",
    "vrije_dag.toegevoegd": "Vrije dagen toegevoegd: {f.na[naam]}, {f.na[van]} tot en met {f.na[tot]}.",
    "vrije_dag.verwijderd": "Vrije dagen verwijderd: {f.voor[naam]}, {f.voor[van]} tot en met {f.voor[tot]}.",
    "werkagenda.afgesloten": "De werkagenda is afgesloten.",
    "werkagenda.begonnen": "Er is een nieuwe werkagenda.",
    "werkagenda.besproken": "PS besprak de werkagenda.",
    "werkagenda.gewijzigd": "De inleiding van de werkagenda is gewijzigd.",
    "werkagenda.punt_geschrapt": "Een punt is geschrapt uit de werkagenda.",
    "werkagenda.vastgesteld": "GS stelde de werkagenda vast.",
}

ZINNEN: dict[str, Zin] = _RIJEN | BERICHTEN | _HANDELINGEN | INGESTELD | ZINNEN_PC | PARTNER


def zin(f: Feit) -> str:
    """The sentence about this event; one that nobody wrote a sentence for is named, so that nothing stays out."""
    gekozen = ZINNEN.get(f.sleutel)
    if gekozen is None:
        noun, _, werkwoord = f.sleutel.partition(".")
        return hoofdletter(f"{leesbaar(noun)} {leesbaar(werkwoord)}: {f.over}.")
    tekst = gekozen.format(f=f) if isinstance(gekozen, str) else gekozen(f)
    # What it is about may be a sentence itself, with a full stop of its own.
    return hoofdletter(tekst[:-1] if tekst.endswith(("..", "!.", "?.", "….")) else tekst)
