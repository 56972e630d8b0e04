package io.gnomon.model;

import java.util.List;

/**
 * Which of an operation's calls stand for those without a sample, and what follows from that for the time that those took.
 *
 * <p>The time of calls that were only counted is estimated in two ways, which are independent of each other:
 *
 * <ul>
 *   <li>from the calls that were drawn to be timed: their mean, times the number of the others. Good for calls that are long
 *       beside the reading of the clock, and not very different from each other;
 *   <li>from the ticks of the coarse clock, as a sampling profiler does it. Right however short the calls are, if they take
 *       enough time in all for some ticks to meet them.
 * </ul>
 *
 * What calls take up to {@link GnomonThrottle#longNanos} is the mean of both, weighted by their variances; what they take
 * beyond is known by the ticks alone. Where the two contradict each other, the clock's cost is not what it was taken for, and
 * the ticks are believed: they do not depend on it.
 */
final class Representation {

    /** Standard errors between the two estimates that are more than chance. */
    private static final double CONTRADICTION = 3;

    /** Long calls that no tick has met may have taken such a share of what calls take beside ... */
    private static final double UNSEEN_SHARE = 0.1;

    /** ... but no more than that many ticks: in 19 of 20 cases fewer than three are missed where none is seen. */
    private static final double UNSEEN_TICKS = 2;

    private final Measurements measured;
    private final List<Stratum> strata;

    /** Calls that no stratum stands for: plain calls have to. */
    private final long leftToPlain;

    Representation(Measurements measured) {
        this.measured = measured;
        this.strata = measured.strata();
        boolean anyDrawn = measured.drawn() > 0;
        boolean plainForDropped = measured.plain() > 0 || !anyDrawn;
        this.leftToPlain = (anyDrawn ? 0 : measured.untimed()) + (plainForDropped ? measured.dropped() : 0);
    }

    /** How many calls the plain ones stand for, themselves included. */
    long ofPlain() {
        return measured.plain() == 0 ? 0 : measured.plain() + leftToPlain;
    }

    /**
     * How many calls the drawn ones of a stratum stand for, themselves included. Where in one stratum none was drawn, as
     * happens in its first moments, those of the others stand for its calls.
     */
    long of(Stratum stratum) {
        if (stratum.drawn() == 0) {
            return 0;
        }
        long homeless = measured.plain() > 0 ? 0 : measured.dropped();
        for (Stratum other : strata) {
            homeless += other.drawn() == 0 ? other.untimed() : 0;
        }
        return stratum.drawn() + stratum.untimed() + (stratum == largest() ? homeless : 0);
    }

    private Stratum largest() {
        Stratum largest = strata.get(0);
        for (Stratum other : strata) {
            largest = other.drawn() > largest.drawn() ? other : largest;
        }
        return largest;
    }

    /** The sum of the squares of what each timed call stands for; the number of calls if that is one each. */
    double weightSquares() {
        double squares = measured.flagged();
        double plain = ofPlain();
        squares += plain * plain / Math.max(1, measured.plain());
        for (Stratum stratum : strata) {
            double represented = of(stratum);
            squares += represented * represented / Math.max(1, stratum.drawn());
        }
        return squares;
    }

    private static double square(double number) {
        return number * number;
    }

    /**
     * What the calls without a sample took in all, in nanoseconds.
     *
     * @param scratch for the work; what it held is lost
     */
    Estimate untimed(ClockCost clock, ClassCounts scratch) {
        Estimate dropped = measured.plain() > 0 ? byPlain(measured.dropped(), scratch) : Estimate.NOTHING;
        return measured.untimed() > 0 ? dropped.plus(counted(clock)) : dropped;
    }

    private Estimate byPlain(long calls, ClassCounts scratch) {
        if (calls == 0) {
            return Estimate.NOTHING;
        }
        scratch.clear();
        measured.addPlainTo(scratch);
        double mean = (double) measured.plainSum() / measured.plain();
        double variance = measured.plain() == 1 ? mean * mean : scratch.variance();
        return new Estimate(calls * mean, variance * calls * (1 + (double) calls / measured.plain()), 0);
    }

    private Estimate counted(ClockCost clock) {
        Ticks ticks = measured.ticks();
        Estimate drawn = byDrawn(clock);
        double byTicks = ticks.shortNanos();
        // What ticks meet is a matter of chance like the decay of atoms: the variance is proportional to what is
        // expected.
        double variance = ticks.length() * Math.max(Math.max(byTicks, ticks.length() / 4), drawn.value());
        Estimate shortParts;
        if (Math.abs(byTicks - drawn.value()) > CONTRADICTION * Math.sqrt(variance + square(drawn.error()))) {
            shortParts = new Estimate(byTicks, ticks.length() * Math.max(byTicks, ticks.length()), 0);
        } else {
            shortParts = drawn;
            for (int round = 0; round < 3; round++) {
                // By what is expected after all, and not by how often it ticked: else few ticks would count for more.
                variance = ticks.length() * Math.max(shortParts.value(), ticks.length() / 4);
                shortParts = weighted(drawn, new Estimate(byTicks, variance, 0));
            }
        }
        return shortParts.plus(
                new Estimate((double) ticks.longNanos(), ticks.longVariance() + unseen(shortParts.value()), 0));
    }

    /** The variance of what calls took without being met by a tick. Where they took less than a tick, there were none. */
    private double unseen(double shortNanos) {
        double tick = measured.ticks().length();
        double nanos = Math.max(0, shortNanos);
        return Math.min(nanos, tick) * Math.min(UNSEEN_SHARE * nanos, UNSEEN_TICKS * tick);
    }

    /** From the calls that were drawn, up to {@link GnomonThrottle#longNanos} each. */
    private Estimate byDrawn(ClockCost clock) {
        if (measured.drawn() == 0) {
            // No call is known that was made under this throttle. Others are better than nothing, and not by much.
            double guess =
                    measured.plain() == 0 ? 0 : (double) measured.untimed() * measured.plainSum() / measured.plain();
            return new Estimate(guess, square(Math.max(guess, measured.plain() == 0 ? 1e18 : 0)), 0);
        }
        double value = 0;
        double variance = 0;
        double offset = 0;
        for (Stratum stratum : strata) {
            if (stratum.drawn() > 0) {
                double calls = of(stratum) - stratum.drawn();
                value += calls * stratum.mean();
                variance += stratum.variance() * calls * (1 + calls / stratum.drawn());
                offset += calls * clock.error();
            }
        }
        return new Estimate(value, variance, offset);
    }

    /** The mean of two independent estimates, weighted so that its error is least. */
    private static Estimate weighted(Estimate drawn, Estimate byTicks) {
        double drawnVariance = square(drawn.error());
        double weight = byTicks.variance() / (byTicks.variance() + drawnVariance);
        return drawn.times(weight).plus(byTicks.times(1 - weight));
    }
}
