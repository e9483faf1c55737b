import base64
import json

import pytest

from portal.launch import one_time_code
from portal.launch.words import Problem

RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("now", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_vectors_of_rfc_6238(now, code):
    assert one_time_code.code(RFC, now) == code


@pytest.fixture
def folder(tmp_path):
    accounts = [
        {"role": "desk", "totp_secret": RFC.rstrip("=")},
        {"role": "citizen", "totp_secret": ""},
    ]
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": accounts}))
    return tmp_path


def test_the_code_of_an_official(folder, capsys, time_machine):
    time_machine.move_to(59, tick=False)
    assert one_time_code.run(["desk", "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "287082\n"


@pytest.mark.parametrize("role", ["citizen", "nobody"])
def test_who_has_no_second_factor(folder, role):
    with pytest.raises(Problem, match="There are: desk"):
        one_time_code.run([role, "--data", str(folder)])


def test_before_the_demo(tmp_path):
    with pytest.raises(Problem, match="manage.py demo first"):
        one_time_code.run(["desk", "--data", str(tmp_path)])
