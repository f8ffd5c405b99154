"""What comes in for a werkagenda: beginning one, its points, its way along GS and PS, and what came of each point."""

from marshmallow import fields, validate

from crm.models import Actie, Agendapunt, Gebruiker, Ontwikkelcoalitie, Opdracht, Overleg, Werkagenda
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import GeheelGetal, Tekst

_VOORBIJ = {"is_voorbij": True}
_KWARTAAL = GeheelGetal(
    required=True,
    validate=validate.OneOf((1, 2, 3, 4), error="Kies kwartaal 1, 2, 3 of 4."),
    metadata={"description": "Kwartaal waarin het is gepland: 1 tot en met 4."},
)


class WerkagendaInvoer(NounInvoer):
    """Een nieuwe werkagenda, in concept; wat vorig jaar is doorgeschoven, komt mee."""

    opdracht = Verwijzing(Opdracht, "Opdracht van de ambassadeur", verplicht=True)
    eigenaar = Verwijzing(Gebruiker, "Collega die haar bijhoudt")

    class Meta(NounInvoer.Meta):
        model = Werkagenda
        fields = ("opdracht", "jaar", "inleiding", "eigenaar")


class Inleiding(NounInvoer):
    """Waar het jaar om gaat."""

    class Meta(NounInvoer.Meta):
        model = Werkagenda
        fields = ("inleiding",)


class _Punt(NounInvoer):
    """What a point says."""

    kwartaal = _KWARTAAL
    actie = Verwijzing(Actie, "Actie waar het bij hoort")
    coalitie = Verwijzing(Ontwikkelcoalitie, "Coalitie waar het bij hoort")


class PuntInvoer(_Punt):
    """Een punt erbij, zolang de werkagenda in concept is."""

    vorig = Verwijzing(Agendapunt, "Punt van vorig jaar waar het op volgt")
    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Eigen uuid voor dit punt. Wie hetzelfde nog eens stuurt, krijgt te horen dat het er al is."},
    )

    class Meta(NounInvoer.Meta):
        model = Agendapunt
        fields = ("omschrijving", "beoogd", "kwartaal", "actie", "coalitie", "vorig", "kenmerk")


class PuntWijziging(_Punt):
    """Het punt luidt voortaan zo."""

    versie = GeheelGetal(
        load_default=None,
        allow_none=True,
        metadata={"description": "Versie van het punt die u zag; een oudere wordt geweigerd."},
    )

    class Meta(NounInvoer.Meta):
        model = Agendapunt
        fields = ("omschrijving", "beoogd", "kwartaal", "actie", "coalitie", "versie")


class PuntKeuze(Invoer):
    """Welk punt."""

    punt = Verwijzing(Agendapunt, "Punt van deze werkagenda", verplicht=True)


class Vaststelling(NounInvoer):
    """GS stelde de werkagenda vast."""

    op = fields.Date(required=True, metadata={"description": "Dag van het besluit van GS.", **_VOORBIJ})

    class Meta(NounInvoer.Meta):
        model = Werkagenda
        fields = ("op", "gs_kenmerk")


class Bespreking(Invoer):
    """PS besprak de werkagenda."""

    op = fields.Date(required=True, metadata={"description": "Dag van de bespreking in PS.", **_VOORBIJ})
    ps_verslag = Tekst(
        required=True,
        validate=validate.Length(min=1, max=10_000),
        metadata={"description": "Wat PS ervan vond, in het kort."},
    )


class Afsluiting(Invoer):
    """Het jaar is afgesloten."""

    op = fields.Date(required=True, metadata={"description": "Dag waarop het jaar is afgesloten.", **_VOORBIJ})


class Realisatie(NounInvoer):
    """Het punt is gerealiseerd."""

    op = fields.Date(required=True, metadata={"description": "Dag waarop het er was.", **_VOORBIJ})
    bewijs = Tekst(
        required=True,
        validate=validate.Length(min=1, max=400),
        metadata={"description": "Waaruit blijkt dat het er is."},
    )
    overleg = Verwijzing(Overleg, "Overleg waaruit het blijkt")

    class Meta(NounInvoer.Meta):
        model = Agendapunt
        fields = ("op", "bewijs", "overleg")


class PuntSluiting(NounInvoer):
    """Het punt komt niet meer, of schuift door naar volgend jaar."""

    stap = Tekst(
        required=True,
        validate=validate.OneOf(("vervallen", "doorschuiven"), error="Kies een van de twee."),
        metadata={"description": "Vervallen, of doorschuiven naar de werkagenda van volgend jaar."},
    )
    reden = Tekst(
        required=True, validate=validate.Length(min=1, max=400), metadata={"description": "Waarom."}
    )

    class Meta(NounInvoer.Meta):
        model = Agendapunt
        fields = ("stap", "reden")
