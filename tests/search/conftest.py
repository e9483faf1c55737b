from tests.procedures.conftest import province, whole_catalogue  # noqa: F401
