package io.gnomon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.benchmarks.report.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTableTest {

    @Test
    void aTargetSaysWhatWasMeasuredAndWhetherThatIsEnough() {
        assertThat(Target.atMost("cost", 1.08, 1.081, 3))
                .isEqualTo(new Target("cost", "at most 1.080", "1.081", false));
        assertThat(Target.atMost("cost", 1.08, 1.08, 2).reached()).isTrue();
        assertThat(Target.atLeast("rows", 10, 9, 0)).isEqualTo(new Target("rows", "at least 10", "9", false));
        assertThat(Target.atLeast("rows", 10, 10, 0).reached()).isTrue();
    }

    @Test
    void rowsOfOtherPartsStayInTheOrderOfTheParts() {
        String before = TargetTable.of(Map.of(
                Part.STARTUP, List.of(Target.atMost("memory", 70, 40, 0)),
                Part.CALLS, List.of(Target.atMost("old", 1, 2, 0))));

        String after = TargetTable.updated(before, Map.of(Part.CALLS, List.of(Target.atMost("new", 1, 1, 0))));

        assertThat(after).isEqualTo("""
                        | part | what | target | measured | reached |
                        | --- | --- | --- | --- | --- |
                        | calls | new | at most 1 | 1 | yes |
                        | startup | memory | at most 70 | 40 | yes |
                        """);
    }

    @Test
    void rowsOfAPartThatHasNoTargetsAnyMoreGo() {
        String before = TargetTable.of(Map.of(Part.CALLS, List.of(Target.atMost("old", 1, 2, 0))));

        assertThat(TargetTable.updated(before, Map.of(Part.CALLS, List.of()))).doesNotContain("old");
    }
}
