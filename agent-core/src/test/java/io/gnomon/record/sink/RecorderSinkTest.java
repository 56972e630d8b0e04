package io.gnomon.record.sink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.Operation;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.record.CollectingLog;
import io.gnomon.rules.TimingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderSinkTest {

    private static final int CHUNKS = 4;
    private static final long CHUNK_BYTES = (long) GnomonChunk.CAPACITY * Long.BYTES;

    private final OperationRegistry operations = new OperationRegistry(Duration.ofSeconds(1));
    private final CollectingLog log = new CollectingLog();
    private final RecorderSink sink =
            new RecorderSink(operations, (question, arguments) -> question + "!", log, CHUNKS * CHUNK_BYTES);

    private List<GnomonChunk> fill() {
        List<GnomonChunk> full = new ArrayList<>();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            GnomonChunk next = new GnomonChunk();
            full.add(next);
            assertThat(sink.exchange(next)).isNotNull().isNotIn(full);
        }
        return full;
    }

    @Test
    void thereIsNoEmptyChunkBeyondTheMemoryLimit() {
        fill();

        assertThat(sink.exchange(new GnomonChunk())).isNull();
    }

    @Test
    void aChunkThatWasReadIsUsedAgain() {
        fill();
        GnomonChunk read = requireNonNull(sink.pollFull());
        sink.recycle(read);

        assertThat(sink.exchange(new GnomonChunk())).isSameAs(read);
        assertThat(sink.exchange(new GnomonChunk())).isNull();
    }

    @Test
    void aChunkThatIsBeingReadStillCountsAgainstTheLimit() {
        fill();
        sink.pollFull();

        assertThat(sink.exchange(new GnomonChunk())).isNull();
    }

    @Test
    void fullChunksComeInTheirOrder() {
        List<GnomonChunk> full = fill();

        List<GnomonChunk> polled = new ArrayList<>();
        GnomonChunk next;
        while ((next = sink.pollFull()) != null) {
            polled.add(next);
        }
        assertThat(polled).containsExactlyElementsOf(full);
    }

    @Test
    void theLimitTellsHowManyCallsCanBeQueued() {
        assertThat(sink.maxQueuedCalls()).isEqualTo(CHUNKS * GnomonChunk.CAPACITY);
    }

    @Test
    void droppedCallsAreCountedByOperation() {
        sink.dropped(5, false);
        sink.dropped(5, true);

        List<String> drained = new ArrayList<>();
        sink.drops().drain((operation, calls, errors) -> drained.add(operation + ": " + calls + ", " + errors));
        assertThat(drained).containsExactly("5: 2, 1");
    }

    @Test
    void dropsThatTheQueueHasNoPartInAreToldApart() {
        sink.dropped(5, false);
        sink.droppedOnThread(5, false);
        sink.missed(5, false);

        List<String> drained = new ArrayList<>();
        long all = sink.drops().drain((operation, calls, errors) -> drained.add(operation + ": " + calls));
        assertThat(drained).containsExactly("5: 3");
        assertThat(all).isEqualTo(3);
        assertThat(sink.droppedOnThread()).isEqualTo(2);
    }

    @Test
    void callsOfNoBufferAreAmongTheDropsAndCountedOnTheirOwn() {
        sink.missed(5, true);
        sink.dropped(5, false);

        List<String> drained = new ArrayList<>();
        sink.drops().drain((operation, calls, errors) -> drained.add(operation + ": " + calls + ", " + errors));
        assertThat(drained).containsExactly("5: 2, 1");
        assertThat(sink.missed()).isEqualTo(1);
    }

    @Test
    void aManualTimingTakesTheOperationOfItsName() {
        Operation known = operations.register(new OperationSpec("known", null, "rule", "", null, TimingMode.DEFAULT));

        assertThat(sink.operation("known")).isEqualTo(known.id());
        int made = sink.operation("made");
        assertThat(made).isNotEqualTo(known.id());
        assertThat(sink.operation("made")).isEqualTo(made);
    }

    @Test
    void namesBeyondTheLimitShareAnOperationAndThatIsSaidOnce() {
        for (int name = 0; name < 10_000; name++) {
            sink.operation("name " + name);
        }
        assertThat(log.warnings).isEmpty();

        int other = sink.operation("one more");
        assertThat(sink.operation("another")).isEqualTo(other);
        assertThat(sink.operation("name 9999")).isNotEqualTo(other);
        assertThat(operations.count()).isEqualTo(10_001);
        assertThat(log.warnings).singleElement().asString().contains("10000 operations", "one more", "(other)");
    }

    @Test
    void questionsAreAnswered() {
        assertThat(sink.answer("statistics", new Object[0])).isEqualTo("statistics!");
    }
}
