"""What the pages of a purpose case say: the four parts with their guidance, the steps, and the words of the richtsnoer."""

import datetime as dt
from dataclasses import dataclass

from crm.models import CaseStatus, CriteriumSoort, PurposeCase, Uitkomst
from crm.queries.dossier_case import CaseDossier


@dataclass(frozen=True)
class Deel:
    """One of the four parts: its name and what belongs in it."""

    veld: str
    naam: str
    vraag: str
    uitleg: str


# What belongs in each part: 001:358-383, 1081-1083, 1432-1447.
DELEN = (
    Deel(
        "maatschappelijke_opbrengst",
        "Maatschappelijke opbrengst",
        "Wat wint de samenleving hiermee, en voor wie?",
        "Beschrijf het gezamenlijke doel en het concrete resultaat. Hoe ziet u straks dat het gelukt is?",
    ),
    Deel(
        "organisatie",
        "Organisatie",
        "Wie doet wat, en hoe werkt u samen?",
        "Noem de partijen die echt kunnen bijdragen, met hun rol, en de aanjager. Sluit aan op wat er al is.",
    ),
    Deel(
        "financiering",
        "Financiering",
        "Wat kost het, en wie betaalt wat?",
        "De provincie betaalt alleen mee, en nooit meer dan de helft. Liefst dragen onderwijs en bedrijfsleven evenveel "
        "bij. De bedragen zelf staan in het financieringsplan.",
    ),
    Deel(
        "commitment",
        "Commitment",
        "Waaruit blijkt dat elke partij zich bindt?",
        "Het gaat om het doel én de uitvoering. Is er in het netwerk te weinig draagvlak, dan stopt de actie.",
    ),
)
DEELNAMEN = {deel.veld: deel.naam for deel in DELEN}

SOORTEN = {
    CriteriumSoort.BASIS: ("Basis", "Aan deze punten moet de case voldoen."),
    CriteriumSoort.KEUZE: ("Keuze", "Aan minstens één van deze punten moet de case voldoen."),
    CriteriumSoort.VOORKEUR: ("Voorkeur", "Dit pleit voor de case. Het is niet verplicht."),
    CriteriumSoort.UITSLUITING: (
        "Uitsluiting",
        "Is een van deze punten waar, dan steunt de provincie de case niet.",
    ),
}

# What has to happen next, seen from the list.
VOLGENDE = {
    CaseStatus.CONCEPT: "afmaken en indienen",
    CaseStatus.INGEDIEND: "advies vastleggen",
    CaseStatus.GEADVISEERD: "besluiten",
    CaseStatus.BESLOTEN: "in uitvoering nemen",
    CaseStatus.IN_UITVOERING: "uitvoeren, daarna evalueren",
    CaseStatus.GEEVALUEERD: "niets meer",
}


@dataclass(frozen=True)
class StapRegel:
    """A step of the life of a case: behind us, where we are, still to come, or not coming any more."""

    status: CaseStatus
    stand: str
    op: dt.date | None


def stappen(d: CaseDossier) -> tuple[StapRegel, ...]:
    """All statuses in their order, with the day on which each was reached."""
    case, alle = d.kop.case, list(CaseStatus)
    hier = alle.index(case.status)
    dagen = {
        CaseStatus.INGEDIEND: case.ingediend_op,
        CaseStatus.GEADVISEERD: d.adviezen[-1].advies.gegeven_op if d.adviezen else None,
        CaseStatus.BESLOTEN: d.besluit.besluit.besloten_op if d.besluit else None,
        CaseStatus.IN_UITVOERING: case.in_uitvoering_op,
        CaseStatus.GEEVALUEERD: case.geevalueerd_op,
    }
    komt = "niet" if case.uitkomst is Uitkomst.STOP else "komt"
    return tuple(
        StapRegel(
            status,
            "nu" if plaats == hier else "gedaan" if plaats < hier else komt,
            dagen.get(status) if plaats <= hier else None,
        )
        for plaats, status in enumerate(alle)
    )


def volgende(status: CaseStatus, uitkomst: Uitkomst | None) -> str:
    """What has to happen next."""
    return "gestopt" if uitkomst is Uitkomst.STOP else VOLGENDE[status]


def mogelijk(case: PurposeCase) -> set[str]:
    """The steps that the life cycle allows from here."""
    return set(case.LEVENSLOOP.mogelijk(case.status))
