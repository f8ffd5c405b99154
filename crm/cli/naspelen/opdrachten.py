"""Events of mandates: given, held, extended, ended and looked back at; and the yearly agenda of who holds one."""

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.models import OpdrachtSoort
from crm.workflows import opdracht_vervullen, werkagenda_opstellen


def vervul(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    opdracht = speler.opdracht(gegevens["opdracht"])
    persoon = speler.personen[gegevens["persoon"]]
    opdracht_vervullen.aanwijzen(speler.session, opdracht, persoon, van=dag(gegevens["van"]), **wie)


def opdracht(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    opdracht_vervullen.verlenen(
        speler.session,
        programma=speler.programma,
        soort=OpdrachtSoort(gegevens["soort"]),
        keten=gegevens.get("keten"),
        gebied=gegevens.get("gebied"),
        actie=speler.acties.get(gegevens.get("actie")),
        begint_op=dag(gegevens["begint_op"]),
        tot=dag(gegevens["tot"]),
        is_voorbeeld=True,
        **wie,
    )


def verleng(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    opdracht_vervullen.verlengen(
        speler.session,
        speler.opdracht(gegevens["opdracht"]),
        tot=dag(gegevens["tot"]),
        grond=gegevens["grond"],
        **wie,
    )


def rond_af(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    opdracht = speler.opdracht(gegevens["opdracht"])
    opdracht_vervullen.afronden(speler.session, opdracht, op=dag(gegevens["op"]), **wie)


def evalueer(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    opdracht_vervullen.evalueren(
        speler.session,
        speler.opdracht(gegevens["opdracht"]),
        op=wie["nu"].date(),
        evaluatie=gegevens["evaluatie"],
        vervolg=gegevens.get("vervolg"),
        **wie,
    )


def werkagenda(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    agenda = werkagenda_opstellen.beginnen(
        speler.session,
        speler.opdracht(gegevens["opdracht"]),
        jaar=gegevens["jaar"],
        inleiding=gegevens["inleiding"],
        eigenaar=wie["door"],
        is_voorbeeld=True,
        **wie,
    )
    speler.werkagendas[gegevens["jaar"]] = agenda
    for punt in gegevens["punten"]:
        speler.agendapunten[punt["sleutel"]] = werkagenda_opstellen.punt_toevoegen(
            speler.session,
            agenda,
            omschrijving=punt["wat"],
            kwartaal=punt["kwartaal"],
            beoogd=punt.get("beoogd"),
            actie=speler.acties.get(punt.get("actie")),
            coalitie=speler.coalities.get(punt.get("coalitie")),
            vorig=speler.agendapunten.get(punt.get("vorig")),
            **wie,
        )


def stel_werkagenda_vast(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    werkagenda_opstellen.vaststellen(
        speler.session,
        speler.werkagendas[gegevens["jaar"]],
        op=wie["nu"].date(),
        gs_kenmerk=gegevens["kenmerk"],
        **wie,
    )


def bespreek_werkagenda(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    werkagenda_opstellen.bespreken(
        speler.session,
        speler.werkagendas[gegevens["jaar"]],
        op=wie["nu"].date(),
        ps_verslag=gegevens["verslag"],
        **wie,
    )


def sluit_werkagenda(speler: Naspeler, jaar: int, wie: Gegevens) -> None:
    werkagenda_opstellen.afsluiten(speler.session, speler.werkagendas[jaar], op=wie["nu"].date(), **wie)


def realiseer(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    werkagenda_opstellen.punt_realiseren(
        speler.session,
        speler.agendapunten[gegevens["punt"]],
        op=wie["nu"].date(),
        bewijs=gegevens["bewijs"],
        **wie,
    )


def sluit_punt(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    werkagenda_opstellen.punt_sluiten(
        speler.session,
        speler.agendapunten[gegevens["punt"]],
        stap=gegevens["stap"],
        reden=gegevens["reden"],
        **wie,
    )


GEBEURTENISSEN = {
    "vervul": vervul,
    "opdracht": opdracht,
    "verleng": verleng,
    "rond_af": rond_af,
    "evalueer": evalueer,
    "werkagenda": werkagenda,
    "stel_werkagenda_vast": stel_werkagenda_vast,
    "bespreek_werkagenda": bespreek_werkagenda,
    "sluit_werkagenda": sluit_werkagenda,
    "realiseer": realiseer,
    "sluit_punt": sluit_punt,
}
