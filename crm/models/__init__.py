"""De woorden van Aanjager, één regel per begrip.

Aanwezigheid: iemand was bij een overleg, namens een organisatie.
Actie: wat wordt uitgevoerd, onder een doel of rechtstreeks onder de agenda; kan deelacties hebben.
Actiepunt: wie wat doet en wanneer, afgesproken in een overleg.
Begrotingsregel: één regel van het geldboek: post, jaar, soort en bedrag.
Besluit: wat in een overleg is besloten.
Betrokkenheid: een organisatie is in een rol betrokken bij een actie, doel of agenda.
Bron: de plaats in een document waar een gegeven uit komt.
Bronverschil: een plek waar het document zichzelf tegenspreekt of een som niet sluit.
Convenant: een deal, manifest of akkoord met veel ondertekenaars.
Deelneming: een organisatie doet gedurende een tijd in een rol mee aan een coalitie.
Doel: een knoop van de doelenboom: speerpunt, thema of actielijn.
Evaluatie: een geplande terugblik.
Functie: de functie die een persoon gedurende een tijd bij een organisatie heeft.
Gebruiker: een collega met een account.
Gremium: een overleg- of adviesorgaan.
Indicator: wat wordt geteld, in welke eenheid en welke richting.
Instrument: een fonds, regeling of programma met uitvoerder, bedragen en looptijd.
Levering: wat op een partnerafspraak is geleverd, met het bewijs.
Logboekregel: wat iemand deed, met de stand ervoor en erna.
Meting: een gemeten waarde met dag, herkomst en wie haar goedkeurde.
Mijlpaal: een stap met een moment, precies zo nauwkeurig als het is aangegeven.
Monitor: een terugkerende meting, met zijn edities.
Norm: wat er elk jaar minstens moet gebeuren.
Ondertekening: een organisatie heeft een convenant ondertekend.
Ontwikkelcoalitie: een samenwerking rond acties, met een aanjager en leden.
Opdracht: de opdracht van een ketenaanjager, circulair ambassadeur of werkambassadeur.
Organisatie: een partij, met andere namen waaronder zij bekend is.
Overleg: een overleg over een agenda, actie, coalitie of in een gremium.
Partnerafspraak: wat een partner heeft afgesproken te doen of te geven.
PcProduct: een stuk van de begrotingscyclus.
Persoon: een contactpersoon.
Programma: een uitvoeringsagenda.
Rapportage: een rapportage over een periode, bevroren als momentopname.
Resultaat: een product dat een actie belooft.
Rolvervulling: een persoon vervult een opdracht gedurende een tijd.
Streefwaarde: de waarde die een indicator moet hebben: een getal, een bereik of ja/nee.
Taakloop: één uitvoering van een geplande taak.
Verzetting: een partnerafspraak kreeg een nieuwe datum.
Voortgang: één stand van een actie op een peildatum: drie lichten met toelichting.
"""

from sqlmodel import SQLModel

from crm.models.actie import Actie, Betrokkenheid, Rol, natuurlijke_volgorde
from crm.models.base import MetBron, Model, begrens_teksten
from crm.models.begroting import BegrotingSoort, Begrotingsregel
from crm.models.bron import Bron, Bronverschil, VerschilSoort
from crm.models.convenant import Convenant, Ondertekening
from crm.models.gebruiker import Aanmeldpoging, ApiToken, Gebruiker, GebruikerRol, Gebruikersrol, Sessie
from crm.models.gremium import Gremium, Norm, NormTelling
from crm.models.indicator import Indicator, IndicatorSoort, Meting, Richting, Streefwaarde, Woord
from crm.models.instrument import ActieInstrument, Evaluatie, Instrument, Monitor, MonitorEditie
from crm.models.logboek import Logboekregel, noteer
from crm.models.moment import AMSTERDAM, MetMoment, Precisie, dag_van, spanne
from crm.models.ontwikkelcoalitie import (
    CoalitieActie,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Ontwikkelcoalitie,
)
from crm.models.opdracht import Opdracht, OpdrachtSoort, OpdrachtStatus, Rolvervulling
from crm.models.organisatie import Helix, Organisatie, OrganisatieAlias, naam_sleutel
from crm.models.overleg import Aanwezigheid, Actiepunt, ActiepuntStatus, Besluit, Overleg, OverlegStatus
from crm.models.partnerafspraak import AfspraakSoort, AfspraakStatus, Levering, Partnerafspraak, Verzetting
from crm.models.pc_product import PcProduct, PcSoort
from crm.models.persoon import Functie, Persoon
from crm.models.programma import Doel, Niveau, Programma
from crm.models.rapportage import Rapportage, RapportageStatus, canoniek
from crm.models.resultaat import Mijlpaal, Resultaat
from crm.models.taak import Taakloop
from crm.models.voortgang import Licht, Voortgang

begrens_teksten(SQLModel.metadata)

__all__ = [
    "AMSTERDAM",
    "Aanmeldpoging",
    "Aanwezigheid",
    "Actie",
    "ActieInstrument",
    "Actiepunt",
    "ActiepuntStatus",
    "AfspraakSoort",
    "AfspraakStatus",
    "ApiToken",
    "BegrotingSoort",
    "Begrotingsregel",
    "Besluit",
    "Betrokkenheid",
    "Bron",
    "Bronverschil",
    "CoalitieActie",
    "CoalitieStatus",
    "Convenant",
    "DeelnemerRol",
    "Deelneming",
    "Doel",
    "Evaluatie",
    "Functie",
    "Gebruiker",
    "GebruikerRol",
    "Gebruikersrol",
    "Gremium",
    "Helix",
    "Indicator",
    "IndicatorSoort",
    "Instrument",
    "Levering",
    "Licht",
    "Logboekregel",
    "MetBron",
    "MetMoment",
    "Meting",
    "Mijlpaal",
    "Model",
    "Monitor",
    "MonitorEditie",
    "Niveau",
    "Norm",
    "NormTelling",
    "Ondertekening",
    "Ontwikkelcoalitie",
    "Opdracht",
    "OpdrachtSoort",
    "OpdrachtStatus",
    "Organisatie",
    "OrganisatieAlias",
    "Overleg",
    "OverlegStatus",
    "Partnerafspraak",
    "PcProduct",
    "PcSoort",
    "Persoon",
    "Precisie",
    "Programma",
    "Rapportage",
    "RapportageStatus",
    "Resultaat",
    "Richting",
    "Rol",
    "Rolvervulling",
    "SQLModel",
    "Sessie",
    "Streefwaarde",
    "Taakloop",
    "VerschilSoort",
    "Verzetting",
    "Voortgang",
    "Woord",
    "begrens_teksten",
    "dag_van",
    "canoniek",
    "naam_sleutel",
    "natuurlijke_volgorde",
    "noteer",
    "spanne",
]
