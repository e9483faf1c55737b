"""Everyone the sandbox stands in for, and how the portal is told to reach them.

Plain Python: the portal's settings read it too. A partner answers under `/<name>/` with what
`portal.integrations.<name>.sandbox` offers; `identity` is the provider of this Django itself.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Partner:
    """`connectors` are the portal's names for it, with the settings that are no secret; one that is
    not called like the partner is reached under `/<name>/<connector>/`.
    """

    name: str
    label: str
    about: str
    connectors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


IDENTITY = Partner(
    "identity", "Định danh quốc gia", "Xác nhận ai đang đăng nhập, theo giao thức OpenID Connect."
)
KNOWN = (
    IDENTITY,
    Partner(
        "national",
        "Cổng Dịch vụ công quốc gia",
        "Nhận trạng thái, tiến độ hồ sơ và gửi hồ sơ về tỉnh.",
        {
            "national": {
                "generation": "1",
                "username": "minhha",
                "client_id": "minhha",
                "dstcode": "VN:COM:0000000000:vpcp",
                "madonvi": "H99",
            }
        },
    ),
    Partner(
        "payments",
        "Nền tảng thanh toán",
        "Thu phí, lệ phí trực tuyến và báo kết quả thanh toán.",
        {"payments": {"partner": "MINHHA"}},
    ),
    Partner(
        "post",
        "Bưu chính công ích",
        "Nhận giấy tờ tại nhà và trả kết quả đến tay người dân.",
        {"vnpost": {"customer_code": "MINHHA", "key": "MINHHA"}, "ghn": {"shop": "1"}, "ghtk": {}},
    ),
    Partner(
        "sms",
        "Tổng đài tin nhắn SMS",
        "Gửi tin nhắn đến điện thoại.",
        {
            "esms": {"api_key": "MINHHA", "brandname": "MINHHA"},
            "viettel": {"user": "minhha", "cp_code": "MINHHA", "service_id": "MINHHA"},
            "vnpt": {
                "label_id": "1",
                "contract_id": "1",
                "template_id": "1",
                "agent_id": "1",
                "api_user": "minhha",
                "username": "minhha",
            },
        },
    ),
    Partner(
        "zalo", "Tin nhắn Zalo", "Gửi thông báo theo mẫu đã duyệt.", {"zalo": {"app_id": "9900099"}}
    ),
)
PACKAGES = Path(__file__).parents[2] / "integrations"


def is_played(partner: Partner) -> bool:
    """Its package has the other side, too."""
    here = PACKAGES / partner.name
    return partner is IDENTITY or (here / "sandbox.py").exists() or (here / "sandbox").exists()


PARTNERS = tuple(partner for partner in KNOWN if is_played(partner))
BY_NAME = {partner.name: partner for partner in PARTNERS}


def shared_secret(key: str, name: str) -> str:
    """What the portal and the partner `name` both know; `key` is the demo's own secret key."""
    return hashlib.sha256(f"sandbox partner {name} {key}".encode()).hexdigest()


def connectors(sandbox: str, key: str) -> dict[str, dict[str, str]]:
    """`settings.CONNECTORS` with the sandbox, at the address `sandbox`, behind each of them."""
    found = {}
    for partner in PARTNERS:
        for name, told in partner.connectors.items():
            path = partner.name if name == partner.name else f"{partner.name}/{name}"
            secret = shared_secret(key, name)
            found[name] = {"url": f"{sandbox}/{path}", "secret": secret, **told}
    return found
