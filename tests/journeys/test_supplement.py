"""An official asks for a paper and an answer; only these are open, and he sees what has changed."""

import pytest

from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.play import Play
from tests.factories.procedures import procedure
from tests.journeys.filings import photo

# The story is long; a machine that is busy with other things needs its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

NAME, PAPER = "Họ và tên", "Giấy chứng sinh"
WHY = {NAME: "Viết thiếu tên đệm.", PAPER: "Ảnh mờ ở góc trái."}


def test_a_paper_and_an_answer_are_mended_and_compared(arrive, letters, work, tmp_path):
    play = Play()
    revision = procedure(play.place, code="9.000001", form=BIRTH)
    play.begin(revision=revision, answers=ANSWERS).do("submit", "accept", "claim")
    officer = arrive(play.officer)
    officer.open(f"/quan-tri/ho-so/{play.dossier.public_id}/")
    ask(officer)
    assert officer.state() == "ASKED_IN_APPRAISAL"
    work()
    assert all(reason in letters.last(play.owner.email) for reason in WHY.values())

    mother = arrive(play.owner, javascript=False, width=360)
    mother.open("/ho-so/")
    mother.follow("/bo-sung/")
    assert all(reason in mother.reads() for reason in WHY.values())
    assert mother.page.locator("main [name='full_name']").count() == 1
    assert mother.page.locator("main [type='file']").count() == 1
    assert mother.page.locator("main [name='born_abroad']").count() == 0
    mother.fill({"full_name": "Nguyễn Thị Hồng Mận"})
    mother.page.locator("main [type='file']").set_input_files(photo(tmp_path, "chup-lai.jpg"))
    mother.press("send")
    assert mother.state() == "PROCESSING"

    officer.open(officer.page.url)
    mended = officer.page.get_by_role("row").filter(has=officer.page.get_by_text(NAME, exact=True))
    before, now = (mended.first.locator(f"td:nth-of-type({at})").inner_text() for at in (1, 2))
    assert (before, now) == (ANSWERS["full_name"], "Nguyễn Thị Hồng Mận")
    assert "chup-lai.jpg" in officer.reads()


def ask(officer) -> None:
    officer.page.locator("#do-ask_in_appraisal > summary").click()
    for label, reason in WHY.items():
        asked = officer.page.locator(".ask", has_text=label).first
        asked.locator("[type='checkbox']").check()
        asked.locator("[type='text']").fill(reason)
        if label == PAPER:
            asked.locator("select").first.select_option("UNREADABLE")
    officer.leave_by(officer.page.locator("button[value='ask_in_appraisal']"))
