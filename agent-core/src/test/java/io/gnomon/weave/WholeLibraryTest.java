package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves every method of whole libraries and has the JVM verify each class. */
class WholeLibraryTest {

    @ParameterizedTest
    @ValueSource(strings = {"byte-buddy-", "assertj-core-", "sqlite-jdbc-", "jackson-core-"})
    void everyMethodOfALibraryVerifiesWhenWoven(String library) throws IOException, ClassNotFoundException {
        Map<String, byte[]> classFiles = classFiles(jarOnClassPath(library));
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

    private static File jarOnClassPath(String prefix) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            File file = new File(entry);
            if (file.getName().startsWith(prefix)) {
                return file;
            }
        }
        throw new AssertionError("no " + prefix + " on the class path");
    }

    private static Map<String, byte[]> classFiles(File file) throws IOException {
        Map<String, byte[]> classFiles = new HashMap<>();
        try (JarFile jar = new JarFile(file)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("-info.class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        classFiles.put(
                                name.substring(0, name.length() - ".class".length())
                                        .replace('/', '.'),
                                in.readAllBytes());
                    }
                }
            }
        }
        return classFiles;
    }
}
