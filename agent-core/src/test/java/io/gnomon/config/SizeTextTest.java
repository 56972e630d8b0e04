package io.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "12B, 12",
        "2KiB, 2048",
        "64MiB, 67108864",
        "1.5GiB, 1610612736",
        "1TiB, 1099511627776",
        "3KB, 3000",
        "5MB, 5000000",
        "0.5GB, 500000000",
        "' 64 MiB ', 67108864",
    })
    void readsBytesAndUnits(String text, long bytes) {
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "64m", "64mib", "-1", "1,5MiB", "much"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> SizeText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a size")
                .hasMessageContaining("such as 64MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8388608TiB", "0.5B", "99999999999999999999"})
    void refusesSizesThatAreNoNumberOfBytes(String text) {
        assertThatThrownBy(() -> SizeText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("out of range");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1023, 1023", "1024, 1KiB", "67108864, 64MiB", "1536, 1536", "3221225472, 3GiB"})
    void showsTheLargestUnitThatGivesAWholeNumber(long bytes, String text) {
        assertThat(SizeText.format(bytes)).isEqualTo(text);
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
    }
}
