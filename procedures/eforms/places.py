"""The 34 provinces and cities of two-tier government since 1 July 2025, in Vietnamese order.

Codes are those of the General Statistics Office. A province that is not on the list, such as the
one of a demonstration, is put in front by the setting `EXTRA_PROVINCES`.
"""

from django.conf import settings

_NATIONAL = (
    ("91", "An Giang"),
    ("24", "Bắc Ninh"),
    ("96", "Cà Mau"),
    ("04", "Cao Bằng"),
    ("92", "Cần Thơ"),
    ("48", "Đà Nẵng"),
    ("66", "Đắk Lắk"),
    ("11", "Điện Biên"),
    ("75", "Đồng Nai"),
    ("82", "Đồng Tháp"),
    ("52", "Gia Lai"),
    ("01", "Hà Nội"),
    ("42", "Hà Tĩnh"),
    ("31", "Hải Phòng"),
    ("46", "Huế"),
    ("33", "Hưng Yên"),
    ("56", "Khánh Hòa"),
    ("12", "Lai Châu"),
    ("20", "Lạng Sơn"),
    ("15", "Lào Cai"),
    ("68", "Lâm Đồng"),
    ("40", "Nghệ An"),
    ("37", "Ninh Bình"),
    ("25", "Phú Thọ"),
    ("51", "Quảng Ngãi"),
    ("22", "Quảng Ninh"),
    ("44", "Quảng Trị"),
    ("14", "Sơn La"),
    ("80", "Tây Ninh"),
    ("19", "Thái Nguyên"),
    ("38", "Thanh Hóa"),
    ("79", "Thành phố Hồ Chí Minh"),
    ("08", "Tuyên Quang"),
    ("86", "Vĩnh Long"),
)

PROVINCES = (*getattr(settings, "EXTRA_PROVINCES", ()), *_NATIONAL)
