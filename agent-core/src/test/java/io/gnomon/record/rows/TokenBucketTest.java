package io.gnomon.record.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void beginsFullAndFillsAtItsRateUpToItsLimit() {
        TokenBucket bucket = new TokenBucket(10, 100, 5 * SECOND);
        assertThat(bucket.available(5 * SECOND)).isEqualTo(100);

        bucket.spend(100);
        assertThat(bucket.available(5 * SECOND)).isZero();
        assertThat(bucket.available(6 * SECOND)).isEqualTo(10);
        assertThat(bucket.available(1_000 * SECOND)).isEqualTo(100);
    }

    @Test
    void whatIsSpentBeyondTheLimitIsPaidBackFirst() {
        TokenBucket bucket = new TokenBucket(10, 100, 0);
        bucket.spend(150);

        assertThat(bucket.available(0)).isZero();
        assertThat(bucket.available(5 * SECOND)).isZero();
        assertThat(bucket.available(6 * SECOND)).isEqualTo(10);
    }

    @Test
    void smallStepsAddUp() {
        TokenBucket bucket = new TokenBucket(1, 10, 0);
        bucket.spend(10);
        for (int tenth = 1; tenth <= 35; tenth++) {
            bucket.available(tenth * SECOND / 10);
        }

        assertThat(bucket.available(35 * SECOND / 10)).isEqualTo(3);
    }
}
