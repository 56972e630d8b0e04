package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves every method of whole libraries and has the JVM verify each class. */
class WholeLibraryTest {

    @ParameterizedTest
    @ValueSource(strings = {"byte-buddy-", "assertj-core-", "sqlite-jdbc-", "jackson-core-"})
    void everyMethodOfALibraryVerifiesWhenWoven(String library) throws IOException, ClassNotFoundException {
        Map<String, byte[]> classFiles = LibraryClasses.of(library);
        WovenClassLoader loader = new WovenClassLoader(classFiles, ClassLoader.getPlatformClassLoader(), 1);

        List<String> refused = new ArrayList<>();
        int linked = 0;
        for (String name : classFiles.keySet()) {
            try {
                link(Class.forName(name, false, loader));
                linked++;
            } catch (VerifyError | ClassFormatError failure) {
                refused.add(name + ": " + failure);
            } catch (NoClassDefFoundError | IncompatibleClassChangeError missingOptionalLibrary) {
                // The same without the weaver.
            }
        }

        assertThat(refused).isEmpty();
        assertThat(linked).isGreaterThan(classFiles.size() / 2);
        assertThat(loader.methods()).isGreaterThan(linked);
        assertThat(loader.leftAlone()).isEmpty();
    }

    /** To list the methods, the JVM must link the class, and so verify it, but not initialise it. */
    private static void link(Class<?> type) {
        assertThat(type.getDeclaredMethods()).isNotNull();
    }
}
