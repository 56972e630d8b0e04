package io.gnomon.record.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By example; {@link CallWindowTreesTest} compares it with a simple model. */
class CallWindowTest {

    private static final int ROOT = 1_000_000;

    private final WindowOutput output = new WindowOutput();
    private final CallWindow window = new CallWindow(7);
    private long now;

    /** Ends a call. */
    private void end(int operation, int depth, int flags) {
        Samples.add(window, now++, 1, 1, Meta.of(operation, 0, depth, flags), output);
    }

    @Test
    void anOrdinaryRootPassesThrough() {
        end(1, 0, 0);

        assertThat(output.candidates).containsExactly(1);
        assertThat(window.isIdle()).isTrue();
    }

    @Test
    void ordinaryCallsWaitUntilTheirRootEnds() {
        end(1, 2, 0);
        end(2, 1, 0);
        assertThat(output.candidates).isEmpty();
        assertThat(window.size()).isEqualTo(2);

        end(3, 0, 0);
        assertThat(output.candidates).containsExactly(1, 2, 3);
        assertThat(output.kept).isEmpty();
        assertThat(window.isIdle()).isTrue();
    }

    @Test
    void aKeptCallHasWhatWasRecordedOfIt() {
        Samples.add(window, 100, 50, 20, Meta.of(1, 0, 0, Meta.SLOW), output);

        assertThat(output.kept(1)).isEqualTo(new WindowOutput.Kept(1, 7, 100, 50, 20, 1, 0));
    }

    @Test
    void aFailedCallIsKeptWithItsCallersAndTheCallsInsideItAndNoOthers() {
        end(1, 2, 0); // in 2
        end(2, 1, 0); // before the failed one
        end(3, 3, 0); // in 4
        end(4, 2, 0); // in 5
        end(5, 1, Meta.ERROR);
        end(6, 1, 0); // after it
        end(7, 0, 0);

        assertThat(output.kept.keySet()).containsExactlyInAnyOrder(3, 4, 5, 7);
        assertThat(output.candidates).containsExactly(1, 2, 6);
        assertThat(output.kept(3).caller()).isEqualTo(output.kept(4).id());
        assertThat(output.kept(4).caller()).isEqualTo(output.kept(5).id());
        assertThat(output.kept(5).caller()).isEqualTo(output.kept(7).id());
        assertThat(output.kept(7).tree()).isEqualTo(output.kept(7).id());
    }

    @Test
    void callersThatEndAfterAFlushAreKeptToo() {
        end(1, 2, Meta.SLOW);
        window.flush(output);
        end(2, 2, 0);
        end(3, 1, 0);
        end(4, 2, 0); // in 5
        end(5, 1, 0); // nothing kept inside
        end(6, 0, 0);
        end(7, 0, 0); // another root

        assertThat(output.kept.keySet()).containsExactlyInAnyOrder(1, 3, 6);
        assertThat(output.candidates).containsExactly(2, 4, 5, 7);
        assertThat(output.kept(1).caller()).isEqualTo(output.kept(3).id());
        assertThat(output.kept(3).caller()).isEqualTo(output.kept(6).id());
    }

    @Test
    void aSlowCallKeepsWhatIsInsideItThoughACallerInThereIsKeptAlready() {
        end(1, 3, 0); // in 3
        end(2, 3, Meta.SLOW); // in 3
        end(3, 2, 0);
        end(4, 2, 0); // in 5
        end(5, 1, Meta.SLOW);
        end(6, 0, 0);

        assertThat(output.kept.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void callsThatMustGoEarlyAreCandidatesAndTheirRunningCallersKeepTheirIds() {
        end(2, 1, 0);
        end(1, 2, Meta.SLOW);
        assertThat(window.bytes()).isPositive();

        assertThat(window.letGoEarly(output)).as("besides the kept one").isEqualTo(1);

        assertThat(window.bytes()).isZero();
        assertThat(output.candidates).containsExactly(2);
        assertThat(output.kept.keySet()).containsExactly(1);
        end(3, 1, 0);
        end(4, 0, Meta.SLOW);
        assertThat(output.kept(1).tree()).isEqualTo(output.kept(4).id());
        assertThat(output.kept(1).caller()).isEqualTo(output.kept(3).id());
        assertThat(output.kept(3).caller()).isEqualTo(output.kept(4).id());
        assertThat(output.candidates).containsExactly(2);
    }

    @Test
    void memoryThatWasNeededOnceIsGivenBack() {
        for (int call = 0; call < 1_000; call++) {
            end(1, 1, 0);
        }
        end(2, 0, 0);
        long needed = window.bytes();

        window.trim();

        assertThat(window.bytes()).isLessThan(needed / 10);
        end(3, 1, 0);
        end(4, 0, 0);
        assertThat(output.candidates).hasSize(1_003);
    }

    @Test
    void aFlushGivesOutWhatIsKeptAndSetsTheIdsOfRunningCallersAside() {
        end(1, 2, Meta.SLOW);
        window.flush(output);
        assertThat(output.kept.keySet()).containsExactly(1);
        assertThat(window.size()).isZero();
        assertThat(window.isIdle()).isFalse();

        end(2, 1, Meta.SLOW);
        end(3, 0, Meta.SLOW);

        assertThat(output.kept(1).caller()).isEqualTo(output.kept(2).id());
        assertThat(output.kept(2).caller()).isEqualTo(output.kept(3).id());
        assertThat(output.kept(1).tree()).isEqualTo(output.kept(3).id());
    }

    @Test
    void aCallerWhoseCalleeWasFlushedFirstStillHasTheSmallerId() {
        end(1, 3, Meta.SLOW);
        window.flush(output);
        end(2, 2, Meta.SLOW);
        window.flush(output);
        end(3, 1, Meta.SLOW);
        end(4, 0, Meta.SLOW);

        assertThat(IntStream.of(4, 3, 2, 1).mapToObj(call -> output.kept(call).id()))
                .isSorted();
    }

    @Test
    void anIdSetAsideIsNotGivenToTheNextCallOfThatDepth() {
        end(1, 2, Meta.SLOW);
        window.flush(output);
        end(2, 1, 0);
        end(3, 2, Meta.SLOW);
        end(4, 1, Meta.SLOW);
        end(5, 0, 0);

        assertThat(output.kept(3).caller())
                .isEqualTo(output.kept(4).id())
                .isNotEqualTo(output.kept(1).caller());
        assertThat(output.kept(3).tree()).isEqualTo(output.kept(1).tree());
    }

    @Test
    void aFullWindowLetsItsOlderHalfGo() {
        IntStream.rangeClosed(1, CallWindow.CAPACITY).forEach(call -> end(call, 1, 0));

        assertThat(output.candidates)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CallWindow.CAPACITY / 2)
                        .boxed()
                        .toList());
        assertThat(window.size()).isEqualTo(CallWindow.CAPACITY / 2);
    }

    @Test
    void noCallIsLostWhereMoreAreInsideAFailedOneThanTheWindowHolds() {
        int calls = 3 * CallWindow.CAPACITY;
        IntStream.rangeClosed(1, calls).forEach(call -> end(call, 1, 0));
        end(ROOT, 0, Meta.ERROR);

        assertThat(output.kept).containsKey(ROOT).containsKey(calls);
        assertThat(output.kept.size()).isLessThanOrEqualTo(CallWindow.CAPACITY);
        assertThat(output.kept.size() + output.candidates.size()).isEqualTo(calls + 1);
    }

    @Test
    void aFullWindowOfFailedCallsIsEmptied() {
        IntStream.rangeClosed(1, CallWindow.CAPACITY).forEach(call -> end(call, 1, Meta.ERROR));

        assertThat(window.size()).isZero();
        assertThat(output.kept).hasSize(CallWindow.CAPACITY);
        assertThat(output.candidates).isEmpty();
    }

    @Test
    void aSlowCallKeepsTheLongestCallsInsideItAFairSampleAndTheirCallers() {
        int calls = 3_000;
        output.decision = (meta, inside) -> new Flagged(1, 200, false, null);
        for (int call = 1; call <= calls; call++) {
            // Of the calls at depth 2, each is inside the next one at depth 1.
            Samples.add(window, now++, call % 100 == 0 ? 1_000 : 1, 1, Meta.of(call, 0, 1 + call % 2, 0), output);
        }
        end(ROOT, 0, Meta.SLOW);

        assertThat(output.kept.size() + output.candidates.size()).isEqualTo(calls + 1);
        assertThat(output.kept.keySet())
                .hasSizeBetween(50, 400)
                .containsAll(IntStream.rangeClosed(1, calls / 100)
                        .map(call -> call * 100)
                        .boxed()
                        .toList());
        Set<Long> ids = output.kept.values().stream().map(WindowOutput.Kept::id).collect(Collectors.toSet());
        assertThat(output.kept.values())
                .allSatisfy(call -> assertThat(call.caller() == 0 || ids.contains(call.caller()))
                        .isTrue());
    }

    @Test
    void ofFailedCallsThatAreNotChosenNoneIsACandidate() {
        output.decision = (meta, inside) -> new Flagged(0, -1, false, null);
        end(1, 1, Meta.ERROR);
        end(2, 1, 0);
        end(3, 0, 0);

        assertThat(output.kept).isEmpty();
        assertThat(output.candidates).containsExactly(2, 3);
    }

    @Test
    void aCallThatIsKeptWithoutATreeLeavesItsCallersAlone() {
        output.decision = (meta, inside) -> new Flagged(7, -1, false, null);
        end(1, 2, 0);
        end(2, 1, Meta.SLOW);
        end(3, 0, 0);

        assertThat(output.kept.keySet()).containsExactly(2);
        assertThat(output.kept(2).tree()).isZero();
        assertThat(output.kept(2).caller()).isZero();
    }

    @Test
    void theLastFailureInsideACallIsKnownUntilACallerEnds() {
        output.decision = (meta, inside) -> new Flagged(1, 10, inside != null, null);
        end(1, 2, Meta.ERROR);
        end(2, 2, 0); // in a finally block
        end(3, 1, Meta.ERROR);
        end(4, 1, 0);
        end(5, 0, 0);
        end(6, 0, Meta.ERROR);

        assertThat(decided(1)).isFalse();
        assertThat(decided(3)).isTrue();
        assertThat(decided(6)).isFalse();
    }

    private boolean decided(int operation) {
        return Objects.requireNonNull(output.decided.get(operation)).passedOn();
    }

    @Test
    void afterAReleaseNothingIsAssumedOfRunningCalls() {
        end(1, 2, 0);
        end(2, 2, Meta.ERROR);
        window.release(output);
        assertThat(output.kept.keySet()).containsExactly(2);
        assertThat(output.candidates).containsExactly(1);
        assertThat(window.isIdle()).isTrue();

        end(3, 0, Meta.ERROR);
        assertThat(output.kept(3).id()).isNotEqualTo(output.kept(2).tree());
    }

    @Test
    void callsAsDeepAsTheRecorderTellsAreKept() {
        end(1, GnomonRecorder.MAX_DEPTH, Meta.ERROR);
        end(2, GnomonRecorder.MAX_DEPTH - 1, Meta.ERROR);
        window.release(output);

        assertThat(output.kept(1).caller()).isEqualTo(output.kept(2).id());
    }
}
