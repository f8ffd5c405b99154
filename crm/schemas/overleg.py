"""What comes in for a meeting: writing one up, planning one, moving one, mending one. The form and the API read the same."""

from marshmallow import fields, validate

from crm.models import Aanwezigheid, Actiepunt, Besluit, Helix, Organisatie, Overleg, Partnerafspraak
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing, regels, verwijst_naar
from crm.schemas.velden import GeheelGetal, JaNee, Tekst

_NAAM_LENGTE = Organisatie.__table__.c.naam.type.length


class _MetOrganisatie(NounInvoer):
    """An organisation by uuid, or by name; a new one is added when it is said what kind it is."""

    organisatie = verwijst_naar("Organisatie")
    organisatie_naam = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=_NAAM_LENGTE),
        metadata={"description": "Naam van de organisatie, als het kenmerk niet bekend is."},
    )
    organisatie_helix = fields.Enum(
        Helix,
        by_value=fields.String,
        load_default=None,
        allow_none=True,
        metadata={"description": "Soort partij; hiermee wordt een onbekende organisatie toegevoegd."},
    )


class AanwezigeInvoer(_MetOrganisatie):
    """Iemand die bij het overleg was, of zich afmeldde."""

    persoon = verwijst_naar("Contactpersoon, als wij die kennen")

    class Meta(NounInvoer.Meta):
        model = Aanwezigheid
        fields = ("naam", "persoon", "organisatie", "organisatie_naam", "organisatie_helix", "is_afgemeld")


class BesluitInvoer(NounInvoer):
    """Een besluit."""

    class Meta(NounInvoer.Meta):
        model = Besluit
        fields = ("omschrijving",)


class ActiepuntInvoer(NounInvoer):
    """Een actiepunt."""

    eigenaar = verwijst_naar("Collega die het doet")

    class Meta(NounInvoer.Meta):
        model = Actiepunt
        fields = ("omschrijving", "eigenaar", "eigenaar_naam", "uiterlijk")


class AfspraakInvoer(_MetOrganisatie):
    """Een partnerafspraak."""

    eenheid = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=Partnerafspraak.__table__.c.eenheid.type.length),
        metadata={"description": "Eenheid, zoals uren of stageplekken; bij geld is dat euro."},
    )

    class Meta(NounInvoer.Meta):
        model = Partnerafspraak
        fields = (
            "organisatie",
            "organisatie_naam",
            "organisatie_helix",
            "omschrijving",
            "soort",
            "eenheid",
            "hoeveelheid",
            "uiterlijk",
            "herijken_op",
        )


class _Waarover(NounInvoer):
    """The dossiers that a meeting is about."""

    programma = verwijst_naar("Agenda")
    actie = verwijst_naar("Actie")
    coalitie = verwijst_naar("Ontwikkelcoalitie")
    gremium = verwijst_naar("Gremium dat bijeenkomt")


_WAAROVER = ("onderwerp", "begint_op", "locatie", "programma", "actie", "coalitie", "gremium")


def _kenmerk() -> fields.UUID:
    uitleg = "Eigen uuid voor dit overleg. Wie hetzelfde nog eens stuurt, krijgt te horen dat het er al is."
    return fields.UUID(load_default=None, allow_none=True, metadata={"description": uitleg})


class OverlegInvoer(_Waarover):
    """Een overleg dat is gehouden, met alles wat eruit kwam."""

    kenmerk = _kenmerk()
    overleg = verwijst_naar("Gepland overleg dat hiermee wordt vastgelegd")
    versie = GeheelGetal(
        load_default=None,
        allow_none=True,
        metadata={"description": "Versie van het geplande overleg die u zag; een oudere wordt geweigerd."},
    )
    aanwezigen = regels(AanwezigeInvoer, "Wie er waren, en wie zich afmeldden.")
    besluiten = regels(BesluitInvoer, "Wat is besloten.")
    actiepunten = regels(ActiepuntInvoer, "Wie wat doet en wanneer.")
    afspraken = regels(AfspraakInvoer, "Wat partners afspraken.")

    class Meta(NounInvoer.Meta):
        model = Overleg
        fields = (
            *_WAAROVER,
            "notities",
            "aanwezigen",
            "besluiten",
            "actiepunten",
            "afspraken",
            "overleg",
            "versie",
            "kenmerk",
            "agenda_uid",
        )


class DeelnemerInvoer(NounInvoer):
    """Iemand die meedoet aan een overleg dat nog komt."""

    naam = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=Aanwezigheid.__table__.c.naam.type.length),
        metadata={"description": "Naam, als het geen contactpersoon is die wij kennen."},
    )
    persoon = verwijst_naar("Contactpersoon; die krijgt de uitnodiging op het e-mailadres dat wij hebben")
    organisatie = verwijst_naar("Organisatie")
    organisatie_naam = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=_NAAM_LENGTE),
        metadata={"description": "Naam van de organisatie, als het kenmerk niet bekend is."},
    )

    class Meta(NounInvoer.Meta):
        model = Aanwezigheid
        fields = ("naam", "persoon", "organisatie", "organisatie_naam")


class OverlegPlan(_Waarover):
    """Een overleg dat nog komt."""

    kenmerk = _kenmerk()
    deelnemers = regels(DeelnemerInvoer, "Wie meedoen.")
    uitnodigen = JaNee(
        load_default=False,
        metadata={"description": "Stuur wie meedoen een uitnodiging voor in hun agenda, als wij een e-mailadres hebben."},
    )

    class Meta(NounInvoer.Meta):
        model = Overleg
        fields = (*_WAAROVER, "eindigt_op", "agenda_uid", "kenmerk", "deelnemers", "uitnodigen")


class Verzetten(NounInvoer):
    """Een andere tijd of plaats; wat ontbreekt, blijft zoals het is."""

    versie = GeheelGetal(
        load_default=None,
        allow_none=True,
        metadata={"description": "Versie van het overleg die u zag; een oudere wordt geweigerd."},
    )

    class Meta(NounInvoer.Meta):
        model = Overleg
        fields = ("begint_op", "eindigt_op", "locatie", "versie")


class Uitnodigen(DeelnemerInvoer):
    """Wie erbij komt; zonder naam en persoon krijgt iedereen op de lijst alsnog een uitnodiging."""


class Afzeggen(Invoer):
    """Wie van de lijst gaat."""

    deelnemer = Verwijzing(Aanwezigheid, "De deelnemer van dit overleg", verplicht=True)


class OverlegCorrectie(NounInvoer):
    """Wat in een verslag kan worden verbeterd; wat ontbreekt, blijft zoals het is."""

    class Meta(NounInvoer.Meta):
        model = Overleg
        fields = ("onderwerp", "locatie", "notities")


class Reden(Invoer):
    """Waarom."""

    reden = Tekst(
        required=True,
        validate=validate.Length(min=1, max=400),
        metadata={"description": "Waarom, in een zin die een collega mag lezen."},
    )
