"""Steps by which an editor builds a form in the back office."""

from tests.journeys.person import Person

LIST = "/quan-tri/bieu-mau/"
FIRST = "section:phan_thu_nhat"


class Building:
    """A form under the hands of its editor; `root` is the address of the version at work."""

    def __init__(self, editor: Person, title: str, title_en: str):
        self.editor = editor
        editor.open(LIST)
        editor.follow("/moi/")
        editor.fill({"title": title, "title_en": title_en})
        editor.press("start")
        self.root = self._here()

    def next_version(self) -> None:
        """Go on with a copy of the published version."""
        self.editor.open(self.root.rsplit("/", 2)[0] + "/")
        self.editor.press("start")
        self.root = self._here()

    def add(self, place: str, label: str, kind: str, **properties: str) -> None:
        self.editor.open(f"{self.root}them/{place}/")
        self.editor.fill({"label": label, "kind": kind})
        self.editor.press("add")
        if properties:
            self.editor.fill(properties)
            self.editor.press("save")

    def calculate(self, path: str, term: str) -> None:
        self.editor.open(f"{self.root}cau/{path}/phep-tinh/")
        self.editor.fill({"new": term})
        self.editor.press("add")
        self.editor.press("save")

    def show_if(self, path: str, decides: str, answer: str) -> None:
        self.editor.open(f"{self.root}cau/{path}/hien/")
        self.editor.fill({"new": decides})
        self.editor.press("add")
        self.editor.page.check(f"[name='0.value'][value='{answer}']")
        self.editor.press("save")

    def _here(self) -> str:
        return "/" + self.editor.page.url.split("/", 3)[3]
