package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final URI SERVICE = URI.create("http://127.0.0.1:8080");

    @Test
    void eachRequestOfTheMixIsHandedOutOnceAndInItsOrder() {
        Schedule schedule = new Schedule(new RequestMix(SERVICE, 1), 2);
        RequestMix mix = new RequestMix(SERVICE, 1);

        assertThat(schedule.next()).isEqualTo(new Schedule.Turn(0, mix.next()));
        assertThat(schedule.next()).isEqualTo(new Schedule.Turn(1, mix.next()));
        assertThat(schedule.next()).isNull();
    }
}
