"""Pages of the form builder, under `/quan-tri/bieu-mau/`."""
