package io.gnomon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 ns",
                "312 | 312 ns",
                "999 | 999 ns",
                "1000 | 1.00 µs",
                "4214 | 4.21 µs",
                "999499 | 999 µs",
                "999500 | 1.00 ms",
                "12345678 | 12.3 ms",
                "1500000000 | 1.50 s",
                "59950000000 | 60.0 s",
                "5025400000000 | 5,025 s"
            })
    void writesDurationsWithThreeDigitsAndAUnit(long nanos, String text) {
        assertThat(Format.duration(nanos)).isEqualTo(text);
    }

    @Test
    void aSmallShareIsNotNothing() {
        assertThat(Format.percent(0)).isEqualTo("0 %");
        assertThat(Format.percent(1)).isEqualTo("100.00 %");
        assertThat(Format.percent(1e-9)).isEqualTo("<0.01 %");
        assertThat(Format.percent(1 - 1e-9)).isEqualTo(">99.99 %");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.orders.OrderService.place, 60, com.acme.orders.OrderService.place",
        "com.acme.orders.OrderService.place, 32, c.acme.orders.OrderService.place",
        "com.acme.orders.OrderService.place, 10, c.a.o.OrderService.place",
        "GET /orders/items, 5, GET /orders/items",
        "cache.get, 5, cache.get",
        "$.x.y, 2, $.x.y"
    })
    void abbreviatesPackagesFromTheLeft(String name, int width, String abbreviated) {
        assertThat(Names.abbreviate(name, width)).isEqualTo(abbreviated);
    }
}
