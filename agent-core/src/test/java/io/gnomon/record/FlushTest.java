package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import io.gnomon.store.write.Contribution;
import io.gnomon.store.write.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of a flush that fails is left out for a while, never for good. */
class FlushTest {

    private static final long MINUTE = 60_000_000_000L;

    /** Fails as long as it is told to. */
    private static final class Failing implements Contribution {
        boolean fails = true;
        int tries;
        int begunAnew;

        @Override
        public String name() {
            return "taking out what is too old";
        }

        @Override
        public boolean isDirty() {
            return true;
        }

        @Override
        public void beginAnew() {
            begunAnew++;
        }

        @Override
        public void write(Store store, boolean last) {
            tries++;
            if (fails) {
                throw new IllegalStateException("for a test");
            }
        }
    }

    @TempDir
    Path folder;

    private final CollectingLog log = new CollectingLog();
    private final Failing failing = new Failing();
    private final Flush flush = new Flush(List.of(), List.of(failing), log);
    private StoreKeeper keeper;

    @BeforeEach
    void create() {
        keeper = new StoreKeeper(
                new TestDatabase(
                        folder.resolve("test.db"), new OperationRegistry(Duration.ofSeconds(1)), new RunClock(), log),
                log);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private void flush(long minute) {
        flush.prepare(minute * MINUTE, false);
        assertThat(keeper.write(minute * MINUTE, minute, store -> flush.write(store, false), () -> true))
                .isTrue();
        flush.written(false);
    }

    @Test
    void whatFailsOverAndOverIsTriedEveryTenMinutesAndSaidOnce() {
        for (int minute = 0; minute < 60; minute++) {
            flush(minute);
        }

        assertThat(failing.tries).as("at 0, 1, 2, 12, 22, 32, 42 and 52").isEqualTo(8);
        assertThat(log.warnings)
                .containsExactly(
                        "taking out what is too old failed; calls are still recorded",
                        "taking out what is too old failed 3 times in a row and is tried again every ten minutes; calls"
                                + " are still recorded");
    }

    @Test
    void onceItWorksAgainItIsPartOfEachFlush() {
        for (int minute = 0; minute < 12; minute++) {
            flush(minute);
        }
        assertThat(flush.isDirty()).as("it rests").isFalse();
        failing.fails = false;
        for (int minute = 12; minute < 20; minute++) {
            flush(minute);
        }

        assertThat(failing.tries).isEqualTo(3 + 8);
        assertThat(flush.isDirty()).isTrue();
        assertThat(log.warnings).hasSize(3).last().isEqualTo("taking out what is too old works again");

        failing.fails = true;
        flush(20);
        assertThat(log.warnings).hasSize(4);
    }

    /** It is to write to the new file when its rest is over. */
    @Test
    void aNewFileIsNewForWhatRests() {
        for (int minute = 0; minute < 3; minute++) {
            flush(minute);
        }
        flush.beginAnew();

        assertThat(failing.begunAnew).isEqualTo(1);
    }
}
