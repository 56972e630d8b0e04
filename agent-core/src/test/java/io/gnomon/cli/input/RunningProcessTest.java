package io.gnomon.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.stats.Run;
import io.gnomon.system.HostName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningProcessTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant now = Instant.now();

    private static Run run(String host, Instant started, Instant lastSign) {
        long pid = ProcessHandle.current().pid();
        return new Run(1, "test", host, pid, "", "", "", 1, null, null, "", null, started, lastSign, lastSign, null);
    }

    private static String here() {
        return HostName.get(System.getenv());
    }

    @Test
    void aProcessThatBeganBeforeTheRunIsItsOwn() {
        assertThat(RunningProcess.of(run(here(), now, now.minus(HOUR)))).isTrue();
    }

    @Test
    void aProcessThatBeganAfterTheRunHasInheritedItsNumber() {
        assertThat(RunningProcess.of(run(here(), now.minus(HOUR.multipliedBy(1_000)), now.minus(HOUR))))
                .isFalse();
    }

    @Test
    void whereTheClockWasSetForwardARunThatStillShowsLifeIsAlive() {
        assertThat(RunningProcess.of(run(here(), now.minus(HOUR.multipliedBy(1_000)), now)))
                .isTrue();
    }

    @Test
    void elsewhereTheSignOfLifeDecides() {
        assertThat(RunningProcess.of(run("elsewhere", now.minus(HOUR), now))).isTrue();
        assertThat(RunningProcess.of(run("elsewhere", now, now.minus(HOUR)))).isFalse();
    }
}
