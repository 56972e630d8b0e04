package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gnomon.store.file.SqliteVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The list of all that the jar holds, for programs that look for known flaws and for licences. */
class BillOfMaterialsIT {

    private static final String NAME = "META-INF/sbom/gnomon.cdx.json";

    private static final Path BESIDE = Path.of("target", "gnomon.cdx.json");

    @Test
    void liesInTheJarAndBesideIt() throws IOException {
        assertThat(entry(NAME)).isEqualTo(Files.readString(BESIDE));
    }

    /** Both name the libraries whose classes are in the jar; {@link JarContentsIT} compares one of them with those. */
    @Test
    void namesTheSameLibrariesAsTheNotices() throws IOException {
        Set<String> noticed = new TreeSet<>();
        entry("META-INF/THIRD-PARTY.txt")
                .lines()
                .filter(line -> line.matches("[\\w-]+ [\\d.]+, .*"))
                .forEach(
                        line -> noticed.add(line.substring(0, line.indexOf(',')).replace(' ', '@')));

        Set<String> listed = new TreeSet<>();
        for (String url : values("purl")) {
            if (!url.startsWith("pkg:maven/io.gnomon/") && !url.contains("/asm@")) {
                listed.add(url.replaceFirst("pkg:maven/.*/", "").replace("?type=jar", ""));
            }
        }

        assertThat(listed).isEqualTo(noticed);
    }

    @Test
    void namesWhatLibrariesCarryInside() throws Exception {
        assertThat(values("cpe")).containsExactly("cpe:2.3:a:sqlite:sqlite:" + SqliteVersion.load() + ":*:*:*:*:*:*:*");
        assertThat(values("purl")).anyMatch(url -> url.matches("pkg:maven/org\\.ow2\\.asm/asm@[\\d.]+"));
        assertThat(values("name")).contains("FastDoubleParser");
    }

    @Test
    void knowsTheLicenceOfEach() throws IOException {
        assertThat(values("expression"))
                .isSubsetOf("Apache-2.0", "MIT", "BSD-3-Clause", "BSD-2-Clause OR CC0-1.0", "blessing")
                .contains("BSD-2-Clause OR CC0-1.0");
    }

    /** Or else two builds of one commit would differ. */
    @Test
    void holdsNoTimeAndNothingByLot() throws IOException {
        assertThat(values("serialNumber")).isEmpty();
        assertThat(values("timestamp")).isEmpty();
    }

    /** All texts under this name, wherever it stands. */
    private static List<String> values(String name) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(entry(NAME))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && name.equals(parser.currentName())) {
                    values.add(parser.getText());
                }
            }
        }
        return values;
    }

    private static String entry(String name) throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.agentJar().toFile());
                var in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
