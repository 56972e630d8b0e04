package io.gnomon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFlagTest {

    private static final File JAR = new File("/opt/gnomon/gnomon.jar");
    private static final Map<String, String> FOR_ALL =
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/opt/gnomon/gnomon.jar=application=orders");

    @Test
    void aFlagOnItsOwnCommandLineIsForThisJvm() {
        assertThat(AgentFlag.isForThisJvm("", "", JAR, Collections.emptyMap())).isTrue();
        assertThat(AgentFlag.isForThisJvm("", "", JAR, Map.of("JAVA_TOOL_OPTIONS", "-javaagent:jacoco.jar")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application=orders", "enabled=false", "rules=enabled.yaml", "quiet"})
    void aFlagInAVariableIsForAll(String options) {
        assertThat(AgentFlag.isForThisJvm(options, "", JAR, FOR_ALL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled=true", "quiet, enabled = 'true'", "enabled,quiet", "enabled=\"true\""})
    void unlessItSaysThatItIsEnabled(String options) {
        assertThat(AgentFlag.isForThisJvm(options, "", JAR, FOR_ALL)).isTrue();
    }

    @Test
    void thatMayBeSaidByPropertyOrVariableToo() {
        assertThat(AgentFlag.isForThisJvm("", "true", JAR, FOR_ALL)).isTrue();
        assertThat(AgentFlag.isForThisJvm(
                        "", "", JAR, Map.of("JAVA_OPTS", "-javaagent:gnomon.jar", "GNOMON_ENABLED", "true")))
                .isTrue();
    }
}
