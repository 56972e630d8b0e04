package io.gnomon.model;

/**
 * What one reading of the precise clock takes: so much longer is a call that is timed than it would be if it were not.
 *
 * @param nanos on average
 * @param error how far off that may be for the calls of an application, as a standard error
 */
public record ClockCost(double nanos, double error) {

    /** Of a clock that costs nothing. */
    public static final ClockCost NONE = new ClockCost(0, 0);
}
