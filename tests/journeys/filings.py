"""What people answer in the forms of two procedures, section by section."""

from pathlib import Path

from tests.documents.samples import picture
from tests.journeys.person import Person

BIRTH = "1.001193"
PERMIT = "1.013236"
COMPANY = "Công ty TNHH Gạch Bến Mây"

PHONE, ID_NUMBER = "0912 345 678", "079 190 001 234"
NATION = "Việt Nam"


def address(key: str, *, detail: bool = True) -> dict[str, str]:
    told = {f"{key}.province": "99", f"{key}.commune": "99022"}
    return told | ({f"{key}.detail": "Số 8, tổ 5"} if detail else {})


BIRTH_SECTIONS: dict[str, dict[str, str]] = {
    "applicant": {
        "applicant.full_name": "Lò Thị Hoa",
        "applicant.birth_date": "1996-02-29",
        "applicant.identity_number": ID_NUMBER,
        "applicant.phone": PHONE,
        **address("applicant.address"),
        "relation": "mother",
    },
    "child": {
        "child.full_name": "Lò Minh Khôi",
        "child.birth_date": "2026-11-02",
        "child.sex": "male",
        "child.nationality": NATION,
        "child.ethnicity": "Thái",
        "birth_place": "clinic",
        **address("home_town", detail=False),
    },
    "parents": {
        "mother.full_name": "Lò Thị Hoa",
        "mother.birth_date": "1996-02-29",
        "mother.identity_number": ID_NUMBER,
        "mother.nationality": NATION,
        **address("mother.address"),
        "married": "false",
    },
    "others": {
        "siblings.0.full_name": "Lò Thị Lan",
        "siblings.0.birth_date": "2021-05-17",
        "copies": "2",
        "truth": "on",
    },
}
# Questions that come up with an answer above.
CLINIC = {"clinic": "Bệnh viện Phụ sản tỉnh Minh Hà"}
FATHER_LEFT_OUT = {"father_recorded": "false"}

PERMIT_SECTIONS: dict[str, dict[str, str]] = {
    "land": {**address("address"), "plot": "118", "map_sheet": "24", "land_area": "5.400,5"},
    "building": {
        "use": "trade",
        "ground_area": "1200",
        "floors.0.name": "Tầng 1",
        "floors.0.area": "1200",
        "height": "13,5",
        "neighbours": "false",
    },
    "design": {"start": "2027-03", "months": "18", "truth": "on"},
}
DIRECTOR = {
    "organisation.position": "Giám đốc",
    **address("organisation.address", detail=False),
}
PERMIT_PAPERS = ("giay-to-dat", "quyet-dinh-du-an", "ban-ve")


def photo(folder: Path, name: str) -> Path:
    """A photograph of a paper, as a phone takes it."""
    file = folder / name
    file.write_bytes(picture())
    return file


def begin_permit(person: Person) -> None:
    """On the page where one begins: for the company, to the first section of the form."""
    person.page.get_by_label(COMPANY).check()
    person.press("start")


def file_permit(person: Person, folder: Path) -> str:
    """All sections and papers of a permit just begun, sent; gives the submission number."""
    person.fill({"owner_kind": "organisation"})
    person.page.locator("[name='organisation.position']").wait_for()
    person.fill(DIRECTOR)
    person.press("next")
    person.fill(PERMIT_SECTIONS["land"])
    person.press("next")
    person.press("add:floors")
    person.fill(PERMIT_SECTIONS["building"])
    person.press("next")
    person.fill(PERMIT_SECTIONS["design"])
    person.press("next")
    for key in PERMIT_PAPERS:
        paper = person.page.locator(f"[name='paper-{key}']")
        paper.set_input_files(photo(folder, f"{key}.jpg"))
    person.send_files("next")
    person.fill({"return_way": "ONLINE"})
    person.press("next")
    person.press("send")
    return person.page.locator(".code-value").inner_text()
