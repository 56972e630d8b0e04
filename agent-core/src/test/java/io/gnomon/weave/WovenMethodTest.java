package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a woven method does is what it did, and each call of it is recorded once, with its end. */
class WovenMethodTest {

    static List<String> endings() {
        return entries(Endings.class);
    }

    static List<String> constructors() {
        return entries(Constructors.class);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void everyWayToEndIsUnchangedAndRecorded(String entry) throws IOException {
        Run plain = Run.plain(Endings.class, entry);
        Run woven = Run.woven(Endings.class, entry);

        assertThat(woven.outcome()).isEqualTo(plain.outcome());
        assertThat(woven.samples()).last().isEqualTo(entry + (plain.threw() ? " failed" : ""));
    }

    @ParameterizedTest
    @MethodSource("constructors")
    void everyConstructorIsUnchangedAndRecorded(String entry) throws IOException {
        Run plain = Run.plain(Constructors.class, entry);
        Run woven = Run.woven(Constructors.class, entry);

        assertThat(woven.outcome()).isEqualTo(plain.outcome());
        assertThat(woven.samples()).last().isEqualTo(entry);
    }

    @Test
    void theExceptionPassesOnAsTheSameObject() throws IOException {
        Run woven = Run.woven(Endings.class, "throwsFromCallee");

        assertThat(woven.samples()).containsExactly("throwsAway in throwsFromCallee failed", "throwsFromCallee failed");
        assertThat(woven.failures()).hasSize(2);
        assertThat(woven.failures().get(0)).isSameAs(woven.failures().get(1)).isSameAs(woven.thrown());
    }

    @Test
    void whatIsCaughtInsideIsNoFailure() throws IOException {
        assertThat(Run.woven(Endings.class, "catchesItsOwn").samples()).containsExactly("catchesItsOwn");
        assertThat(Run.woven(Endings.class, "catchesCallees").samples())
                .containsExactly("throwsAway in catchesCallees failed", "catchesCallees");
    }

    @Test
    void recursionIsRecordedCallByCall() throws IOException {
        assertThat(Run.woven(Endings.class, "recurses").samples())
                .containsExactly(
                        "factorial in factorial",
                        "factorial in factorial",
                        "factorial in factorial",
                        "factorial in factorial",
                        "factorial in recurses",
                        "recurses");
    }

    @Test
    void aStackOverflowEndsEachCallThatBegan() throws IOException {
        List<String> samples = Run.woven(Endings.class, "overflowsTheStack").samples();

        assertThat(samples).last().isEqualTo("overflowsTheStack");
        assertThat(samples.subList(0, samples.size() - 1))
                .hasSizeGreaterThan(100)
                .allMatch(sample -> sample.startsWith("forever in ") && sample.endsWith(" failed"));
    }

    @Test
    void methodsOfInterfacesAndLambdasAreRecorded() throws IOException {
        assertThat(Run.woven(Endings.class, "callsThroughInterfaces").samples())
                .contains("prefix in greet", "greet in callsThroughInterfaces", "polite in callsThroughInterfaces");
    }

    @Test
    void aConstructorBeginsWhenTheOtherOneHasReturned() throws IOException {
        assertThat(Run.woven(Constructors.class, "chained").samples())
                .containsExactly(
                        "Constructors in chained",
                        "Derived in chained",
                        "Constructors in chained",
                        "Derived in chained",
                        "Derived in chained",
                        "chained");
    }

    @Test
    void aFailedSuperConstructorLeavesNoCallOpen() throws IOException {
        assertThat(Run.woven(Constructors.class, "superFails").samples())
                .containsExactly("Constructors in superFails", "Failing in superFails failed", "superFails");
        assertThat(Run.woven(Constructors.class, "argumentsFail").samples()).containsExactly("argumentsFail");
    }

    @Test
    void aFailedConstructorIsRecordedAsFailed() throws IOException {
        assertThat(Run.woven(Constructors.class, "bodyFails").samples())
                .containsExactly(
                        "Constructors in bodyFails",
                        "Failing in bodyFails",
                        "FailingBody in bodyFails failed",
                        "bodyFails");
    }

    private static List<String> entries(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.getParameterCount() == 0
                    && !method.isSynthetic()
                    && !Modifier.isPrivate(method.getModifiers())) {
                names.add(method.getName());
            }
        }
        assertThat(names).isNotEmpty();
        return names;
    }

    /** One run of a method, in its class as it is or woven. */
    private record Run(Recording recording, @Nullable WovenClassLoader loader) {

        static Run plain(Class<?> type, String entry) {
            return new Run(Recording.of(() -> call(type, entry)), null);
        }

        static Run woven(Class<?> type, String entry) throws IOException {
            WovenClassLoader loader = WovenClassLoader.ofNest(type);
            return new Run(Recording.of(() -> call(Class.forName(type.getName(), true, loader), entry)), loader);
        }

        private static Object call(Class<?> type, String entry) throws Exception {
            Method method = type.getDeclaredMethod(entry);
            method.setAccessible(true);
            try {
                return method.invoke(null);
            } catch (InvocationTargetException wrapped) {
                if (wrapped.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw wrapped;
            }
        }

        boolean threw() {
            return recording.thrown() != null;
        }

        Throwable thrown() {
            return Objects.requireNonNull(recording.thrown());
        }

        List<Throwable> failures() {
            return recording.failures();
        }

        /** What it returned or threw, comparable across class loaders. */
        String outcome() {
            if (threw()) {
                return thrown().toString();
            }
            Object result = recording.result();
            return result instanceof int[] array ? Arrays.toString(array) : String.valueOf(result);
        }

        /** "method", "method in caller" or "method in caller failed"; static initialisers are left out. */
        List<String> samples() {
            WovenClassLoader names = Objects.requireNonNull(loader);
            List<String> samples = new ArrayList<>();
            for (Recording.Sample sample : recording.samples()) {
                String method = names.name(sample.operation());
                if (!method.equals("<clinit>")) {
                    String caller = sample.caller() == 0 ? "" : " in " + names.name(sample.caller());
                    samples.add(method + caller + (sample.failed() ? " failed" : ""));
                }
            }
            return samples;
        }
    }
}
