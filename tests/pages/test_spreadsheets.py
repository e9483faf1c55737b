from portal.pages.spreadsheets import spreadsheet


def test_a_spreadsheet_reads_every_cell_as_what_it_is():
    row = ["Phường Bến Mây", "=1+1", "\t-2", ["A", "B"], None, 3, True]
    answer = spreadsheet("bang.csv", ["tên", "@x"], [row])
    assert answer["Content-Disposition"] == 'attachment; filename="bang.csv"'
    assert answer.getvalue().decode("utf-8").splitlines() == [
        "\ufefftên,@x",
        "Phường Bến Mây,'=1+1,'\t-2,A B,,3,True",
    ]
