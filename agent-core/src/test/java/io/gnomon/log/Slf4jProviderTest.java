package io.gnomon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class Slf4jProviderTest {

    @Test
    void warningsAndErrorsOfLibrariesBecomeLinesOfTheLog() {
        List<String> lines = new ArrayList<>();
        Slf4jProvider.logTo(new AgentLog() {
            @Override
            public void info(String message) {
                lines.add(message);
            }

            @Override
            public void warn(String message, @Nullable Throwable cause) {
                lines.add("not for the user: " + message);
            }
        });
        Logger library = new Slf4jProvider().getLoggerFactory().getLogger("a.library");
        library.info("chatter");
        library.warn("{} of {}", 1, 2);
        library.error("broken", new IllegalStateException("why"));

        assertThat(lines)
                .containsExactly(
                        "WARN of a.library: 1 of 2",
                        "ERROR of a.library: broken: java.lang.IllegalStateException: why");
    }
}
