"""Herinneringen, mail, partnerlinks en agenda's.

Waarom: wat een datum heeft, kan een herinnering krijgen die niet kwijtraakt en niet dubbel komt. Overleggen krijgen wat
een agenda nodig heeft, P&C-producten hun termijnen, en een partnerafspraak de contactpersoon die er mail over krijgt.
"""

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Table, what is guarded, and when.
REGELS = (
    (
        "herinnering_verzonden",
        "herinnering",
        "UPDATE",
        "OLD.status = 'verzonden'",
        "een verzonden herinnering verandert niet meer",
    ),
    (
        "herinnering_wissen",
        "herinnering",
        "DELETE",
        "OLD.status = 'verzonden'",
        "een verzonden herinnering verandert niet meer",
    ),
    (
        "bericht_verzonden",
        "bericht",
        "UPDATE",
        "OLD.status = 'verzonden' AND (NEW.status <> 'verzonden' OR NEW.mailkenmerk <> OLD.mailkenmerk"
        " OR NEW.verzonden_op <> OLD.verzonden_op)",
        "een verzonden bericht verandert niet meer",
    ),
    (
        "bericht_wissen",
        "bericht",
        "DELETE",
        "OLD.status = 'verzonden'",
        "een verzonden bericht verandert niet meer",
    ),
    (
        "pc_product_wettelijk",
        "pc_product",
        "DELETE",
        "OLD.wettelijk_voor IS NOT NULL",
        "een stuk met een wettelijke dag kan niet weg",
    ),
    (
        "pc_product_wettelijke_dag",
        "pc_product",
        "UPDATE",
        "OLD.wettelijk_voor IS NOT NULL AND (NEW.wettelijk_voor IS NULL OR NEW.wettelijk_voor <> OLD.wettelijk_voor"
        " OR NEW.soort <> OLD.soort OR NEW.jaar <> OLD.jaar)",
        "de dag die de wet noemt, staat vast",
    ),
    (
        "regelstap_wijzigen",
        "regelstap",
        "UPDATE",
        "",
        "een stap verandert niet; een wijziging is een nieuwe versie van de regel",
    ),
)


def upgrade() -> None:
    nieuwe_tabellen()
    vul_vooraf()
    bestaande_tabellen()
    leg_vast()


def nieuwe_tabellen() -> None:
    op.create_table(
        "onbestelbaar_adres",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("reden", sa.String(length=400), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hersteld_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_onbestelbaar_adres_email_lengte")),
        sa.CheckConstraint("length(reden) <= 400", name=op.f("ck_onbestelbaar_adres_reden_lengte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onbestelbaar_adres")),
        sa.UniqueConstraint("uuid", name=op.f("uq_onbestelbaar_adres_uuid")),
    )
    with op.batch_alter_table("onbestelbaar_adres", schema=None) as batch_op:
        batch_op.create_index(
            "uq_onbestelbaar_adres_email",
            ["email"],
            unique=True,
            sqlite_where=sa.text("hersteld_op IS NULL"),
            postgresql_where=sa.text("hersteld_op IS NULL"),
        )

    op.create_table(
        "vrije_dag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.CheckConstraint("trim(naam) <> ''", name=op.f("ck_vrije_dag_naam_niet_leeg")),
        sa.CheckConstraint("length(naam) <= 120", name=op.f("ck_vrije_dag_naam_lengte")),
        sa.CheckConstraint("tot >= van", name=op.f("ck_vrije_dag_termijn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vrije_dag")),
        sa.UniqueConstraint("uuid", name=op.f("uq_vrije_dag_uuid")),
        sa.UniqueConstraint("van", "naam", name=op.f("uq_vrije_dag_van_naam")),
    )
    op.create_table(
        "afwezigheid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.CheckConstraint("tot >= van", name=op.f("ck_afwezigheid_termijn")),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_afwezigheid_gebruiker_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afwezigheid")),
        sa.UniqueConstraint("uuid", name=op.f("uq_afwezigheid_uuid")),
    )
    with op.batch_alter_table("afwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_afwezigheid_gebruiker_id"), ["gebruiker_id"], unique=False)

    op.create_table(
        "bericht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "overzicht",
                "dringend",
                "partner",
                "melding",
                "uitnodiging",
                name="berichtsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("slot", sa.String(length=120), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column("aan", sa.String(length=254), nullable=False),
        sa.Column("aan_naam", sa.String(length=200), nullable=False),
        sa.Column("onderwerpregel", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=True),
        sa.Column("kalender", sa.String(), nullable=True),
        sa.Column("kalender_methode", sa.String(length=20), nullable=True),
        sa.Column("mailkenmerk", sa.String(length=200), nullable=False),
        sa.Column("draad", sa.String(length=120), nullable=True),
        sa.Column("eerste_in_draad", sa.String(length=200), nullable=True),
        sa.Column("afmeld_adres", sa.String(length=400), nullable=True),
        sa.Column("onderwerp_soort", sa.String(length=60), nullable=True),
        sa.Column("onderwerp_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "klaar",
                "onderweg",
                "verzonden",
                "mislukt",
                "ingetrokken",
                name="berichtstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("volgende_poging_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("weigeringen", sa.Integer(), nullable=False),
        sa.Column("is_misschien_aangekomen", sa.Boolean(), nullable=False),
        sa.Column("opgepakt_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opgepakt_door", sa.String(length=40), nullable=True),
        sa.Column("verzonden_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fout", sa.String(length=400), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'onderweg') = (opgepakt_op IS NOT NULL)", name=op.f("ck_bericht_opgepakt")
        ),
        sa.CheckConstraint(
            "(status = 'verzonden') = (verzonden_op IS NOT NULL)", name=op.f("ck_bericht_verzonden")
        ),
        sa.CheckConstraint(
            "status NOT IN ('mislukt', 'ingetrokken') OR fout IS NOT NULL", name=op.f("ck_bericht_fout")
        ),
        sa.CheckConstraint(
            "(kalender IS NULL) = (kalender_methode IS NULL)", name=op.f("ck_bericht_kalender")
        ),
        sa.CheckConstraint(
            "(onderwerp_soort IS NULL) = (onderwerp_id IS NULL)", name=op.f("ck_bericht_onderwerp")
        ),
        sa.CheckConstraint(
            "(opgepakt_op IS NULL) = (opgepakt_door IS NULL)", name=op.f("ck_bericht_opgepakt_door")
        ),
        sa.CheckConstraint("length(aan) <= 254", name=op.f("ck_bericht_aan_lengte")),
        sa.CheckConstraint("length(aan_naam) <= 200", name=op.f("ck_bericht_aan_naam_lengte")),
        sa.CheckConstraint("length(afmeld_adres) <= 400", name=op.f("ck_bericht_afmeld_adres_lengte")),
        sa.CheckConstraint("length(eerste_in_draad) <= 200", name=op.f("ck_bericht_eerste_in_draad_lengte")),
        sa.CheckConstraint("length(draad) <= 120", name=op.f("ck_bericht_draad_lengte")),
        sa.CheckConstraint("length(fout) <= 400", name=op.f("ck_bericht_fout_lengte")),
        sa.CheckConstraint("length(kalender_methode) <= 20", name=op.f("ck_bericht_kalender_methode_lengte")),
        sa.CheckConstraint("length(mailkenmerk) <= 200", name=op.f("ck_bericht_mailkenmerk_lengte")),
        sa.CheckConstraint("length(onderwerp_soort) <= 60", name=op.f("ck_bericht_onderwerp_soort_lengte")),
        sa.CheckConstraint("length(onderwerpregel) <= 200", name=op.f("ck_bericht_onderwerpregel_lengte")),
        sa.CheckConstraint("length(opgepakt_door) <= 40", name=op.f("ck_bericht_opgepakt_door_lengte")),
        sa.CheckConstraint("length(slot) <= 120", name=op.f("ck_bericht_slot_lengte")),
        sa.CheckConstraint(
            "pogingen >= 0 AND weigeringen >= 0 AND weigeringen <= pogingen", name=op.f("ck_bericht_pogingen")
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_bericht_gebruiker_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=op.f("fk_bericht_persoon_id_persoon")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bericht")),
        sa.UniqueConstraint("mailkenmerk", name=op.f("uq_bericht_mailkenmerk")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bericht_uuid")),
    )
    with op.batch_alter_table("bericht", schema=None) as batch_op:
        batch_op.create_index("ix_bericht_draad", ["draad", "aan"], unique=False)
        batch_op.create_index(batch_op.f("ix_bericht_gebruiker_id"), ["gebruiker_id"], unique=False)
        batch_op.create_index("ix_bericht_klaar", ["status", "volgende_poging_op"], unique=False)
        batch_op.create_index("ix_bericht_onderwerp", ["onderwerp_soort", "onderwerp_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bericht_persoon_id"), ["persoon_id"], unique=False)
        batch_op.create_index(
            "uq_bericht_slot",
            ["slot"],
            unique=True,
            sqlite_where=sa.text("status <> 'ingetrokken'"),
            postgresql_where=sa.text("status <> 'ingetrokken'"),
        )

    op.create_table(
        "demping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column(
            "onderwerp",
            sa.Enum(
                "afspraak",
                "afspraak_herijken",
                "actiepunt",
                "overleg_vastleggen",
                "toezegging",
                "mijlpaal",
                "opdracht_einde",
                "opdracht_evaluatie",
                "norm",
                "indicator",
                "voortgang",
                "pc_aanleveren",
                "pc_wettelijk",
                "rapportage",
                "contact",
                "partnermelding",
                name="regelonderwerp",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("(gebruiker_id IS NULL) <> (persoon_id IS NULL)", name=op.f("ck_demping_van_een")),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_demping_gebruiker_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=op.f("fk_demping_persoon_id_persoon")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demping")),
        sa.UniqueConstraint("gebruiker_id", "onderwerp", name=op.f("uq_demping_gebruiker_id_onderwerp")),
        sa.UniqueConstraint("persoon_id", "onderwerp", name=op.f("uq_demping_persoon_id_onderwerp")),
        sa.UniqueConstraint("uuid", name=op.f("uq_demping_uuid")),
    )
    with op.batch_alter_table("demping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demping_gebruiker_id"), ["gebruiker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demping_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "herinneringsregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("versienummer", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column(
            "onderwerp",
            sa.Enum(
                "afspraak",
                "afspraak_herijken",
                "actiepunt",
                "overleg_vastleggen",
                "toezegging",
                "mijlpaal",
                "opdracht_einde",
                "opdracht_evaluatie",
                "norm",
                "indicator",
                "voortgang",
                "pc_aanleveren",
                "pc_wettelijk",
                "rapportage",
                "contact",
                "partnermelding",
                name="regelonderwerp",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_actief", sa.Boolean(), nullable=False),
        sa.Column("is_verplicht", sa.Boolean(), nullable=False),
        sa.Column("toelichting", sa.String(length=400), nullable=True),
        sa.Column("geldt_vanaf", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vervangen_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(naam) <> ''", name=op.f("ck_herinneringsregel_naam_niet_leeg")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_herinneringsregel_code_lengte")),
        sa.CheckConstraint("length(naam) <= 120", name=op.f("ck_herinneringsregel_naam_lengte")),
        sa.CheckConstraint(
            "length(toelichting) <= 400", name=op.f("ck_herinneringsregel_toelichting_lengte")
        ),
        sa.CheckConstraint("versienummer >= 1", name=op.f("ck_herinneringsregel_versienummer")),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_herinneringsregel_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_herinneringsregel")),
        sa.UniqueConstraint("code", "versienummer", name=op.f("uq_herinneringsregel_code_versienummer")),
        sa.UniqueConstraint("uuid", name=op.f("uq_herinneringsregel_uuid")),
    )
    with op.batch_alter_table("herinneringsregel", schema=None) as batch_op:
        batch_op.create_index(
            "uq_herinneringsregel_geldend",
            ["code"],
            unique=True,
            sqlite_where=sa.text("vervangen_op IS NULL"),
            postgresql_where=sa.text("vervangen_op IS NULL"),
        )

    op.create_table(
        "regelstap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("regel_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("dagen", sa.Integer(), nullable=False),
        sa.Column(
            "telling",
            sa.Enum(
                "kalenderdagen",
                "werkdagen",
                name="dagtelling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column(
            "ontvanger",
            sa.Enum(
                "eigenaar",
                "aanjager",
                "partner",
                "programmamanager",
                "ambassadeur",
                "bestuursadviseur",
                "controller",
                "beheerder",
                name="ontvangerrol",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_escalatie", sa.Boolean(), nullable=False),
        sa.Column("is_dringend", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT is_escalatie OR ontvanger NOT IN ('eigenaar', 'partner')",
            name=op.f("ck_regelstap_escalatie"),
        ),
        sa.CheckConstraint("dagen BETWEEN -400 AND 400", name=op.f("ck_regelstap_dagen")),
        sa.CheckConstraint("volgnummer >= 1", name=op.f("ck_regelstap_volgnummer")),
        sa.ForeignKeyConstraint(
            ["regel_id"], ["herinneringsregel.id"], name=op.f("fk_regelstap_regel_id_herinneringsregel")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regelstap")),
        sa.UniqueConstraint(
            "regel_id", "rang", "ontvanger", name=op.f("uq_regelstap_regel_id_rang_ontvanger")
        ),
        sa.UniqueConstraint("regel_id", "volgnummer", name=op.f("uq_regelstap_regel_id_volgnummer")),
        sa.UniqueConstraint("uuid", name=op.f("uq_regelstap_uuid")),
    )
    with op.batch_alter_table("regelstap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_regelstap_regel_id"), ["regel_id"], unique=False)

    op.create_table(
        "herinnering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("regel_id", sa.Integer(), nullable=False),
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column(
            "onderwerp",
            sa.Enum(
                "afspraak",
                "afspraak_herijken",
                "actiepunt",
                "overleg_vastleggen",
                "toezegging",
                "mijlpaal",
                "opdracht_einde",
                "opdracht_evaluatie",
                "norm",
                "indicator",
                "voortgang",
                "pc_aanleveren",
                "pc_wettelijk",
                "rapportage",
                "contact",
                "partnermelding",
                name="regelonderwerp",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("onderwerp_id", sa.Integer(), nullable=False),
        sa.Column("onderwerp_uuid", sa.Uuid(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("gepland_voor", sa.Date(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("is_uitstel", sa.Boolean(), nullable=False),
        sa.Column("ontvanger", sa.String(length=20), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column("is_dringend", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "gepland",
                "onderweg",
                "verzonden",
                "mislukt",
                "ingetrokken",
                "overgeslagen",
                name="herinneringstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("bericht_id", sa.Integer(), nullable=True),
        sa.Column("verzonden_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reden", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "(status = 'verzonden') = (verzonden_op IS NOT NULL)", name=op.f("ck_herinnering_verzonden")
        ),
        sa.CheckConstraint(
            "ontvanger = CASE WHEN gebruiker_id IS NOT NULL THEN 'g' || gebruiker_id ELSE 'p' || persoon_id END",
            name=op.f("ck_herinnering_ontvanger"),
        ),
        sa.CheckConstraint("status <> 'gepland' OR bericht_id IS NULL", name=op.f("ck_herinnering_gepland")),
        sa.CheckConstraint(
            "status <> 'onderweg' OR bericht_id IS NOT NULL", name=op.f("ck_herinnering_onderweg")
        ),
        sa.CheckConstraint(
            "status NOT IN ('mislukt', 'ingetrokken', 'overgeslagen') OR reden IS NOT NULL",
            name=op.f("ck_herinnering_reden"),
        ),
        sa.CheckConstraint(
            "(gebruiker_id IS NULL) <> (persoon_id IS NULL)", name=op.f("ck_herinnering_een_ontvanger")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_herinnering_code_lengte")),
        sa.CheckConstraint("length(ontvanger) <= 20", name=op.f("ck_herinnering_ontvanger_lengte")),
        sa.CheckConstraint("length(reden) <= 400", name=op.f("ck_herinnering_reden_lengte")),
        sa.CheckConstraint("ronde >= 1", name=op.f("ck_herinnering_ronde")),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["bericht.id"], name=op.f("fk_herinnering_bericht_id_bericht")
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_herinnering_gebruiker_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_herinnering_persoon_id_persoon")
        ),
        sa.ForeignKeyConstraint(
            ["regel_id"], ["herinneringsregel.id"], name=op.f("fk_herinnering_regel_id_herinneringsregel")
        ),
        sa.ForeignKeyConstraint(["stap_id"], ["regelstap.id"], name=op.f("fk_herinnering_stap_id_regelstap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_herinnering")),
        sa.UniqueConstraint(
            "stap_id",
            "onderwerp_id",
            "datum",
            "ontvanger",
            "ronde",
            name=op.f("uq_herinnering_stap_id_onderwerp_id_datum_ontvanger_ronde"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_herinnering_uuid")),
    )
    with op.batch_alter_table("herinnering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_herinnering_bericht_id"), ["bericht_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herinnering_gebruiker_id"), ["gebruiker_id"], unique=False)
        batch_op.create_index(
            "ix_herinnering_geweest", ["code", "onderwerp_id", "datum", "ontvanger", "rang"], unique=False
        )
        batch_op.create_index("ix_herinnering_klaar", ["status", "ontvanger", "gepland_voor"], unique=False)
        batch_op.create_index("ix_herinnering_onderwerp", ["onderwerp", "onderwerp_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herinnering_persoon_id"), ["persoon_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herinnering_regel_id"), ["regel_id"], unique=False)

    op.create_table(
        "agendafeed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "eigen",
                "opdracht",
                "coalitie",
                "pc_kalender",
                name="feedsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opdracht_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=True),
        sa.Column("teken_hash", sa.String(length=64), nullable=False),
        sa.Column("laatst_gebruikt_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(soort = 'coalitie') = (coalitie_id IS NOT NULL)", name=op.f("ck_agendafeed_coalitie")
        ),
        sa.CheckConstraint(
            "(soort = 'opdracht') = (opdracht_id IS NOT NULL)", name=op.f("ck_agendafeed_opdracht")
        ),
        sa.CheckConstraint("length(teken_hash) <= 64", name=op.f("ck_agendafeed_teken_hash_lengte")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_agendafeed_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_agendafeed_gebruiker_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["opdracht_id"], ["opdracht.id"], name=op.f("fk_agendafeed_opdracht_id_opdracht")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agendafeed")),
        sa.UniqueConstraint("teken_hash", name=op.f("uq_agendafeed_teken_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq_agendafeed_uuid")),
    )
    with op.batch_alter_table("agendafeed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agendafeed_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendafeed_gebruiker_id"), ["gebruiker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendafeed_opdracht_id"), ["opdracht_id"], unique=False)

    op.create_table(
        "partnerlink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=False),
        sa.Column(
            "doel",
            sa.Enum(
                "bevestigen",
                "leveren",
                "verzetten",
                name="linkdoel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruikt_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("intrek_reden", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(ingetrokken_op IS NULL) = (intrek_reden IS NULL)", name=op.f("ck_partnerlink_ingetrokken")
        ),
        sa.CheckConstraint("length(intrek_reden) <= 200", name=op.f("ck_partnerlink_intrek_reden_lengte")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["partnerafspraak.id"], name=op.f("fk_partnerlink_afspraak_id_partnerafspraak")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_partnerlink_persoon_id_persoon")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerlink")),
        sa.UniqueConstraint("uuid", name=op.f("uq_partnerlink_uuid")),
    )
    with op.batch_alter_table("partnerlink", schema=None) as batch_op:
        batch_op.create_index("ix_partnerlink_afspraak", ["afspraak_id", "persoon_id", "doel"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerlink_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "partnermelding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=False),
        sa.Column(
            "doel",
            sa.Enum(
                "bevestigen",
                "leveren",
                "verzetten",
                name="linkdoel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tekst", sa.String(length=1000), nullable=True),
        sa.Column("hoeveelheid", sa.BigInteger(), nullable=True),
        sa.Column("geleverd_op", sa.Date(), nullable=True),
        sa.Column("nieuwe_datum", sa.Date(), nullable=True),
        sa.Column("bijlage_id", sa.Integer(), nullable=True),
        sa.Column("ontvangen_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "nieuw",
                "overgenomen",
                "afgewezen",
                name="meldingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("behandeld_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("behandeld_door_id", sa.Integer(), nullable=True),
        sa.Column("reden", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "(doel = 'leveren') = (hoeveelheid IS NOT NULL AND geleverd_op IS NOT NULL)",
            name=op.f("ck_partnermelding_levering"),
        ),
        sa.CheckConstraint(
            "(doel = 'verzetten') = (nieuwe_datum IS NOT NULL)", name=op.f("ck_partnermelding_datum")
        ),
        sa.CheckConstraint(
            "(status = 'nieuw') = (behandeld_op IS NULL)", name=op.f("ck_partnermelding_behandeld")
        ),
        sa.CheckConstraint("doel = 'bevestigen' OR trim(tekst) <> ''", name=op.f("ck_partnermelding_tekst")),
        sa.CheckConstraint(
            "status <> 'afgewezen' OR reden IS NOT NULL", name=op.f("ck_partnermelding_reden")
        ),
        sa.CheckConstraint(
            "hoeveelheid IS NULL OR hoeveelheid > 0", name=op.f("ck_partnermelding_hoeveelheid")
        ),
        sa.CheckConstraint("length(reden) <= 400", name=op.f("ck_partnermelding_reden_lengte")),
        sa.CheckConstraint("length(tekst) <= 1000", name=op.f("ck_partnermelding_tekst_lengte")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"],
            ["partnerafspraak.id"],
            name=op.f("fk_partnermelding_afspraak_id_partnerafspraak"),
        ),
        sa.ForeignKeyConstraint(
            ["behandeld_door_id"],
            ["gebruiker.id"],
            name=op.f("fk_partnermelding_behandeld_door_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["bijlage_id"], ["bijlage.id"], name=op.f("fk_partnermelding_bijlage_id_bijlage")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["partnerlink.id"], name=op.f("fk_partnermelding_link_id_partnerlink")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_partnermelding_persoon_id_persoon")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnermelding")),
        sa.UniqueConstraint("link_id", name=op.f("uq_partnermelding_link_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_partnermelding_uuid")),
    )
    with op.batch_alter_table("partnermelding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnermelding_afspraak_id"), ["afspraak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnermelding_persoon_id"), ["persoon_id"], unique=False)
        batch_op.create_index("ix_partnermelding_status", ["status", "ontvangen_op"], unique=False)


def vul_vooraf() -> None:
    """What the law says of the products that are there already (Provinciewet 195 and 204)."""
    verbinding = op.get_bind()
    stuk = sa.table(
        "pc_product",
        sa.column("id"),
        sa.column("soort"),
        sa.column("jaar"),
        sa.column("wettelijk_voor", sa.Date),
    )
    for soort, jaar_erbij, dag in (("begroting", -1, "11-15"), ("jaarstukken", 1, "07-15")):
        vraag = sa.select(stuk.c.id, stuk.c.jaar).where(
            stuk.c.soort == soort, stuk.c.wettelijk_voor.is_(None)
        )
        for nummer, jaar in verbinding.execute(vraag).all():
            voor = dt.date.fromisoformat(f"{jaar + jaar_erbij}-{dag}")
            verbinding.execute(stuk.update().where(stuk.c.id == nummer).values(wettelijk_voor=voor))


def bestaande_tabellen() -> None:
    with verbouw("overleg") as tabel:
        tabel.add_column(sa.Column("eindigt_op", sa.DateTime(timezone=True), nullable=True))
        tabel.add_column(sa.Column("eigenaar_id", sa.Integer(), nullable=True))
        tabel.add_column(sa.Column("volgnummer", sa.Integer(), nullable=False, server_default="0"))
        tabel.add_column(sa.Column("is_uitgenodigd", sa.Boolean(), nullable=False, server_default=sa.false()))
        tabel.add_column(sa.Column("agenda_uid", sa.String(length=255), nullable=True))
        tabel.add_column(sa.Column("afgelast_op", sa.DateTime(timezone=True), nullable=True))
        tabel.create_index(tabel.f("ix_overleg_eigenaar_id"), ["eigenaar_id"])
        tabel.create_unique_constraint(op.f("uq_overleg_agenda_uid"), ["agenda_uid"])
        tabel.create_foreign_key(
            op.f("fk_overleg_eigenaar_id_gebruiker"), "gebruiker", ["eigenaar_id"], ["id"]
        )
    # Nobody kept when it was called off; the last change of the row is the nearest.
    op.execute("UPDATE overleg SET afgelast_op = gewijzigd_op WHERE status = 'afgelast'")
    with verbouw("overleg") as tabel:
        tabel.alter_column("volgnummer", server_default=None)
        tabel.alter_column("is_uitgenodigd", server_default=None)
        eis(tabel, "overleg", "agenda_uid_lengte", "length(agenda_uid) <= 255")
        eis(tabel, "overleg", "einde", "eindigt_op IS NULL OR eindigt_op > begint_op")
        eis(tabel, "overleg", "afgelast_op", "(status = 'afgelast') = (afgelast_op IS NOT NULL)")
    with verbouw("partnerafspraak") as tabel:
        tabel.add_column(sa.Column("contact_id", sa.Integer(), nullable=True))
        tabel.create_index(tabel.f("ix_partnerafspraak_contact_id"), ["contact_id"])
        tabel.create_foreign_key(
            op.f("fk_partnerafspraak_contact_id_persoon"), "persoon", ["contact_id"], ["id"]
        )
    with verbouw("pc_product") as tabel:
        tabel.add_column(sa.Column("aanlevertermijn", sa.Integer(), nullable=True))
        tabel.add_column(
            sa.Column("is_teruggeteld", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        tabel.add_column(sa.Column("aangeleverd_op", sa.Date(), nullable=True))
        tabel.add_column(sa.Column("eigenaar_id", sa.Integer(), nullable=True))
        tabel.add_column(sa.Column("gereed_op", sa.Date(), nullable=True))
        tabel.add_column(sa.Column("opmerking", sa.String(length=400), nullable=True))
        tabel.add_column(sa.Column("is_voorbeeld", sa.Boolean(), nullable=False, server_default=sa.false()))
        tabel.create_index(tabel.f("ix_pc_product_eigenaar_id"), ["eigenaar_id"])
        tabel.create_foreign_key(
            op.f("fk_pc_product_eigenaar_id_gebruiker"), "gebruiker", ["eigenaar_id"], ["id"]
        )
    # Which of the two days was typed wrong, nobody knows: the later step is kept as a note, to be filled in again.
    op.execute(
        "UPDATE pc_product SET opmerking = 'De datum voor Provinciale Staten was ' || CAST(ps_datum AS VARCHAR(10))"
        " || ', voor die van Gedeputeerde Staten. Vul de goede datum in.', ps_datum = NULL WHERE ps_datum < gs_datum"
    )
    with verbouw("pc_product") as tabel:
        tabel.alter_column("is_voorbeeld", server_default=None)
        tabel.alter_column("is_teruggeteld", server_default=None)
        eis(tabel, "pc_product", "opmerking_lengte", "length(opmerking) <= 400")
        eis(tabel, "pc_product", "gs_voor_ps", "ps_datum IS NULL OR gs_datum IS NULL OR ps_datum >= gs_datum")
        eis(
            tabel,
            "pc_product",
            "aanlevertermijn",
            "aanlevertermijn IS NULL OR aanlevertermijn BETWEEN 1 AND 120",
        )
        eis(
            tabel,
            "pc_product",
            "wettelijk",
            "soort NOT IN ('begroting', 'jaarstukken') OR wettelijk_voor IS NOT NULL",
        )
        eis(
            tabel,
            "pc_product",
            "teruggeteld",
            "NOT is_teruggeteld"
            " OR (aanleverdatum IS NOT NULL AND gs_datum IS NOT NULL AND aanlevertermijn IS NOT NULL)",
        )
    with verbouw("taakloop") as tabel:
        tabel.add_column(sa.Column("keren", sa.Integer(), nullable=False, server_default="1"))
    with verbouw("taakloop") as tabel:
        tabel.alter_column("keren", server_default=None)


def verbouw(tabel: str):
    """A batch that keeps the CHECKs of the table: on SQLite it is copied, and Alembic copies everything but those."""
    verbinding = op.get_bind()
    bestaand = []
    if verbinding.dialect.name == "sqlite":
        bestaand = [
            sa.CheckConstraint(regel["sqltext"], name=op.f(regel["name"]))
            for regel in sa.inspect(verbinding).get_check_constraints(tabel)
        ]
    return op.batch_alter_table(tabel, table_args=bestaand)


def eis(tabel, naam_tabel: str, naam: str, regel: str) -> None:
    tabel.create_check_constraint(op.f(f"ck_{naam_tabel}_{naam}"), regel)


def leg_vast() -> None:
    """What has gone out stays as it was, also for who works in the database beside the program."""
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
    raise NotImplementedError("Terug gaat met een reservekopie van voor de migratie: crm restore.")
