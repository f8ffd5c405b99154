"""De woorden van Aanjager, één regel per begrip.

Aanwezigheid: iemand was bij een overleg, namens een organisatie.
Actie: wat wordt uitgevoerd, onder een doel of rechtstreeks onder de agenda; kan deelacties hebben.
Actiepunt: wie wat doet en wanneer, afgesproken in een overleg of als voorwaarde bij een go.
Advies: het advies van de Leer- en Adviescommissie over een purpose case.
Afschrijving: wat van een partnerafspraak niet meer komt, en waarom.
Afwezigheid: een collega is er een tijd niet en krijgt dan geen mail.
Agendafeed: een adres waarmee een agenda de data van hier volgt.
Agendapunt: één punt van een werkagenda, met het kwartaal en het bewijs.
Begrotingsregel: één regel van het geldboek: post, jaar, soort en bedrag.
Bericht: één mail die uitgaat, met wat ermee gebeurde.
Besluit: wat in een overleg is besloten.
Betrokkenheid: een organisatie is in een rol betrokken bij een actie, doel of agenda.
Bijlage: een bestand bij een dossier, met zijn soort en controlegetal.
Bron: de plaats in een document waar een gegeven uit komt.
Bronverschil: een plek waar het document zichzelf tegenspreekt of een som niet sluit.
Convenant: een deal, manifest of akkoord met veel ondertekenaars.
Criterium: een punt van het richtsnoer waaraan een purpose case wordt getoetst.
CriteriumAntwoord: hoe een case aan een criterium voldoet, met de grond daarvoor.
Deelneming: een organisatie doet gedurende een tijd in een rol mee aan een coalitie.
Demping: iemand wil over een onderwerp geen herinneringen meer.
Doel: een knoop van de doelenboom: speerpunt, thema of actielijn.
Evaluatie: een geplande terugblik.
Financieringsregel: één regel van het financieringsplan van een case: partij, jaar, geld of in natura.
Financieringsstand: wat op een regel is aangevraagd, toegekend of gerealiseerd vanaf een dag.
Functie: de functie die een persoon gedurende een tijd bij een organisatie heeft.
Gebruiker: een collega met een account.
Gremium: een overleg- of adviesorgaan.
Gremiumlid: een organisatie of persoon zit gedurende een termijn in een gremium.
Herijking: de halfjaarlijkse ronde langs alles wat is beloofd en er nog niet is.
Herijkingsregel: één partnerafspraak of toezegging in een herijking, met precies één besluit.
Herinnering: één stap die eenmaal moet: onderwerp, datum en ontvanger.
Herinneringsregel: waaraan het systeem herinnert, wanneer en wie; een wijziging is een nieuwe versie.
Indicator: wat wordt geteld, in welke eenheid en welke richting.
Instrument: een fonds, regeling of programma met uitvoerder, bedragen en looptijd.
Levering: wat op een partnerafspraak is geleverd, met het bewijs.
Logboekregel: wat iemand deed, met de stand ervoor en erna.
Meting: een gemeten waarde met dag, herkomst en wie haar goedkeurde.
Mijlpaal: een stap met een moment, precies zo nauwkeurig als het is aangegeven.
Monitor: een terugkerende meting, met zijn edities.
Norm: wat er elk jaar minstens moet gebeuren.
OnbestelbaarAdres: een adres waar geen mail aankomt.
Ondertekening: een partij heeft een convenant ondertekend.
Ontwikkelcoalitie: een samenwerking rond acties, met een aanjager en leden.
Opdracht: de opdracht van een ketenaanjager, circulair ambassadeur of werkambassadeur.
Organisatie: een partij, met andere namen waaronder zij bekend is.
Overleg: een overleg over een agenda, actie, coalitie of in een gremium.
Partnerafspraak: wat een partner heeft afgesproken te doen of te geven.
Partnerlink: waarmee een contactpersoon zonder account over één afspraak één ding kan doen.
Partnermelding: wat een partner met zo'n link meldde, en wat wij ermee deden.
PcProduct: een stuk van de begrotingscyclus.
Persoon: een contactpersoon.
Poortbesluit: het besluit over een purpose case: go, go onder voorwaarden of stop.
Programma: een uitvoeringsagenda.
PurposeCase: de onderbouwing van een coalitie, in vier delen.
PurposeCaseVersie: één versie van de tekst van een purpose case.
Rapportage: een rapportage over een periode, bevroren als momentopname.
Regelstap: één stap van een herinneringsregel: zoveel dagen voor of na de datum.
Resultaat: een product dat een actie belooft.
Rolvervulling: een persoon vervult een opdracht gedurende een tijd.
Signaal: wat een ambassadeur aan GS meldt, gevraagd of ongevraagd.
Streefwaarde: de waarde die een indicator moet hebben: een getal, een bereik of ja/nee.
Taakloop: één uitvoering van een geplande taak.
Toezegging: wat GS aan PS heeft toegezegd; nooit wat een partner belooft.
Toezeggingstap: wat met een toezegging gebeurde.
Verlenging: een opdracht kreeg een latere einddatum.
Verzetting: een partnerafspraak kreeg een nieuwe datum.
Voortgang: één stand van een actie op een peildatum: drie lichten met toelichting.
Voorwaarde: een voorwaarde bij een go, die werk met een datum is geworden.
VrijeDag: dagen waarop niet wordt gewerkt, naast weekeinden en feestdagen.
Werkagenda: de jaarlijkse agenda van een ambassadeur.
"""

from sqlmodel import SQLModel

from crm.models.actie import Actie, Betrokkenheid, Rol, natuurlijke_volgorde
from crm.models.agendafeed import Agendafeed, FeedSoort
from crm.models.base import MetBron, Model, begrens_teksten
from crm.models.begroting import BegrotingSoort, Begrotingsregel
from crm.models.bereikbaarheid import Afwezigheid, Demping, VrijeDag
from crm.models.bericht import Bericht, BerichtSoort, BerichtStatus, OnbestelbaarAdres, zet_klaar
from crm.models.bijlage import BIJLAGE_BIJ, Bijlage
from crm.models.bron import Bron, Bronverschil, VerschilSoort
from crm.models.convenant import Convenant, Ondertekening
from crm.models.financiering import (
    FinancieringSoort,
    Financieringsregel,
    Financieringsstand,
    Stand,
    Verdeling,
    verdeling,
)
from crm.models.gebruiker import Aanmeldpoging, ApiToken, Gebruiker, GebruikerRol, Gebruikersrol, Sessie
from crm.models.gremium import Gremium, Gremiumlid, GremiumRol, Norm, NormTelling
from crm.models.herijking import Herijking, HerijkingBesluit, Herijkingsregel, Lijst
from crm.models.herinnering import Herinnering, HerinneringStatus
from crm.models.herinneringsregel import (
    Dagtelling,
    Herinneringsregel,
    Ontvangerrol,
    RegelOnderwerp,
    Regelstap,
)
from crm.models.indicator import Indicator, IndicatorSoort, Meting, Richting, Streefwaarde, Woord
from crm.models.instrument import ActieInstrument, Evaluatie, Instrument, Monitor, MonitorEditie
from crm.models.levering import Afschrijving, BewijsSoort, Levering, Verzetting
from crm.models.logboek import Logboekregel, noteer
from crm.models.moment import AMSTERDAM, MetMoment, Precisie, dag_van, spanne
from crm.models.ontwikkelcoalitie import (
    CoalitieActie,
    CoalitieCampus,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Ontwikkelcoalitie,
)
from crm.models.opdracht import Opdracht, OpdrachtSoort, OpdrachtStatus, Rolvervulling, Verlenging
from crm.models.organisatie import Helix, Organisatie, OrganisatieAlias, naam_sleutel
from crm.models.overleg import Aanwezigheid, Actiepunt, ActiepuntStatus, Besluit, Overleg, OverlegStatus
from crm.models.partnerafspraak import AfspraakSoort, AfspraakStatus, Partnerafspraak
from crm.models.partnerlink import (
    Linkbezwaar,
    LinkDoel,
    MeldingStatus,
    Partnerlink,
    Partnermelding,
    link_doelen,
    trek_links_in,
)
from crm.models.pc_product import PcProduct, PcSoort
from crm.models.persoon import Functie, Persoon
from crm.models.poortbesluit import Advies, Poortbesluit, Strekking, Voorwaarde
from crm.models.programma import Doel, Niveau, Programma
from crm.models.purpose_case import CASE_DELEN, CaseStatus, PurposeCase, PurposeCaseVersie, Uitkomst
from crm.models.rapportage import Rapportage, RapportageStatus, canoniek
from crm.models.resultaat import Mijlpaal, Resultaat
from crm.models.richtsnoer import Antwoord, Criterium, CriteriumAntwoord, CriteriumSoort
from crm.models.signaal import Signaal, SignaalStatus
from crm.models.taak import Taakloop
from crm.models.toezegging import Toezegging, Toezeggingstap, ToezeggingStatus
from crm.models.voortgang import Licht, Voortgang
from crm.models.werkagenda import Agendapunt, AgendapuntStatus, Werkagenda, WerkagendaStatus

begrens_teksten(SQLModel.metadata)

__all__ = [
    "Aanmeldpoging",
    "Aanwezigheid",
    "Actie",
    "ActieInstrument",
    "Actiepunt",
    "ActiepuntStatus",
    "Advies",
    "Afschrijving",
    "AfspraakSoort",
    "AfspraakStatus",
    "Afwezigheid",
    "Agendafeed",
    "Agendapunt",
    "AgendapuntStatus",
    "AMSTERDAM",
    "Antwoord",
    "ApiToken",
    "begrens_teksten",
    "BegrotingSoort",
    "Begrotingsregel",
    "Bericht",
    "BerichtSoort",
    "BerichtStatus",
    "Besluit",
    "Betrokkenheid",
    "BewijsSoort",
    "Bijlage",
    "BIJLAGE_BIJ",
    "Bron",
    "Bronverschil",
    "canoniek",
    "CASE_DELEN",
    "CaseStatus",
    "CoalitieActie",
    "CoalitieCampus",
    "CoalitieStatus",
    "Convenant",
    "Criterium",
    "CriteriumAntwoord",
    "CriteriumSoort",
    "dag_van",
    "Dagtelling",
    "DeelnemerRol",
    "Deelneming",
    "Demping",
    "Doel",
    "Evaluatie",
    "FeedSoort",
    "FinancieringSoort",
    "Financieringsregel",
    "Financieringsstand",
    "Functie",
    "Gebruiker",
    "GebruikerRol",
    "Gebruikersrol",
    "Gremium",
    "Gremiumlid",
    "GremiumRol",
    "Helix",
    "Herijking",
    "HerijkingBesluit",
    "Herijkingsregel",
    "Herinnering",
    "Herinneringsregel",
    "HerinneringStatus",
    "Indicator",
    "IndicatorSoort",
    "Instrument",
    "Levering",
    "Licht",
    "Lijst",
    "link_doelen",
    "Linkbezwaar",
    "LinkDoel",
    "Logboekregel",
    "MeldingStatus",
    "MetBron",
    "Meting",
    "MetMoment",
    "Mijlpaal",
    "Model",
    "Monitor",
    "MonitorEditie",
    "naam_sleutel",
    "natuurlijke_volgorde",
    "Niveau",
    "Norm",
    "NormTelling",
    "noteer",
    "OnbestelbaarAdres",
    "Ondertekening",
    "Ontvangerrol",
    "Ontwikkelcoalitie",
    "Opdracht",
    "OpdrachtSoort",
    "OpdrachtStatus",
    "Organisatie",
    "OrganisatieAlias",
    "Overleg",
    "OverlegStatus",
    "Partnerafspraak",
    "Partnerlink",
    "Partnermelding",
    "PcProduct",
    "PcSoort",
    "Persoon",
    "Poortbesluit",
    "Precisie",
    "Programma",
    "PurposeCase",
    "PurposeCaseVersie",
    "Rapportage",
    "RapportageStatus",
    "RegelOnderwerp",
    "Regelstap",
    "Resultaat",
    "Richting",
    "Rol",
    "Rolvervulling",
    "Sessie",
    "Signaal",
    "SignaalStatus",
    "spanne",
    "SQLModel",
    "Stand",
    "Streefwaarde",
    "Strekking",
    "Taakloop",
    "Toezegging",
    "Toezeggingstap",
    "ToezeggingStatus",
    "trek_links_in",
    "Uitkomst",
    "Verdeling",
    "verdeling",
    "Verlenging",
    "VerschilSoort",
    "Verzetting",
    "Voortgang",
    "Voorwaarde",
    "VrijeDag",
    "Werkagenda",
    "WerkagendaStatus",
    "Woord",
    "zet_klaar",
]
