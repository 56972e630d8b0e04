package io.gnomon.record.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmTest {

    private final Alarm alarm = new Alarm();

    @Test
    void whoeverSleepsIsWoken() throws InterruptedException {
        Thread sleeper = new Thread(() -> alarm.sleep(TimeUnit.HOURS.toNanos(1), () -> false));
        sleeper.start();
        Awaitility.await().until(alarm::isSet);
        alarm.ring();
        sleeper.join();

        assertThat(alarm.isSet()).isFalse();
    }

    @Test
    void whoeverHasSomethingToDoDoesNotSleep() {
        AtomicInteger asked = new AtomicInteger();
        alarm.sleep(TimeUnit.HOURS.toNanos(1), () -> {
            assertThat(alarm.isSet()).as("nobody can slip in between").isTrue();
            return asked.incrementAndGet() > 0;
        });

        assertThat(asked).hasValue(1);
        assertThat(alarm.isSet()).isFalse();
    }
}
