package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool | pool",
                "{class} | com.example.Orders$Line",
                "{simple-class} | Orders$Line",
                "{package} | com.example",
                "{method} | add",
                "{parameters} | String,int[],Map$Entry,long",
                "line.{method}({parameters})! | line.add(String,int[],Map$Entry,long)!",
            })
    void fillsInWhatTheMethodIs(String template, String name) {
        assertThat(OperationTemplate.parse(template)
                        .name("com.example.Orders$Line", "add", "(Ljava/lang/String;[ILjava/util/Map$Entry;J)V"))
                .isEqualTo(name);
    }

    @Test
    void namesClassAndMethodByDefault() {
        assertThat(OperationTemplate.DEFAULT.name("com.example.Orders", "find", "()V"))
                .isEqualTo("com.example.Orders.find");
    }

    @Test
    void callsConstructorsNew() {
        assertThat(OperationTemplate.DEFAULT.name("Orders", "<init>", "()V")).isEqualTo("Orders.new");
    }

    @Test
    void knowsClassesWithoutAPackage() {
        assertThat(OperationTemplate.parse("[{package}]{simple-class}").name("Orders", "find", "()V"))
                .isEqualTo("[]Orders");
    }

    @Test
    void namesTheNearestPlaceholderAndAllOthersIfOneIsUnknown() {
        assertThatThrownBy(() -> OperationTemplate.parse("{clas}.{method}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown placeholder {clas} (did you mean 'class'?)")
                .hasMessageContaining("{class}, {simple-class}, {package}, {method}, {parameters}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "a{method", "method}", "{}", "a}{method}"})
    void refusesEmptyNamesAndLooseBraces(String text) {
        assertThatThrownBy(() -> OperationTemplate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
