"""The message with which the national portal hands over a dossier, in its own field names."""

import re
from datetime import datetime
from math import isfinite
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, StringConstraints

from portal.integrations.national.facts import GivenBack, OwnerKind
from portal.integrations.national.gen1 import codes
from portal.integrations.national.incoming import CODE, IncomingDossier, IncomingFile
from portal.integrations.national.words import read_moment
from portal.kernel.text import nfc

MOST_FILES = 50
DEEPEST = 6
UNWRITABLE = re.compile("[\x00-\x1f\x7f\ufffd\ud800-\udfff]")


def _clean(text: str, allowed: str = "") -> str:
    if UNWRITABLE.search("".join(letter for letter in text if letter not in allowed)):
        raise ValueError("control characters and broken letters have no place here")
    return nfc(text)


def _answers(value: Any, depth: int = 0) -> Any:
    """Answers as a form can hold them: texts, numbers, lists and groups, not too deep."""
    if depth > DEEPEST:
        raise ValueError(f"answers go at most {DEEPEST} levels deep")
    match value:
        case str():
            return _clean(value, "\n\r\t")
        case float() if not isfinite(value):
            raise ValueError("a number must be finite")
        case list():
            return [_answers(item, depth + 1) for item in value]
        case dict():
            return {_clean(key): _answers(item, depth + 1) for key, item in value.items()}
    return value


def _moment(text: Any) -> datetime:
    return read_moment(text if isinstance(text, str) else "")


def _text(most: int, least: int = 0) -> Any:
    limits = StringConstraints(min_length=least, max_length=most, strip_whitespace=True)
    return Annotated[str, limits, AfterValidator(_clean)]


Moment = Annotated[datetime, BeforeValidator(_moment)]


class Strict(Schema):
    """A field that nobody knows is a mistake and is named, not passed over."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class FileIn(Strict):
    TepDinhKemId: _text(80, 1)
    TenTepDinhKem: _text(180, 1)
    MaThanhPhanHoSo: _text(60, 1) = Field(description="Code of the paper, as the catalogue has it.")
    DuongDanTaiTepTin: _text(2000, 1)
    HashTepTin: Annotated[str, StringConstraints(pattern=r"^([0-9a-fA-F]{64})?$")] = Field(
        "", description="SHA-256 in hexadecimal; checked when it is given."
    )


class NationalDossierIn(Strict):
    """Dates are `yyyyMMddHHmmss` in Vietnamese time, numbers those of generation 1."""

    MaHoSo: Annotated[str, StringConstraints(pattern=rf"^{CODE.pattern}$", max_length=64)]
    MaTTHC: _text(40, 1)
    MaDonViTiepNhan: _text(35, 1) = Field(description="Legal code of the agency: H99.22.")
    TruongHop: _text(60) = Field("", description="Key of the case, where there are several.")
    NgayNopHoSo: Moment = Field(examples=["20261120093000"])
    KenhThucHien: Annotated[str, StringConstraints(pattern="^2$")] = "2"
    LoaiDoiTuong: Annotated[str, StringConstraints(pattern="^[1-4]$")] = "1"
    ChuHoSo: _text(150, 1) = Field(description="Full name of the person who filed.")
    SoGiayToChuHoSo: _text(20, 1) = Field(description="The person's proven identity number.")
    MaDoiTuong: _text(190, 1) = Field(description="The person's TechID.")
    TenThuongNhan: _text(300) = Field("", description="The organisation filed for.")
    MaSoThue: _text(14) = Field("", description="Its tax number.")
    Email: _text(254) = ""
    SoDienThoai: _text(20) = ""
    HinhThuc: Annotated[str, StringConstraints(pattern="^[01]?$")] = Field(
        "", description="How the result is handed over: 0 at the desk, 1 by post, empty: online."
    )
    TaiLieuNop: list[FileIn] = Field(default_factory=list, max_length=MOST_FILES)
    EformThongTinChiTiet: Annotated[dict[str, Any], AfterValidator(_answers)] = Field(
        default_factory=dict, description="Answers by the keys of the form of the procedure."
    )


NAMES = {
    "procedure": "MaTTHC",
    "agency": "MaDonViTiepNhan",
    "case": "TruongHop",
    "number": "SoGiayToChuHoSo",
    "account": "MaDoiTuong",
    "tax_number": "MaSoThue",
    "files": "TaiLieuNop",
    "paper": "MaThanhPhanHoSo",
    "address": "DuongDanTaiTepTin",
}
"""Our fields by the names the partner knows them under."""

KINDS = {number: kind for kind, number in reversed(codes.OWNER.items())}
WAYS_BACK = {number: way for way, number in codes.GIVEN_BACK.items()}


def field_name(path: str) -> str:
    return ".".join(NAMES.get(step, step) for step in path.split("."))


def read(message: NationalDossierIn) -> IncomingDossier:
    """The message in our own words."""
    return IncomingDossier(
        code=message.MaHoSo,
        procedure=message.MaTTHC,
        agency=message.MaDonViTiepNhan,
        filed_at=message.NgayNopHoSo,
        name=message.ChuHoSo,
        number=message.SoGiayToChuHoSo,
        account=message.MaDoiTuong,
        kind=KINDS.get(message.LoaiDoiTuong, OwnerKind.CITIZEN),
        organisation=message.TenThuongNhan,
        tax_number=message.MaSoThue,
        email=message.Email,
        phone=message.SoDienThoai,
        case=message.TruongHop,
        given_back=WAYS_BACK.get(message.HinhThuc, GivenBack.ACCOUNT),
        files=tuple(
            IncomingFile(
                key=file.TepDinhKemId,
                name=file.TenTepDinhKem,
                paper=file.MaThanhPhanHoSo,
                address=file.DuongDanTaiTepTin,
                sha256=file.HashTepTin,
            )
            for file in message.TaiLieuNop
        ),
        answers=message.EformThongTinChiTiet,
    )
