package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the agent's jar, and what is not. */
class JarContentsIT {

    private static final String CORE = "gnomon/core/";

    /** Artifacts by the folders that their classes are in; of two folders the longer decides. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com/fasterxml/jackson/core/", "jackson-core",
            "net/bytebuddy/", "byte-buddy",
            "org/HdrHistogram/", "HdrHistogram",
            "org/jctools/", "jctools-core",
            "org/jctools/queues/varhandle/", "jctools-core-jdk11",
            "org/slf4j/", "slf4j-api",
            "org/snakeyaml/engine/", "snakeyaml-engine",
            "org/sqlite/", "sqlite-jdbc",
            "picocli/", "picocli");

    /** The property project.build.outputTimestamp. */
    private static final LocalDateTime BUILT = LocalDateTime.of(2026, 11, 21, 0, 0);

    private static final int JAVA_8 = 52;
    private static final int JAVA_17 = 61;

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(ForkedJvm.agentJar().toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    /** The list holds folders of classes, which end in a slash, and all other files. */
    @Test
    void theJarHoldsWhatTheListSays() throws IOException {
        Set<String> contents = new TreeSet<>();
        for (ZipEntry entry : entries()) {
            String name = entry.getName();
            contents.add(name.endsWith(".class") ? name.substring(0, name.lastIndexOf('/') + 1) : name);
        }

        assertThat(contents)
                .containsExactlyElementsOf(resource("jar-contents.txt").lines().toList());
    }

    /** Of two builds of one commit only {@code .ci/reproducible} tells whether they are equal; these are the usual reasons. */
    @Test
    void nothingDependsOnWhenOrWhereItWasBuilt() {
        assertThat(entries()).extracting(ZipEntry::getTimeLocal).containsOnly(BUILT);
        for (String folder : List.of("io/gnomon/", "gnomon/recorder/", CORE + "io/gnomon/cli/")) {
            assertThat(entries().stream().map(ZipEntry::getName).filter(name -> name.startsWith(folder)))
                    .isSorted();
        }
    }

    @Test
    void anApplicationCanSeeNothingButTheAgentsEntryAndTheApi() {
        assertThat(entries())
                .extracting(ZipEntry::getName)
                .allMatch(name -> name.startsWith("io/gnomon/agent/")
                        || name.startsWith("io/gnomon/api/")
                        || name.startsWith("META-INF/")
                        || name.startsWith("gnomon/"))
                .noneMatch(name -> name.startsWith("META-INF/services/") || name.startsWith("META-INF/versions/"));
    }

    @Test
    void noEntryIsThereTwiceAndNoModuleIsDeclared() {
        assertThat(jar.stream().map(ZipEntry::getName))
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.endsWith("module-info.class"));
    }

    @Test
    void anOlderJvmCanLoadTheEntryAndTheApi() throws IOException {
        for (ZipEntry entry : entries()) {
            String name = entry.getName();
            if (name.endsWith(".class")) {
                if (isForOlderJvms(name)) {
                    assertThat(classFileVersion(entry)).as(name).isEqualTo(JAVA_8);
                } else {
                    assertThat(classFileVersion(entry)).as(name).isLessThanOrEqualTo(JAVA_17);
                }
            }
        }
    }

    private static boolean isForOlderJvms(String name) {
        return name.matches("io/gnomon/agent/(Agent|JavaVersion|Main)\\.class")
                || (name.startsWith("io/gnomon/api/") && !name.contains("/RecorderBackend"));
    }

    @Test
    void theManifestMakesItAnAgentAndACommand() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.gnomon.agent.Agent");
        assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.gnomon.agent.Agent");
        assertThat(manifest.getValue("Main-Class")).isEqualTo("io.gnomon.agent.Main");
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(manifest.keySet())
                .extracting(Object::toString)
                // It would print a warning and switch class data sharing off; and it would reach into other jars.
                .doesNotContain("Boot-Class-Path", "Class-Path", "Multi-Release");
    }

    /** The versions are those of the jars on the tests' own class path. */
    @Test
    void eachBundledLibraryIsNamedWithItsVersionAndLicence() throws IOException {
        String notices = text("META-INF/THIRD-PARTY.txt");

        assertThat(notices.lines().filter(line -> line.matches("[\\w-]+ [\\d.]+, .*")))
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactlyInAnyOrderElementsOf(bundled().stream()
                        .map(library -> library + " " + version(library))
                        .toList());
        assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0");
    }

    private Set<String> bundled() {
        Set<String> libraries = new TreeSet<>();
        for (ZipEntry entry : entries()) {
            String name = entry.getName();
            if (name.startsWith(CORE) && name.endsWith(".class") && !name.startsWith(CORE + "io/gnomon/")) {
                libraries.add(LIBRARIES.entrySet().stream()
                        .filter(library -> name.startsWith(CORE + library.getKey()))
                        .max(Comparator.comparingInt(library -> library.getKey().length()))
                        .map(Map.Entry::getValue)
                        .orElseThrow(() -> new AssertionError("from a library that nobody named: " + name)));
            }
        }
        return libraries;
    }

    private static String version(String artifact) {
        Pattern jar = Pattern.compile(".*[/\\\\]" + artifact + "-([\\d.]+)\\.jar");
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(jar::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not on the class path: " + artifact));
    }

    private List<? extends ZipEntry> entries() {
        return jar.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    private int classFileVersion(ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            return head[6] << 8 | head[7];
        }
    }

    private String text(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = JarContentsIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
