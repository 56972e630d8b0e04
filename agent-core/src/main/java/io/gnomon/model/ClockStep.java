package io.gnomon.model;

import java.util.Locale;

/**
 * The system's clock left the time that the run had told, and the run has followed it.
 *
 * @param atNanos from this reading of {@link System#nanoTime()} on times are told by the new time
 * @param micros by how much: above 0 where the clock went forward, below where it was set back
 * @param isTold whether it is more than the two clocks' drifting apart, and users should know of it
 */
public record ClockStep(long atNanos, long micros, boolean isTold) {

    /** For users. */
    public String sentence() {
        String distance = String.format(Locale.ROOT, "%,.3f s", Math.abs(micros) / 1e6);
        return micros < 0
                ? "the system's clock was set back by " + distance + "; later times follow it, earlier ones stay"
                : "the system's clock went forward by " + distance
                        + ", because it was set or the machine slept; later times follow it";
    }
}
