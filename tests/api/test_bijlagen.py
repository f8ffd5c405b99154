"""Files through the API: a form with a file, the contents back, and persons only for who may see them."""

import pytest

from crm.models import Bijlage, Ontwikkelcoalitie, Persoon
from tests.support import bestanden

PDF = bestanden.pdf()


@pytest.fixture
def coalitie(bestand):
    return bestand(Ontwikkelcoalitie)


@pytest.fixture
def stuur():
    def doe(wie, inhoud=PDF, naam="plan.pdf", **velden):
        tekst = {n: str(w) for n, w in velden.items()}
        return wie.post("/bijlagen", **bestanden.formulier(tekst, inhoud, naam))

    return doe


def test_a_file_goes_in_and_comes_out_as_it_was(api, lezer, coalitie, stuur):
    gemaakt = stuur(api, coalitie=coalitie.uuid, toelichting="Plan")
    assert gemaakt.status_code == 201, gemaakt.text
    dossier = gemaakt.json
    assert (dossier["naam"], dossier["soort"], dossier["toelichting"]) == ("plan.pdf", "application/pdf", "Plan")
    assert dossier["coalitie"] == str(coalitie.uuid)
    assert gemaakt.headers["Location"].endswith(dossier["uuid"])
    inhoud = lezer.get(f"/bijlagen/{dossier['uuid']}/inhoud", koppen={"Accept": "application/pdf"})
    assert inhoud.data == PDF
    assert inhoud.headers["Content-Disposition"] == "attachment; filename=plan.pdf"
    assert inhoud.headers["Content-Security-Policy"].startswith("sandbox")
    lijst = lezer.get(f"/bijlagen?coalitie={coalitie.uuid}").json["items"]
    assert [een["uuid"] for een in lijst] == [dossier["uuid"]]


def test_what_is_wrong_is_said_at_its_field(api, coalitie, stuur):
    for inhoud, naam in ((bestanden.HTML, "a.pdf"), (bestanden.EXE, "a.docx"), (b"", "a.pdf")):
        antwoord = stuur(api, inhoud, naam, coalitie=coalitie.uuid)
        assert antwoord.status_code == 400
        assert [(f["in"], f["pad"]) for f in antwoord.json["errors"]] == [("body", "bestand")]
    antwoord = api.post("/bijlagen", data={"coalitie": str(coalitie.uuid), "bestand": "tekst"})
    assert antwoord.status_code == 400
    assert antwoord.json["errors"][0]["detail"] == "Stuur hier een bestand."
    antwoord = api.post("/bijlagen", data={"coalitie": str(coalitie.uuid)})
    assert antwoord.json["errors"][0]["pad"] == "bestand"
    assert "Noem één dossier" in stuur(api).json["detail"]
    assert stuur(api, coalitie="00000000-0000-4000-8000-000000000000").json["errors"][0]["pad"] == "coalitie"
    assert stuur(api, coalitie=coalitie.uuid, onzin="x").json["errors"][0]["pad"] == "onzin"
    assert api.post("/bijlagen", json={"coalitie": str(coalitie.uuid)}).status_code in (400, 415)


def test_too_large_and_far_too_large_are_problems(api, coalitie, stuur):
    antwoord = stuur(api, b"a" * (21 * 1024 * 1024), "a.txt", coalitie=coalitie.uuid)
    assert antwoord.status_code == 400
    assert "hoogstens 20 MB" in antwoord.json["detail"]
    antwoord = stuur(api, b"a" * (26 * 1024 * 1024), "a.txt", coalitie=coalitie.uuid)
    assert antwoord.status_code == 413
    assert antwoord.mimetype == "application/problem+json"


def test_twice_is_a_conflict_and_who_may_only_look_adds_nothing(api, lezer, coalitie, stuur):
    assert stuur(lezer, coalitie=coalitie.uuid).status_code == 403
    assert stuur(api, coalitie=coalitie.uuid).status_code == 201
    assert stuur(api, coalitie=coalitie.uuid).status_code == 409


def test_a_file_is_removed_with_a_reason_and_its_contents_are_gone(api, lezer, coalitie, stuur):
    uuid = stuur(api, coalitie=coalitie.uuid).json["uuid"]
    assert lezer.post(f"/bijlagen/{uuid}/_verwijder", {"reden": "Weg"}).status_code == 403
    assert api.post(f"/bijlagen/{uuid}/_verwijder", {}).status_code == 400
    antwoord = api.post(f"/bijlagen/{uuid}/_verwijder", {"reden": "Verkeerde versie"})
    assert antwoord.json["verwijderdReden"] == "Verkeerde versie"
    weg = api.get(f"/bijlagen/{uuid}/inhoud")
    assert weg.status_code == 404
    assert "Verkeerde versie" in weg.json["detail"]
    assert api.post(f"/bijlagen/{uuid}/_verwijder", {"reden": "Nog eens"}).status_code == 409


def test_files_about_persons_are_for_who_may_see_persons(api, lezer, bestand, coalitie, stuur):
    persoon = bestand(Persoon)
    uuid = stuur(api, naam="cv van Annabel.pdf", persoon=persoon.uuid).json["uuid"]
    anders = bestand(Bijlage, coalitie=coalitie)
    assert [b["uuid"] for b in lezer.get("/bijlagen").json["items"]] == [str(anders.uuid)]
    assert lezer.get(f"/bijlagen?persoon={persoon.uuid}").json["items"] == []
    for pad in (f"/bijlagen/{uuid}", f"/bijlagen/{uuid}/inhoud"):
        assert lezer.get(pad).status_code == 403
        assert "Annabel" not in lezer.get(pad).text
    assert len(api.get("/bijlagen").json["items"]) == 2
