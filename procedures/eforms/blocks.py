"""Blocks: the small fields behind one key, the same in every form.

A person is asked the same way everywhere, so answers can be prefilled, reused and read by machines.
"""

from procedures.eforms.field import Field, Option
from procedures.eforms.kinds import Kind, Sensitivity
from procedures.eforms.words import Words

_PERSONAL = Sensitivity.PERSONAL
_BORN = "1900-01-01"

_SEXES = (
    Option("male", Words("Nam", "Male")),
    Option("female", Words("Nữ", "Female")),
)

_ADDRESS = (
    Field(
        "province",
        Kind.PROVINCE,
        Words("Tỉnh, thành phố", "Province or city"),
        required=True,
        max=80,
        autocomplete="address-level1",
    ),
    Field(
        "commune",
        Kind.COMMUNE,
        Words("Xã, phường, đặc khu", "Commune, ward or special zone"),
        required=True,
        max=80,
        autocomplete="address-level2",
    ),
    Field(
        "detail",
        Kind.TEXT,
        Words("Số nhà, đường, thôn, tổ", "House number, street, hamlet"),
        max=200,
        example=Words("Số 12, đường Lê Lợi"),
        autocomplete="address-line1",
        sensitivity=_PERSONAL,
    ),
)

_PERSON = (
    Field(
        "full_name",
        Kind.TEXT,
        Words("Họ, chữ đệm, tên", "Full name"),
        required=True,
        min=2,
        max=100,
        example=Words("Nguyễn Thị Mận"),
        autocomplete="name",
        sensitivity=_PERSONAL,
    ),
    Field(
        "birth_date",
        Kind.DATE,
        Words("Ngày sinh", "Date of birth"),
        required=True,
        min=_BORN,
        max="today",
        autocomplete="bday",
        sensitivity=_PERSONAL,
    ),
    Field("sex", Kind.CHOICE, Words("Giới tính", "Sex"), required=True, options=_SEXES),
    Field(
        "identity_number",
        Kind.IDENTITY_NUMBER,
        Words("Số định danh cá nhân", "Personal identification number"),
        required=True,
        help=Words(
            "12 chữ số trên thẻ căn cước hoặc trong ứng dụng định danh.",
            "The 12 digits on the identity card.",
        ),
        sensitivity=Sensitivity.SENSITIVE,
    ),
    Field(
        "passport",
        Kind.TEXT,
        Words("Số hộ chiếu", "Passport number"),
        required=True,
        max=20,
        sensitivity=Sensitivity.SENSITIVE,
    ),
    Field(
        "nationality",
        Kind.TEXT,
        Words("Quốc tịch", "Nationality"),
        required=True,
        max=60,
        example=Words("Việt Nam", "Viet Nam"),
        autocomplete="country-name",
    ),
    Field(
        "ethnicity",
        Kind.TEXT,
        Words("Dân tộc", "Ethnic group"),
        required=True,
        max=40,
        example=Words("Kinh"),
    ),
    Field(
        "phone",
        Kind.PHONE,
        Words("Số điện thoại", "Phone number"),
        example=Words("0912 345 678"),
        autocomplete="tel",
        sensitivity=_PERSONAL,
    ),
    Field(
        "email",
        Kind.EMAIL,
        Words("Thư điện tử", "E-mail"),
        autocomplete="email",
        sensitivity=_PERSONAL,
    ),
    Field("address", Kind.ADDRESS, Words("Nơi cư trú", "Place of residence"), required=True),
)

_ORGANISATION = (
    Field(
        "name",
        Kind.TEXT,
        Words("Tên tổ chức", "Name of the organisation"),
        required=True,
        max=200,
        autocomplete="organization",
    ),
    Field("tax_number", Kind.TAX_NUMBER, Words("Mã số thuế", "Tax number"), required=True),
    Field(
        "representative",
        Kind.TEXT,
        Words("Người đại diện theo pháp luật", "Legal representative"),
        required=True,
        max=100,
        autocomplete="name",
        sensitivity=_PERSONAL,
    ),
    Field(
        "position",
        Kind.TEXT,
        Words("Chức vụ", "Position"),
        max=100,
        autocomplete="organization-title",
    ),
    Field(
        "phone",
        Kind.PHONE,
        Words("Số điện thoại", "Phone number"),
        autocomplete="tel",
        sensitivity=_PERSONAL,
    ),
    Field("email", Kind.EMAIL, Words("Thư điện tử", "E-mail"), autocomplete="email"),
    Field("address", Kind.ADDRESS, Words("Địa chỉ trụ sở", "Head office"), required=True),
)

_PARTS = {Kind.ADDRESS: _ADDRESS, Kind.PERSON: _PERSON, Kind.ORGANISATION: _ORGANISATION}
_DEFAULT = {
    Kind.PERSON: ("full_name", "birth_date", "identity_number"),
    Kind.ORGANISATION: ("name", "tax_number", "representative", "address"),
}


def known_parts(kind: Kind) -> tuple[str, ...]:
    """Keys of the small fields that a block of this kind can have."""
    return tuple(part.key for part in _PARTS.get(kind, ()))


def parts_of(item: Field) -> tuple[Field, ...]:
    """The fields inside `item`: columns of a group, small fields of a block, none otherwise."""
    if item.repeats:
        return item.fields
    parts = _PARTS.get(item.kind, ())
    wanted = item.parts or _DEFAULT.get(item.kind) or known_parts(item.kind)
    return tuple(part for part in parts if part.key in wanted)
