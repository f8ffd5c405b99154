"""Which days are worked on: weekends and public holidays, and the free days that this installation keeps."""

import sqlalchemy as sa
from sqlmodel import Session

from crm.adapters.werkdagen import Werkkalender
from crm.models import VrijeDag


def werkkalender(session: Session) -> Werkkalender:
    """The calendar with every free day that the beheerder keeps, in one statement."""
    rijen = session.execute(sa.select(VrijeDag.van, VrijeDag.tot).order_by(VrijeDag.van))
    return Werkkalender((van, tot) for van, tot in rijen)
