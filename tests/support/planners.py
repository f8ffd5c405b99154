"""Schedulers that fire at the same moment, each a process of its own as on two machines."""

import datetime as dt
from collections.abc import Sequence

from crm import jobs
from crm.adapters.postbus import postbus_van
from crm.db import Database
from crm.jobs.rondes import Middelen
from crm.jobs.timetable import DIENSTREGELING
from tests.support.herinneringen import PAPIER
from tests.support.sigkill import PROCES, VAN

TAKEN = {taak.naam: taak for taak in DIENSTREGELING}


def vuur(url: str, mail_url: str, nu: dt.datetime, taken: Sequence[str], startschot) -> None:
    """One scheduler: it fires these tasks, one after another, each at the same moment as the others do."""
    middelen = Middelen(Database(url), postbus_van(mail_url, afzender=VAN), PAPIER, overzicht_uur=7, mail_per_ronde=200)
    for naam in taken:
        startschot.wait(60)
        jobs.uitvoeren(middelen.database, TAKEN[naam], nu, middelen)


def vuur_tegelijk(database: Database, mail_url: str, nu: dt.datetime, taken: Sequence[str], *, planners: int = 2) -> None:
    """So many schedulers have fired these tasks, and all came to an end."""
    url = database.url.render_as_string(hide_password=False)
    startschot = PROCES.Barrier(planners)
    processen = [
        PROCES.Process(target=vuur, args=(url, mail_url, nu, taken, startschot), daemon=True) for _ in range(planners)
    ]
    for proces in processen:
        proces.start()
    for proces in processen:
        proces.join(90)
    assert [proces.exitcode for proces in processen] == [0] * planners
