"""De eerste tabellen.

Waarom: alles wat de kwartaalrapportage nodig heeft, van agenda en overleg tot momentopname, met de regels als CHECK.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aanmeldpoging",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_gelukt", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_aanmeldpoging_email_lengte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanmeldpoging")),
        sa.UniqueConstraint("uuid", name=op.f("uq_aanmeldpoging_uuid")),
    )
    with op.batch_alter_table("aanmeldpoging", schema=None) as batch_op:
        batch_op.create_index("ix_aanmeldpoging_email_op", ["email", "op"], unique=False)

    op.create_table(
        "bron",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("bestand", sa.String(length=200), nullable=False),
        sa.Column("regel_van", sa.Integer(), nullable=False),
        sa.Column("regel_tot", sa.Integer(), nullable=False),
        sa.Column("ook", sa.JSON(), nullable=False),
        sa.Column("gedrukt", sa.String(), nullable=True),
        sa.Column("twijfel", sa.String(), nullable=True),
        sa.Column("is_overgenomen", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(bestand) <= 200", name=op.f("ck_bron_bestand_lengte")),
        sa.CheckConstraint("length(document) <= 200", name=op.f("ck_bron_document_lengte")),
        sa.CheckConstraint("regel_tot >= regel_van AND regel_van > 0", name=op.f("ck_bron_regels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bron")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bron_uuid")),
    )
    with op.batch_alter_table("bron", schema=None) as batch_op:
        batch_op.create_index("ix_bron_plaats", ["bestand", "regel_van"], unique=False)

    op.create_table(
        "gebruiker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("functie", sa.String(length=200), nullable=True),
        sa.Column("wachtwoord_hash", sa.String(length=200), nullable=True),
        sa.Column("is_actief", sa.Boolean(), nullable=False),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_gebruiker_email_lengte")),
        sa.CheckConstraint("length(functie) <= 200", name=op.f("ck_gebruiker_functie_lengte")),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_gebruiker_naam_lengte")),
        sa.CheckConstraint(
            "length(wachtwoord_hash) <= 200", name=op.f("ck_gebruiker_wachtwoord_hash_lengte")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruiker")),
        sa.UniqueConstraint("email", name=op.f("uq_gebruiker_email")),
        sa.UniqueConstraint("uuid", name=op.f("uq_gebruiker_uuid")),
    )
    op.create_table(
        "pc_product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "kaderbrief",
                "begroting",
                "begrotingswijziging",
                "jaarstukken",
                "kwartaalrapportage",
                name="pcsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("aanleverdatum", sa.Date(), nullable=True),
        sa.Column("gs_datum", sa.Date(), nullable=True),
        sa.Column("ps_datum", sa.Date(), nullable=True),
        sa.Column("wettelijk_voor", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "aanleverdatum IS NULL OR aanleverdatum >= peildatum", name=op.f("ck_pc_product_aanleveren")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pc_product")),
        sa.UniqueConstraint("soort", "jaar", "volgnummer", name=op.f("uq_pc_product_soort_jaar_volgnummer")),
        sa.UniqueConstraint("uuid", name=op.f("uq_pc_product_uuid")),
    )
    op.create_table(
        "persoon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("naam_sleutel", sa.String(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("herkomst", sa.String(length=200), nullable=True),
        sa.Column("bewaren_tot", sa.Date(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_persoon_email_lengte")),
        sa.CheckConstraint("length(herkomst) <= 200", name=op.f("ck_persoon_herkomst_lengte")),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_persoon_naam_lengte")),
        sa.CheckConstraint("length(telefoon) <= 40", name=op.f("ck_persoon_telefoon_lengte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persoon")),
        sa.UniqueConstraint("email", name=op.f("uq_persoon_email")),
        sa.UniqueConstraint("uuid", name=op.f("uq_persoon_uuid")),
    )
    with op.batch_alter_table("persoon", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persoon_naam_sleutel"), ["naam_sleutel"], unique=False)

    op.create_table(
        "taakloop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taak", sa.String(length=60), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("begonnen_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("klaar_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uitkomst", sa.String(length=400), nullable=True),
        sa.Column("is_mislukt", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(slot) <= 40", name=op.f("ck_taakloop_slot_lengte")),
        sa.CheckConstraint("length(taak) <= 60", name=op.f("ck_taakloop_taak_lengte")),
        sa.CheckConstraint("length(uitkomst) <= 400", name=op.f("ck_taakloop_uitkomst_lengte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taakloop")),
        sa.UniqueConstraint("taak", "slot", name=op.f("uq_taakloop_taak_slot")),
        sa.UniqueConstraint("uuid", name=op.f("uq_taakloop_uuid")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("teken_hash", sa.String(length=64), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(naam) <= 120", name=op.f("ck_api_token_naam_lengte")),
        sa.CheckConstraint("length(teken_hash) <= 64", name=op.f("ck_api_token_teken_hash_lengte")),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_api_token_gebruiker_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("teken_hash", name=op.f("uq_api_token_teken_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq_api_token_uuid")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_gebruiker_id"), ["gebruiker_id"], unique=False)

    op.create_table(
        "gebruikersrol",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column(
            "rol",
            sa.Enum(
                "programmamanager",
                "ambassadeur",
                "bestuursadviseur",
                "controller",
                "beheerder",
                "lezer",
                name="gebruikerrol",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_gebruikersrol_gebruiker_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruikersrol")),
        sa.UniqueConstraint("gebruiker_id", "rol", name=op.f("uq_gebruikersrol_gebruiker_id_rol")),
        sa.UniqueConstraint("uuid", name=op.f("uq_gebruikersrol_uuid")),
    )
    with op.batch_alter_table("gebruikersrol", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gebruikersrol_gebruiker_id"), ["gebruiker_id"], unique=False)

    op.create_table(
        "logboekregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("handeling", sa.String(length=80), nullable=False),
        sa.Column("onderwerp_soort", sa.String(length=60), nullable=False),
        sa.Column("onderwerp_id", sa.Integer(), nullable=False),
        sa.Column("onderwerp_uuid", sa.Uuid(), nullable=False),
        sa.Column("reden", sa.String(), nullable=True),
        sa.Column("voor", sa.JSON(), nullable=False),
        sa.Column("na", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(handeling) <= 80", name=op.f("ck_logboekregel_handeling_lengte")),
        sa.CheckConstraint(
            "length(onderwerp_soort) <= 60", name=op.f("ck_logboekregel_onderwerp_soort_lengte")
        ),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_logboekregel_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logboekregel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_logboekregel_uuid")),
    )
    with op.batch_alter_table("logboekregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logboekregel_door_id"), ["door_id"], unique=False)
        batch_op.create_index(
            "ix_logboekregel_onderwerp", ["onderwerp_soort", "onderwerp_id", "op"], unique=False
        )
        batch_op.create_index("ix_logboekregel_op", ["op"], unique=False)

    op.create_table(
        "organisatie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("naam_sleutel", sa.String(), nullable=False),
        sa.Column(
            "helix",
            sa.Enum(
                "overheid",
                "onderwijs",
                "kennisinstelling",
                "bedrijf",
                "maatschappelijk",
                "samenwerkingsverband",
                name="helix",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("helix_alternatief", sa.String(length=40), nullable=True),
        sa.Column("aard", sa.String(length=120), nullable=True),
        sa.Column("regio", sa.String(length=120), nullable=True),
        sa.Column("kvk_nummer", sa.String(length=8), nullable=True),
        sa.Column("oin", sa.String(length=20), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("ouder_id", sa.Integer(), nullable=True),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("trim(naam) <> ''", name=op.f("ck_organisatie_naam_niet_leeg")),
        sa.CheckConstraint(
            "website IS NULL OR website LIKE 'https://%' OR website LIKE 'http://%'",
            name=op.f("ck_organisatie_website_is_webadres"),
        ),
        sa.CheckConstraint("kvk_nummer IS NULL OR length(kvk_nummer) = 8", name=op.f("ck_organisatie_kvk")),
        sa.CheckConstraint("length(aard) <= 120", name=op.f("ck_organisatie_aard_lengte")),
        sa.CheckConstraint(
            "length(helix_alternatief) <= 40", name=op.f("ck_organisatie_helix_alternatief_lengte")
        ),
        sa.CheckConstraint("length(kvk_nummer) <= 8", name=op.f("ck_organisatie_kvk_nummer_lengte")),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_organisatie_naam_lengte")),
        sa.CheckConstraint("length(oin) <= 20", name=op.f("ck_organisatie_oin_lengte")),
        sa.CheckConstraint("length(regio) <= 120", name=op.f("ck_organisatie_regio_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_organisatie_sleutel_lengte")),
        sa.CheckConstraint("length(website) <= 300", name=op.f("ck_organisatie_website_lengte")),
        sa.CheckConstraint("oin IS NULL OR length(oin) = 20", name=op.f("ck_organisatie_oin")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_organisatie_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["ouder_id"], ["organisatie.id"], name=op.f("fk_organisatie_ouder_id_organisatie")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisatie")),
        sa.UniqueConstraint("kvk_nummer", name=op.f("uq_organisatie_kvk_nummer")),
        sa.UniqueConstraint("naam", name=op.f("uq_organisatie_naam")),
        sa.UniqueConstraint("naam_sleutel", name=op.f("uq_organisatie_naam_sleutel")),
        sa.UniqueConstraint("oin", name=op.f("uq_organisatie_oin")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_organisatie_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_organisatie_uuid")),
    )
    with op.batch_alter_table("organisatie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisatie_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisatie_ouder_id"), ["ouder_id"], unique=False)

    op.create_table(
        "programma",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=300), nullable=False),
        sa.Column("jaar_van", sa.Integer(), nullable=False),
        sa.Column("jaar_tot", sa.Integer(), nullable=False),
        sa.Column("missie", sa.String(), nullable=True),
        sa.Column("ambitie", sa.String(), nullable=True),
        sa.Column("begrotingsprogramma", sa.String(length=120), nullable=True),
        sa.Column("portefeuillehouder", sa.String(length=200), nullable=True),
        sa.Column("portefeuille", sa.String(length=300), nullable=True),
        sa.Column("eigenaar", sa.String(length=200), nullable=True),
        sa.Column("kaders", sa.JSON(), nullable=False),
        sa.CheckConstraint("jaar_tot >= jaar_van", name=op.f("ck_programma_periode")),
        sa.CheckConstraint(
            "length(begrotingsprogramma) <= 120", name=op.f("ck_programma_begrotingsprogramma_lengte")
        ),
        sa.CheckConstraint("length(code) <= 40", name=op.f("ck_programma_code_lengte")),
        sa.CheckConstraint("length(eigenaar) <= 200", name=op.f("ck_programma_eigenaar_lengte")),
        sa.CheckConstraint("length(naam) <= 300", name=op.f("ck_programma_naam_lengte")),
        sa.CheckConstraint("length(portefeuille) <= 300", name=op.f("ck_programma_portefeuille_lengte")),
        sa.CheckConstraint(
            "length(portefeuillehouder) <= 200", name=op.f("ck_programma_portefeuillehouder_lengte")
        ),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_programma_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_programma_bron_id_bron")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programma")),
        sa.UniqueConstraint("code", name=op.f("uq_programma_code")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_programma_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_programma_uuid")),
    )
    with op.batch_alter_table("programma", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programma_bron_id"), ["bron_id"], unique=False)

    op.create_table(
        "sessie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("teken_hash", sa.String(length=64), nullable=False),
        sa.Column("apparaat", sa.String(length=200), nullable=True),
        sa.Column("laatst_gebruikt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(apparaat) <= 200", name=op.f("ck_sessie_apparaat_lengte")),
        sa.CheckConstraint("length(teken_hash) <= 64", name=op.f("ck_sessie_teken_hash_lengte")),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruiker.id"], name=op.f("fk_sessie_gebruiker_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessie")),
        sa.UniqueConstraint("teken_hash", name=op.f("uq_sessie_teken_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq_sessie_uuid")),
    )
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessie_gebruiker_id"), ["gebruiker_id"], unique=False)

    op.create_table(
        "bronverschil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "som",
                "tekst_en_figuur",
                "periode",
                "naam",
                "telling",
                "lezing",
                name="verschilsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("onderwerp", sa.String(length=300), nullable=False),
        sa.Column("gedrukt", sa.String(length=500), nullable=False),
        sa.Column("anders", sa.String(length=500), nullable=False),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.Column("opgelost_op", sa.Date(), nullable=True),
        sa.CheckConstraint("length(anders) <= 500", name=op.f("ck_bronverschil_anders_lengte")),
        sa.CheckConstraint("length(gedrukt) <= 500", name=op.f("ck_bronverschil_gedrukt_lengte")),
        sa.CheckConstraint("length(onderwerp) <= 300", name=op.f("ck_bronverschil_onderwerp_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_bronverschil_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_bronverschil_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_bronverschil_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bronverschil")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_bronverschil_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bronverschil_uuid")),
    )
    with op.batch_alter_table("bronverschil", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bronverschil_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bronverschil_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "doel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("ouder_id", sa.Integer(), nullable=True),
        sa.Column(
            "niveau",
            sa.Enum(
                "speerpunt",
                "thema",
                "actielijn",
                "versneller",
                "handreiking",
                name="niveau",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("nummer", sa.String(length=20), nullable=True),
        sa.Column("naam", sa.String(length=300), nullable=False),
        sa.Column("naam_varianten", sa.JSON(), nullable=False),
        sa.Column("doelstelling", sa.String(), nullable=True),
        sa.Column("budgetnaam", sa.String(length=120), nullable=True),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(budgetnaam) <= 120", name=op.f("ck_doel_budgetnaam_lengte")),
        sa.CheckConstraint("length(naam) <= 300", name=op.f("ck_doel_naam_lengte")),
        sa.CheckConstraint("length(nummer) <= 20", name=op.f("ck_doel_nummer_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_doel_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_doel_bron_id_bron")),
        sa.ForeignKeyConstraint(["ouder_id"], ["doel.id"], name=op.f("fk_doel_ouder_id_doel")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_doel_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doel")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_doel_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_doel_uuid")),
    )
    with op.batch_alter_table("doel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doel_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_doel_ouder_id"), ["ouder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_doel_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "functie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=True),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_functie_naam_lengte")),
        sa.CheckConstraint("tot IS NULL OR van IS NULL OR tot >= van", name=op.f("ck_functie_termijn")),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_functie_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=op.f("fk_functie_persoon_id_persoon")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_functie")),
        sa.UniqueConstraint("uuid", name=op.f("uq_functie_uuid")),
    )
    with op.batch_alter_table("functie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_functie_organisatie_id"), ["organisatie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_functie_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "gremium",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("naam_varianten", sa.JSON(), nullable=False),
        sa.Column("soort", sa.String(length=120), nullable=True),
        sa.Column("rol", sa.String(length=300), nullable=True),
        sa.Column("doelgroep", sa.String(length=200), nullable=True),
        sa.CheckConstraint("length(doelgroep) <= 200", name=op.f("ck_gremium_doelgroep_lengte")),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_gremium_naam_lengte")),
        sa.CheckConstraint("length(rol) <= 300", name=op.f("ck_gremium_rol_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_gremium_sleutel_lengte")),
        sa.CheckConstraint("length(soort) <= 120", name=op.f("ck_gremium_soort_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_gremium_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_gremium_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gremium")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_gremium_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_gremium_uuid")),
    )
    with op.batch_alter_table("gremium", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gremium_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gremium_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("wanneer", sa.String(length=120), nullable=True),
        sa.Column(
            "precisie",
            sa.Enum(
                "dag",
                "maand",
                "begin_jaar",
                "medio_jaar",
                "eind_jaar",
                "jaar",
                "jaarreeks",
                "vanaf",
                "terugkerend",
                "open",
                name="precisie",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("datum_van", sa.Date(), nullable=True),
        sa.Column("datum_tot", sa.Date(), nullable=True),
        sa.Column("optie_jaren", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("ouder_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=300), nullable=False),
        sa.Column("soort", sa.String(length=120), nullable=True),
        sa.Column("uitvoerder", sa.String(length=300), nullable=True),
        sa.Column("doelgroep", sa.String(length=300), nullable=True),
        sa.Column("fase", sa.String(length=200), nullable=True),
        sa.Column("vorm", sa.String(length=200), nullable=True),
        sa.Column("omvang_cent", sa.BigInteger(), nullable=True),
        sa.Column("omvang_woord", sa.String(length=120), nullable=True),
        sa.Column("bedrag_min_cent", sa.BigInteger(), nullable=True),
        sa.Column("bedrag_max_cent", sa.BigInteger(), nullable=True),
        sa.Column("max_aandeel", sa.BigInteger(), nullable=True),
        sa.Column("stand", sa.String(length=300), nullable=True),
        sa.Column("reikwijdte", sa.JSON(), nullable=False),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.CheckConstraint(
            "bedrag_max_cent IS NULL OR bedrag_min_cent IS NULL OR bedrag_min_cent <= bedrag_max_cent",
            name=op.f("ck_instrument_bedragen"),
        ),
        sa.CheckConstraint("length(doelgroep) <= 300", name=op.f("ck_instrument_doelgroep_lengte")),
        sa.CheckConstraint("length(fase) <= 200", name=op.f("ck_instrument_fase_lengte")),
        sa.CheckConstraint("length(naam) <= 300", name=op.f("ck_instrument_naam_lengte")),
        sa.CheckConstraint("length(omvang_woord) <= 120", name=op.f("ck_instrument_omvang_woord_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_instrument_sleutel_lengte")),
        sa.CheckConstraint("length(soort) <= 120", name=op.f("ck_instrument_soort_lengte")),
        sa.CheckConstraint("length(stand) <= 300", name=op.f("ck_instrument_stand_lengte")),
        sa.CheckConstraint("length(uitvoerder) <= 300", name=op.f("ck_instrument_uitvoerder_lengte")),
        sa.CheckConstraint("length(vorm) <= 200", name=op.f("ck_instrument_vorm_lengte")),
        sa.CheckConstraint("length(wanneer) <= 120", name=op.f("ck_instrument_wanneer_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_instrument_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["ouder_id"], ["instrument.id"], name=op.f("fk_instrument_ouder_id_instrument")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_instrument_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_instrument_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_instrument_uuid")),
    )
    with op.batch_alter_table("instrument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instrument_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_instrument_ouder_id"), ["ouder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_instrument_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "monitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=300), nullable=False),
        sa.Column("soort", sa.String(length=120), nullable=True),
        sa.Column("frequentie", sa.String(length=120), nullable=True),
        sa.Column("om_de_jaren", sa.Integer(), nullable=True),
        sa.Column("eerste_jaar", sa.Integer(), nullable=True),
        sa.Column("is_eigen", sa.Boolean(), nullable=False),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.CheckConstraint("length(frequentie) <= 120", name=op.f("ck_monitor_frequentie_lengte")),
        sa.CheckConstraint("length(naam) <= 300", name=op.f("ck_monitor_naam_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_monitor_sleutel_lengte")),
        sa.CheckConstraint("length(soort) <= 120", name=op.f("ck_monitor_soort_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_monitor_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_monitor_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitor")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_monitor_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_monitor_uuid")),
    )
    with op.batch_alter_table("monitor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monitor_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_monitor_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "ontwikkelcoalitie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(length=20), nullable=True),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("doelstelling", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "verkenning",
                "vorming",
                "purpose_case",
                "uitvoering",
                "afgerond",
                "beeindigd",
                name="coalitiestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opgericht_op", sa.Date(), nullable=True),
        sa.Column("afgerond_op", sa.Date(), nullable=True),
        sa.Column("beeindigd_op", sa.Date(), nullable=True),
        sa.Column("reden", sa.String(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'afgerond') = (afgerond_op IS NOT NULL)", name=op.f("ck_ontwikkelcoalitie_afgerond")
        ),
        sa.CheckConstraint(
            "(status = 'beeindigd') = (beeindigd_op IS NOT NULL)", name=op.f("ck_ontwikkelcoalitie_beeindigd")
        ),
        sa.CheckConstraint(
            "beeindigd_op IS NULL OR reden IS NOT NULL", name=op.f("ck_ontwikkelcoalitie_reden")
        ),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_ontwikkelcoalitie_naam_lengte")),
        sa.CheckConstraint("length(nummer) <= 20", name=op.f("ck_ontwikkelcoalitie_nummer_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_ontwikkelcoalitie_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_ontwikkelcoalitie_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_ontwikkelcoalitie_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ontwikkelcoalitie")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_ontwikkelcoalitie_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_ontwikkelcoalitie_uuid")),
    )
    with op.batch_alter_table("ontwikkelcoalitie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ontwikkelcoalitie_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ontwikkelcoalitie_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "organisatie_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("naam_sleutel", sa.String(), nullable=False),
        sa.Column("is_onzeker", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_organisatie_alias_naam_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_organisatie_alias_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_organisatie_alias_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_organisatie_alias_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisatie_alias")),
        sa.UniqueConstraint("organisatie_id", "naam", name=op.f("uq_organisatie_alias_organisatie_id_naam")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_organisatie_alias_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_organisatie_alias_uuid")),
    )
    with op.batch_alter_table("organisatie_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisatie_alias_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisatie_alias_naam_sleutel"), ["naam_sleutel"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_organisatie_alias_organisatie_id"), ["organisatie_id"], unique=False
        )

    op.create_table(
        "rapportage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("periode", sa.String(length=10), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("versienummer", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "concept",
                "ter_vaststelling",
                "vastgesteld",
                "aangeboden",
                "gepubliceerd",
                name="rapportagestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("vorige_id", sa.Integer(), nullable=True),
        sa.Column("gevraagd_besluit", sa.String(), nullable=True),
        sa.Column("hoofdboodschap", sa.String(), nullable=True),
        sa.Column("vooruitblik", sa.String(), nullable=True),
        sa.Column("momentopname", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("opgesteld_door_id", sa.Integer(), nullable=False),
        sa.Column("opgesteld_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vastgesteld_door_id", sa.Integer(), nullable=True),
        sa.Column("vastgesteld_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aangeboden_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gepubliceerd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terugstuur_reden", sa.String(), nullable=True),
        sa.Column("correctie_reden", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(status IN ('vastgesteld', 'aangeboden', 'gepubliceerd')) = (vastgesteld_op IS NOT NULL)",
            name=op.f("ck_rapportage_vastgesteld"),
        ),
        sa.CheckConstraint(
            "(vastgesteld_op IS NULL) = (vastgesteld_door_id IS NULL)",
            name=op.f("ck_rapportage_vastgesteld_door"),
        ),
        sa.CheckConstraint("length(periode) <= 10", name=op.f("ck_rapportage_periode_lengte")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_rapportage_sha256_lengte")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_rapportage_hash")),
        sa.CheckConstraint(
            "vastgesteld_door_id IS NULL OR vastgesteld_door_id <> opgesteld_door_id",
            name=op.f("ck_rapportage_tweede_persoon"),
        ),
        sa.CheckConstraint(
            "versienummer = 1 OR correctie_reden IS NOT NULL", name=op.f("ck_rapportage_correctie")
        ),
        sa.ForeignKeyConstraint(
            ["opgesteld_door_id"], ["gebruiker.id"], name=op.f("fk_rapportage_opgesteld_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_rapportage_programma_id_programma")
        ),
        sa.ForeignKeyConstraint(
            ["vastgesteld_door_id"],
            ["gebruiker.id"],
            name=op.f("fk_rapportage_vastgesteld_door_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["vorige_id"], ["rapportage.id"], name=op.f("fk_rapportage_vorige_id_rapportage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapportage")),
        sa.UniqueConstraint(
            "programma_id",
            "periode",
            "versienummer",
            name=op.f("uq_rapportage_programma_id_periode_versienummer"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_rapportage_uuid")),
    )
    with op.batch_alter_table("rapportage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rapportage_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "actie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("doel_id", sa.Integer(), nullable=True),
        sa.Column("ouder_id", sa.Integer(), nullable=True),
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("titel", sa.String(length=400), nullable=False),
        sa.Column("korte_titel", sa.String(length=200), nullable=True),
        sa.Column("samenvatting", sa.String(), nullable=True),
        sa.Column("rol_provincie", sa.String(length=200), nullable=True),
        sa.Column("budgetpost", sa.String(length=120), nullable=True),
        sa.Column("is_doorlopend", sa.Boolean(), nullable=False),
        sa.Column("tijdpad", sa.String(length=300), nullable=True),
        sa.Column("opmerking", sa.String(), nullable=True),
        sa.Column("kaders", sa.JSON(), nullable=False),
        sa.Column("samenhang", sa.JSON(), nullable=False),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("beeindigd_op", sa.Date(), nullable=True),
        sa.Column("beeindigd_reden", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(beeindigd_op IS NULL) = (beeindigd_reden IS NULL)", name=op.f("ck_actie_beeindigd")
        ),
        sa.CheckConstraint("length(budgetpost) <= 120", name=op.f("ck_actie_budgetpost_lengte")),
        sa.CheckConstraint("length(korte_titel) <= 200", name=op.f("ck_actie_korte_titel_lengte")),
        sa.CheckConstraint("length(nummer) <= 20", name=op.f("ck_actie_nummer_lengte")),
        sa.CheckConstraint("length(rol_provincie) <= 200", name=op.f("ck_actie_rol_provincie_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_actie_sleutel_lengte")),
        sa.CheckConstraint("length(tijdpad) <= 300", name=op.f("ck_actie_tijdpad_lengte")),
        sa.CheckConstraint("length(titel) <= 400", name=op.f("ck_actie_titel_lengte")),
        sa.CheckConstraint("ouder_id IS NULL OR ouder_id <> id", name=op.f("ck_actie_eigen_ouder")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_actie_bron_id_bron")),
        sa.ForeignKeyConstraint(["doel_id"], ["doel.id"], name=op.f("fk_actie_doel_id_doel")),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_actie_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(["ouder_id"], ["actie.id"], name=op.f("fk_actie_ouder_id_actie")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_actie_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actie")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_actie_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_actie_uuid")),
    )
    with op.batch_alter_table("actie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actie_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actie_doel_id"), ["doel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actie_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actie_ouder_id"), ["ouder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actie_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "begrotingsregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("doel_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column("post_volgorde", sa.Integer(), nullable=False),
        sa.Column("onderdeel", sa.String(length=300), nullable=True),
        sa.Column("jaar_van", sa.Integer(), nullable=False),
        sa.Column("jaar_tot", sa.Integer(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "primitief",
                "wijziging",
                "verplichting",
                "realisatie",
                "prognose",
                name="begrotingsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("bedrag_cent", sa.BigInteger(), nullable=True),
        sa.Column("woord", sa.String(length=40), nullable=True),
        sa.Column("boekdatum", sa.Date(), nullable=False),
        sa.Column("toelichting", sa.String(length=400), nullable=True),
        sa.Column("door_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "bedrag_cent IS NOT NULL OR (soort = 'primitief' AND onderdeel IS NOT NULL)",
            name=op.f("ck_begrotingsregel_bedrag"),
        ),
        sa.CheckConstraint("jaar_tot >= jaar_van", name=op.f("ck_begrotingsregel_jaren")),
        sa.CheckConstraint("length(onderdeel) <= 300", name=op.f("ck_begrotingsregel_onderdeel_lengte")),
        sa.CheckConstraint("length(post) <= 120", name=op.f("ck_begrotingsregel_post_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_begrotingsregel_sleutel_lengte")),
        sa.CheckConstraint("length(toelichting) <= 400", name=op.f("ck_begrotingsregel_toelichting_lengte")),
        sa.CheckConstraint("length(woord) <= 40", name=op.f("ck_begrotingsregel_woord_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_begrotingsregel_bron_id_bron")),
        sa.ForeignKeyConstraint(["doel_id"], ["doel.id"], name=op.f("fk_begrotingsregel_doel_id_doel")),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_begrotingsregel_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_begrotingsregel_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begrotingsregel")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_begrotingsregel_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_begrotingsregel_uuid")),
    )
    with op.batch_alter_table("begrotingsregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_begrotingsregel_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_begrotingsregel_doel_id"), ["doel_id"], unique=False)
        batch_op.create_index("ix_begrotingsregel_jaar", ["programma_id", "jaar_van"], unique=False)
        batch_op.create_index(batch_op.f("ix_begrotingsregel_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "deelneming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("coalitie_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column(
            "rol",
            sa.Enum(
                "lid",
                "aanjager",
                "adviseur",
                name="deelnemerrol",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.CheckConstraint("tot IS NULL OR tot >= van", name=op.f("ck_deelneming_termijn")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_deelneming_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_deelneming_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_deelneming_persoon_id_persoon")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deelneming")),
        sa.UniqueConstraint(
            "coalitie_id",
            "organisatie_id",
            "persoon_id",
            "rol",
            "van",
            name=op.f("uq_deelneming_coalitie_id_organisatie_id_persoon_id_rol_van"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_deelneming_uuid")),
    )
    with op.batch_alter_table("deelneming", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deelneming_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deelneming_organisatie_id"), ["organisatie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deelneming_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "monitor_editie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("monitor_id", sa.Integer(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("verschenen_op", sa.Date(), nullable=True),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_monitor_editie_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_monitor_editie_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["monitor_id"], ["monitor.id"], name=op.f("fk_monitor_editie_monitor_id_monitor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitor_editie")),
        sa.UniqueConstraint("monitor_id", "jaar", name=op.f("uq_monitor_editie_monitor_id_jaar")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_monitor_editie_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_monitor_editie_uuid")),
    )
    with op.batch_alter_table("monitor_editie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monitor_editie_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_monitor_editie_monitor_id"), ["monitor_id"], unique=False)

    op.create_table(
        "norm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("gremium_id", sa.Integer(), nullable=True),
        sa.Column("omschrijving", sa.String(length=300), nullable=False),
        sa.Column("eenheid", sa.String(length=60), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.Column("vanaf_jaar", sa.Integer(), nullable=True),
        sa.Column(
            "telling",
            sa.Enum(
                "overleggen",
                "coalities",
                "niet_geteld",
                name="normtelling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "telling <> 'overleggen' OR gremium_id IS NOT NULL", name=op.f("ck_norm_overleggen_van_gremium")
        ),
        sa.CheckConstraint("length(eenheid) <= 60", name=op.f("ck_norm_eenheid_lengte")),
        sa.CheckConstraint("length(omschrijving) <= 300", name=op.f("ck_norm_omschrijving_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_norm_sleutel_lengte")),
        sa.CheckConstraint("maximum IS NULL OR maximum >= minimum", name=op.f("ck_norm_grenzen")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_norm_bron_id_bron")),
        sa.ForeignKeyConstraint(["gremium_id"], ["gremium.id"], name=op.f("fk_norm_gremium_id_gremium")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_norm_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_norm_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_norm_uuid")),
    )
    with op.batch_alter_table("norm", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_norm_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_norm_gremium_id"), ["gremium_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_norm_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "actie_instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_actie_instrument_sleutel_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_actie_instrument_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_actie_instrument_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_actie_instrument_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actie_instrument")),
        sa.UniqueConstraint(
            "actie_id", "instrument_id", name=op.f("uq_actie_instrument_actie_id_instrument_id")
        ),
        sa.UniqueConstraint("sleutel", name=op.f("uq_actie_instrument_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_actie_instrument_uuid")),
    )
    with op.batch_alter_table("actie_instrument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actie_instrument_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actie_instrument_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_actie_instrument_instrument_id"), ["instrument_id"], unique=False
        )

    op.create_table(
        "betrokkenheid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("doel_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=True),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column(
            "rol",
            sa.Enum(
                "initiator",
                "partner",
                "uitvoerder",
                "bevoegd_gezag",
                "opdrachtgever",
                "regioversneller",
                "geconsulteerd",
                name="rol",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gedrukt", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN actie_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN doel_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN programma_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_betrokkenheid_een_onderwerp"),
        ),
        sa.CheckConstraint("length(gedrukt) <= 300", name=op.f("ck_betrokkenheid_gedrukt_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_betrokkenheid_sleutel_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_betrokkenheid_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_betrokkenheid_bron_id_bron")),
        sa.ForeignKeyConstraint(["doel_id"], ["doel.id"], name=op.f("fk_betrokkenheid_doel_id_doel")),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_betrokkenheid_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_betrokkenheid_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_betrokkenheid")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_betrokkenheid_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_betrokkenheid_uuid")),
    )
    with op.batch_alter_table("betrokkenheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_betrokkenheid_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_betrokkenheid_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_betrokkenheid_doel_id"), ["doel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_betrokkenheid_organisatie_id"), ["organisatie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_betrokkenheid_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "coalitie_actie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=False),
        sa.Column("actie_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_coalitie_actie_sleutel_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_coalitie_actie_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_coalitie_actie_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_coalitie_actie_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalitie_actie")),
        sa.UniqueConstraint("coalitie_id", "actie_id", name=op.f("uq_coalitie_actie_coalitie_id_actie_id")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_coalitie_actie_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_coalitie_actie_uuid")),
    )
    with op.batch_alter_table("coalitie_actie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coalitie_actie_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalitie_actie_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalitie_actie_coalitie_id"), ["coalitie_id"], unique=False)

    op.create_table(
        "convenant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=300), nullable=False),
        sa.Column("soort", sa.String(length=120), nullable=True),
        sa.Column("jaar", sa.Integer(), nullable=True),
        sa.Column("aantal_genoemd", sa.Integer(), nullable=True),
        sa.Column(
            "aantal_woord",
            sa.Enum(
                "exact",
                "circa",
                "ten_minste",
                "meer_dan",
                "maximaal",
                "ruim",
                "bijna",
                "bereik",
                name="woord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("partijen", sa.String(length=400), nullable=True),
        sa.Column("rol_provincie", sa.String(length=200), nullable=True),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.CheckConstraint("length(naam) <= 300", name=op.f("ck_convenant_naam_lengte")),
        sa.CheckConstraint("length(partijen) <= 400", name=op.f("ck_convenant_partijen_lengte")),
        sa.CheckConstraint("length(rol_provincie) <= 200", name=op.f("ck_convenant_rol_provincie_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_convenant_sleutel_lengte")),
        sa.CheckConstraint("length(soort) <= 120", name=op.f("ck_convenant_soort_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_convenant_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_convenant_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_convenant_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convenant")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_convenant_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_convenant_uuid")),
    )
    with op.batch_alter_table("convenant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_convenant_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_convenant_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_convenant_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "evaluatie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("wanneer", sa.String(length=120), nullable=True),
        sa.Column(
            "precisie",
            sa.Enum(
                "dag",
                "maand",
                "begin_jaar",
                "medio_jaar",
                "eind_jaar",
                "jaar",
                "jaarreeks",
                "vanaf",
                "terugkerend",
                "open",
                name="precisie",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("datum_van", sa.Date(), nullable=True),
        sa.Column("datum_tot", sa.Date(), nullable=True),
        sa.Column("optie_jaren", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("onderwerp", sa.String(length=300), nullable=False),
        sa.Column("gevolg", sa.String(length=300), nullable=True),
        sa.Column("is_uitgevoerd", sa.Boolean(), nullable=False),
        sa.Column("uitgevoerd_op", sa.Date(), nullable=True),
        sa.CheckConstraint("length(gevolg) <= 300", name=op.f("ck_evaluatie_gevolg_lengte")),
        sa.CheckConstraint("length(onderwerp) <= 300", name=op.f("ck_evaluatie_onderwerp_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_evaluatie_sleutel_lengte")),
        sa.CheckConstraint("length(wanneer) <= 120", name=op.f("ck_evaluatie_wanneer_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_evaluatie_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_evaluatie_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_evaluatie_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluatie")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_evaluatie_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_evaluatie_uuid")),
    )
    with op.batch_alter_table("evaluatie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluatie_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evaluatie_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evaluatie_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("doel_id", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=300), nullable=False),
        sa.Column("eenheid", sa.String(length=120), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "streef",
                "gerealiseerd",
                "prognose",
                "context",
                name="indicatorsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "richting",
            sa.Enum(
                "omhoog",
                "omlaag",
                "bereiken",
                name="richting",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("nulwaarde", sa.BigInteger(), nullable=True),
        sa.Column("nulwaarde_jaar", sa.Integer(), nullable=True),
        sa.Column("referentiejaar", sa.Integer(), nullable=True),
        sa.Column("is_jaarlijks", sa.Boolean(), nullable=False),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(eenheid) <= 120", name=op.f("ck_indicator_eenheid_lengte")),
        sa.CheckConstraint("length(naam) <= 300", name=op.f("ck_indicator_naam_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_indicator_sleutel_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_indicator_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_indicator_bron_id_bron")),
        sa.ForeignKeyConstraint(["doel_id"], ["doel.id"], name=op.f("fk_indicator_doel_id_doel")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_indicator_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_indicator_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_indicator_uuid")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_doel_id"), ["doel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "mijlpaal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("wanneer", sa.String(length=120), nullable=True),
        sa.Column(
            "precisie",
            sa.Enum(
                "dag",
                "maand",
                "begin_jaar",
                "medio_jaar",
                "eind_jaar",
                "jaar",
                "jaarreeks",
                "vanaf",
                "terugkerend",
                "open",
                name="precisie",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("datum_van", sa.Date(), nullable=True),
        sa.Column("datum_tot", sa.Date(), nullable=True),
        sa.Column("optie_jaren", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=400), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("is_gereed", sa.Boolean(), nullable=False),
        sa.Column("gereed_op", sa.Date(), nullable=True),
        sa.CheckConstraint("gereed_op IS NULL OR is_gereed", name=op.f("ck_mijlpaal_gereed")),
        sa.CheckConstraint("length(omschrijving) <= 400", name=op.f("ck_mijlpaal_omschrijving_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_mijlpaal_sleutel_lengte")),
        sa.CheckConstraint("length(wanneer) <= 120", name=op.f("ck_mijlpaal_wanneer_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_mijlpaal_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_mijlpaal_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_mijlpaal_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mijlpaal")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_mijlpaal_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_mijlpaal_uuid")),
    )
    with op.batch_alter_table("mijlpaal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mijlpaal_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mijlpaal_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mijlpaal_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "opdracht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("wanneer", sa.String(length=120), nullable=True),
        sa.Column(
            "precisie",
            sa.Enum(
                "dag",
                "maand",
                "begin_jaar",
                "medio_jaar",
                "eind_jaar",
                "jaar",
                "jaarreeks",
                "vanaf",
                "terugkerend",
                "open",
                name="precisie",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("datum_van", sa.Date(), nullable=True),
        sa.Column("datum_tot", sa.Date(), nullable=True),
        sa.Column("optie_jaren", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column(
            "soort",
            sa.Enum(
                "ketenaanjager",
                "circulair_ambassadeur",
                "werkambassadeur",
                "aanjager_bedrijventerrein",
                name="opdrachtsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("keten", sa.String(length=120), nullable=True),
        sa.Column("gebied", sa.String(length=120), nullable=True),
        sa.Column("begint_op", sa.Date(), nullable=True),
        sa.Column("begin_gedrukt", sa.String(length=120), nullable=True),
        sa.Column("evaluatie_jaar", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "gepland",
                "actief",
                "verlengd",
                "afgerond",
                "geevalueerd",
                name="opdrachtstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.CheckConstraint("length(begin_gedrukt) <= 120", name=op.f("ck_opdracht_begin_gedrukt_lengte")),
        sa.CheckConstraint("length(gebied) <= 120", name=op.f("ck_opdracht_gebied_lengte")),
        sa.CheckConstraint("length(keten) <= 120", name=op.f("ck_opdracht_keten_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_opdracht_sleutel_lengte")),
        sa.CheckConstraint("length(wanneer) <= 120", name=op.f("ck_opdracht_wanneer_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_opdracht_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_opdracht_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_opdracht_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opdracht")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_opdracht_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_opdracht_uuid")),
    )
    with op.batch_alter_table("opdracht", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opdracht_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opdracht_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opdracht_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "overleg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("onderwerp", sa.String(length=200), nullable=False),
        sa.Column("begint_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locatie", sa.String(length=200), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=True),
        sa.Column("gremium_id", sa.Integer(), nullable=True),
        sa.Column("notities", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "gepland",
                "gehouden",
                "vastgelegd",
                "afgelast",
                name="overlegstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("vastgelegd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vastgelegd_door_id", sa.Integer(), nullable=True),
        sa.Column("reden", sa.String(length=400), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(status = 'afgelast') = (reden IS NOT NULL)", name=op.f("ck_overleg_afgelast")),
        sa.CheckConstraint(
            "(status = 'vastgelegd') = (vastgelegd_op IS NOT NULL)", name=op.f("ck_overleg_vastgelegd")
        ),
        sa.CheckConstraint(
            "begint_op >= '2000-01-01' AND begint_op < '2100-01-01'", name=op.f("ck_overleg_jaar")
        ),
        sa.CheckConstraint("trim(onderwerp) <> ''", name=op.f("ck_overleg_onderwerp_niet_leeg")),
        sa.CheckConstraint("length(locatie) <= 200", name=op.f("ck_overleg_locatie_lengte")),
        sa.CheckConstraint("length(onderwerp) <= 200", name=op.f("ck_overleg_onderwerp_lengte")),
        sa.CheckConstraint("length(reden) <= 400", name=op.f("ck_overleg_reden_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_overleg_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"], ["ontwikkelcoalitie.id"], name=op.f("fk_overleg_coalitie_id_ontwikkelcoalitie")
        ),
        sa.ForeignKeyConstraint(["gremium_id"], ["gremium.id"], name=op.f("fk_overleg_gremium_id_gremium")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_overleg_programma_id_programma")
        ),
        sa.ForeignKeyConstraint(
            ["vastgelegd_door_id"], ["gebruiker.id"], name=op.f("fk_overleg_vastgelegd_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overleg")),
        sa.UniqueConstraint("uuid", name=op.f("uq_overleg_uuid")),
    )
    with op.batch_alter_table("overleg", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overleg_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index("ix_overleg_begint_op", ["begint_op", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_overleg_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_overleg_gremium_id"), ["gremium_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_overleg_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "resultaat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("wanneer", sa.String(length=120), nullable=True),
        sa.Column(
            "precisie",
            sa.Enum(
                "dag",
                "maand",
                "begin_jaar",
                "medio_jaar",
                "eind_jaar",
                "jaar",
                "jaarreeks",
                "vanaf",
                "terugkerend",
                "open",
                name="precisie",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("datum_van", sa.Date(), nullable=True),
        sa.Column("datum_tot", sa.Date(), nullable=True),
        sa.Column("optie_jaren", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=400), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("gereed_op", sa.Date(), nullable=True),
        sa.CheckConstraint("length(omschrijving) <= 400", name=op.f("ck_resultaat_omschrijving_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_resultaat_sleutel_lengte")),
        sa.CheckConstraint("length(wanneer) <= 120", name=op.f("ck_resultaat_wanneer_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_resultaat_actie_id_actie")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_resultaat_bron_id_bron")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resultaat")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_resultaat_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_resultaat_uuid")),
    )
    with op.batch_alter_table("resultaat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resultaat_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resultaat_bron_id"), ["bron_id"], unique=False)

    op.create_table(
        "voortgang",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actie_id", sa.Integer(), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column(
            "beleid",
            sa.Enum(
                "groen",
                "oranje",
                "rood",
                "grijs",
                name="licht_beleid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "tijd",
            sa.Enum(
                "groen",
                "oranje",
                "rood",
                "grijs",
                name="licht_tijd",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "geld",
            sa.Enum(
                "groen",
                "oranje",
                "rood",
                "grijs",
                name="licht_geld",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("toelichting", sa.String(), nullable=True),
        sa.Column("oorzaak", sa.String(), nullable=True),
        sa.Column("gevolg", sa.String(), nullable=True),
        sa.Column("bijsturing", sa.String(), nullable=True),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("gegeven_op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(beleid NOT IN ('oranje', 'rood') AND tijd NOT IN ('oranje', 'rood') AND geld NOT IN ('oranje', 'rood')) OR (oorzaak IS NOT NULL AND gevolg IS NOT NULL AND bijsturing IS NOT NULL)",
            name=op.f("ck_voortgang_toelichting_bij_afwijking"),
        ),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_voortgang_actie_id_actie")),
        sa.ForeignKeyConstraint(["door_id"], ["gebruiker.id"], name=op.f("fk_voortgang_door_id_gebruiker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voortgang")),
        sa.UniqueConstraint("uuid", name=op.f("uq_voortgang_uuid")),
    )
    with op.batch_alter_table("voortgang", schema=None) as batch_op:
        batch_op.create_index("ix_voortgang_actie_peildatum", ["actie_id", "peildatum"], unique=False)

    op.create_table(
        "aanwezigheid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("is_afgemeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_aanwezigheid_naam_lengte")),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_aanwezigheid_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_aanwezigheid_overleg_id_overleg")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_aanwezigheid_persoon_id_persoon")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanwezigheid")),
        sa.UniqueConstraint("overleg_id", "persoon_id", name=op.f("uq_aanwezigheid_overleg_id_persoon_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_aanwezigheid_uuid")),
    )
    with op.batch_alter_table("aanwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aanwezigheid_organisatie_id"), ["organisatie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aanwezigheid_overleg_id"), ["overleg_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aanwezigheid_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "actiepunt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=400), nullable=False),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column("eigenaar_naam", sa.String(length=200), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "afgerond",
                "vervallen",
                name="actiepuntstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gesloten_op", sa.Date(), nullable=True),
        sa.Column("reden", sa.String(length=400), nullable=True),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'open') = (gesloten_op IS NULL)", name=op.f("ck_actiepunt_gesloten")),
        sa.CheckConstraint("status <> 'vervallen' OR reden IS NOT NULL", name=op.f("ck_actiepunt_reden")),
        sa.CheckConstraint("length(eigenaar_naam) <= 200", name=op.f("ck_actiepunt_eigenaar_naam_lengte")),
        sa.CheckConstraint("length(omschrijving) <= 400", name=op.f("ck_actiepunt_omschrijving_lengte")),
        sa.CheckConstraint("length(reden) <= 400", name=op.f("ck_actiepunt_reden_lengte")),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_actiepunt_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(["overleg_id"], ["overleg.id"], name=op.f("fk_actiepunt_overleg_id_overleg")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actiepunt")),
        sa.UniqueConstraint("uuid", name=op.f("uq_actiepunt_uuid")),
    )
    with op.batch_alter_table("actiepunt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actiepunt_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index("ix_actiepunt_open", ["status", "uiterlijk"], unique=False)
        batch_op.create_index(batch_op.f("ix_actiepunt_overleg_id"), ["overleg_id"], unique=False)

    op.create_table(
        "besluit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=1000), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(omschrijving) <= 1000", name=op.f("ck_besluit_omschrijving_lengte")),
        sa.ForeignKeyConstraint(["overleg_id"], ["overleg.id"], name=op.f("fk_besluit_overleg_id_overleg")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_besluit")),
        sa.UniqueConstraint("uuid", name=op.f("uq_besluit_uuid")),
    )
    with op.batch_alter_table("besluit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_besluit_overleg_id"), ["overleg_id"], unique=False)

    op.create_table(
        "meting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=True),
        sa.Column("waarde", sa.BigInteger(), nullable=True),
        sa.Column(
            "woord",
            sa.Enum(
                "exact",
                "circa",
                "ten_minste",
                "meer_dan",
                "maximaal",
                "ruim",
                "bijna",
                "bereik",
                name="woord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_onbekend", sa.Boolean(), nullable=False),
        sa.Column("herkomst", sa.String(length=300), nullable=True),
        sa.Column("ingevoerd_door_id", sa.Integer(), nullable=True),
        sa.Column("goedgekeurd_door_id", sa.Integer(), nullable=True),
        sa.Column("goedgekeurd_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(goedgekeurd_door_id IS NULL) = (goedgekeurd_op IS NULL)", name=op.f("ck_meting_goedgekeurd")
        ),
        sa.CheckConstraint(
            "goedgekeurd_door_id IS NULL OR goedgekeurd_door_id <> ingevoerd_door_id",
            name=op.f("ck_meting_tweede_persoon"),
        ),
        sa.CheckConstraint("is_onbekend = (waarde IS NULL)", name=op.f("ck_meting_waarde_of_onbekend")),
        sa.CheckConstraint("length(herkomst) <= 300", name=op.f("ck_meting_herkomst_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_meting_sleutel_lengte")),
        sa.CheckConstraint(
            "peildatum IS NOT NULL OR bron_id IS NOT NULL", name=op.f("ck_meting_dag_of_bron")
        ),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_meting_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["goedgekeurd_door_id"], ["gebruiker.id"], name=op.f("fk_meting_goedgekeurd_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_meting_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["ingevoerd_door_id"], ["gebruiker.id"], name=op.f("fk_meting_ingevoerd_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meting")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_meting_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_meting_uuid")),
    )
    with op.batch_alter_table("meting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meting_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meting_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "ondertekening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("convenant_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("getekend_op", sa.Date(), nullable=True),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_ondertekening_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_ondertekening_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["convenant_id"], ["convenant.id"], name=op.f("fk_ondertekening_convenant_id_convenant")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_ondertekening_organisatie_id_organisatie")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ondertekening")),
        sa.UniqueConstraint(
            "convenant_id", "organisatie_id", name=op.f("uq_ondertekening_convenant_id_organisatie_id")
        ),
        sa.UniqueConstraint("sleutel", name=op.f("uq_ondertekening_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_ondertekening_uuid")),
    )
    with op.batch_alter_table("ondertekening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ondertekening_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ondertekening_convenant_id"), ["convenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ondertekening_organisatie_id"), ["organisatie_id"], unique=False)

    op.create_table(
        "partnerafspraak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("programma_id", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=True),
        sa.Column("convenant_id", sa.Integer(), nullable=True),
        sa.Column("overleg_id", sa.Integer(), nullable=True),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column("omschrijving", sa.String(length=400), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "geld",
                "uren",
                "plekken",
                "stages",
                "materieel",
                "data",
                "anders",
                name="afspraaksoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("eenheid", sa.String(length=60), nullable=False),
        sa.Column("hoeveelheid", sa.BigInteger(), nullable=False),
        sa.Column("geleverd", sa.BigInteger(), nullable=False),
        sa.Column("afgeschreven", sa.BigInteger(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("herijken_op", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "genoemd",
                "bevestigd",
                "deels_nagekomen",
                "nagekomen",
                "afgewezen",
                "ingetrokken",
                "vervallen",
                name="afspraakstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("genoemd_op", sa.Date(), nullable=False),
        sa.Column("bevestigd_op", sa.Date(), nullable=True),
        sa.Column("afgesloten_op", sa.Date(), nullable=True),
        sa.Column("gronden", sa.String(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(soort = 'geld') = (eenheid = 'euro')", name=op.f("ck_partnerafspraak_geld_in_euro")
        ),
        sa.CheckConstraint(
            "(status IN ('nagekomen', 'afgewezen', 'ingetrokken', 'vervallen')) = (afgesloten_op IS NOT NULL)",
            name=op.f("ck_partnerafspraak_afgesloten"),
        ),
        sa.CheckConstraint(
            "status <> 'nagekomen' OR (geleverd > 0 AND geleverd + afgeschreven = hoeveelheid)",
            name=op.f("ck_partnerafspraak_nagekomen"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('afgewezen', 'ingetrokken', 'vervallen') OR geleverd + afgeschreven = hoeveelheid",
            name=op.f("ck_partnerafspraak_restant"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('afgewezen', 'ingetrokken', 'vervallen') OR gronden IS NOT NULL",
            name=op.f("ck_partnerafspraak_gronden"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('bevestigd', 'deels_nagekomen', 'nagekomen') OR bevestigd_op IS NOT NULL",
            name=op.f("ck_partnerafspraak_bevestigd"),
        ),
        sa.CheckConstraint(
            "geleverd >= 0 AND afgeschreven >= 0 AND geleverd + afgeschreven <= hoeveelheid",
            name=op.f("ck_partnerafspraak_open"),
        ),
        sa.CheckConstraint("hoeveelheid > 0", name=op.f("ck_partnerafspraak_hoeveelheid")),
        sa.CheckConstraint("length(eenheid) <= 60", name=op.f("ck_partnerafspraak_eenheid_lengte")),
        sa.CheckConstraint(
            "length(omschrijving) <= 400", name=op.f("ck_partnerafspraak_omschrijving_lengte")
        ),
        sa.CheckConstraint(
            "uiterlijk IS NOT NULL OR herijken_op IS NOT NULL",
            name=op.f("ck_partnerafspraak_datum_of_herijken"),
        ),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_partnerafspraak_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_partnerafspraak_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.ForeignKeyConstraint(
            ["convenant_id"], ["convenant.id"], name=op.f("fk_partnerafspraak_convenant_id_convenant")
        ),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_partnerafspraak_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_partnerafspraak_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_partnerafspraak_overleg_id_overleg")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_partnerafspraak_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerafspraak")),
        sa.UniqueConstraint("uuid", name=op.f("uq_partnerafspraak_uuid")),
    )
    with op.batch_alter_table("partnerafspraak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnerafspraak_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerafspraak_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerafspraak_convenant_id"), ["convenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerafspraak_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_partnerafspraak_organisatie_id"), ["organisatie_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_partnerafspraak_overleg_id"), ["overleg_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnerafspraak_programma_id"), ["programma_id"], unique=False)
        batch_op.create_index("ix_partnerafspraak_uiterlijk", ["status", "uiterlijk"], unique=False)

    op.create_table(
        "rolvervulling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("opdracht_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("toelichting", sa.String(length=400), nullable=True),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_rolvervulling_sleutel_lengte")),
        sa.CheckConstraint("length(toelichting) <= 400", name=op.f("ck_rolvervulling_toelichting_lengte")),
        sa.CheckConstraint("tot IS NULL OR tot >= van", name=op.f("ck_rolvervulling_termijn")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_rolvervulling_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["opdracht_id"], ["opdracht.id"], name=op.f("fk_rolvervulling_opdracht_id_opdracht")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_rolvervulling_persoon_id_persoon")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rolvervulling")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_rolvervulling_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_rolvervulling_uuid")),
    )
    with op.batch_alter_table("rolvervulling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rolvervulling_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rolvervulling_opdracht_id"), ["opdracht_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rolvervulling_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "streefwaarde",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=True),
        sa.Column("waarde_min", sa.BigInteger(), nullable=True),
        sa.Column("waarde_max", sa.BigInteger(), nullable=True),
        sa.Column("waarde_tekst", sa.String(length=40), nullable=True),
        sa.Column(
            "woord",
            sa.Enum(
                "exact",
                "circa",
                "ten_minste",
                "meer_dan",
                "maximaal",
                "ruim",
                "bijna",
                "bereik",
                name="woord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gedrukt", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "(woord = 'bereik') = (waarde_min IS NOT NULL AND waarde_max IS NOT NULL AND waarde_min < waarde_max)",
            name=op.f("ck_streefwaarde_woord_bereik"),
        ),
        sa.CheckConstraint("length(gedrukt) <= 300", name=op.f("ck_streefwaarde_gedrukt_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_streefwaarde_sleutel_lengte")),
        sa.CheckConstraint("length(waarde_tekst) <= 40", name=op.f("ck_streefwaarde_waarde_tekst_lengte")),
        sa.CheckConstraint(
            "waarde_max IS NULL OR waarde_min IS NULL OR waarde_min <= waarde_max",
            name=op.f("ck_streefwaarde_bereik"),
        ),
        sa.CheckConstraint(
            "waarde_min IS NOT NULL OR waarde_max IS NOT NULL OR waarde_tekst IS NOT NULL",
            name=op.f("ck_streefwaarde_waarde"),
        ),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_streefwaarde_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_streefwaarde_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_streefwaarde")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_streefwaarde_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_streefwaarde_uuid")),
    )
    with op.batch_alter_table("streefwaarde", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_streefwaarde_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_streefwaarde_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "levering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("hoeveelheid", sa.BigInteger(), nullable=False),
        sa.Column("geleverd_op", sa.Date(), nullable=False),
        sa.Column("bewijs", sa.String(length=400), nullable=False),
        sa.CheckConstraint("trim(bewijs) <> ''", name=op.f("ck_levering_bewijs")),
        sa.CheckConstraint("hoeveelheid > 0", name=op.f("ck_levering_hoeveelheid")),
        sa.CheckConstraint("length(bewijs) <= 400", name=op.f("ck_levering_bewijs_lengte")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["partnerafspraak.id"], name=op.f("fk_levering_afspraak_id_partnerafspraak")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levering")),
        sa.UniqueConstraint("uuid", name=op.f("uq_levering_uuid")),
    )
    with op.batch_alter_table("levering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_levering_afspraak_id"), ["afspraak_id"], unique=False)

    op.create_table(
        "verzetting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("naar", sa.Date(), nullable=False),
        sa.Column("verzet_op", sa.Date(), nullable=False),
        sa.Column("grond", sa.String(length=400), nullable=False),
        sa.CheckConstraint("trim(grond) <> ''", name=op.f("ck_verzetting_grond")),
        sa.CheckConstraint("length(grond) <= 400", name=op.f("ck_verzetting_grond_lengte")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["partnerafspraak.id"], name=op.f("fk_verzetting_afspraak_id_partnerafspraak")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzetting")),
        sa.UniqueConstraint("uuid", name=op.f("uq_verzetting_uuid")),
    )
    with op.batch_alter_table("verzetting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verzetting_afspraak_id"), ["afspraak_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("verzetting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verzetting_afspraak_id"))

    op.drop_table("verzetting")
    with op.batch_alter_table("levering", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_levering_afspraak_id"))

    op.drop_table("levering")
    with op.batch_alter_table("streefwaarde", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_streefwaarde_indicator_id"))
        batch_op.drop_index(batch_op.f("ix_streefwaarde_bron_id"))

    op.drop_table("streefwaarde")
    with op.batch_alter_table("rolvervulling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rolvervulling_persoon_id"))
        batch_op.drop_index(batch_op.f("ix_rolvervulling_opdracht_id"))
        batch_op.drop_index(batch_op.f("ix_rolvervulling_bron_id"))

    op.drop_table("rolvervulling")
    with op.batch_alter_table("partnerafspraak", schema=None) as batch_op:
        batch_op.drop_index("ix_partnerafspraak_uiterlijk")
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_programma_id"))
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_overleg_id"))
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_organisatie_id"))
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_eigenaar_id"))
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_convenant_id"))
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_coalitie_id"))
        batch_op.drop_index(batch_op.f("ix_partnerafspraak_actie_id"))

    op.drop_table("partnerafspraak")
    with op.batch_alter_table("ondertekening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ondertekening_organisatie_id"))
        batch_op.drop_index(batch_op.f("ix_ondertekening_convenant_id"))
        batch_op.drop_index(batch_op.f("ix_ondertekening_bron_id"))

    op.drop_table("ondertekening")
    with op.batch_alter_table("meting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meting_indicator_id"))
        batch_op.drop_index(batch_op.f("ix_meting_bron_id"))

    op.drop_table("meting")
    with op.batch_alter_table("besluit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_besluit_overleg_id"))

    op.drop_table("besluit")
    with op.batch_alter_table("actiepunt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actiepunt_overleg_id"))
        batch_op.drop_index("ix_actiepunt_open")
        batch_op.drop_index(batch_op.f("ix_actiepunt_eigenaar_id"))

    op.drop_table("actiepunt")
    with op.batch_alter_table("aanwezigheid", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aanwezigheid_persoon_id"))
        batch_op.drop_index(batch_op.f("ix_aanwezigheid_overleg_id"))
        batch_op.drop_index(batch_op.f("ix_aanwezigheid_organisatie_id"))

    op.drop_table("aanwezigheid")
    with op.batch_alter_table("voortgang", schema=None) as batch_op:
        batch_op.drop_index("ix_voortgang_actie_peildatum")

    op.drop_table("voortgang")
    with op.batch_alter_table("resultaat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resultaat_bron_id"))
        batch_op.drop_index(batch_op.f("ix_resultaat_actie_id"))

    op.drop_table("resultaat")
    with op.batch_alter_table("overleg", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overleg_programma_id"))
        batch_op.drop_index(batch_op.f("ix_overleg_gremium_id"))
        batch_op.drop_index(batch_op.f("ix_overleg_coalitie_id"))
        batch_op.drop_index("ix_overleg_begint_op")
        batch_op.drop_index(batch_op.f("ix_overleg_actie_id"))

    op.drop_table("overleg")
    with op.batch_alter_table("opdracht", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opdracht_programma_id"))
        batch_op.drop_index(batch_op.f("ix_opdracht_bron_id"))
        batch_op.drop_index(batch_op.f("ix_opdracht_actie_id"))

    op.drop_table("opdracht")
    with op.batch_alter_table("mijlpaal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mijlpaal_programma_id"))
        batch_op.drop_index(batch_op.f("ix_mijlpaal_bron_id"))
        batch_op.drop_index(batch_op.f("ix_mijlpaal_actie_id"))

    op.drop_table("mijlpaal")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_programma_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_doel_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_bron_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_actie_id"))

    op.drop_table("indicator")
    with op.batch_alter_table("evaluatie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluatie_programma_id"))
        batch_op.drop_index(batch_op.f("ix_evaluatie_bron_id"))
        batch_op.drop_index(batch_op.f("ix_evaluatie_actie_id"))

    op.drop_table("evaluatie")
    with op.batch_alter_table("convenant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_convenant_programma_id"))
        batch_op.drop_index(batch_op.f("ix_convenant_bron_id"))
        batch_op.drop_index(batch_op.f("ix_convenant_actie_id"))

    op.drop_table("convenant")
    with op.batch_alter_table("coalitie_actie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coalitie_actie_coalitie_id"))
        batch_op.drop_index(batch_op.f("ix_coalitie_actie_bron_id"))
        batch_op.drop_index(batch_op.f("ix_coalitie_actie_actie_id"))

    op.drop_table("coalitie_actie")
    with op.batch_alter_table("betrokkenheid", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_betrokkenheid_programma_id"))
        batch_op.drop_index(batch_op.f("ix_betrokkenheid_organisatie_id"))
        batch_op.drop_index(batch_op.f("ix_betrokkenheid_doel_id"))
        batch_op.drop_index(batch_op.f("ix_betrokkenheid_bron_id"))
        batch_op.drop_index(batch_op.f("ix_betrokkenheid_actie_id"))

    op.drop_table("betrokkenheid")
    with op.batch_alter_table("actie_instrument", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actie_instrument_instrument_id"))
        batch_op.drop_index(batch_op.f("ix_actie_instrument_bron_id"))
        batch_op.drop_index(batch_op.f("ix_actie_instrument_actie_id"))

    op.drop_table("actie_instrument")
    with op.batch_alter_table("norm", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_norm_programma_id"))
        batch_op.drop_index(batch_op.f("ix_norm_gremium_id"))
        batch_op.drop_index(batch_op.f("ix_norm_bron_id"))

    op.drop_table("norm")
    with op.batch_alter_table("monitor_editie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monitor_editie_monitor_id"))
        batch_op.drop_index(batch_op.f("ix_monitor_editie_bron_id"))

    op.drop_table("monitor_editie")
    with op.batch_alter_table("deelneming", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deelneming_persoon_id"))
        batch_op.drop_index(batch_op.f("ix_deelneming_organisatie_id"))
        batch_op.drop_index(batch_op.f("ix_deelneming_coalitie_id"))

    op.drop_table("deelneming")
    with op.batch_alter_table("begrotingsregel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_begrotingsregel_programma_id"))
        batch_op.drop_index("ix_begrotingsregel_jaar")
        batch_op.drop_index(batch_op.f("ix_begrotingsregel_doel_id"))
        batch_op.drop_index(batch_op.f("ix_begrotingsregel_bron_id"))

    op.drop_table("begrotingsregel")
    with op.batch_alter_table("actie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actie_programma_id"))
        batch_op.drop_index(batch_op.f("ix_actie_ouder_id"))
        batch_op.drop_index(batch_op.f("ix_actie_eigenaar_id"))
        batch_op.drop_index(batch_op.f("ix_actie_doel_id"))
        batch_op.drop_index(batch_op.f("ix_actie_bron_id"))

    op.drop_table("actie")
    with op.batch_alter_table("rapportage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rapportage_programma_id"))

    op.drop_table("rapportage")
    with op.batch_alter_table("organisatie_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisatie_alias_organisatie_id"))
        batch_op.drop_index(batch_op.f("ix_organisatie_alias_naam_sleutel"))
        batch_op.drop_index(batch_op.f("ix_organisatie_alias_bron_id"))

    op.drop_table("organisatie_alias")
    with op.batch_alter_table("ontwikkelcoalitie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ontwikkelcoalitie_programma_id"))
        batch_op.drop_index(batch_op.f("ix_ontwikkelcoalitie_bron_id"))

    op.drop_table("ontwikkelcoalitie")
    with op.batch_alter_table("monitor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monitor_programma_id"))
        batch_op.drop_index(batch_op.f("ix_monitor_bron_id"))

    op.drop_table("monitor")
    with op.batch_alter_table("instrument", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_instrument_programma_id"))
        batch_op.drop_index(batch_op.f("ix_instrument_ouder_id"))
        batch_op.drop_index(batch_op.f("ix_instrument_bron_id"))

    op.drop_table("instrument")
    with op.batch_alter_table("gremium", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gremium_programma_id"))
        batch_op.drop_index(batch_op.f("ix_gremium_bron_id"))

    op.drop_table("gremium")
    with op.batch_alter_table("functie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_functie_persoon_id"))
        batch_op.drop_index(batch_op.f("ix_functie_organisatie_id"))

    op.drop_table("functie")
    with op.batch_alter_table("doel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doel_programma_id"))
        batch_op.drop_index(batch_op.f("ix_doel_ouder_id"))
        batch_op.drop_index(batch_op.f("ix_doel_bron_id"))

    op.drop_table("doel")
    with op.batch_alter_table("bronverschil", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bronverschil_programma_id"))
        batch_op.drop_index(batch_op.f("ix_bronverschil_bron_id"))

    op.drop_table("bronverschil")
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessie_gebruiker_id"))

    op.drop_table("sessie")
    with op.batch_alter_table("programma", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programma_bron_id"))

    op.drop_table("programma")
    with op.batch_alter_table("organisatie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisatie_ouder_id"))
        batch_op.drop_index(batch_op.f("ix_organisatie_bron_id"))

    op.drop_table("organisatie")
    with op.batch_alter_table("logboekregel", schema=None) as batch_op:
        batch_op.drop_index("ix_logboekregel_op")
        batch_op.drop_index("ix_logboekregel_onderwerp")
        batch_op.drop_index(batch_op.f("ix_logboekregel_door_id"))

    op.drop_table("logboekregel")
    with op.batch_alter_table("gebruikersrol", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gebruikersrol_gebruiker_id"))

    op.drop_table("gebruikersrol")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_gebruiker_id"))

    op.drop_table("api_token")
    op.drop_table("taakloop")
    with op.batch_alter_table("persoon", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_persoon_naam_sleutel"))

    op.drop_table("persoon")
    op.drop_table("pc_product")
    op.drop_table("gebruiker")
    with op.batch_alter_table("bron", schema=None) as batch_op:
        batch_op.drop_index("ix_bron_plaats")

    op.drop_table("bron")
    with op.batch_alter_table("aanmeldpoging", schema=None) as batch_op:
        batch_op.drop_index("ix_aanmeldpoging_email_op")

    op.drop_table("aanmeldpoging")
