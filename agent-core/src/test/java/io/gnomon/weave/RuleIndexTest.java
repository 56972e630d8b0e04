package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleIndexTest {

    private final Rule exact = TestRules.rule("app.Orders$Line", "*");
    private final Rule segment = TestRules.rule("app.*", "*");
    private final Rule anywhere = TestRules.rule("**Line", "*");
    private final RuleIndex index = new RuleIndex(List.of(segment, exact, anywhere));

    @Test
    void keepsTheOrderOfTheRulesWhateverTheirKind() {
        assertThat(index.match("app/Orders$Line").selecting()).containsExactly(segment, exact, anywhere);
    }

    @Test
    void aStarStaysWithinThePackage() {
        assertThat(index.match("app/Orders").selecting()).containsExactly(segment);
        assertThat(index.match("app/deep/Orders").selecting()).isEmpty();
        assertThat(index.match("app/deep/Line").selecting()).containsExactly(anywhere);
    }

    @Test
    void aClassOfAnotherNameIsNotSelected() {
        assertThat(index.concerns("app2/Orders")).isFalse();
        assertThat(index.concerns("ap")).isFalse();
        assertThat(new RuleIndex(List.of()).concerns("app/Orders")).isFalse();
    }
}
