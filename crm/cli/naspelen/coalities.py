"""Events of coalities: founded, with who takes part, and what became of them."""

from crm.cli.naspelen.speler import Gegevens, Naspeler
from crm.models import DeelnemerRol
from crm.workflows import bijlage_toevoegen, coalitie_bijhouden, coalitie_vormen


def coalitie(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    coalitie = coalitie_vormen.oprichten(
        speler.session,
        programma=speler.programma,
        naam=gegevens["naam"],
        doelstelling=gegevens["doelstelling"],
        acties=[speler.acties[nummer] for nummer in gegevens["acties"]],
        is_voorbeeld=True,
        **wie,
    )
    speler.coalities[gegevens["sleutel"]] = coalitie
    van = wie["nu"].date()
    for naam in gegevens["leden"]:
        coalitie_vormen.lid_toelaten(
            speler.session, coalitie, organisatie=speler.organisaties[naam], van=van, **wie
        )
    if aanjager := gegevens.get("aanjager"):
        coalitie_vormen.lid_toelaten(
            speler.session,
            coalitie,
            organisatie=speler.organisaties[aanjager["organisatie"]],
            persoon=speler.personen.get(aanjager.get("persoon")),
            rol=DeelnemerRol.AANJAGER,
            van=van,
            **wie,
        )
    for stap in gegevens.get("stappen", []):
        getattr(coalitie_vormen, stap)(speler.session, coalitie, **wie)


def beeindig(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    coalitie = speler.coalities[gegevens["coalitie"]]
    coalitie_vormen.beeindigen(speler.session, coalitie, op=wie["nu"].date(), reden=gegevens["reden"], **wie)


def campus(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    coalitie = speler.coalities[gegevens["coalitie"]]
    campus = speler.organisaties[gegevens["organisatie"]]
    coalitie_bijhouden.campus_koppelen(speler.session, coalitie, campus=campus, **wie)


def overdracht(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    coalitie_vormen.overdragen(
        speler.session,
        speler.coalities[gegevens["coalitie"]],
        organisatie=speler.organisaties[gegevens["organisatie"]],
        persoon=speler.personen.get(gegevens.get("persoon")),
        van=wie["nu"].date(),
        toelichting=gegevens["toelichting"],
        **wie,
    )


def bijlage(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    bijlage_toevoegen.toevoegen(
        speler.session,
        speler.opslag,
        naam=gegevens["naam"],
        inhoud=gegevens["inhoud"].encode(),
        toelichting=gegevens["toelichting"],
        coalitie=speler.coalities[gegevens["coalitie"]],
        is_voorbeeld=True,
        **wie,
    )


GEBEURTENISSEN = {
    "campus": campus,
    "overdracht": overdracht,
    "bijlage": bijlage,
    "coalitie": coalitie,
    "beeindig": beeindig,
}
