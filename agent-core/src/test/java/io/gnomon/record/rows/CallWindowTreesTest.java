package io.gnomon.record.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random call trees, with flushes at random moments, against a model that holds the whole tree. */
class CallWindowTreesTest {

    private record Call(int operation, @Nullable Call caller, int depth, int flags) {
        boolean isInsideFlagged() {
            return flags != 0 || (caller != null && caller.isInsideFlagged());
        }

        Call root() {
            return caller == null ? this : caller.root();
        }
    }

    private final WindowOutput output = new WindowOutput();
    private final CallWindow window = new CallWindow(7);
    private final List<Call> calls = new ArrayList<>();

    /** The callers of flagged calls. */
    private final Set<Call> callers = new HashSet<>();

    private final List<long[]> unread = new ArrayList<>();
    private int operations;
    private int readOneIn;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void exactlyFlaggedCallsAndThoseInsideAndAroundThemAreKeptEachUnderItsCaller(int seed) {
        Random random = new Random(seed);
        readOneIn = seed <= 4 ? 1 : 1 + random.nextInt(200);
        while (calls.size() < 5_000) {
            make(null, 0, random);
        }
        read();

        assertThat(output.kept.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        calls.stream().filter(this::isKept).map(Call::operation).toList());
        assertThat(output.candidates)
                .containsExactlyInAnyOrderElementsOf(calls.stream()
                        .filter(call -> !isKept(call))
                        .map(Call::operation)
                        .toList());
        Set<Long> ids = new HashSet<>();
        Map<Call, Long> idOf = new HashMap<>();
        for (Call call : calls) {
            if (isKept(call)) {
                WindowOutput.Kept kept = output.kept(call.operation());
                assertThat(ids.add(kept.id())).as("id %d is new", kept.id()).isTrue();
                assertId(call, kept.id(), idOf);
                assertId(call.root(), kept.tree(), idOf);
                if (call.caller() == null) {
                    assertThat(kept.caller()).isZero();
                } else {
                    assertId(call.caller(), kept.caller(), idOf);
                    assertThat(kept.caller()).isLessThan(kept.id());
                }
            }
        }
        assertThat(new HashSet<>(idOf.values())).as("one id for each call").hasSameSizeAs(idOf.keySet());
        assertThat(window.isIdle()).isTrue();
    }

    private boolean isKept(Call call) {
        return call.isInsideFlagged() || callers.contains(call);
    }

    /** All rows that name a call name it by the same id. */
    private static void assertId(Call call, long id, Map<Call, Long> idOf) {
        Long known = idOf.putIfAbsent(call, id);
        assertThat(known == null ? id : known).isEqualTo(id);
    }

    private void make(@Nullable Call caller, int depth, Random random) {
        int flags = random.nextInt(10 * readOneIn) == 0 ? 1 + random.nextInt(3) : 0;
        Call call = new Call(++operations, caller, depth, flags);
        int callees = depth > 20 ? 0 : random.nextInt(3);
        for (int callee = 0; callee < callees; callee++) {
            make(call, depth + 1, random);
        }
        calls.add(call);
        for (Call above = caller; flags != 0 && above != null; above = above.caller()) {
            callers.add(above);
        }
        unread.add(Samples.of(operations, 1, 1, Meta.of(call.operation(), 0, depth, flags)));
        if (random.nextInt(readOneIn) == 0) {
            read();
        }
        if (random.nextInt(8 * readOneIn) == 0) {
            window.flush(output);
        }
    }

    /** Reads what a chunk would hold by now. */
    private void read() {
        long[] longs = unread.stream().flatMapToLong(Arrays::stream).toArray();
        window.add(longs, 0, longs.length, output);
        unread.clear();
    }
}
