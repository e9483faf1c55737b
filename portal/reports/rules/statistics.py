"""What is published of the use of each service, from 1 January to the day of reading."""

from datetime import date

from portal.kernel.law import CONFIRMED, Citation, Rule, Value

SERVICE_STATISTICS = Rule(
    "statistics.service",
    "Figures of the year published for each online service",
    "codes",
    (
        Value(
            (
                "received_online",
                "done_online",
                "on_time_rate_online",
                "received",
                "satisfaction",
            ),
            date(2018, 6, 1),
            None,
            Citation("32/2017/TT-BTTTT", "11"),
            CONFIRMED,
        ),
    ),
)
