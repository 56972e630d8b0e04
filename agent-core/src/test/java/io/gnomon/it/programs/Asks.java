package io.gnomon.it.programs;

import io.gnomon.api.OperationSample;
import io.gnomon.api.OperationStatistics;
import io.gnomon.api.PerformanceMonitor;
import io.gnomon.api.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the API what it knows of calls that were just made, from inside a call that still runs. */
public final class Asks {

    private Asks() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Timing around = PerformanceMonitor.monitor("around")) {
            for (int number = 1; number <= 100; number++) {
                PerformanceMonitor.recordRequest("asked", Duration.ofMillis(number), number % 10 != 0);
            }
            PerformanceMonitor.recordRequest("asked", Duration.ofSeconds(2), true);
            // Begins well after the others have.
            PerformanceMonitor.recordRequest("asked", Duration.ofMillis(1), true);
            around.fail();
            tell();
        }
        // Now that the outermost call has ended, the calls in it are stored that were neither slow nor failed.
        System.out.println("samples: "
                + PerformanceMonitor.samples("asked", Instant.EPOCH, Instant.now(), false)
                        .size());
        System.out.println("around: "
                + PerformanceMonitor.statistics("around")
                        .map(OperationStatistics::calls)
                        .orElse(-1L));
    }

    private static void tell() {
        Optional<OperationStatistics> known = PerformanceMonitor.statistics("asked");
        System.out.println("known: " + known.isPresent());
        known.ifPresent(statistics -> {
            System.out.println("calls: " + statistics.calls());
            System.out.println("errors: " + statistics.errors());
            System.out.println("slow: " + statistics.slow());
            System.out.println("timed: " + statistics.timedCalls());
            System.out.println("total: " + statistics.total());
            System.out.println("self: " + statistics.self());
            System.out.println("min: " + statistics.min());
            System.out.println("max: " + statistics.max());
            System.out.println("p50: " + statistics.p50().toMillis());
            System.out.println("error rate: " + Math.round(statistics.errorRate() * 10_000));
        });
        Instant now = Instant.now();
        List<OperationSample> all = PerformanceMonitor.samples("asked", Instant.EPOCH, now, false);
        System.out.println("samples by now: " + all.size());
        System.out.println(
                "failed: " + all.stream().filter(OperationSample::isError).count());
        List<OperationSample> slow = PerformanceMonitor.samples("asked", Instant.EPOCH, now, true);
        System.out.println("slow samples: " + slow.size());
        slow.forEach(sample -> System.out.println("slow sample: " + sample.operation() + " " + sample.duration()));
        List<OperationSample> early = PerformanceMonitor.samples("asked", Instant.EPOCH, now.minusSeconds(1), false);
        System.out.println("began over a second ago: " + early.size());
        System.out.println("unknown: "
                + PerformanceMonitor.statistics("never called").isPresent() + " "
                + PerformanceMonitor.samples("never called", Instant.EPOCH, now, false)
                        .size());
    }
}
