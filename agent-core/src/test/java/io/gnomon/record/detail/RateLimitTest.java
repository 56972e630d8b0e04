package io.gnomon.record.detail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private static int passed(RateLimit limit, long now, int tries) {
        int passed = 0;
        for (int attempt = 0; attempt < tries; attempt++) {
            passed += limit.tryAcquire(now) ? 1 : 0;
        }
        return passed;
    }

    @Test
    void letsABurstThroughAndThenTheRate() {
        RateLimit limit = new RateLimit(20, 200, 0);

        assertThat(passed(limit, 0, 1_000)).isEqualTo(200);
        assertThat(passed(limit, SECOND, 1_000)).isEqualTo(20);
        assertThat(passed(limit, 3 * SECOND, 1_000)).isEqualTo(40);
    }

    @Test
    void quietTimesSaveUpNoMoreThanABurst() {
        RateLimit limit = new RateLimit(20, 200, 0);

        assertThat(passed(limit, 3_600 * SECOND, 1_000)).isEqualTo(200);
    }

    @Test
    void threadsShareOneAllowance() throws Exception {
        RateLimit limit = new RateLimit(1, 1_000, 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                results.add(threads.submit(() -> passed(limit, 0, 1_000)));
            }
            int passed = 0;
            for (Future<Integer> result : results) {
                passed += result.get();
            }
            assertThat(passed).isEqualTo(1_000);
        } finally {
            threads.shutdownNow();
        }
    }
}
