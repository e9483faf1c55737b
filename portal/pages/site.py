"""Who runs this portal: the names and contacts of the masthead and the foot of every page."""

from dataclasses import dataclass, fields

from django.conf import settings
from django.utils.translation import get_language

Words = dict[str, str]


@dataclass(frozen=True)
class Site:
    """The facts that TT 32/2017, article 16 wants on every page, in each language of the portal."""

    portal: Words
    place: Words
    governing_body: Words
    responsible: Words
    address: Words
    phone: str
    email: str
    domain: str
    licence: Words

    def __getattribute__(self, name: str) -> object:
        value = super().__getattribute__(name)
        if isinstance(value, dict) and name != "__dict__":
            return value.get(get_language() or settings.LANGUAGE_CODE, value["vi"])
        return value


MINH_HA = {
    "portal": {"vi": "Cổng Dịch vụ công", "en": "Public service portal"},
    "place": {"vi": "Tỉnh Minh Hà", "en": "Minh Ha province"},
    "governing_body": {
        "vi": "Ủy ban nhân dân tỉnh Minh Hà",
        "en": "People’s Committee of Minh Ha province",
    },
    "responsible": {
        "vi": "Ông Nguyễn Khắc Hiếu, Chánh Văn phòng Ủy ban nhân dân tỉnh",
        "en": "Mr Nguyễn Khắc Hiếu, Chief of the Office of the People’s Committee",
    },
    "address": {
        "vi": "Số 1 đường Bờ Sông, phường Bến Mây, tỉnh Minh Hà",
        "en": "1 Bờ Sông Street, Bến Mây ward, Minh Ha province",
    },
    "phone": "0299 3 800 100",
    "email": "hotro@minhha.example",
    "domain": "dichvucong.minhha.example",
    "licence": {
        "vi": "Tỉnh hư cấu, dùng để trình diễn phần mềm",
        "en": "A fictional province, for showing the software",
    },
}


def site() -> Site:
    """The site of this installation: `settings.PORTAL_SITE` over the fictional province."""
    chosen = {**MINH_HA, **getattr(settings, "PORTAL_SITE", {})}
    return Site(**{field.name: chosen[field.name] for field in fields(Site)})
