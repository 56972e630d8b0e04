package io.gnomon.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void drawsWhoCallsWhomWithTotalAndSelf() {
        ProfileNode root = new Profile(List.of(
                        new ProfileEdge(null, "request", 100, 10_000, 0),
                        new ProfileEdge("request", "query", 900, 6_000, 100),
                        new ProfileEdge("request", "render", 100, 1_000, 100)))
                .roots()
                .get(0);
        assertThat(root.selfNanos()).isEqualTo(3_000);
        assertThat(root.children())
                .extracting(child -> child.edge().operation())
                .containsExactly("query", "render");
        assertThat(root.children().get(0).edge().callsPerCall()).isEqualTo(9);
        assertThat(root.children())
                .extracting(child -> child.edge().manyPerCall())
                .containsExactly(true, false);
    }

    @Test
    void sharesOutWhatAnOperationWithSeveralCallersDoes() {
        List<ProfileNode> roots = new Profile(List.of(
                        new ProfileEdge(null, "a", 10, 5_000, 0),
                        new ProfileEdge(null, "b", 10, 4_000, 0),
                        new ProfileEdge("a", "find", 30, 3_000, 10),
                        new ProfileEdge("b", "find", 10, 1_000, 10),
                        new ProfileEdge("find", "query", 80, 2_000, 40)))
                .roots();
        ProfileNode find = roots.get(0).children().get(0);
        ProfileNode query = find.children().get(0);
        assertThat(find.shared()).isFalse();
        assertThat(query.shared()).isTrue();
        assertThat(query.calls()).isCloseTo(60, within(1e-9));
        assertThat(query.totalNanos()).isCloseTo(1_500, within(1e-9));
        assertThat(find.selfNanos()).isCloseTo(1_500, within(1e-9));
    }

    @Test
    void stopsAtRecursion() {
        ProfileNode root = new Profile(List.of(
                        new ProfileEdge(null, "fib", 1, 1_000, 0), new ProfileEdge("fib", "fib", 99, 5_000, 100)))
                .roots()
                .get(0);
        assertThat(root.children()).singleElement().satisfies(child -> {
            assertThat(child.recursive()).isTrue();
            assertThat(child.edge().manyPerCall()).isFalse();
            assertThat(child.children()).isEmpty();
        });
    }
}
