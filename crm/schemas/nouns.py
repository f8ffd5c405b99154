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
    },
)
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
    },
)
OPDRACHT = uitvoer(
    m.Opdracht,
    kinderen={
        "vervullingen": (
            Kind(m.Rolvervulling, "opdracht_id", "Wie de opdracht na elkaar vervulden.", "van"),
            _deel(m.Rolvervulling, persoonlijk=("persoon", "toelichting")),
        )
    },
)
GREMIUM = uitvoer(
    m.Gremium,
    kinderen={"normen": (Kind(m.Norm, "gremium_id", "Wat er elk jaar moet gebeuren."), _deel(m.Norm))},
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
