"""Events between GS, PS and us: what was promised to PS, the half-yearly review, signals, and who sits in a gremium."""

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.models import GremiumRol, HerijkingBesluit
from crm.workflows import afspraken_herijken, gremium_instellen, signaal_geven, toezegging_opvolgen


def toezegging(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    eigenaar = speler.mensen[gegevens["eigenaar"]]
    actie = speler.acties.get(gegevens.get("actie"))
    speler.toezeggingen[gegevens["nummer"]] = toezegging_opvolgen.noteren(
        speler.session,
        programma=speler.programma,
        nummer=gegevens["nummer"],
        omschrijving=gegevens["omschrijving"],
        gedaan_door=gegevens["gedaan_door"],
        gedaan_in=gegevens["gedaan_in"],
        gedaan_op=wie["nu"].date(),
        uiterlijk=dag(gegevens.get("uiterlijk")),
        herijken_op=dag(gegevens.get("herijken_op")),
        actie=actie,
        eigenaar=eigenaar,
        is_voorbeeld=True,
        **wie,
    )


def voldoe(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    toezegging_opvolgen.voldoen(
        speler.session,
        speler.toezeggingen[gegevens["nummer"]],
        op=wie["nu"].date(),
        tekst=gegevens["tekst"],
        deels=gegevens.get("deels", False),
        **wie,
    )


def verzet_toezegging(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    toezegging_opvolgen.verzetten(
        speler.session,
        speler.toezeggingen[gegevens["nummer"]],
        naar=dag(gegevens["naar"]),
        tekst=gegevens["tekst"],
        **wie,
    )


def herijking(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    speler.herijking = afspraken_herijken.starten(
        speler.session, jaar=gegevens["jaar"], helft=gegevens["helft"], is_voorbeeld=True, **wie
    )


def herijk(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    """One line of the round, found by the promise or the toezegging it is about."""
    afspraak = speler.afspraken.get(gegevens.get("afspraak"))
    toezegging = speler.toezeggingen.get(gegevens.get("toezegging"))
    regel = next(
        regel
        for regel in speler.herijking.regels
        if (afspraak is not None and regel.afspraak_id == afspraak.id)
        or (toezegging is not None and regel.toezegging_id == toezegging.id)
    )
    afspraken_herijken.besluiten(
        speler.session,
        regel,
        besluit=HerijkingBesluit(gegevens["besluit"]),
        toelichting=gegevens["toelichting"],
        naar=dag(gegevens.get("naar")),
        **wie,
    )


def signaal(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    opdracht = speler.opdracht(gegevens["opdracht"])
    speler.signalen[gegevens["sleutel"]] = signaal_geven.geven(
        speler.session,
        programma=speler.programma,
        onderwerp=gegevens["onderwerp"],
        tekst=gegevens["tekst"],
        vraag=gegevens.get("vraag"),
        opdracht=opdracht,
        actie=speler.acties.get(gegevens.get("actie")),
        coalitie=speler.coalities.get(gegevens.get("coalitie")),
        gegeven_op=wie["nu"].date(),
        is_voorbeeld=True,
        **wie,
    )


def agendeer(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    signaal_geven.agenderen(
        speler.session, speler.signalen[gegevens["signaal"]], voor=dag(gegevens["voor"]), **wie
    )


def behandel(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    signaal_geven.behandelen(
        speler.session,
        speler.signalen[gegevens["signaal"]],
        op=wie["nu"].date(),
        uitkomst=gegevens["uitkomst"],
        **wie,
    )


def terzijde(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    signaal_geven.terzijde_leggen(
        speler.session, speler.signalen[gegevens["signaal"]], reden=gegevens["reden"], **wie
    )


def gremiumleden(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    for lid in gegevens["leden"]:
        gremium_instellen.toelaten(
            speler.session,
            speler.gremia[gegevens["gremium"]],
            organisatie=speler.organisaties[lid["organisatie"]],
            persoon=speler.personen.get(lid.get("persoon")),
            rol=GremiumRol(lid.get("rol", "lid")),
            van=dag(lid["van"]),
            tot=dag(lid.get("tot")),
            **wie,
        )


GEBEURTENISSEN = {
    "toezegging": toezegging,
    "voldoe": voldoe,
    "verzet_toezegging": verzet_toezegging,
    "herijking": herijking,
    "herijk": herijk,
    "signaal": signaal,
    "agendeer": agendeer,
    "behandel": behandel,
    "terzijde": terzijde,
    "gremiumleden": gremiumleden,
}
