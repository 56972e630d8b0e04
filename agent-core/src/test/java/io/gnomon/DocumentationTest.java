package io.gnomon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prose can be read, and compared by line, without scrolling to the side. */
class DocumentationTest {

    private static final int LONGEST = 120;

    private static final Path ROOT = Path.of("..");

    /** Cannot be broken: a line that holds nothing but one link, as the item of a list perhaps. */
    private static final Pattern LINK = Pattern.compile("\\s*(?:[-*] )?(?:\\[[^]]*]\\([^)]*\\)|<?https?://\\S+)[.,]?");

    @ParameterizedTest
    @MethodSource("pages")
    void linesOfProseAreShort(Path page) throws IOException {
        List<String> tooLong = new ArrayList<>();
        boolean code = false;
        int number = 0;
        for (String line : Files.readAllLines(page)) {
            number++;
            if (line.strip().startsWith("```")) {
                code = !code;
            } else if (!code && line.length() > LONGEST && !mayBeLong(line)) {
                tooLong.add(page.getFileName() + ":" + number + " has " + line.length() + " characters: " + line);
            }
        }
        assertThat(code).as("a code block of %s is not closed", page).isFalse();
        assertThat(tooLong).isEmpty();
    }

    private static boolean mayBeLong(String line) {
        boolean tableRow = line.strip().startsWith("|");
        return tableRow || LINK.matcher(line).matches();
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            pages.add(ROOT.resolve(name));
        }
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(5);
        return pages.stream();
    }
}
