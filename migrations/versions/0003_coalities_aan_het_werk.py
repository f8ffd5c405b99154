"""Coalities aan het werk.

Waarom: purpose cases met een poort, toezeggingen, herijkingen, werkagenda's, signalen en bijlagen krijgen hun tabellen.
Wat al is afgeschreven van een partnerafspraak, wordt een regel in het boek; de eigen provincie wordt aangewezen.
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    nieuwe_tabellen()
    bestaande_tabellen()
    vul()
    leg_vast()


def nieuwe_tabellen() -> None:
    op.create_table(
        "herijking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("helft", sa.Integer(), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("gestart_door_id", sa.Integer(), nullable=False),
        sa.Column("afgerond_op", sa.Date(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("helft IN (1, 2)", name=op.f("ck_herijking_helft")),
        sa.CheckConstraint("tot > peildatum", name=op.f("ck_herijking_tot")),
        sa.ForeignKeyConstraint(
            ["gestart_door_id"], ["gebruiker.id"], name=op.f("fk_herijking_gestart_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_herijking")),
        sa.UniqueConstraint("jaar", "helft", name=op.f("uq_herijking_jaar_helft")),
        sa.UniqueConstraint("uuid", name=op.f("uq_herijking_uuid")),
    )
    op.create_table(
        "criterium",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("eis", sa.String(length=400), nullable=False),
        sa.Column("uitleg", sa.String(), nullable=True),
        sa.Column(
            "soort",
            sa.Enum(
                "basis",
                "keuze",
                "voorkeur",
                "uitsluiting",
                name="criteriumsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("onder_code", sa.String(length=20), nullable=True),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(code) <= 20", name=op.f("ck_criterium_code_lengte")),
        sa.CheckConstraint("length(eis) <= 400", name=op.f("ck_criterium_eis_lengte")),
        sa.CheckConstraint("length(onder_code) <= 20", name=op.f("ck_criterium_onder_code_lengte")),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_criterium_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_criterium_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_criterium_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterium")),
        sa.UniqueConstraint("programma_id", "code", name=op.f("uq_criterium_programma_id_code")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_criterium_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_criterium_uuid")),
    )
    with op.batch_alter_table("criterium", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterium_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterium_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "coalitie_campus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=True),
        sa.Column("bron_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sleutel) <= 200", name=op.f("ck_coalitie_campus_sleutel_lengte")),
        sa.ForeignKeyConstraint(["bron_id"], ["bron.id"], name=op.f("fk_coalitie_campus_bron_id_bron")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_coalitie_campus_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_coalitie_campus_organisatie_id_organisatie")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalitie_campus")),
        sa.UniqueConstraint(
            "coalitie_id", "organisatie_id", name=op.f("uq_coalitie_campus_coalitie_id_organisatie_id")
        ),
        sa.UniqueConstraint("sleutel", name=op.f("uq_coalitie_campus_sleutel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_coalitie_campus_uuid")),
    )
    with op.batch_alter_table("coalitie_campus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coalitie_campus_bron_id"), ["bron_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalitie_campus_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coalitie_campus_organisatie_id"), ["organisatie_id"], unique=False
        )

    op.create_table(
        "gremiumlid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gremium_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column(
            "rol",
            sa.Enum(
                "voorzitter",
                "lid",
                "secretaris",
                "adviseur",
                name="gremiumrol",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "organisatie_id IS NOT NULL OR persoon_id IS NOT NULL", name=op.f("ck_gremiumlid_wie")
        ),
        sa.CheckConstraint("tot IS NULL OR tot >= van", name=op.f("ck_gremiumlid_termijn")),
        sa.ForeignKeyConstraint(
            ["gremium_id"], ["gremium.id"], name=op.f("fk_gremiumlid_gremium_id_gremium")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_gremiumlid_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_gremiumlid_persoon_id_persoon")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gremiumlid")),
        sa.UniqueConstraint(
            "gremium_id",
            "organisatie_id",
            "persoon_id",
            "rol",
            "van",
            name=op.f("uq_gremiumlid_gremium_id_organisatie_id_persoon_id_rol_van"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_gremiumlid_uuid")),
    )
    with op.batch_alter_table("gremiumlid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gremiumlid_gremium_id"), ["gremium_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gremiumlid_organisatie_id"), ["organisatie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gremiumlid_persoon_id"), ["persoon_id"], unique=False)

    op.create_table(
        "purpose_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("coalitie_id", sa.Integer(), nullable=False),
        sa.Column("titel", sa.String(length=200), nullable=False),
        sa.Column("begeleider", sa.String(length=200), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "concept",
                "ingediend",
                "geadviseerd",
                "besloten",
                "in_uitvoering",
                "geevalueerd",
                name="casestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "go",
                "go_onder_voorwaarden",
                "stop",
                name="uitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ingediend_op", sa.Date(), nullable=True),
        sa.Column("ingediend_door_id", sa.Integer(), nullable=True),
        sa.Column("provincie_bij_indiening", sa.BigInteger(), nullable=True),
        sa.Column("totaal_bij_indiening", sa.BigInteger(), nullable=True),
        sa.Column("in_uitvoering_op", sa.Date(), nullable=True),
        sa.Column("geevalueerd_op", sa.Date(), nullable=True),
        sa.Column("evaluatie", sa.String(), nullable=True),
        sa.Column("geleerd", sa.String(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'geevalueerd') = (geevalueerd_op IS NOT NULL AND evaluatie IS NOT NULL)",
            name=op.f("ck_purpose_case_geevalueerd"),
        ),
        sa.CheckConstraint(
            "(status IN ('besloten', 'in_uitvoering', 'geevalueerd')) = (uitkomst IS NOT NULL)",
            name=op.f("ck_purpose_case_uitkomst_status"),
        ),
        sa.CheckConstraint(
            "(status IN ('in_uitvoering', 'geevalueerd')) = (in_uitvoering_op IS NOT NULL)",
            name=op.f("ck_purpose_case_in_uitvoering"),
        ),
        sa.CheckConstraint(
            "status = 'concept' OR (ingediend_op IS NOT NULL AND ingediend_door_id IS NOT NULL)",
            name=op.f("ck_purpose_case_ingediend"),
        ),
        sa.CheckConstraint(
            "status = 'concept' OR (totaal_bij_indiening IS NOT NULL AND totaal_bij_indiening > 0 AND provincie_bij_indiening IS NOT NULL AND 2 * provincie_bij_indiening <= totaal_bij_indiening)",
            name=op.f("ck_purpose_case_hoogstens_de_helft"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('in_uitvoering', 'geevalueerd') OR uitkomst <> 'stop'",
            name=op.f("ck_purpose_case_gestopt"),
        ),
        sa.CheckConstraint("length(begeleider) <= 200", name=op.f("ck_purpose_case_begeleider_lengte")),
        sa.CheckConstraint("length(titel) <= 200", name=op.f("ck_purpose_case_titel_lengte")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_purpose_case_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.ForeignKeyConstraint(
            ["ingediend_door_id"], ["gebruiker.id"], name=op.f("fk_purpose_case_ingediend_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purpose_case")),
        sa.UniqueConstraint("uuid", name=op.f("uq_purpose_case_uuid")),
    )
    with op.batch_alter_table("purpose_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purpose_case_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(
            "uq_purpose_case_een_per_coalitie",
            ["coalitie_id"],
            unique=True,
            sqlite_where=sa.text("uitkomst IS NULL OR uitkomst <> 'stop'"),
            postgresql_where=sa.text("uitkomst IS NULL OR uitkomst <> 'stop'"),
        )

    op.create_table(
        "criterium_antwoord",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("criterium_id", sa.Integer(), nullable=False),
        sa.Column(
            "antwoord",
            sa.Enum(
                "ja",
                "nee",
                "niet_van_toepassing",
                name="antwoord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("grond", sa.String(length=1000), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(grond) <> ''", name=op.f("ck_criterium_antwoord_grond")),
        sa.CheckConstraint("length(grond) <= 1000", name=op.f("ck_criterium_antwoord_grond_lengte")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["purpose_case.id"], name=op.f("fk_criterium_antwoord_case_id_purpose_case")
        ),
        sa.ForeignKeyConstraint(
            ["criterium_id"], ["criterium.id"], name=op.f("fk_criterium_antwoord_criterium_id_criterium")
        ),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_criterium_antwoord_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterium_antwoord")),
        sa.UniqueConstraint(
            "case_id", "criterium_id", name=op.f("uq_criterium_antwoord_case_id_criterium_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_criterium_antwoord_uuid")),
    )
    with op.batch_alter_table("criterium_antwoord", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterium_antwoord_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_criterium_antwoord_criterium_id"), ["criterium_id"], unique=False
        )

    op.create_table(
        "financieringsregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
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
        sa.Column("is_provinciaal", sa.Boolean(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "geld",
                "in_natura",
                name="financieringsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("omschrijving", sa.String(length=300), nullable=True),
        sa.Column("eenheid", sa.String(length=60), nullable=True),
        sa.Column("tarief", sa.BigInteger(), nullable=True),
        sa.Column("waardering", sa.String(length=300), nullable=True),
        sa.Column("vervallen_op", sa.Date(), nullable=True),
        sa.Column("vervallen_reden", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "soort = 'geld' OR (eenheid IS NOT NULL AND tarief IS NOT NULL AND tarief > 0 AND waardering IS NOT NULL)",
            name=op.f("ck_financieringsregel_waardering"),
        ),
        sa.CheckConstraint(
            "soort = 'in_natura' OR (eenheid IS NULL AND tarief IS NULL)",
            name=op.f("ck_financieringsregel_geld_zonder_tarief"),
        ),
        sa.CheckConstraint(
            "(vervallen_op IS NULL) = (vervallen_reden IS NULL)", name=op.f("ck_financieringsregel_vervallen")
        ),
        sa.CheckConstraint("jaar BETWEEN 2000 AND 2100", name=op.f("ck_financieringsregel_jaar")),
        sa.CheckConstraint("length(eenheid) <= 60", name=op.f("ck_financieringsregel_eenheid_lengte")),
        sa.CheckConstraint(
            "length(omschrijving) <= 300", name=op.f("ck_financieringsregel_omschrijving_lengte")
        ),
        sa.CheckConstraint(
            "length(vervallen_reden) <= 400", name=op.f("ck_financieringsregel_vervallen_reden_lengte")
        ),
        sa.CheckConstraint("length(waardering) <= 300", name=op.f("ck_financieringsregel_waardering_lengte")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["purpose_case.id"], name=op.f("fk_financieringsregel_case_id_purpose_case")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_financieringsregel_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_financieringsregel")),
        sa.UniqueConstraint("uuid", name=op.f("uq_financieringsregel_uuid")),
    )
    with op.batch_alter_table("financieringsregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_financieringsregel_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_financieringsregel_organisatie_id"), ["organisatie_id"], unique=False
        )

    op.create_table(
        "purpose_case_versie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("maatschappelijke_opbrengst", sa.String(), nullable=False),
        sa.Column("organisatie", sa.String(), nullable=False),
        sa.Column("financiering", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("toelichting", sa.String(length=400), nullable=True),
        sa.Column("opgesteld_door_id", sa.Integer(), nullable=False),
        sa.Column("opgesteld_op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(toelichting) <= 400", name=op.f("ck_purpose_case_versie_toelichting_lengte")
        ),
        sa.CheckConstraint("nummer > 0", name=op.f("ck_purpose_case_versie_nummer")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["purpose_case.id"], name=op.f("fk_purpose_case_versie_case_id_purpose_case")
        ),
        sa.ForeignKeyConstraint(
            ["opgesteld_door_id"],
            ["gebruiker.id"],
            name=op.f("fk_purpose_case_versie_opgesteld_door_id_gebruiker"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purpose_case_versie")),
        sa.UniqueConstraint("case_id", "nummer", name=op.f("uq_purpose_case_versie_case_id_nummer")),
        sa.UniqueConstraint("uuid", name=op.f("uq_purpose_case_versie_uuid")),
    )
    with op.batch_alter_table("purpose_case_versie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purpose_case_versie_case_id"), ["case_id"], unique=False)

    op.create_table(
        "toezegging",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("nummer", sa.String(length=40), nullable=True),
        sa.Column("omschrijving", sa.String(length=1000), nullable=False),
        sa.Column("gedaan_door", sa.String(length=200), nullable=False),
        sa.Column("gedaan_in", sa.String(length=200), nullable=False),
        sa.Column("gedaan_op", sa.Date(), nullable=False),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("herijken_op", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "openstaand",
                "deels_voldaan",
                "voldaan",
                name="toezeggingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("voldaan_op", sa.Date(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'voldaan') = (voldaan_op IS NOT NULL)", name=op.f("ck_toezegging_voldaan")
        ),
        sa.CheckConstraint("trim(omschrijving) <> ''", name=op.f("ck_toezegging_omschrijving_niet_leeg")),
        sa.CheckConstraint("length(gedaan_door) <= 200", name=op.f("ck_toezegging_gedaan_door_lengte")),
        sa.CheckConstraint("length(gedaan_in) <= 200", name=op.f("ck_toezegging_gedaan_in_lengte")),
        sa.CheckConstraint("length(nummer) <= 40", name=op.f("ck_toezegging_nummer_lengte")),
        sa.CheckConstraint("length(omschrijving) <= 1000", name=op.f("ck_toezegging_omschrijving_lengte")),
        sa.CheckConstraint(
            "uiterlijk IS NOT NULL OR herijken_op IS NOT NULL", name=op.f("ck_toezegging_datum_of_herijken")
        ),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_toezegging_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_toezegging_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_toezegging_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toezegging")),
        sa.UniqueConstraint("nummer", name=op.f("uq_toezegging_nummer")),
        sa.UniqueConstraint("uuid", name=op.f("uq_toezegging_uuid")),
    )
    with op.batch_alter_table("toezegging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toezegging_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_toezegging_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_toezegging_programma_id"), ["programma_id"], unique=False)
        batch_op.create_index("ix_toezegging_uiterlijk", ["status", "uiterlijk"], unique=False)

    op.create_table(
        "advies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("gremium_id", sa.Integer(), nullable=True),
        sa.Column("overleg_id", sa.Integer(), nullable=True),
        sa.Column(
            "strekking",
            sa.Enum(
                "positief",
                "positief_met_kanttekeningen",
                "negatief",
                name="strekking",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("gegeven_op", sa.Date(), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(tekst) <> ''", name=op.f("ck_advies_tekst")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["purpose_case.id"], name=op.f("fk_advies_case_id_purpose_case")
        ),
        sa.ForeignKeyConstraint(["door_id"], ["gebruiker.id"], name=op.f("fk_advies_door_id_gebruiker")),
        sa.ForeignKeyConstraint(["gremium_id"], ["gremium.id"], name=op.f("fk_advies_gremium_id_gremium")),
        sa.ForeignKeyConstraint(["overleg_id"], ["overleg.id"], name=op.f("fk_advies_overleg_id_overleg")),
        sa.ForeignKeyConstraint(
            ["versie_id"], ["purpose_case_versie.id"], name=op.f("fk_advies_versie_id_purpose_case_versie")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advies")),
        sa.UniqueConstraint("uuid", name=op.f("uq_advies_uuid")),
    )
    with op.batch_alter_table("advies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advies_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advies_gremium_id"), ["gremium_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advies_overleg_id"), ["overleg_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advies_versie_id"), ["versie_id"], unique=False)

    op.create_table(
        "financieringsstand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("regel_id", sa.Integer(), nullable=False),
        sa.Column(
            "stand",
            sa.Enum(
                "aangevraagd",
                "toegekend",
                "gerealiseerd",
                name="stand",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("hoeveelheid", sa.BigInteger(), nullable=True),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("grond", sa.String(length=400), nullable=True),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("bedrag >= 0", name=op.f("ck_financieringsstand_bedrag")),
        sa.CheckConstraint("length(grond) <= 400", name=op.f("ck_financieringsstand_grond_lengte")),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_financieringsstand_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["regel_id"],
            ["financieringsregel.id"],
            name=op.f("fk_financieringsstand_regel_id_financieringsregel"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_financieringsstand")),
        sa.UniqueConstraint("uuid", name=op.f("uq_financieringsstand_uuid")),
    )
    with op.batch_alter_table("financieringsstand", schema=None) as batch_op:
        batch_op.create_index("ix_financieringsstand_regel", ["regel_id", "stand", "op"], unique=False)

    op.create_table(
        "signaal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("programma_id", sa.Integer(), nullable=False),
        sa.Column("opdracht_id", sa.Integer(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=True),
        sa.Column("onderwerp", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("is_gevraagd", sa.Boolean(), nullable=False),
        sa.Column("vraag", sa.String(length=1000), nullable=True),
        sa.Column("gegeven_op", sa.Date(), nullable=False),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "nieuw",
                "geagendeerd",
                "behandeld",
                "terzijde",
                name="signaalstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agenderen_voor", sa.Date(), nullable=True),
        sa.Column("behandeld_op", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(), nullable=True),
        sa.Column("reden", sa.String(length=1000), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'behandeld') = (behandeld_op IS NOT NULL AND uitkomst IS NOT NULL)",
            name=op.f("ck_signaal_behandeld"),
        ),
        sa.CheckConstraint("(status = 'terzijde') = (reden IS NOT NULL)", name=op.f("ck_signaal_terzijde")),
        sa.CheckConstraint(
            "status NOT IN ('geagendeerd', 'behandeld') OR agenderen_voor IS NOT NULL",
            name=op.f("ck_signaal_geagendeerd"),
        ),
        sa.CheckConstraint("is_gevraagd = (vraag IS NOT NULL)", name=op.f("ck_signaal_vraag")),
        sa.CheckConstraint("length(onderwerp) <= 200", name=op.f("ck_signaal_onderwerp_lengte")),
        sa.CheckConstraint("length(reden) <= 1000", name=op.f("ck_signaal_reden_lengte")),
        sa.CheckConstraint("length(vraag) <= 1000", name=op.f("ck_signaal_vraag_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_signaal_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"], ["ontwikkelcoalitie.id"], name=op.f("fk_signaal_coalitie_id_ontwikkelcoalitie")
        ),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_signaal_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["opdracht_id"], ["opdracht.id"], name=op.f("fk_signaal_opdracht_id_opdracht")
        ),
        sa.ForeignKeyConstraint(
            ["programma_id"], ["programma.id"], name=op.f("fk_signaal_programma_id_programma")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
        sa.UniqueConstraint("uuid", name=op.f("uq_signaal_uuid")),
    )
    with op.batch_alter_table("signaal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signaal_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signaal_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signaal_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signaal_opdracht_id"), ["opdracht_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signaal_programma_id"), ["programma_id"], unique=False)

    op.create_table(
        "toezeggingstap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("toezegging_id", sa.Integer(), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column(
            "naar_status",
            sa.Enum(
                "openstaand",
                "deels_voldaan",
                "voldaan",
                name="toezeggingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tekst", sa.String(length=1000), nullable=False),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("naar", sa.Date(), nullable=True),
        sa.CheckConstraint("trim(tekst) <> ''", name=op.f("ck_toezeggingstap_tekst")),
        sa.CheckConstraint("length(tekst) <= 1000", name=op.f("ck_toezeggingstap_tekst_lengte")),
        sa.ForeignKeyConstraint(
            ["toezegging_id"], ["toezegging.id"], name=op.f("fk_toezeggingstap_toezegging_id_toezegging")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toezeggingstap")),
        sa.UniqueConstraint("uuid", name=op.f("uq_toezeggingstap_uuid")),
    )
    with op.batch_alter_table("toezeggingstap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toezeggingstap_toezegging_id"), ["toezegging_id"], unique=False)

    op.create_table(
        "verlenging",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opdracht_id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("verleend_op", sa.Date(), nullable=False),
        sa.Column("grond", sa.String(length=400), nullable=False),
        sa.CheckConstraint("trim(grond) <> ''", name=op.f("ck_verlenging_grond")),
        sa.CheckConstraint("length(grond) <= 400", name=op.f("ck_verlenging_grond_lengte")),
        sa.CheckConstraint("van IS NULL OR tot > van", name=op.f("ck_verlenging_later")),
        sa.ForeignKeyConstraint(
            ["opdracht_id"], ["opdracht.id"], name=op.f("fk_verlenging_opdracht_id_opdracht")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verlenging")),
        sa.UniqueConstraint("uuid", name=op.f("uq_verlenging_uuid")),
    )
    with op.batch_alter_table("verlenging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verlenging_opdracht_id"), ["opdracht_id"], unique=False)

    op.create_table(
        "werkagenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opdracht_id", sa.Integer(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("inleiding", sa.String(), nullable=True),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "concept",
                "vastgesteld",
                "besproken",
                "afgesloten",
                name="werkagendastatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("vastgesteld_op", sa.Date(), nullable=True),
        sa.Column("gs_kenmerk", sa.String(length=80), nullable=True),
        sa.Column("besproken_op", sa.Date(), nullable=True),
        sa.Column("ps_verslag", sa.String(), nullable=True),
        sa.Column("afgesloten_op", sa.Date(), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'afgesloten') = (afgesloten_op IS NOT NULL)", name=op.f("ck_werkagenda_afgesloten")
        ),
        sa.CheckConstraint(
            "(status = 'concept') = (vastgesteld_op IS NULL)", name=op.f("ck_werkagenda_vastgesteld")
        ),
        sa.CheckConstraint(
            "(status IN ('besproken', 'afgesloten')) = (besproken_op IS NOT NULL)",
            name=op.f("ck_werkagenda_besproken"),
        ),
        sa.CheckConstraint("jaar BETWEEN 2000 AND 2100", name=op.f("ck_werkagenda_jaar")),
        sa.CheckConstraint("length(gs_kenmerk) <= 80", name=op.f("ck_werkagenda_gs_kenmerk_lengte")),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_werkagenda_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["opdracht_id"], ["opdracht.id"], name=op.f("fk_werkagenda_opdracht_id_opdracht")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_werkagenda")),
        sa.UniqueConstraint("opdracht_id", "jaar", name=op.f("uq_werkagenda_opdracht_id_jaar")),
        sa.UniqueConstraint("uuid", name=op.f("uq_werkagenda_uuid")),
    )
    with op.batch_alter_table("werkagenda", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_werkagenda_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_werkagenda_opdracht_id"), ["opdracht_id"], unique=False)

    op.create_table(
        "afschrijving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("hoeveelheid", sa.BigInteger(), nullable=False),
        sa.Column("afgeschreven_op", sa.Date(), nullable=False),
        sa.Column("grond", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("trim(grond) <> ''", name=op.f("ck_afschrijving_grond")),
        sa.CheckConstraint("hoeveelheid > 0", name=op.f("ck_afschrijving_hoeveelheid")),
        sa.CheckConstraint("length(grond) <= 4000", name=op.f("ck_afschrijving_grond_lengte")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["partnerafspraak.id"], name=op.f("fk_afschrijving_afspraak_id_partnerafspraak")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afschrijving")),
        sa.UniqueConstraint("uuid", name=op.f("uq_afschrijving_uuid")),
    )
    with op.batch_alter_table("afschrijving", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_afschrijving_afspraak_id"), ["afspraak_id"], unique=False)

    op.create_table(
        "agendapunt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("werkagenda_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=400), nullable=False),
        sa.Column("beoogd", sa.String(length=400), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=True),
        sa.Column("kwartaal", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "gerealiseerd",
                "vervallen",
                "doorgeschoven",
                name="agendapuntstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gerealiseerd_op", sa.Date(), nullable=True),
        sa.Column("bewijs", sa.String(length=400), nullable=True),
        sa.Column("overleg_id", sa.Integer(), nullable=True),
        sa.Column("gesloten_op", sa.Date(), nullable=True),
        sa.Column("reden", sa.String(length=400), nullable=True),
        sa.Column("vorig_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(status = 'gerealiseerd') = (gerealiseerd_op IS NOT NULL AND bewijs IS NOT NULL)",
            name=op.f("ck_agendapunt_gerealiseerd"),
        ),
        sa.CheckConstraint("(status = 'open') = (gesloten_op IS NULL)", name=op.f("ck_agendapunt_gesloten")),
        sa.CheckConstraint(
            "status NOT IN ('vervallen', 'doorgeschoven') OR reden IS NOT NULL",
            name=op.f("ck_agendapunt_reden"),
        ),
        sa.CheckConstraint("kwartaal BETWEEN 1 AND 4", name=op.f("ck_agendapunt_kwartaal")),
        sa.CheckConstraint("length(beoogd) <= 400", name=op.f("ck_agendapunt_beoogd_lengte")),
        sa.CheckConstraint("length(bewijs) <= 400", name=op.f("ck_agendapunt_bewijs_lengte")),
        sa.CheckConstraint("length(omschrijving) <= 400", name=op.f("ck_agendapunt_omschrijving_lengte")),
        sa.CheckConstraint("length(reden) <= 400", name=op.f("ck_agendapunt_reden_lengte")),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_agendapunt_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["coalitie_id"],
            ["ontwikkelcoalitie.id"],
            name=op.f("fk_agendapunt_coalitie_id_ontwikkelcoalitie"),
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_agendapunt_overleg_id_overleg")
        ),
        sa.ForeignKeyConstraint(
            ["vorig_id"], ["agendapunt.id"], name=op.f("fk_agendapunt_vorig_id_agendapunt")
        ),
        sa.ForeignKeyConstraint(
            ["werkagenda_id"], ["werkagenda.id"], name=op.f("fk_agendapunt_werkagenda_id_werkagenda")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agendapunt")),
        sa.UniqueConstraint("uuid", name=op.f("uq_agendapunt_uuid")),
    )
    with op.batch_alter_table("agendapunt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agendapunt_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendapunt_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendapunt_overleg_id"), ["overleg_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendapunt_vorig_id"), ["vorig_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendapunt_werkagenda_id"), ["werkagenda_id"], unique=False)

    op.create_table(
        "bijlage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("soort", sa.String(length=100), nullable=False),
        sa.Column("grootte", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("toelichting", sa.String(length=400), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("coalitie_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column("overleg_id", sa.Integer(), nullable=True),
        sa.Column("afspraak_id", sa.Integer(), nullable=True),
        sa.Column("convenant_id", sa.Integer(), nullable=True),
        sa.Column("opdracht_id", sa.Integer(), nullable=True),
        sa.Column("toegevoegd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("toegevoegd_door_id", sa.Integer(), nullable=False),
        sa.Column("verwijderd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verwijderd_reden", sa.String(length=400), nullable=True),
        sa.Column("is_voorbeeld", sa.Boolean(), nullable=False),
        sa.CheckConstraint("trim(naam) <> ''", name=op.f("ck_bijlage_naam_niet_leeg")),
        sa.CheckConstraint(
            "(CASE WHEN actie_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN coalitie_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN case_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organisatie_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN persoon_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN overleg_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN afspraak_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN convenant_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN opdracht_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_bijlage_een_onderwerp"),
        ),
        sa.CheckConstraint(
            "(verwijderd_op IS NULL) = (verwijderd_reden IS NULL)", name=op.f("ck_bijlage_verwijderd")
        ),
        sa.CheckConstraint("grootte > 0", name=op.f("ck_bijlage_grootte")),
        sa.CheckConstraint("length(naam) <= 200", name=op.f("ck_bijlage_naam_lengte")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_bijlage_sha256_lengte")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_bijlage_sha256")),
        sa.CheckConstraint("length(soort) <= 100", name=op.f("ck_bijlage_soort_lengte")),
        sa.CheckConstraint("length(toelichting) <= 400", name=op.f("ck_bijlage_toelichting_lengte")),
        sa.CheckConstraint(
            "length(verwijderd_reden) <= 400", name=op.f("ck_bijlage_verwijderd_reden_lengte")
        ),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_bijlage_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["partnerafspraak.id"], name=op.f("fk_bijlage_afspraak_id_partnerafspraak")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["purpose_case.id"], name=op.f("fk_bijlage_case_id_purpose_case")
        ),
        sa.ForeignKeyConstraint(
            ["coalitie_id"], ["ontwikkelcoalitie.id"], name=op.f("fk_bijlage_coalitie_id_ontwikkelcoalitie")
        ),
        sa.ForeignKeyConstraint(
            ["convenant_id"], ["convenant.id"], name=op.f("fk_bijlage_convenant_id_convenant")
        ),
        sa.ForeignKeyConstraint(
            ["opdracht_id"], ["opdracht.id"], name=op.f("fk_bijlage_opdracht_id_opdracht")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisatie.id"], name=op.f("fk_bijlage_organisatie_id_organisatie")
        ),
        sa.ForeignKeyConstraint(["overleg_id"], ["overleg.id"], name=op.f("fk_bijlage_overleg_id_overleg")),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=op.f("fk_bijlage_persoon_id_persoon")),
        sa.ForeignKeyConstraint(
            ["toegevoegd_door_id"], ["gebruiker.id"], name=op.f("fk_bijlage_toegevoegd_door_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bijlage")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bijlage_uuid")),
    )
    with op.batch_alter_table("bijlage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bijlage_actie_id"), ["actie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_afspraak_id"), ["afspraak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_coalitie_id"), ["coalitie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_convenant_id"), ["convenant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_opdracht_id"), ["opdracht_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_organisatie_id"), ["organisatie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_overleg_id"), ["overleg_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bijlage_persoon_id"), ["persoon_id"], unique=False)
        batch_op.create_index("ix_bijlage_sha256", ["sha256"], unique=False)

    op.create_table(
        "herijkingsregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("herijking_id", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=True),
        sa.Column("toezegging_id", sa.Integer(), nullable=True),
        sa.Column(
            "lijst",
            sa.Enum("A", "B", name="lijst", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("eigenaar_id", sa.Integer(), nullable=True),
        sa.Column(
            "besluit",
            sa.Enum(
                "nagekomen",
                "nieuwe_datum",
                "handhaven",
                "vervallen",
                "al_gesloten",
                name="herijkingbesluit",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("toelichting", sa.String(length=1000), nullable=True),
        sa.Column("nieuwe_datum", sa.Date(), nullable=True),
        sa.Column("besloten_op", sa.Date(), nullable=True),
        sa.Column("besloten_door_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "besluit IS NULL OR besluit IN ('nagekomen', 'al_gesloten') OR toelichting IS NOT NULL",
            name=op.f("ck_herijkingsregel_gronden"),
        ),
        sa.CheckConstraint(
            "(afspraak_id IS NULL) <> (toezegging_id IS NULL)", name=op.f("ck_herijkingsregel_een_onderwerp")
        ),
        sa.CheckConstraint(
            "(besluit IS NULL) = (besloten_door_id IS NULL)", name=op.f("ck_herijkingsregel_besloten_door")
        ),
        sa.CheckConstraint(
            "(besluit IS NULL) = (besloten_op IS NULL)", name=op.f("ck_herijkingsregel_besloten")
        ),
        sa.CheckConstraint("length(toelichting) <= 1000", name=op.f("ck_herijkingsregel_toelichting_lengte")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"],
            ["partnerafspraak.id"],
            name=op.f("fk_herijkingsregel_afspraak_id_partnerafspraak"),
        ),
        sa.ForeignKeyConstraint(
            ["besloten_door_id"], ["gebruiker.id"], name=op.f("fk_herijkingsregel_besloten_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["eigenaar_id"], ["gebruiker.id"], name=op.f("fk_herijkingsregel_eigenaar_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["herijking_id"], ["herijking.id"], name=op.f("fk_herijkingsregel_herijking_id_herijking")
        ),
        sa.ForeignKeyConstraint(
            ["toezegging_id"], ["toezegging.id"], name=op.f("fk_herijkingsregel_toezegging_id_toezegging")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_herijkingsregel")),
        sa.UniqueConstraint(
            "herijking_id", "afspraak_id", name=op.f("uq_herijkingsregel_herijking_id_afspraak_id")
        ),
        sa.UniqueConstraint(
            "herijking_id", "toezegging_id", name=op.f("uq_herijkingsregel_herijking_id_toezegging_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_herijkingsregel_uuid")),
    )
    with op.batch_alter_table("herijkingsregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_herijkingsregel_afspraak_id"), ["afspraak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herijkingsregel_eigenaar_id"), ["eigenaar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herijkingsregel_herijking_id"), ["herijking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herijkingsregel_toezegging_id"), ["toezegging_id"], unique=False)

    op.create_table(
        "poortbesluit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("advies_id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=True),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "go",
                "go_onder_voorwaarden",
                "stop",
                name="uitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_onvoldoende_draagvlak", sa.Boolean(), nullable=False),
        sa.Column("gronden", sa.String(), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("besloten_door_id", sa.Integer(), nullable=False),
        sa.Column("ingediend_door_id", sa.Integer(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("financiering", sa.JSON(), nullable=False),
        sa.CheckConstraint("trim(gronden) <> ''", name=op.f("ck_poortbesluit_gronden")),
        sa.CheckConstraint(
            "uitkomst = 'stop' OR NOT is_onvoldoende_draagvlak", name=op.f("ck_poortbesluit_draagvlak")
        ),
        sa.CheckConstraint(
            "besloten_door_id <> ingediend_door_id", name=op.f("ck_poortbesluit_tweede_persoon")
        ),
        sa.ForeignKeyConstraint(["advies_id"], ["advies.id"], name=op.f("fk_poortbesluit_advies_id_advies")),
        sa.ForeignKeyConstraint(
            ["besloten_door_id"], ["gebruiker.id"], name=op.f("fk_poortbesluit_besloten_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["purpose_case.id"], name=op.f("fk_poortbesluit_case_id_purpose_case")
        ),
        sa.ForeignKeyConstraint(
            ["ingediend_door_id"], ["gebruiker.id"], name=op.f("fk_poortbesluit_ingediend_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_poortbesluit_overleg_id_overleg")
        ),
        sa.ForeignKeyConstraint(
            ["versie_id"],
            ["purpose_case_versie.id"],
            name=op.f("fk_poortbesluit_versie_id_purpose_case_versie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poortbesluit")),
        sa.UniqueConstraint("case_id", name=op.f("uq_poortbesluit_case_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_poortbesluit_uuid")),
    )
    with op.batch_alter_table("poortbesluit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poortbesluit_advies_id"), ["advies_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poortbesluit_overleg_id"), ["overleg_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poortbesluit_versie_id"), ["versie_id"], unique=False)

    op.create_table(
        "voorwaarde",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("besluit_id", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=400), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("actiepunt_id", sa.Integer(), nullable=True),
        sa.Column("partnerafspraak_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(actiepunt_id IS NULL) <> (partnerafspraak_id IS NULL)", name=op.f("ck_voorwaarde_een_van_beide")
        ),
        sa.CheckConstraint("length(omschrijving) <= 400", name=op.f("ck_voorwaarde_omschrijving_lengte")),
        sa.ForeignKeyConstraint(
            ["actiepunt_id"], ["actiepunt.id"], name=op.f("fk_voorwaarde_actiepunt_id_actiepunt")
        ),
        sa.ForeignKeyConstraint(
            ["besluit_id"], ["poortbesluit.id"], name=op.f("fk_voorwaarde_besluit_id_poortbesluit")
        ),
        sa.ForeignKeyConstraint(
            ["partnerafspraak_id"],
            ["partnerafspraak.id"],
            name=op.f("fk_voorwaarde_partnerafspraak_id_partnerafspraak"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorwaarde")),
        sa.UniqueConstraint("uuid", name=op.f("uq_voorwaarde_uuid")),
    )
    with op.batch_alter_table("voorwaarde", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voorwaarde_actiepunt_id"), ["actiepunt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_voorwaarde_besluit_id"), ["besluit_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_voorwaarde_partnerafspraak_id"), ["partnerafspraak_id"], unique=False
        )


def bestaande_tabellen() -> None:
    with verbouw("actiepunt") as tabel:
        tabel.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        tabel.alter_column("overleg_id", existing_type=sa.INTEGER(), nullable=True)
        tabel.create_index(op.f("ix_actiepunt_case_id"), ["case_id"], unique=False)
        verwijst(tabel, "actiepunt", "case_id", "purpose_case")
        eis(tabel, "actiepunt", "herkomst", "overleg_id IS NOT NULL OR case_id IS NOT NULL")
    with verbouw("levering") as tabel:
        tabel.add_column(
            sa.Column("bewijs_soort", sa.String(40), nullable=False, server_default="bevestiging")
        )
        for kolom, naar in (("overleg_id", "overleg"), ("bijlage_id", "bijlage")):
            tabel.add_column(sa.Column(kolom, sa.Integer(), nullable=True))
            tabel.create_index(op.f(f"ix_levering_{kolom}"), [kolom], unique=False)
            verwijst(tabel, "levering", kolom, naar)
        eis(tabel, "levering", "bewijssoort", "bewijs_soort IN ('document', 'overleg', 'bevestiging')")
        eis(tabel, "levering", "bewijs_overleg", "bewijs_soort <> 'overleg' OR overleg_id IS NOT NULL")
    with verbouw("ondertekening") as tabel:
        tabel.add_column(sa.Column("naam", sa.String(length=200), nullable=True))
        tabel.add_column(sa.Column("naam_sleutel", sa.String(), nullable=True))
        tabel.add_column(sa.Column("kvk_nummer", sa.String(length=8), nullable=True))
        tabel.add_column(sa.Column("beoordeeld_door_id", sa.Integer(), nullable=True))
        tabel.add_column(sa.Column("afspraak_gegevens", sa.JSON(), nullable=False, server_default="[]"))
        tabel.alter_column("organisatie_id", existing_type=sa.INTEGER(), nullable=True)
        tabel.create_unique_constraint(
            op.f("uq_ondertekening_convenant_id_naam_sleutel"), ["convenant_id", "naam_sleutel"]
        )
        verwijst(tabel, "ondertekening", "beoordeeld_door_id", "gebruiker")
        eis(tabel, "ondertekening", "wie", "organisatie_id IS NOT NULL OR naam IS NOT NULL")
        eis(tabel, "ondertekening", "beoordeeld", "organisatie_id IS NOT NULL OR beoordeeld_door_id IS NULL")
        eis(tabel, "ondertekening", "naam_lengte", "length(naam) <= 200")
        eis(tabel, "ondertekening", "kvk_nummer_lengte", "length(kvk_nummer) <= 8")
    with verbouw("ontwikkelcoalitie") as tabel:
        tabel.add_column(sa.Column("opgegaan_in_id", sa.Integer(), nullable=True))
        tabel.create_index(op.f("ix_ontwikkelcoalitie_opgegaan_in_id"), ["opgegaan_in_id"], unique=False)
        verwijst(tabel, "ontwikkelcoalitie", "opgegaan_in_id", "ontwikkelcoalitie")
        eis(tabel, "ontwikkelcoalitie", "opgegaan", "opgegaan_in_id IS NULL OR status = 'beeindigd'")
        eis(tabel, "ontwikkelcoalitie", "opgegaan_in_ander", "opgegaan_in_id IS NULL OR opgegaan_in_id <> id")
    _opdracht()
    with verbouw("organisatie") as tabel:
        tabel.add_column(
            sa.Column("is_eigen_provincie", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        tabel.create_index(
            "uq_organisatie_eigen_provincie",
            ["is_eigen_provincie"],
            unique=True,
            sqlite_where=sa.text("is_eigen_provincie"),
            postgresql_where=sa.text("is_eigen_provincie"),
        )
    with verbouw("partnerafspraak") as tabel:
        tabel.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        tabel.add_column(sa.Column("herkomst", sa.String(length=300), nullable=True))
        tabel.create_index(op.f("ix_partnerafspraak_case_id"), ["case_id"], unique=False)
        verwijst(tabel, "partnerafspraak", "case_id", "purpose_case")
        eis(tabel, "partnerafspraak", "herkomst_lengte", "length(herkomst) <= 300")
    with verbouw("voortgang") as tabel:
        tabel.add_column(sa.Column("voorstel", sa.JSON(), nullable=False, server_default="{}"))
        tabel.add_column(sa.Column("afwijkreden", sa.String(length=1000), nullable=True))
        eis(tabel, "voortgang", "afwijkreden_lengte", "length(afwijkreden) <= 1000")
    op.create_index("ix_logboekregel_handeling", "logboekregel", ["handeling", "onderwerp_id"])


def _opdracht() -> None:
    """First the days, then the rule that asks for them: a mandate may have ended already."""
    with verbouw("opdracht") as tabel:
        tabel.add_column(sa.Column("eigenaar_id", sa.Integer(), nullable=True))
        tabel.add_column(sa.Column("afgerond_op", sa.Date(), nullable=True))
        tabel.add_column(sa.Column("geevalueerd_op", sa.Date(), nullable=True))
        tabel.add_column(sa.Column("evaluatie", sa.String(), nullable=True))
        tabel.add_column(sa.Column("vervolg", sa.String(length=400), nullable=True))
        tabel.add_column(sa.Column("is_voorbeeld", sa.Boolean(), nullable=False, server_default=sa.false()))
        tabel.create_index(op.f("ix_opdracht_eigenaar_id"), ["eigenaar_id"], unique=False)
        verwijst(tabel, "opdracht", "eigenaar_id", "gebruiker")
    op.execute(
        "UPDATE opdracht SET afgerond_op = COALESCE(datum_tot, DATE(gewijzigd_op))"
        " WHERE status IN ('afgerond', 'geevalueerd')"
    )
    op.execute(
        "UPDATE opdracht SET geevalueerd_op = afgerond_op, evaluatie = 'Niet vastgelegd.' WHERE status = 'geevalueerd'"
    )
    with verbouw("opdracht") as tabel:
        eis(
            tabel,
            "opdracht",
            "afgerond",
            "(status IN ('afgerond', 'geevalueerd')) = (afgerond_op IS NOT NULL)",
        )
        eis(
            tabel,
            "opdracht",
            "geevalueerd",
            "(status = 'geevalueerd') = (geevalueerd_op IS NOT NULL AND evaluatie IS NOT NULL)",
        )
        eis(tabel, "opdracht", "vervolg_lengte", "length(vervolg) <= 400")


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


def verwijst(tabel, naam_tabel: str, kolom: str, naar: str) -> None:
    tabel.create_foreign_key(op.f(f"fk_{naam_tabel}_{kolom}_{naar}"), naar, [kolom], ["id"])


def vul() -> None:
    """What the new columns and lines say of the rows that were there."""
    op.execute(
        "UPDATE organisatie SET is_eigen_provincie = TRUE WHERE naam_sleutel = 'provincie noord holland'"
    )
    afschrijving = sa.table(
        "afschrijving",
        *(
            sa.column(naam, soort)
            for naam, soort in {
                "uuid": sa.Uuid(),
                "versie": sa.Integer(),
                "aangemaakt_op": sa.DateTime(timezone=True),
                "gewijzigd_op": sa.DateTime(timezone=True),
                "afspraak_id": sa.Integer(),
                "hoeveelheid": sa.BigInteger(),
                "afgeschreven_op": sa.Date(),
                "grond": sa.String(),
            }.items()
        ),
    )
    afspraak = sa.table(
        "partnerafspraak",
        *(
            sa.column(naam, soort)
            for naam, soort in {
                "id": sa.Integer(),
                "afgeschreven": sa.BigInteger(),
                "afgesloten_op": sa.Date(),
                "gronden": sa.String(),
                "gewijzigd_op": sa.DateTime(timezone=True),
            }.items()
        ),
    )
    a = afspraak.c
    regels = op.get_bind().execute(sa.select(afspraak).where(a.afgeschreven > 0)).all()
    if regels:
        op.bulk_insert(
            afschrijving,
            [
                {
                    "uuid": uuid.uuid4(),
                    "versie": 1,
                    "aangemaakt_op": regel.gewijzigd_op,
                    "gewijzigd_op": regel.gewijzigd_op,
                    "afspraak_id": regel.id,
                    "hoeveelheid": regel.afgeschreven,
                    "afgeschreven_op": regel.afgesloten_op or regel.gewijzigd_op.date(),
                    "grond": (regel.gronden or "Niet vastgelegd.")[:4000],
                }
                for regel in regels
            ],
        )


# --- What the database keeps by itself ---

AANVULLEN = "regels in {tabel} worden alleen aangevuld"
ALLEEN_AANVULLEN = (
    "purpose_case_versie",
    "financieringsstand",
    "advies",
    "poortbesluit",
    "voorwaarde",
    "toezeggingstap",
    "levering",
    "verzetting",
    "afschrijving",
    "verlenging",
)
# A trigger, its table and moment, when it fires, and what it says.
REGELS = (
    # Copying the table on SQLite took these two with it (0002).
    *(
        (f"voortgang_{naam}", "voortgang", soort, "", AANVULLEN.format(tabel="voortgang"), False)
        for naam, soort in (("wijzigen", "UPDATE"), ("wissen", "DELETE"))
    ),
    *(
        (f"{tabel}_{naam}", tabel, soort, "", AANVULLEN.format(tabel=tabel), True)
        for tabel in ALLEEN_AANVULLEN
        for naam, soort in (("wijzigen", "UPDATE"), ("wissen", "DELETE"))
    ),
    (
        "herijkingsregel_besloten",
        "herijkingsregel",
        "UPDATE",
        "OLD.besluit IS NOT NULL",
        "over een regel van een herijking wordt een keer besloten",
        True,
    ),
    (
        "purpose_case_besloten",
        "purpose_case",
        "UPDATE",
        "OLD.uitkomst IS NOT NULL AND (NEW.uitkomst IS NULL OR NEW.uitkomst <> OLD.uitkomst)",
        "een poortbesluit verandert niet meer",
        True,
    ),
)

# An uitvoering has a go, whatever way somebody comes in (001:381-383).
ZONDER_GO = (
    "NEW.status IN ('uitvoering', 'afgerond') AND NOT EXISTS (SELECT 1 FROM purpose_case pc"
    " WHERE pc.coalitie_id = NEW.id AND pc.uitkomst IN ('go', 'go_onder_voorwaarden'))"
)
GO_NODIG = "een coalitie in uitvoering heeft een purpose case met een go"


def leg_vast() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for naam, tabel, soort, wanneer, zin, op_beide in REGELS:
        if is_sqlite:
            sqlite_trigger(naam, tabel, soort, wanneer, zin)
        elif op_beide:
            postgresql_trigger(naam, tabel, soort, zin, f" WHEN ({wanneer})" if wanneer else "")
    for soort in ("INSERT", "UPDATE"):
        naam = f"ontwikkelcoalitie_go_{soort.lower()}"
        if is_sqlite:
            sqlite_trigger(naam, "ontwikkelcoalitie", soort, ZONDER_GO, GO_NODIG)
        else:
            # A WHEN may not look into another table; the function may.
            postgresql_trigger(naam, "ontwikkelcoalitie", soort, GO_NODIG, "", als=ZONDER_GO)


def sqlite_trigger(naam: str, tabel: str, soort: str, wanneer: str, zin: str) -> None:
    voorwaarde = f" WHEN {wanneer}" if wanneer else ""
    op.execute(
        f"CREATE TRIGGER {naam} BEFORE {soort} ON {tabel}{voorwaarde} BEGIN SELECT RAISE(ABORT, '{zin}'); END"
    )


def postgresql_trigger(naam: str, tabel: str, soort: str, zin: str, wanneer: str, als: str = "TRUE") -> None:
    """SQLSTATE 23514 is that of a CHECK, so that both databases report a broken rule in the same way."""
    op.execute(
        f"CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {als} THEN "
        f"RAISE EXCEPTION '{zin}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {naam} BEFORE {soort} ON {tabel} FOR EACH ROW{wanneer} EXECUTE FUNCTION {naam}()"
    )


def downgrade() -> None:
    raise NotImplementedError("Terug gaat met een reservekopie van voor de migratie: crm restore.")
