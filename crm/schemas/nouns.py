"""What goes out, noun by noun. A noun without rows of its own needs no more than its name."""

from crm import models as m
from crm.schemas.uitvoer import Kind, uitvoer
from crm.schemas.velden import GeheelGetal, Getal


def _deel(noun: type[m.Model], **kwargs) -> type:
    """A row that only goes out with what it belongs to, so it has no address of its own."""
    return uitvoer(noun, met_links=False, **kwargs)


def _versie() -> GeheelGetal:
    return GeheelGetal(
        dump_only=True,
        metadata={"description": "Telt elke wijziging; stuur haar mee om niets te overschrijven."},
    )


_BETROKKENHEID = _deel(m.Betrokkenheid)

PROGRAMMA = uitvoer(m.Programma)
DOEL = uitvoer(
    m.Doel,
    kinderen={
        "betrokkenen": (Kind(m.Betrokkenheid, "doel_id", "Wie bij dit doel betrokken is."), _BETROKKENHEID)
    },
)
ACTIE = uitvoer(
    m.Actie,
    kinderen={
        "betrokkenen": (Kind(m.Betrokkenheid, "actie_id", "Wie bij deze actie betrokken is."), _BETROKKENHEID)
    },
)
RESULTAAT = uitvoer(m.Resultaat)
MIJLPAAL = uitvoer(m.Mijlpaal)
INDICATOR = uitvoer(
    m.Indicator,
    kinderen={
        "streefwaarden": (
            Kind(m.Streefwaarde, "indicator_id", "Waarde per jaar waarnaartoe wordt gewerkt.", "jaar"),
            _deel(m.Streefwaarde),
        )
    },
)
METING = uitvoer(m.Meting)
VOORTGANG = uitvoer(m.Voortgang)
BEGROTINGSREGEL = uitvoer(m.Begrotingsregel)
ORGANISATIE = uitvoer(
    m.Organisatie,
    kinderen={
        "aliassen": (
            Kind(m.OrganisatieAlias, "organisatie_id", "Andere namen.", "naam"),
            _deel(m.OrganisatieAlias),
        )
    },
)
PERSOON = uitvoer(
    m.Persoon,
    kinderen={
        "functies": (Kind(m.Functie, "persoon_id", "Waar deze persoon werkt of werkte."), _deel(m.Functie))
    },
)
DEELNEMING = _deel(m.Deelneming, persoonlijk=("persoon",))
ONTWIKKELCOALITIE = uitvoer(
    m.Ontwikkelcoalitie,
    kinderen={
        "deelnemingen": (
            Kind(m.Deelneming, "coalitie_id", "Wie meedoet of meedeed, en in welke rol.", "van"),
            DEELNEMING,
        ),
        "acties": (Kind(m.CoalitieActie, "coalitie_id", "Acties waaraan zij werkt.", plat="actie"), None),
        "campussen": (
            Kind(m.CoalitieCampus, "coalitie_id", "Campussen waarmee zij werkt.", plat="organisatie"),
            None,
        ),
    },
)
PURPOSE_CASE = uitvoer(
    m.PurposeCase,
    kinderen={
        "versies": (
            Kind(m.PurposeCaseVersie, "case_id", "De tekst, versie na versie.", "nummer"),
            _deel(m.PurposeCaseVersie),
        ),
        "antwoorden": (
            Kind(m.CriteriumAntwoord, "case_id", "Hoe de case aan het richtsnoer voldoet."),
            _deel(m.CriteriumAntwoord),
        ),
        "financiering": (
            Kind(m.Financieringsregel, "case_id", "Het financieringsplan.", plat="uuid"),
            None,
        ),
        "adviezen": (Kind(m.Advies, "case_id", "Adviezen.", "gegeven_op"), _deel(m.Advies)),
        "besluiten": (Kind(m.Poortbesluit, "case_id", "Het poortbesluit."), _deel(m.Poortbesluit)),
    },
)
FINANCIERINGSREGEL = uitvoer(
    m.Financieringsregel,
    kinderen={
        "standen": (
            Kind(m.Financieringsstand, "regel_id", "Aangevraagd, toegekend en gerealiseerd, in de tijd."),
            _deel(m.Financieringsstand),
        )
    },
)
CRITERIUM = uitvoer(m.Criterium)
TOEZEGGING = uitvoer(
    m.Toezegging,
    kinderen={
        "stappen": (
            Kind(m.Toezeggingstap, "toezegging_id", "Wat ermee gebeurde."),
            _deel(m.Toezeggingstap),
        )
    },
)
HERIJKING = uitvoer(
    m.Herijking,
    kinderen={
        "regels": (
            Kind(m.Herijkingsregel, "herijking_id", "Lijst A en lijst B, met de besluiten."),
            _deel(m.Herijkingsregel),
        )
    },
)
WERKAGENDA = uitvoer(
    m.Werkagenda,
    kinderen={
        "punten": (
            Kind(m.Agendapunt, "werkagenda_id", "De punten, in volgorde.", "volgorde", plat="uuid"),
            None,
        )
    },
)
AGENDAPUNT = uitvoer(m.Agendapunt, extra={"versie": _versie()})
SIGNAAL = uitvoer(m.Signaal)
BIJLAGE = uitvoer(m.Bijlage)
CONVENANT = uitvoer(m.Convenant)
ONDERTEKENING = uitvoer(m.Ondertekening)
PARTNERAFSPRAAK = uitvoer(
    m.Partnerafspraak,
    extra={
        "openstaand": Getal(
            decimalen=2,
            dump_only=True,
            metadata={"description": "Afgesproken, min geleverd, min afgeschreven."},
        )
    },
    kinderen={
        "leveringen": (
            Kind(m.Levering, "afspraak_id", "Wat is geleverd, met bewijs.", "geleverd_op"),
            _deel(m.Levering),
        ),
        "verzettingen": (
            Kind(m.Verzetting, "afspraak_id", "De eerdere datums.", "verzet_op"),
            _deel(m.Verzetting),
        ),
        "afschrijvingen": (
            Kind(m.Afschrijving, "afspraak_id", "Wat niet meer komt.", "afgeschreven_op"),
            _deel(m.Afschrijving),
        ),
    },
    persoonlijk=("contact",),
)
OPDRACHT = uitvoer(
    m.Opdracht,
    kinderen={
        "vervullingen": (
            Kind(m.Rolvervulling, "opdracht_id", "Wie de opdracht na elkaar vervulden.", "van"),
            _deel(m.Rolvervulling, persoonlijk=("persoon", "toelichting")),
        ),
        "verlengingen": (
            Kind(m.Verlenging, "opdracht_id", "De verlengingen.", "verleend_op"),
            _deel(m.Verlenging),
        ),
    },
)
GREMIUM = uitvoer(
    m.Gremium,
    kinderen={
        "normen": (Kind(m.Norm, "gremium_id", "Wat er elk jaar moet gebeuren."), _deel(m.Norm)),
        "leden": (
            Kind(m.Gremiumlid, "gremium_id", "Wie erin zit of zat.", "van"),
            _deel(m.Gremiumlid, persoonlijk=("persoon",)),
        ),
    },
)
ACTIEPUNT = uitvoer(m.Actiepunt, persoonlijk=("eigenaar_naam",))
OVERLEG = uitvoer(
    m.Overleg,
    extra={"versie": _versie()},
    kinderen={
        "aanwezigen": (
            Kind(m.Aanwezigheid, "overleg_id", "Wie er waren, en wie zich afmeldden."),
            _deel(m.Aanwezigheid, persoonlijk=("naam", "persoon")),
        ),
        "besluiten": (Kind(m.Besluit, "overleg_id", "Wat is besloten.", "volgorde"), _deel(m.Besluit)),
        "actiepunten": (Kind(m.Actiepunt, "overleg_id", "Actiepunten.", "volgorde", plat="uuid"), None),
        "afspraken": (Kind(m.Partnerafspraak, "overleg_id", "Partnerafspraken.", plat="uuid"), None),
    },
)
RAPPORTAGE = uitvoer(m.Rapportage, zonder=("momentopname",))
PC_PRODUCT = uitvoer(m.PcProduct)
PARTNERMELDING = uitvoer(m.Partnermelding, persoonlijk=("persoon",))
HERINNERINGSREGEL = uitvoer(
    m.Herinneringsregel,
    kinderen={
        "stappen": (
            Kind(m.Regelstap, "regel_id", "Stappen, in de volgorde van de tijd.", "volgnummer"),
            _deel(m.Regelstap),
        )
    },
)
HERINNERING = uitvoer(m.Herinnering, zonder=("onderwerp_id", "ontvanger"), persoonlijk=("persoon",))
# Not the text: it holds the links that act.
BERICHT = uitvoer(m.Bericht, zonder=("tekst", "html", "kalender", "afmeld_adres", "opgepakt_door", "onderwerp_id"))
ONBESTELBAAR_ADRES = uitvoer(m.OnbestelbaarAdres)
VRIJE_DAG = uitvoer(m.VrijeDag)
# Not the hash of the key: who has that can test a guess.
AGENDAFEED = uitvoer(m.Agendafeed)
AFWEZIGHEID = uitvoer(m.Afwezigheid)
DEMPING = uitvoer(m.Demping, persoonlijk=("persoon",))
