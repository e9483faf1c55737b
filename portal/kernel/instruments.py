"""Legal instruments the rules cite: what kind of text a symbol is, and what it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal text. ``kind`` and ``about`` are Vietnamese, as the text itself is."""

    symbol: str
    kind: str
    about: str
    kind_en: str
    about_en: str


_TABLE = (
    ("91/2015/QH13", "Bộ luật", "Dân sự", "Code", "Civil Code"),
    ("45/2019/QH14", "Bộ luật", "Lao động", "Code", "Labour Code"),
    ("33/2024/QH15", "Luật", "Lưu trữ", "Law", "Archives"),
    ("28/2026/QH16", "Nghị quyết", "Ngày Văn hóa Việt Nam", "Resolution", "Vietnam Culture Day"),
    ("188/1999/QĐ-TTg", "Quyết định", "tuần làm việc 40 giờ", "Decision", "40-hour working week"),
    ("20/2008/NĐ-CP", "Nghị định", "phản ánh, kiến nghị", "Decree", "feedback on regulations"),
    (
        "63/2010/NĐ-CP",
        "Nghị định",
        "kiểm soát thủ tục hành chính",
        "Decree",
        "control of administrative procedures",
    ),
    (
        "146/QĐ-BTTTT",
        "Quyết định",
        "cung cấp thông tin, dịch vụ công trực tuyến trên Cổng thông tin điện tử",
        "Decision",
        "information and online services on a ministry's portal",
    ),
    (
        "43/2011/NĐ-CP",
        "Nghị định",
        "thông tin trên cổng thông tin điện tử của cơ quan nhà nước",
        "Decree",
        "information on state portals",
    ),
    (
        "61/2018/NĐ-CP",
        "Nghị định",
        "cơ chế một cửa, một cửa liên thông",
        "Decree",
        "one-stop mechanism",
    ),
    (
        "45/2020/NĐ-CP",
        "Nghị định",
        "thực hiện thủ tục hành chính trên môi trường điện tử",
        "Decree",
        "administrative procedures by electronic means",
    ),
    ("69/2024/NĐ-CP", "Nghị định", "định danh điện tử", "Decree", "electronic identification"),
    (
        "118/2025/NĐ-CP",
        "Nghị định",
        "cơ chế một cửa tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia",
        "Decree",
        "one-stop desks and the national portal",
    ),
    (
        "309/2026/NĐ-CP",
        "Nghị định",
        "sửa đổi Nghị định 118/2025/NĐ-CP",
        "Decree",
        "amending Decree 118/2025",
    ),
    (
        "224/2026/NĐ-CP",
        "Nghị định",
        "hướng dẫn Luật Chuyển đổi số",
        "Decree",
        "implementing the Law on digital transformation",
    ),
    (
        "01/2018/TT-VPCP",
        "Thông tư",
        "hướng dẫn Nghị định 61/2018/NĐ-CP",
        "Circular",
        "guiding Decree 61/2018",
    ),
    (
        "01/2020/TT-VPCP",
        "Thông tư",
        "chế độ báo cáo về kiểm soát thủ tục hành chính",
        "Circular",
        "reports on the control of administrative procedures",
    ),
    (
        "03/2025/TT-VPCP",
        "Thông tư",
        "biểu mẫu thực hiện cơ chế một cửa",
        "Circular",
        "forms of the one-stop mechanism",
    ),
    (
        "32/2017/TT-BTTTT",
        "Thông tư",
        "cung cấp dịch vụ công trực tuyến",
        "Circular",
        "online public services",
    ),
    ("10/2016/TT-BTTTT", "Thông tư", "QCVN 102:2016/BTTTT", "Circular", "QCVN 102:2016/BTTTT"),
    (
        "45/2016/QĐ-TTg",
        "Quyết định",
        "nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính qua dịch vụ bưu chính công ích",
        "Decision",
        "papers and results of procedures by public postal service",
    ),
    (
        "22/2017/TT-BTTTT",
        "Thông tư",
        "giá tối đa dịch vụ nhận gửi hồ sơ, trả kết quả qua dịch vụ bưu chính công ích",
        "Circular",
        "ceilings of postal prices for papers and results of procedures",
    ),
    ("20/2020/QĐ-TTg", "Quyết định", "mã định danh điện tử", "Decision", "agency identifiers"),
)

INSTRUMENTS = {row[0]: Instrument(*row) for row in _TABLE}
