package dev.lawn.supervisor.traffic;

import java.util.Locale;

/** What a connection is for, as far as its destination tells. */
public enum TrafficClass {
    /** The extension's own work. */
    SERVICE,
    /** The service's pages and API: what Lawn itself costs. */
    CONTROL,
    /** All else, and what a worker did not tell the class of. */
    OTHER;

    /** As it stands in metrics and documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
