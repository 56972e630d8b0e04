package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassSourceTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path folder;

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static ProtectionDomain domain(Path location) throws IOException {
        return new ProtectionDomain(new CodeSource(location.toUri().toURL(), (Certificate[]) null), null);
    }

    private static @Nullable String read(ClassSource source, String internalName) {
        byte[] bytes = source.read(internalName);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void theJarOfTheClassIsAskedBeforeItsLoader() throws IOException {
        Path own = jar("own jar.jar", Map.of("a/Type.class", "own"));
        Path other = jar("other.jar", Map.of("a/Type.class", "other", "a/Only.class", "only"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {other.toUri().toURL()}, null)) {
            ClassSource source = new ClassSource(loader, domain(own));

            assertThat(read(source, "a/Type")).isEqualTo("own");
            assertThat(read(source, "a/Only")).isEqualTo("only");
            assertThat(read(source, "a/Missing")).isNull();
        }
    }

    @Test
    void ofAJarForManyReleasesTheOneThatRunsIsRead() throws IOException {
        String versioned = "META-INF/versions/" + Runtime.version().feature() + "/a/Type.class";
        Path own = jar(
                "releases.jar", Map.of(MANIFEST, "Multi-Release: true\n\n", "a/Type.class", "old", versioned, "new"));

        assertThat(read(new ClassSource(null, domain(own)), "a/Type")).isEqualTo("new");
    }

    @Test
    void whereNoJarIsKnownOrReadableTheLoaderIsAsked() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        Path other = jar("other.jar", Map.of("a/Type.class", "other"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {other.toUri().toURL()}, null)) {
            assertThat(read(new ClassSource(loader, null), "a/Type")).isEqualTo("other");
            assertThat(read(new ClassSource(loader, new ProtectionDomain(null, null)), "a/Type"))
                    .isEqualTo("other");
            assertThat(read(new ClassSource(loader, domain(broken)), "a/Type")).isEqualTo("other");
            assertThat(read(new ClassSource(loader, domain(folder.resolve("gone.jar"))), "a/Type"))
                    .isEqualTo("other");
            assertThat(read(new ClassSource(loader, domain(folder)), "a/Type")).isEqualTo("other");
        }
    }
}
