package io.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.store.write.OrdersDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of docs/sql-cookbook.md runs and answers what the page says. */
class SqlCookbookTest {

    private static final Pattern RECIPE = Pattern.compile(
            "## (?<title>[^\\n]+)\\n.*?```sql\\n(?<query>.*?)```\\n\\n```\\n(?<answer>.*?)```", Pattern.DOTALL);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void createDatabase() throws Exception {
        OrdersDatabase.create(directory.resolve("orders.db")).close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void answersAsThePageSays(String title, String query, String answer) {
        CommandRun run = CommandRun.of("sql", directory.resolve("orders.db"), query);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).as(title).isEqualTo(answer);
        assertThat(run.lines()).hasSizeGreaterThan(1);
    }

    static Stream<Arguments> recipes() throws IOException {
        String page = Files.readString(Path.of("../docs/sql-cookbook.md"));
        assertThat(RECIPE.matcher(page).results()).hasSize((int) Pattern.compile("^```sql$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .count());
        return RECIPE.matcher(page)
                .results()
                .map(recipe -> Arguments.of(recipe.group(1), recipe.group(2), recipe.group(3)));
    }
}
