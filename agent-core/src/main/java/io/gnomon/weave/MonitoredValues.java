package io.gnomon.weave;

import io.gnomon.rules.TimingMode;

/**
 * What one {@code @Monitored} says, as written.
 *
 * @param name a name template; empty if not given
 * @param slowThreshold a duration; empty if not given
 * @param category empty if not given
 */
record MonitoredValues(String name, String slowThreshold, String category, TimingMode mode) {

    /** The annotation's internal name. It is known by name alone, so that any copy of it counts. */
    static final String TYPE = "io/gnomon/api/Monitored";

    /** The same as a descriptor. */
    static final String DESCRIPTOR = "L" + TYPE + ";";
}
