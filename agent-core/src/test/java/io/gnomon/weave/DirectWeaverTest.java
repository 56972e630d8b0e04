package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what it weaves is right, {@link WholeLibraryTest} and others see: {@link ClassWeaver} leaves to it what it can. */
class DirectWeaverTest {

    @ParameterizedTest
    @ValueSource(strings = {"assertj-core-", "jackson-core-"})
    void nearlyAllMethodsButConstructorsAreWovenWithoutALibrary(String library) throws IOException {
        int methods = 0;
        int woven = 0;
        for (byte[] classFile : LibraryClasses.of(library).values()) {
            Map<String, Integer> ids = methodsWithCode(ClassFiles.reader(classFile));
            DirectWeaver weaver = new DirectWeaver(classFile, ids);
            weaver.weave();

            assertThat(ids.keySet()).containsAll(weaver.woven());
            methods += ids.size();
            woven += weaver.woven().size();
        }

        assertThat(methods).isGreaterThan(1_000);
        assertThat(woven).isGreaterThan(methods * 99 / 100);
    }

    private static Map<String, Integer> methodsWithCode(ClassReader reader) {
        Map<String, Integer> ids = new HashMap<>();
        for (ClassSummary.Method method : SummaryReader.read(reader).methods()) {
            boolean hasCode = (method.access() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            if (hasCode && !method.key().startsWith("<init>")) {
                ids.put(method.key(), ids.size() + 1);
            }
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 25, 50})
    void aClassFileThatIsCutShortStaysAsItIs(int percent) throws IOException {
        byte[] whole = LibraryClasses.of("jackson-core-").values().iterator().next();
        Map<String, Integer> ids = methodsWithCode(ClassFiles.reader(whole));
        byte[] cut = Arrays.copyOf(whole, Math.max(8, whole.length * percent / 100));

        DirectWeaver weaver = new DirectWeaver(cut, ids);

        assertThat(weaver.weave()).isSameAs(cut);
        assertThat(weaver.woven()).isEmpty();
    }
}
