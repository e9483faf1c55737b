"""Pages of a national portal as a page reader sees them, written here with the same faults."""

import json
from pathlib import Path

HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = (
    "* Giấy tờ phải nộp:Tên giấy tờMẫu đơn, tờ khaiSố lượng"
    "- Đơn đề nghị theo mẫuMau 01.docx1 bản chính"
    "- Bản vẽ sơ đồ ao nuôi0 bản chính,1 bản sao"
)
LAWS = (
    "Tên văn bản pháp lýMã văn bảnNghị định về quản lý ao làng101/2025/NĐ-CP"
    "Luật về mặt nước59/2020/QH14"
)


def page(code: str, **fields: str) -> dict[str, str]:
    """A page without any fault, with `fields` over it."""
    return {
        "ma_thu_tuc": code,
        "detail_url": f"https://thutuc.example/{code}",
        "ten_thu_tuc": "Cấp giấy phép nuôi cá trong ao làng",
        "so_quyet_dinh": "12/QĐ-BXX",
        "cap_thuc_hien": "Cấp xã",
        "loai_thu_tuc": "TTHC được giao luật quy định chi tiết",
        "linh_vuc": "Ao làng",
        "doi_tuong_thuc_hien": "Công dân Việt Nam",
        "co_quan_co_tham_quyen": "Ủy ban nhân dân cấp xã",
        "trinh_tu_thuc_hien": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
        "cach_thuc_thuc_hien": HEAD
        + "Trực tiếp5 Ngày làm việc50,000 VNĐ(Lệ phí cấp giấy phép)Nộp tại quầy"
        + "Trực tuyến3 Ngày làm việcMiễn phíNộp trên cổng",
        "thanh_phan_ho_so": PAPERS,
        "can_cu_phap_ly": LAWS,
        "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Giấy phép nuôi cáMã: KQ.G99.000001",
    } | fields


def write(path: Path, *records: dict | str) -> Path:
    """A file of JSON lines; a text stands as it is."""
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
