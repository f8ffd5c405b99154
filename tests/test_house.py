"""The house's own tests: what the rules of the rooms say, checked on the code itself."""

import ast
import importlib.util
import re
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from apscheduler.triggers.cron import CronTrigger
from sqlmodel import SQLModel

from crm import models
from crm.jobs.timetable import DIENSTREGELING
from crm.models import AMSTERDAM

WORTEL = Path(__file__).resolve().parents[1]
HUIS = sorted((WORTEL / "crm").rglob("*.py"))
DEUREN = ("web", "api", "jobs", "cli")

# Routes that need no sign-in. Adding one is a decision, not a slip.
OPENBAAR = {
    "static",
    "aanmelden.formulier",
    "aanmelden.aanmelden",
    "gezondheid.healthz",
    "gezondheid.readyz",
    "api.openapi",
    "agendafeeds.feed",
    "partnerlinks.toon",
    "partnerlinks.antwoord",
    "uitschrijven.toon",
    "uitschrijven.doe",
}

# Routes that take a form without its mark: their address holds a signed mark of its own, and no cookie counts there.
ZONDER_FORMULIERTEKEN = {"partnerlinks.antwoord", "uitschrijven.doe"}


def _regels_met(zoek) -> list[str]:
    """`file:line` of every syntax node in the house that `zoek` says yes to."""
    gevonden = []
    for pad in HUIS:
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if zoek(knoop):
                gevonden.append(f"{pad.relative_to(WORTEL)}:{knoop.lineno}")
    return gevonden


def _zet_status(knoop: ast.AST) -> bool:
    doelen = knoop.targets if isinstance(knoop, ast.Assign) else [getattr(knoop, "target", None)]
    if not isinstance(knoop, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return False
    vlak = [deel for doel in doelen for deel in (doel.elts if isinstance(doel, ast.Tuple) else [doel])]
    return any(isinstance(doel, ast.Attribute) and doel.attr == "status" for doel in vlak)


def _roept(knoop: ast.AST, naam: str) -> bool:
    return isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute) and knoop.func.attr == naam


def test_only_the_life_cycle_assigns_a_status():
    assert {plek.split(":")[0] for plek in _regels_met(_zet_status)} == {"crm/lifecycle.py"}


def test_nothing_slips_a_status_in_by_setattr_with_a_literal():
    def zoek(knoop):
        return (
            isinstance(knoop, ast.Call)
            and isinstance(knoop.func, ast.Name)
            and knoop.func.id == "setattr"
            and len(knoop.args) > 1
            and isinstance(knoop.args[1], ast.Constant)
            and knoop.args[1].value == "status"
        )

    assert _regels_met(zoek) == []


def test_the_only_commit_stands_in_the_ground_and_doors_call_it():
    assert {plek.split(":")[0] for plek in _regels_met(lambda k: _roept(k, "commit"))} == {"crm/db.py"}


def _geeft_status(knoop: ast.AST) -> bool:
    """`.values(status=…)` or `.values({"status": …})`: a status that the life cycle did not see."""
    if not _roept(knoop, "values"):
        return False
    sleutels = [s for arg in knoop.args if isinstance(arg, ast.Dict) for s in arg.keys]
    namen = {s.value for s in sleutels if isinstance(s, ast.Constant)} | {s.attr for s in sleutels if isinstance(s, ast.Attribute)}
    return "status" in namen | {sleutel.arg for sleutel in knoop.keywords}


def test_no_update_by_hand_sets_a_status():
    assert _regels_met(_geeft_status) == []


# Where a transaction may be begun or ended by hand: the ground, moving the tables, and copying the whole database.
MET_DE_HAND = {"crm/db.py", "crm/adapters/migraties.py", "crm/adapters/reservekopie.py"}
_SLUIT = re.compile(r"\s*(BEGIN|COMMIT|END|ROLLBACK)\b", re.IGNORECASE)


def _begint_of_sluit(knoop: ast.AST) -> bool:
    if _roept(knoop, "begin") and isinstance(knoop.func.value, ast.Name | ast.Attribute):
        waar = knoop.func.value
        return (waar.id if isinstance(waar, ast.Name) else waar.attr) == "engine"
    if not any(_roept(knoop, naam) for naam in ("execute", "exec_driver_sql", "executescript", "text")):
        return False
    eerste = knoop.args[0] if knoop.args else None
    return isinstance(eerste, ast.Constant) and isinstance(eerste.value, str) and bool(_SLUIT.match(eerste.value))


def test_nobody_else_begins_or_ends_a_transaction_by_hand():
    assert {plek.split(":")[0] for plek in _regels_met(_begint_of_sluit)} <= MET_DE_HAND


def test_below_the_doors_nobody_opens_a_transaction():
    plekken = list(_regels_met(lambda k: _roept(k, "transaction")))
    onder = [p for p in plekken if p.split("/")[1] not in DEUREN and not p.startswith("crm/http/")]
    assert onder == []


@pytest.mark.parametrize("pad", HUIS, ids=lambda pad: str(pad.relative_to(WORTEL)))
def test_no_file_is_longer_than_300_lines(pad):
    assert len(pad.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("pad", HUIS, ids=lambda pad: str(pad.relative_to(WORTEL)))
def test_every_file_says_what_lives_in_it(pad):
    inhoud = ast.parse(pad.read_text(encoding="utf-8"))
    assert not inhoud.body or ast.get_docstring(inhoud)


def test_every_verb_says_what_is_different_afterwards():
    zonder = []
    for pad in (WORTEL / "crm" / "workflows").glob("*.py"):
        for knoop in ast.parse(pad.read_text(encoding="utf-8")).body:
            if isinstance(knoop, ast.FunctionDef) and not knoop.name.startswith("_") and not ast.get_docstring(knoop):
                zonder.append(f"{pad.name}:{knoop.name}")
    assert zonder == []


def test_the_import_contracts_hold():
    uitkomst = subprocess.run(
        [str(Path(importlib.util.find_spec("importlinter").origin).parents[4] / "bin" / "lint-imports"), "--no-cache"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert uitkomst.returncode == 0, uitkomst.stdout + uitkomst.stderr


def _nouns() -> dict[str, type]:
    alle = {naam: getattr(models, naam) for naam in models.__all__}
    return {naam: klasse for naam, klasse in alle.items() if hasattr(klasse, "__table__")}


@pytest.mark.parametrize("naam", sorted(_nouns()))
def test_every_field_is_described_in_a_dutch_sentence(naam):
    zonder = [
        veld
        for veld, info in _nouns()[naam].model_fields.items()
        if not re.fullmatch(r"[A-ZÉ‘].*[.?…]", info.description or "", re.DOTALL)
    ]
    assert zonder == []


def test_every_noun_has_a_sentence_of_its_own():
    assert [naam for naam, klasse in _nouns().items() if not (klasse.__doc__ or "").strip()] == []


def test_every_enum_column_has_a_check_with_its_values():
    for tabel in SQLModel.metadata.tables.values():
        for kolom in tabel.columns:
            if isinstance(kolom.type, sa.Enum):
                assert any(
                    isinstance(eis, sa.CheckConstraint) and eis.name and kolom.type.name in str(eis.name)
                    for eis in tabel.constraints
                ), f"{tabel.name}.{kolom.name}"


def _script() -> ScriptDirectory:
    instelling = Config()
    instelling.set_main_option("script_location", str(WORTEL / "migrations"))
    return ScriptDirectory.from_config(instelling)


def test_the_migrations_have_one_head():
    assert len(_script().get_heads()) == 1


def test_migrations_import_nothing_of_the_house():
    for pad in (WORTEL / "migrations" / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) (crm|sqlmodel)\b", pad.read_text(encoding="utf-8"), re.MULTILINE), pad.name


def test_models_equal_migrations(database):
    with database.engine.connect() as verbinding:
        context = MigrationContext.configure(verbinding, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def _checks(engine) -> dict[str, dict[str, str]]:
    kijker = sa.inspect(engine)
    return {
        tabel: {eis["name"]: re.sub(r"[\s\"()]", "", eis["sqltext"]) for eis in kijker.get_check_constraints(tabel)}
        for tabel in sorted(SQLModel.metadata.tables)
    }


def test_checks_in_the_models_equal_those_in_the_migrations(database):
    """Alembic does not see CHECK constraints, and the values of an enum are one."""
    gemigreerd = _checks(database.engine)
    with database.engine.begin() as verbinding:
        SQLModel.metadata.drop_all(verbinding)
        SQLModel.metadata.create_all(verbinding)
    assert gemigreerd == _checks(database.engine)


def test_every_route_needs_a_sign_in_or_stands_on_the_short_list(app):
    from crm.http import is_openbaar

    open_ = {regel.endpoint for regel in app.url_map.iter_rules() if is_openbaar(app, regel.endpoint)}
    assert open_ == OPENBAAR


def test_every_form_has_a_mark_but_those_on_the_short_list(app):
    from crm.http import vraagt_formulierteken

    zonder = {r.endpoint for r in app.url_map.iter_rules() if not vraagt_formulierteken(app, r.endpoint)}
    assert zonder == ZONDER_FORMULIERTEKEN


def _een_waarde(omzetter) -> str:
    """Something that this part of an address can hold: one of the named words, or the uuid of nothing."""
    return next(iter(getattr(omzetter, "items", ["00000000-0000-4000-8000-000000000000"])))


def test_a_stranger_gets_in_nowhere(app, client):
    """Not even with a form mark, which is asked for first: sign-in itself must say no."""
    app.config["WTF_CSRF_ENABLED"] = False
    for regel in app.url_map.iter_rules():
        if regel.endpoint in OPENBAAR:
            continue
        waarden = {naam: _een_waarde(omzetter) for naam, omzetter in regel._converters.items()}
        pad = app.url_map.bind("localhost").build(regel.endpoint, waarden, force_external=False)
        for methode in regel.methods - {"HEAD", "OPTIONS"}:
            antwoord = client.open(pad, method=methode)
            assert antwoord.status_code in (302, 303, 401), f"{methode} {pad}: {antwoord.status_code}"
            assert antwoord.status_code != 302 or "/aanmelden" in antwoord.headers["Location"]


def test_the_timetable_names_verbs_and_times_that_exist():
    for taak in DIENSTREGELING:
        assert callable(taak.werk)
        assert CronTrigger.from_crontab(taak.cron, timezone=AMSTERDAM)
        # Between two and three at night the clock changes: that hour comes twice, or not at all. A round does not mind.
        uur = taak.cron.split()[1]
        assert taak.is_ronde or not 2 <= int(uur) < 3
    assert len({taak.naam for taak in DIENSTREGELING}) == len(DIENSTREGELING)


def _genereer():
    spec = importlib.util.spec_from_file_location("genereer", WORTEL / "docs" / "genereer.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("pagina", sorted(_genereer().PAGINAS))
def test_generated_pages_are_fresh(pagina):
    """Every setting, noun and life cycle is documented, in the words of the code."""
    assert (WORTEL / "docs" / pagina).read_text(encoding="utf-8") == _genereer().PAGINAS[pagina]()


def test_every_noun_stands_in_the_glossary():
    hulp = {"Aanmeldpoging", "ActieInstrument", "ApiToken", "CoalitieActie", "CoalitieCampus", "Gebruikersrol", "MonitorEditie"}
    hulp |= {"OrganisatieAlias", "Sessie"}
    woorden = {regel.partition(":")[0] for regel in models.__doc__.splitlines()}
    assert set(_nouns()) - hulp - woorden == set()


def test_no_file_names_a_package_registry():
    adressen = re.compile(r"registry\.npmjs|pypi\.org|pythonhosted|deb\.debian\.org", re.IGNORECASE)
    gevolgd = subprocess.run(["git", "ls-files"], cwd=WORTEL, capture_output=True, text=True, check=True).stdout.split("\n")
    for naam in filter(None, gevolgd):
        pad = WORTEL / naam
        if pad == Path(__file__) or not pad.is_file() or pad.suffix in {".png", ".ttf", ".pdf"}:
            continue
        assert not adressen.search(pad.read_text(encoding="utf-8", errors="ignore")), naam
