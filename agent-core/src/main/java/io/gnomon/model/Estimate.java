package io.gnomon.model;

/**
 * A figure that is not known exactly, and how far off it may be. Two kinds of error are kept apart, because they add up
 * differently over time: what chance does averages out, what the clock's own cost does never averages out.
 *
 * @param value the most likely value
 * @param variance of what chance does
 * @param offset standard error of what is off in the same direction each time
 */
public record Estimate(double value, double variance, double offset) {

    /** Known to be nothing. */
    public static final Estimate NOTHING = new Estimate(0, 0, 0);

    /** Known exactly. */
    public static Estimate exactly(double value) {
        return new Estimate(value, 0, 0);
    }

    /** The standard error. */
    public double error() {
        return Math.sqrt(variance + offset * offset);
    }

    /** The sum of this and another one that chance has made independently, by the same clock. */
    public Estimate plus(Estimate other) {
        return new Estimate(value + other.value, variance + other.variance, offset + other.offset);
    }

    /** This less another one that chance has made independently. */
    public Estimate minus(Estimate other) {
        return new Estimate(value - other.value, variance + other.variance, Math.abs(offset - other.offset));
    }

    /** So many times this. */
    public Estimate times(double factor) {
        return new Estimate(value * factor, variance * factor * factor, offset * Math.abs(factor));
    }

    /** The same error of another value. */
    public Estimate at(double otherValue) {
        return new Estimate(otherValue, variance, offset);
    }
}
