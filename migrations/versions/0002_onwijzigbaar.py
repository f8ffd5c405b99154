"""Wat vastligt, blijft vastliggen.

Waarom: voortgang, geboekte bedragen en het logboek worden alleen aangevuld, en de cijfers van een voorgelegde rapportage
veranderen niet meer. Die regels gelden ook voor wie buiten het programma om in de database werkt.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ALLEEN_AANVULLEN = "regels in {tabel} worden alleen aangevuld"
BEVROREN = "de cijfers van deze rapportage liggen vast"

# Table, what is guarded, and when. A line that came from an agenda file follows that file; a booked one never changes.
REGELS = (
    ("voortgang_wijzigen", "voortgang", "UPDATE", "", ALLEEN_AANVULLEN.format(tabel="voortgang")),
    ("voortgang_wissen", "voortgang", "DELETE", "", ALLEEN_AANVULLEN.format(tabel="voortgang")),
    ("logboekregel_wijzigen", "logboekregel", "UPDATE", "", ALLEEN_AANVULLEN.format(tabel="logboekregel")),
    ("logboekregel_wissen", "logboekregel", "DELETE", "", ALLEEN_AANVULLEN.format(tabel="logboekregel")),
    (
        "begroting_wijzigen",
        "begrotingsregel",
        "UPDATE",
        "OLD.sleutel IS NULL",
        ALLEEN_AANVULLEN.format(tabel="begrotingsregel"),
    ),
    (
        "begroting_wissen",
        "begrotingsregel",
        "DELETE",
        "OLD.sleutel IS NULL",
        ALLEEN_AANVULLEN.format(tabel="begrotingsregel"),
    ),
    (
        "rapportage_bevroren",
        "rapportage",
        "UPDATE",
        "OLD.status <> 'concept' AND (NEW.momentopname <> OLD.momentopname OR NEW.sha256 <> OLD.sha256"
        " OR NEW.peildatum <> OLD.peildatum OR NEW.periode <> OLD.periode"
        " OR (OLD.status <> 'ter_vaststelling' AND NEW.status IN ('concept', 'ter_vaststelling')))",
        BEVROREN,
    ),
    ("rapportage_wissen", "rapportage", "DELETE", "OLD.status <> 'concept'", BEVROREN),
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for naam, tabel, soort, wanneer, zin in REGELS:
        if is_sqlite:
            voorwaarde = f" WHEN {wanneer}" if wanneer else ""
            op.execute(
                f"CREATE TRIGGER {naam} BEFORE {soort} ON {tabel}{voorwaarde} BEGIN SELECT RAISE(ABORT, '{zin}'); END"
            )
            continue
        # SQLSTATE 23514 is that of a CHECK, so that both databases report a broken rule in the same way.
        op.execute(
            f"CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{zin}' USING ERRCODE = 'check_violation'; END $$"
        )
        voorwaarde = f" WHEN ({wanneer})" if wanneer else ""
        op.execute(
            f"CREATE TRIGGER {naam} BEFORE {soort} ON {tabel} FOR EACH ROW{voorwaarde} EXECUTE FUNCTION {naam}()"
        )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for naam, tabel, *_ in REGELS:
        op.execute(f"DROP TRIGGER {naam}" if is_sqlite else f"DROP TRIGGER {naam} ON {tabel}")
        if not is_sqlite:
            op.execute(f"DROP FUNCTION {naam}()")
