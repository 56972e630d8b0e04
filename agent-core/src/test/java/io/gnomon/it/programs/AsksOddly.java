package io.gnomon.it.programs;

import io.gnomon.api.PerformanceMonitor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the API with every kind of bound, and says whether it is up to date. */
public final class AsksOddly {

    private AsksOddly() {}

    public static void main(String[] arguments) {
        for (int number = 0; number < 5; number++) {
            PerformanceMonitor.recordRequest("asked", Duration.ofMillis(1), true);
        }
        PerformanceMonitor.statistics("asked")
                .ifPresentOrElse(
                        known -> System.out.println("known: " + known.calls() + " " + known.isUpToDate()),
                        () -> System.out.println("unknown"));
        Instant now = Instant.now();
        tell("no bounds", null, null);
        tell("from null", null, now);
        tell("to null", now.minusSeconds(60), null);
        tell("all time", Instant.MIN, Instant.MAX);
        tell("after all time", Instant.MAX, null);
        tell("before all time", null, Instant.MIN);
        tell("the wrong way round", now, now.minusSeconds(60));
        System.out.println("no name: " + PerformanceMonitor.statistics(null).isPresent() + " "
                + PerformanceMonitor.samples(null, null, null, true).size());
    }

    private static void tell(String what, @Nullable Instant from, @Nullable Instant to) {
        System.out.println(what + ": "
                + PerformanceMonitor.samples("asked", from, to, false).size());
    }
}
