package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RunClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKeeperTest {

    private static final long SECOND = 1_000_000_000L;
    private static final StoreKeeper.Work NOTE = store -> store.event(1, "test", "noted");
    private static final StoreKeeper.Work FAILING = store -> {
        NOTE.write(store);
        throw new SQLException("disk full");
    };

    @TempDir
    Path folder;

    private final CollectingLog log = new CollectingLog();
    private TestDatabase database;
    private StoreKeeper keeper;
    private boolean patient = true;

    @BeforeEach
    void create() {
        database = new TestDatabase(
                folder.resolve("test.db"), new OperationRegistry(Duration.ofSeconds(1)), new RunClock(), log);
        keeper = new StoreKeeper(database, log);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private boolean write(long second, StoreKeeper.Work work) {
        return keeper.write(second * SECOND, second, work, () -> patient);
    }

    @Test
    void workThatSucceedsIsDurable() throws SQLException {
        assertThat(write(0, NOTE)).isTrue();
        assertThat(write(1, NOTE)).isTrue();

        assertThat(database.number("SELECT count(*) FROM event")).isEqualTo(2);
        assertThat(database.tries).isEqualTo(1);
        assertThat(log.warnings).isEmpty();
    }

    @Test
    void workThatFailsLeavesNothingAndTheNextGoesOnWithTheRunAtOnce() throws SQLException {
        assertThat(write(0, FAILING)).isFalse();
        assertThat(write(1, NOTE)).isTrue();

        assertThat(database.number("SELECT count(*) FROM event")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(log.warnings).singleElement().asString().contains("a flush to", "counted but not stored");
    }

    @Test
    void aFailureOfTheCodeIsAFailureToo() {
        assertThat(write(0, store -> {
                    throw new IllegalStateException("a mistake");
                }))
                .isFalse();
        assertThat(write(1, NOTE)).isTrue();
    }

    /** An Error as well: an OutOfMemoryError may pass, SQLite's lock would not. */
    @Test
    void afterAnErrorNothingStaysLockedAndTheNextGoesOn() throws SQLException {
        assertThat(write(0, store -> {
                    NOTE.write(store);
                    throw new OutOfMemoryError("for a test");
                }))
                .isFalse();
        database.execute("INSERT INTO event (run, at, kind, message) VALUES (1, 1, 'another', 'writes')");
        assertThat(write(1, NOTE)).isTrue();

        assertThat(database.number("SELECT count(*) FROM event")).isEqualTo(2);
        assertThat(log.warnings).singleElement().asString().contains("a flush to", "counted but not stored");
    }

    @Test
    void anErrorWhileOpeningIsSaidOnceAndTriedAgain() {
        database.afterOpening = () -> {
            throw new NoClassDefFoundError("for a test");
        };
        for (int second = 0; second < 10; second++) {
            assertThat(write(second, NOTE)).isFalse();
        }
        assertThat(log.warnings)
                .containsExactly("nothing is stored for now, calls are still counted:"
                        + " java.lang.NoClassDefFoundError: for a test");

        database.afterOpening = () -> {};
        assertThat(write(10, NOTE)).isTrue();
    }

    @Test
    void whereFlushesGoOnFailingItTriesEveryTenSecondsAndSaysSoOnce() {
        for (int second = 0; second <= 30; second++) {
            assertThat(write(second, FAILING)).isFalse();
        }

        assertThat(database.tries).as("at 0, 1, 11 and 21 s").isEqualTo(4);
        assertThat(log.warnings).hasSize(2);
        assertThat(log.warnings.get(1)).contains("nothing is stored for now", "disk full");

        assertThat(write(31, NOTE)).isTrue();
        assertThat(write(32, NOTE)).isTrue();
        assertThat(log.warnings).hasSize(3);
        assertThat(log.warnings.get(2)).contains("recording again to", "test.db");
    }

    @Test
    void whereTheFileCannotBeOpenedItTriesEveryTenSecondsAndSaysSoOnce() throws SQLException {
        database.refusal = "cannot write there";
        for (int second = 0; second < 20; second++) {
            assertThat(write(second, NOTE)).isFalse();
        }
        assertThat(database.tries).as("at 0 and 10 s").isEqualTo(2);
        assertThat(log.warnings)
                .containsExactly("nothing is stored for now, calls are still counted: cannot write there");

        database.refusal = null;
        assertThat(write(20, NOTE)).isTrue();
        assertThat(database.number("SELECT count(*) FROM event")).isEqualTo(1);
        assertThat(log.warnings).hasSize(2).last().asString().contains("recording again to");
    }

    @Test
    void afterARecoveryTheNextTroubleIsSaidAgain() {
        write(0, FAILING);
        write(1, FAILING);
        write(11, NOTE);
        assertThat(log.warnings).hasSize(3);

        write(12, FAILING);
        assertThat(log.warnings).hasSize(4);
        assertThat(write(13, NOTE)).isTrue();
    }
}
