"""Everything that may stop a start, in the words of the person who has to put it right."""

from pathlib import Path

from portal.launch.words import Problem


def no_venv(version: str) -> Problem:
    return Problem(
        "Python của máy thiếu phần venv. Trên Debian/Ubuntu hãy chạy:"
        f" apt-get install python{version}-venv",
        f"This Python lacks venv. On Debian/Ubuntu run: apt-get install python{version}-venv",
    )


def project_read_only(root: Path) -> Problem:
    return Problem(
        f"Không ghi được vào {root}. Hãy chép dự án sang thư mục mà bạn có quyền ghi rồi chạy lại.",
        f"{root} cannot be written. Copy the project to a folder you may write to and start again.",
    )


class DiskFull(Problem):
    """Too little room where something has to be written."""

    def __init__(self, folder: Path, needed: str) -> None:
        super().__init__(
            f"Đĩa chứa {folder} không đủ chỗ, cần ít nhất {needed}."
            " Hãy giải phóng dung lượng rồi chạy lại.",
            f"The disk of {folder} has too little room, at least {needed} are needed."
            " Make room and start again.",
        )


def no_network() -> Problem:
    return Problem(
        "Không tải được gói phần mềm: máy không vào được mạng hoặc kho gói. Hãy kiểm tra mạng,"
        " proxy (HTTPS_PROXY) hoặc kho nội bộ (PIP_INDEX_URL) rồi chạy lại.",
        "Packages could not be fetched: no network or no package index. Check the network,"
        " the proxy (HTTPS_PROXY) or your own index (PIP_INDEX_URL) and start again.",
    )


def tool_failed(command: str) -> Problem:
    return Problem(
        f"Lệnh sau không thành công, xem các dòng phía trên: {command}",
        f"This command failed, see the lines above: {command}",
    )


def data_folder_unusable(folder: Path, reason: str) -> Problem:
    return Problem(
        f"Không ghi được vào thư mục dữ liệu {folder} ({reason}). Chọn thư mục khác: --data DIR",
        f"The data folder {folder} cannot be written ({reason}). Choose another one: --data DIR",
    )


def not_a_demo(folder: Path) -> Problem:
    return Problem(
        f"{folder} có dữ liệu không phải của bản chạy thử nên không bị xóa."
        " Hãy chọn thư mục khác: --data DIR",
        f"{folder} holds data that is not a demo's and is not deleted."
        " Choose another folder: --data DIR",
    )


class Held(Problem):
    """Somebody else starts and stops the servers of this data folder; `task` says who."""

    def __init__(self, folder: Path, task: str) -> None:
        self.task = task
        super().__init__(
            f"Thư mục dữ liệu {folder} đang được dùng bởi: {task}."
            " Hãy dừng tiến trình đó trước, hoặc chọn thư mục khác: --data DIR",
            f"The data folder {folder} is in use by: {task}."
            " Stop that first, or choose another folder: --data DIR",
        )


def port_taken(port: int, reason: str) -> Problem:
    other = port % 60000 + 10
    return Problem(
        f"Không mở được cổng {port} ({reason}). Có thể chương trình khác đang dùng cổng này;"
        f" hãy chọn cổng khác: python3 manage.py demo --port {other}",
        f"Port {port} cannot be opened ({reason}). Another program may be using it;"
        f" choose another: python3 manage.py demo --port {other}",
    )


def foreign_socket_folder(folder: Path) -> Problem:
    return Problem(
        f"Thư mục {folder} thuộc về người khác."
        " Hãy xóa nó hoặc chọn thư mục dữ liệu có đường dẫn ngắn hơn.",
        f"The folder {folder} belongs to somebody else."
        " Remove it, or choose a data folder with a shorter path.",
    )


def root_shut_in(folder: Path) -> Problem:
    return Problem(
        f"PostgreSQL không chạy được dưới quyền root, và {folder} không cho người dùng khác đi qua."
        " Hãy chạy bằng người dùng thường.",
        f"PostgreSQL does not run as root, and {folder} lets nobody else through."
        " Start this as an ordinary user.",
    )


class ProcessFailed(Problem):
    """A process did not come up; ends with the last lines of its log."""

    def __init__(self, name: str, log: Path) -> None:
        tail = log.read_text(errors="replace").splitlines()[-10:] if log.exists() else []
        vi, en = f"xem nhật ký {log}", f"see its log {log}"
        if any("No space left on device" in line for line in tail):
            vi, en = "đĩa đã đầy, hãy giải phóng dung lượng", "the disk is full, make room"
        super().__init__(
            f"{name} không khởi động được: {vi}.",
            "\n".join([f"{name} did not start: {en}.", *tail]),
        )
