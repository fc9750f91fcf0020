package dev.lawn.supervisor.state;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What went through a node's relay on one day.
 *
 * @param date in UTC
 * @param bytes both directions, over all incarnations
 */
public record TrafficDay(LocalDate date, long bytes) {

    /** Nothing yet, on the day of that moment. */
    public static TrafficDay at(Instant now) {
        return new TrafficDay(LocalDate.ofInstant(now, ZoneOffset.UTC), 0);
    }

    /** So many bytes more. A day that is another one, earlier or later, begins at nothing. */
    public TrafficDay plus(long more, Instant now) {
        TrafficDay today = at(now);
        return new TrafficDay(today.date, (date.equals(today.date) ? bytes : 0) + more);
    }

    /** When it is over. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
