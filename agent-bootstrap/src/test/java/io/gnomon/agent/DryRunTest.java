package io.gnomon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java --dry-run Main",
                "java -cp classes --dry-run Main",
                "java -Xmx1g --add-modules java.sql --dry-run -m orders/Main",
                "java @flags --dry-run -jar orders.jar",
            })
    void isAskedForBeforeTheProgram(String line) {
        assertThat(DryRun.isAsked(line.split(" ", -1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java Main --dry-run",
                "java -cp classes Main --dry-run",
                "java -jar orders.jar --dry-run",
                "java --module=orders/Main --dry-run",
                "java -m orders --dry-run",
                "java -cp --dry-run Main",
                "java --unknown value --dry-run Main",
                "java",
                "",
            })
    void anArgumentOfTheProgramIsNotMistakenForIt(String line) {
        assertThat(DryRun.isAsked(line.split(" ", -1))).isFalse();
    }
}
