package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.fuzz.Fuzzing;
import io.gnomon.fuzz.Mutator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * Class files as no compiler writes them. What reads them may throw any RuntimeException: whoever calls it leaves the class
 * alone then. But it comes to an end, and within bounds.
 */
class ClassFileFuzzTest {

    @Test
    void aClassFileIsLookedThroughOrMalformed() throws Exception {
        List<byte[]> valid = valid();
        Fuzzing.run(100_000, mutator -> {
            byte[] file = mutated(mutator, valid);
            try {
                ClassScan scan = new ClassScan(file);
                scan.supertypes();
                scan.annotationTypes();
            } catch (RuntimeException malformed) {
                assertThat(malformed).isNotNull();
            }
        });
    }

    @Test
    void aClassFileIsSummedUpOrMalformed() throws Exception {
        List<byte[]> valid = valid();
        Fuzzing.run(40_000, mutator -> {
            byte[] file = mutated(mutator, valid);
            try {
                SummaryReader.read(ClassFiles.reader(file));
            } catch (RuntimeException malformed) {
                assertThat(malformed).isNotNull();
            }
        });
    }

    @Test
    void aClassFileIsWovenOrLeftAlone() throws Exception {
        List<byte[]> valid = valid();
        Fuzzing.run(40_000, mutator -> {
            byte[] whole = mutator.oneOf(valid);
            Map<String, Integer> ids = methodsWithCode(whole);
            byte[] file = mutator.bytes(whole);
            byte[] given = file.clone();
            try {
                DirectWeaver weaver = new DirectWeaver(file, ids);
                byte[] woven = weaver.weave();
                assertThat(ids.keySet()).containsAll(weaver.woven());
                if (weaver.woven().isEmpty()) {
                    assertThat(woven).isSameAs(file);
                }
                new ClassWeaver(file, new HashMap<>(ids)).weave();
            } catch (RuntimeException malformed) {
                assertThat(malformed).isNotNull();
            }
            assertThat(file).isEqualTo(given);
        });
    }

    private static byte[] mutated(Mutator mutator, List<byte[]> valid) {
        return mutator.bytes(mutator.oneOf(valid));
    }

    private static Map<String, Integer> methodsWithCode(byte[] file) {
        Map<String, Integer> ids = new HashMap<>();
        for (ClassSummary.Method method :
                SummaryReader.read(ClassFiles.reader(file)).methods()) {
            if ((method.access() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                ids.put(method.key(), ids.size() + 1);
            }
        }
        return ids;
    }

    /** Small ones, so that an edit hits something. */
    private static List<byte[]> valid() throws IOException {
        return LibraryClasses.of("jackson-core-").values().stream()
                .filter(file -> file.length < 6_000)
                .limit(40)
                .toList();
    }
}
