"""The page of today: what is late, what comes this week, and how the quarter is going."""

from flask import Blueprint, render_template

from crm import http
from crm.permissions import eis
from crm.queries import vandaag as vragen

pagina = Blueprint("vandaag", __name__)


@pagina.get("/")
def overzicht() -> str:
    """What waits for the one who looks."""
    wie = http.door()
    eis(wie, "lezen")
    stand = vragen.vandaag(http.sessie(), wie, http.nu())
    return render_template("web/vandaag/overzicht.html", stand=stand, telling=_telling(stand))


def _telling(stand: vragen.Vandaag) -> str:
    """The first sentence: how much is late and how much waits."""
    laat, wacht = len(stand.te_laat), len(stand.deze_week)
    deel_laat = {0: "niets is te laat", 1: "1 ding is te laat"}.get(laat, f"{laat} dingen zijn te laat")
    deel_wacht = {0: "deze week wacht er niets op u", 1: "1 ding wacht deze week op u"}.get(
        wacht, f"{wacht} wachten deze week op u"
    )
    return f"{deel_laat}, {deel_wacht}"
