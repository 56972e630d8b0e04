package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("class", "method", "slow-threshold", "mode");

    @ParameterizedTest
    @CsvSource({
        "clas, class",
        "calss, class",
        "Class, class",
        "methods, method",
        "slow_threshold, slow-threshold",
        "slowThreshold, slow-threshold",
        "slow-treshhold, slow-threshold",
    })
    void findsTheWordThatWasMeant(String mistyped, String meant) {
        assertThat(Suggestion.nearest(mistyped, KNOWN)).isEqualTo(meant);
        assertThat(Suggestion.hint(mistyped, KNOWN)).isEqualTo(" (did you mean '" + meant + "'?)");
    }

    @Test
    void suggestsNothingForAWordUnlikeAnyOther() {
        assertThat(Suggestion.nearest("annotation", KNOWN)).isNull();
        assertThat(Suggestion.nearest("x".repeat(100_000), KNOWN)).isNull();
        assertThat(Suggestion.hint("annotation", KNOWN)).isEmpty();
    }
}
