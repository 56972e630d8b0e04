package io.gnomon;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.log.AgentLog;
import io.gnomon.model.OperationRegistry;
import io.gnomon.rules.ClassPattern;
import io.gnomon.rules.MethodPattern;
import io.gnomon.rules.OperationTemplate;
import io.gnomon.rules.Rule;
import io.gnomon.rules.RuleSource;
import io.gnomon.rules.TimingMode;
import io.gnomon.weave.WeaveReport;
import io.gnomon.weave.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesContributionTest {

    private final List<String> lines = new ArrayList<>();
    private final AgentLog log = new AgentLog() {
        @Override
        public void info(String message) {
            lines.add(message);
        }

        @Override
        public void warn(String message, @Nullable Throwable cause) {
            lines.add("warn: " + message);
        }
    };
    private final Weaver weaver = new Weaver(
            List.of(rule("app.Orders")), true, TimingMode.DEFAULT, new OperationRegistry(), new WeaveReport(log));
    private final RulesContribution contribution = new RulesContribution(weaver, log, Runnable::run);
    private final long start = System.nanoTime();

    @Test
    void tellsWhenTheApplicationHasBeenQuietForAWhile() {
        contribution.prepare(start, false);
        assertThat(lines).isEmpty();
        assertThat(contribution.isDirty()).isFalse();

        contribution.prepare(start + TimeUnit.SECONDS.toNanos(30), false);
        assertThat(lines).containsExactly("test.yaml:3: app.Orders find selects nothing so far");
        assertThat(contribution.isDirty()).isTrue();
        contribution.written();
        assertThat(contribution.isDirty()).isFalse();
    }

    @Test
    void tellsAtTheEndAndNotTwiceWhatIsTheSame() {
        contribution.prepare(start, true);
        contribution.prepare(start + TimeUnit.SECONDS.toNanos(30), true);

        assertThat(lines).hasSize(1);
    }

    @Test
    void tellsOfNewRulesAnew() {
        contribution.prepare(start, true);
        weaver.replaceRules(List.of(rule("app.Customers"), rule("app.Orders")));
        contribution.prepare(start + TimeUnit.SECONDS.toNanos(30), false);

        assertThat(lines).hasSize(3).anyMatch(line -> line.contains("app.Customers"));
    }

    private static Rule rule(String type) {
        return new Rule(
                ClassPattern.parse(type),
                List.of(MethodPattern.parse("find")),
                OperationTemplate.DEFAULT,
                null,
                "",
                TimingMode.DEFAULT,
                new RuleSource("test.yaml", 3));
    }
}
