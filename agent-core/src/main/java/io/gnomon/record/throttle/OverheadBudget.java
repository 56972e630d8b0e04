package io.gnomon.record.throttle;

import java.util.Comparator;
import java.util.List;

/**
 * Shares out the time that timing may take: a share of the CPU time that the process uses. Where timing all calls would
 * take more, the most frequent operations give way: all that are throttled get as many timed calls a second as each other.
 *
 * <p>Never throttled are operations whose calls are long beside their timing, so that it takes less than the budget's share
 * of their own time.
 */
final class OverheadBudget {

    /** Timing that takes less than this share of one core is not worth any throttling, however idle the process is. */
    private static final double FREE_SHARE_OF_CORE = 0.001;

    /** Timed calls a second that an operation keeps in any case. */
    private static final double FEWEST_PER_SECOND = 10;

    /** What operations that cannot be throttled leave to the others, if they take more than all. */
    private static final double LEAST_LEFT = 0.1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final double share;
    private final double timingNanos;

    /**
     * @param share of the process's CPU time, such as 0.01; infinite for no limit
     * @param timingNanos what timing one call takes
     */
    OverheadBudget(double share, double timingNanos) {
        this.share = share;
        this.timingNanos = timingNanos;
    }

    /** Whether timing these is not worth a thought. */
    boolean isFree(List<CallLoad> loads) {
        return callsPerSecond(loads) * timingNanos <= FREE_SHARE_OF_CORE * NANOS_PER_SECOND;
    }

    /**
     * Of how many calls of each operation one is to be timed.
     *
     * @param loads the operations that are called
     * @param cpuNanosPerSecond CPU time that the process uses
     * @return for each, the binary logarithm of that number, from 0 to {@link GnomonThrottle#MAX_EXPONENT}
     */
    int[] exponents(List<CallLoad> loads, double cpuNanosPerSecond) {
        int[] exponents = new int[loads.size()];
        double budget = Math.max(share * cpuNanosPerSecond, FREE_SHARE_OF_CORE * NANOS_PER_SECOND) / timingNanos;
        double all = callsPerSecond(loads);
        if (all <= budget) {
            return exponents;
        }
        List<CallLoad> throttleable = loads.stream()
                .filter(this::mayGiveWay)
                .sorted(Comparator.comparingDouble(CallLoad::callsPerSecond))
                .toList();
        double fixed = all - callsPerSecond(throttleable);
        double each = allowance(throttleable, Math.max(budget - fixed, LEAST_LEFT * budget));
        for (int at = 0; at < exponents.length; at++) {
            CallLoad load = loads.get(at);
            if (mayGiveWay(load) && load.callsPerSecond() > each) {
                exponents[at] = exponent(load.callsPerSecond() / each);
            }
        }
        return exponents;
    }

    /** Once throttled, an operation stays so until it is twice as long as it had to be, lest it changes to and fro. */
    private boolean mayGiveWay(CallLoad load) {
        double limit = timingNanos / share * (load.exponent() > 0 ? 2 : 1);
        return load.throttleable() && load.meanNanos() < limit;
    }

    /**
     * How many calls a second each may have timed, so that together they are as many as there are: those that have fewer
     * calls leave their rest to the others.
     *
     * @param loads the least frequent first
     */
    private static double allowance(List<CallLoad> loads, double timings) {
        double left = timings;
        int sharers = loads.size();
        for (CallLoad load : loads) {
            if (load.callsPerSecond() * sharers > left) {
                break;
            }
            left -= load.callsPerSecond();
            sharers--;
        }
        return sharers == 0 ? Double.POSITIVE_INFINITY : Math.max(left / sharers, FEWEST_PER_SECOND);
    }

    /** A plain loop: it runs every second, so it is never compiled, and a stream costs more than all the rest. */
    private static double callsPerSecond(List<CallLoad> loads) {
        double sum = 0;
        for (CallLoad load : loads) {
            sum += load.callsPerSecond();
        }
        return sum;
    }

    private static int exponent(double callsForOne) {
        int exponent = 0;
        while (exponent < GnomonThrottle.MAX_EXPONENT && (1L << exponent) < callsForOne) {
            exponent++;
        }
        return exponent;
    }
}
