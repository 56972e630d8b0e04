package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.Greetings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What came of each rule is told, in the file, in the log and, if it looks like a mistake, on standard error. */
class RulesIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aRuleThatSelectsNothingIsToldWithTheReason(Jdk jdk) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.Greetings$Greetr
                  method: greet
                - class: io.gnomon.it.programs.Greetings$Greeter
                  method: greet
                - class: io.gnomon.it.programs.Greetings$PoliteGreeter
                  method: greet(int)
                - class: org.postgresql.jdbc.PgStatement
                  method: execute
                - class: io.gnomon.it.**
                  method: "*"
                """);
        ForkedJvm jvm =
                new ForkedJvm(jdk, folder).option("rules", rules.toString()).main(Greetings.class);

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output().lines()).hasSize(10);
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.rows("SELECT * FROM rules WHERE selects_nothing")).hasSize(4);
        assertThat(file.text("SELECT note FROM rules WHERE number = 4"))
                .isEqualTo("no class org.postgresql.jdbc.PgStatement was loaded");
        assertThat(file.text("SELECT classes || ' ' || methods || note FROM rules WHERE number = 5"))
                .isEqualTo("2 2");
        assertThat(file.rows(
                        "SELECT operation FROM operation_stats WHERE operation LIKE '%run' OR operation LIKE '%main'"))
                .isEmpty();
        assertThat(result.linesOfAgent())
                .hasSize(4)
                .anyMatch(line ->
                        line.endsWith("Greetr was loaded (did you mean '" + Greetings.class.getName() + "$Greeter'?)"))
                .anyMatch(line -> line.endsWith(
                        "is an interface; the code is in " + Greetings.class.getName() + "$PoliteGreeter"))
                .anyMatch(line -> line.endsWith("has no method greet(int), but greet(String)"));
        List<String> log = Files.readAllLines(folder.resolve("calls.db.log"));
        assertThat(log)
                .anyMatch(line -> line.endsWith("io.gnomon.it.** * selects 2 methods of 2 classes"))
                .anyMatch(line -> line.contains("INFO") && line.endsWith("PgStatement was loaded"))
                .anyMatch(line -> line.contains("globs leave out main methods (1), each because"));
    }
}
