package io.gnomon.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gnomon.benchmarks.startup.UnmatchedClasses;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarOfSourcesTest {

    @TempDir
    private Path folder;

    @Test
    void classesThatMatchNothingAreAsManyAndAsLargeAsTheyShouldBe() throws Exception {
        Path jar = JarOfSources.compile("unmatched", UnmatchedClasses.sources(40), folder);

        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> entries = file.stream().toList();
            assertThat(entries).hasSize(40);
            assertThat(entries).allSatisfy(entry -> assertThat(entry.getSize()).isBetween(400L, 4_096L));
            assertThat(entries.stream().mapToLong(JarEntry::getSize).average().orElseThrow())
                    .isBetween(1_024.0, 4_096.0);
        }
    }

    @Test
    void eachOfTheManyMethodsIsCalledByItsNumber() throws Exception {
        Path jar = JarOfSources.compile("methods", ManyMethods.sources(1), folder);

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Class<? extends IntConsumer> type =
                    loader.loadClass(ManyMethods.PACKAGE + ".Work0").asSubclass(IntConsumer.class);
            IntConsumer work = type.getConstructor().newInstance();

            work.accept(0);
            work.accept(ManyMethods.METHODS_IN_CLASS - 1);

            assertThatIllegalArgumentException().isThrownBy(() -> work.accept(ManyMethods.METHODS_IN_CLASS));
            assertThat(type.getDeclaredMethods()).hasSize(ManyMethods.METHODS_IN_CLASS + 1);
        }
    }
}
