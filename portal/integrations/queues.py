"""The queues of work outside a request. Each kind of work waits only for its own kind."""

NOTICES = "notices"
DOCUMENTS = "documents"
PARTNERS = "partners"
UPKEEP = "upkeep"

QUEUES = {
    NOTICES: "people wait for a code or a notice by mail; seconds count",
    DOCUMENTS: "rendering and signing papers takes a processor for a second or more",
    PARTNERS: "other authorities' systems may be slow for hours and must slow down nothing else",
    UPKEEP: "the sweeper, the sealer and the nightly checks",
}
