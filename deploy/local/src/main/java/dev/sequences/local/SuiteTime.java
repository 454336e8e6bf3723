package dev.sequences.local;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.Locale;

/** The clock that all services read: every database keeps how far it is ahead of the real time, and all keep the same. */
public final class SuiteTime {

    private static final String NOT_A_DURATION =
            "\"%s\" is not an ISO-8601 duration; write for example PT90M, PT1H, P3D or P2W.";

    private final LocalPostgres postgres;

    SuiteTime(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    /** What a person typed: an ISO-8601 duration or period, with or without a plus sign before it. */
    public static TemporalAmount parse(String text) {
        var iso = text.startsWith("+") ? text.substring(1) : text;
        TemporalAmount amount;
        try {
            amount = Duration.parse(iso);
        } catch (DateTimeParseException notADuration) {
            try {
                amount = daysAndTime(iso);
            } catch (DateTimeParseException e) {
                throw new LocalRunException(NOT_A_DURATION.formatted(text), e);
            }
        }
        requireForward(amount, text);
        return amount;
    }

    /** A period, or weeks and days with a time, which neither class of the JDK reads. */
    private static TemporalAmount daysAndTime(String iso) {
        var time = iso.toUpperCase(Locale.ROOT).indexOf('T');
        var period = Period.parse(time < 0 ? iso : iso.substring(0, time));
        if (time < 0) {
            return period;
        }
        if (period.toTotalMonths() != 0) {
            throw new DateTimeParseException("months have no fixed length", iso, 0);
        }
        return Duration.ofDays(period.getDays()).plus(Duration.parse("P" + iso.substring(time)));
    }

    void advance(TemporalAmount by) {
        requireForward(by, by.toString());
        // Taken from the one that is furthest ahead: also where an earlier move reached only some databases, all agree
        // again.
        var furthest = "";
        var furthestSeconds = -1.0;
        for (var service : Component.services()) {
            try (var connection = postgres.connectAsSuperuser(service.id());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select shift::text, extract(epoch from shift)::float8 from chassis.suite_clock")) {
                if (rows.next() && rows.getDouble(2) > furthestSeconds) {
                    furthest = rows.getString(1);
                    furthestSeconds = rows.getDouble(2);
                }
            } catch (SQLException e) {
                throw unreachable(service, e);
            }
        }
        if (furthest.isEmpty()) {
            throw new LocalRunException("No service has a clock yet; start them with ./sequences up.");
        }
        for (var service : Component.services()) {
            try (var connection = postgres.connectAsSuperuser(service.id());
                    var statement = connection.prepareStatement(
                            "update chassis.suite_clock set shift = ?::interval + ?::interval")) {
                statement.setString(1, furthest);
                statement.setString(2, by.toString());
                statement.executeUpdate();
            } catch (SQLException e) {
                throw unreachable(service, e);
            }
        }
    }

    private static void requireForward(TemporalAmount amount, String text) {
        var backward =
                switch (amount) {
                    case Duration duration -> duration.isNegative() || duration.isZero();
                    case Period period -> period.isNegative() || period.isZero();
                    default -> true;
                };
        if (backward) {
            throw new LocalRunException(
                    "The clock only goes forward, so \"%s\" is refused: events must not be older than those before them."
                            .formatted(text));
        }
    }

    private static LocalRunException unreachable(Component service, SQLException e) {
        var unreachable = e.getSQLState() != null && e.getSQLState().startsWith("08");
        return new LocalRunException(
                unreachable
                        ? "PostgreSQL does not answer, so no clock was moved: is the suite running (./sequences status)?"
                        : "The clock of %s cannot be moved: %s".formatted(service.id(), e.getMessage()),
                e);
    }
}
