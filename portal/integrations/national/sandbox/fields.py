"""The fields the sandbox knows, and what it finds wrong with a message: as strict as the centre."""

from collections.abc import Iterator
from typing import Any

from portal.integrations.national.words import read_moment

PAPER = (
    "TepDinhKemId TenTepDinhKem IsDeleted MaThanhPhanHoSo DuongDanTaiTepTin DuocSoHoa "
    "DuocTaiSuDung DuocLayTuKhoDMQG MaKetQuaThayThe"
)
GROUPS: dict[str, str] = {
    "DongBoHoSoMC": (
        "MaHoSo MaTTHC TenTTHC MaLinhVuc TenLinhVuc NoiNopHoSo TrichYeuHoSo KenhThucHien ChuHoSo "
        "SoGiayToChuHoSo LoaiDoiTuong MaDoiTuong DinhDanhCHS Email Fax SoDienThoai ThongTinKhac "
        "NgayNopHoSo NgayTiepNhan NgayHenTra NgayKetThucXuLy NgayTra NgayTuChoi TrangThaiHoSo "
        "DonViXuLy GhiChu ThongTinTra HinhThuc TaiLieuNop DanhSachTepDinhKemKhac DanhSachLePhi "
        "DanhSachHoSoBoSung DanhSachGiayToKetQua HoSoCoThanhPhanSoHoa TaiKhoanDuocXacThucVoiVNeID "
        "DuocThanhToanTrucTuyen DSKetNoiCSDL"
    ),
    "CapNhatTienDoHoSoMC": (
        "MaHoSo NguoiXuLy ChucDanh ThoiDiemXuLy PhongBanXuLy NoiDungXuLy TrangThai NgayBatDau "
        "NgayKetThucTheoQuyDinh"
    ),
    "DongBoDanhGia": (
        "NgayTongHop TongSoNguoiDanhGia PhanTramDanhGiaRatHaiLong PhanTramDanhGiaHaiLong "
        "PhanTramDanhGiaChuaHaiLong PhanTramDanhGiaDichVuRatHaiLong PhanTramDanhGiaDichVuHaiLong "
        "PhanTramDanhGiaDichVuChuaHaiLong MaThuTuc NoiDung Madonvi TenDonVi"
    ),
    "DinhDanhCHS": "LoaiDinhDanh SoDinhDanh",
    "TaiLieuNop": PAPER,
    "DanhSachGiayToBoSung": PAPER,
    "DanhSachTepDinhKemKhac": "TenGiayTo SoLuong LoaiGiayTo",
    "DanhSachLePhi": "TenPhiLePhi MaPhiLePhi HinhThucThu Gia LoaiPhiLePhi",
    "DanhSachHoSoBoSung": (
        "HoSoBoSungId NguoiYeuCauBoSung NoiDungBoSung NgayBoSung NguoiTiepNhanBoSung "
        "ThongTinTiepNhan NgayTiepNhanBoSung TrangThaiBoSung DanhSachGiayToBoSung "
        "DanhSachLePhiBoSung NgayHenTraTruoc NgayHenTraMoi"
    ),
    "DanhSachGiayToKetQua": (
        "TenGiayTo MaThanhPhanHoSo GiayToId DuongDanTepTinKetQua MaGiayToKetQua"
    ),
    "DSKetNoiCSDL": "MaCSDL",
    "CreateDossier": (
        "MaHoSo MaTTHC MaDichVuCong ChuHoSo LoaiDoiTuong MaDonViTiepNhan NgayNop NgayTiepNhan "
        "ThanhPhanHoSo ThongTinNguoiNop EformThongTinChiTiet"
    ),
    "ThanhPhanHoSo": "MaThanhPhanHoSo TenThanhPhanHoSo SoLuong LoaiBan GiayToDinhKem",
    "GiayToDinhKem": "IdGiayTo MaKetQua TenGiayTo HashTepTin",
    "ThongTinNguoiNop": "LoaiDoiTuong IdDoiTuong ThongTinChiTiet",
    "ThongTinChiTiet": (
        "TenNguoiNop SoDinhDanh NgayCapDinhDanh NgaySinh SoDienThoai Email Fax MaTinh MaHuyen MaXa "
        "DiaChiChiTiet"
    ),
    "CapNhatTienTrinh": (
        "MaHoSo NguoiXuLy ChucDanh ThoiDiemXuLy PhongBanXuLy NoiDungXuLy TrangThai NgayBatDau "
        "NgayKetThucTheoQuyDinh"
    ),
    "CapNhatTrangThai": "MaHoSo TrangThai ThoiDiem NgayHenTra NoiDung DanhSachLePhi",
    "GetNextValue": "MaDonVi",
}
# A list of fees has names of its own in generation 2.
FEES_2 = "MaPhiLePhi TenPhiLePhi SoTien ThoiDiemThu DaThanhToan"
MOMENTS = {
    name
    for group in GROUPS.values()
    for name in group.split()
    if name.startswith("Ngay") or name in ("ThoiDiem", "ThoiDiemXuLy")
} - {"NgayTongHop", "NgaySinh", "NgayCapDinhDanh"}
STATUSES = {str(number) for number in range(1, 11)}
KINDS = {1: {"1", "2", "3", "4"}, 2: {"0", "1", "2"}}


def problems(name: str, fields: Any, generation: int) -> Iterator[str]:
    """What is wrong with the fields of a message or of a group inside it."""
    if not isinstance(fields, dict):
        yield f"{name}: không phải một nhóm trường"
        return
    known = FEES_2 if generation == 2 and name == "DanhSachLePhi" else GROUPS[name]
    for field in sorted(fields.keys() - set(known.split())):
        yield f"Trường không có trong đặc tả: {field}"
    for field, value in fields.items():
        if isinstance(value, list):
            for row in value:
                yield from problems(field, row, generation)
        elif isinstance(value, dict):
            yield from problems(field, value, generation)
        elif wrong := _wrong(field, value, generation):
            yield wrong


def _wrong(field: str, value: Any, generation: int) -> str:
    if field in MOMENTS and value and not _is_moment(value):
        return f"{field} phải theo dạng yyyyMMddHHmmss"
    if field in ("TrangThaiHoSo", "TrangThai") and str(value) not in STATUSES:
        return f"{field} phải từ 1 đến 10"
    if field == "LoaiDoiTuong" and str(value) not in KINDS[generation]:
        return f"{field} không có trong danh mục"
    return ""


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(read_moment(value))
    except ValueError:
        return False
