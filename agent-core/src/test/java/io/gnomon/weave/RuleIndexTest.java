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
        assertThat(index.rulesFor("app/Orders$Line")).containsExactly(segment, exact, anywhere);
    }

    @Test
    void aStarStaysWithinThePackage() {
        assertThat(index.rulesFor("app/Orders")).containsExactly(segment);
        assertThat(index.rulesFor("app/deep/Orders")).isEmpty();
        assertThat(index.rulesFor("app/deep/Line")).containsExactly(anywhere);
    }

    @Test
    void aClassOfAnotherNameIsNotSelected() {
        assertThat(index.selects("app2/Orders")).isFalse();
        assertThat(index.selects("ap")).isFalse();
        assertThat(new RuleIndex(List.of()).selects("app/Orders")).isFalse();
    }
}
