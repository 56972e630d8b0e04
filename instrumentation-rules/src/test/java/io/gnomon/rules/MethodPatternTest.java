package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodPatternTest {

    private static final int PACKAGE_PRIVATE = 0;
    private static final int PUBLIC = 0x0001;
    private static final int BRIDGE = 0x0040;
    private static final int SYNTHETIC = 0x1000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find | find | ()V | true",
                "find | find | (I)V | true",
                "find | findAll | ()V | false",
                "find* | findAll | ()V | true",
                "*All | findAll | ()V | true",
                "f*A* | findAll | ()V | true",
                "find() | find | ()V | true",
                "find() | find | (I)V | false",
                "find(..) | find | (I)V | true",
                "find(int) | find | (I)V | true",
                "find(int) | find | ()V | false",
                "find(int) | find | (II)V | false",
                "find(int) | find | ([I)V | false",
                "find(String, int) | find | (Ljava/lang/String;I)V | true",
                "find(java.lang.String,int) | find | (Ljava/lang/String;I)V | true",
                "find(String) | find | (Lcom/example/MyString;)V | false",
                "find(java.lang.String) | find | (Lorg/java/lang/String;)V | true",
                "find(String) | find | (LString;)V | true",
                "find(byte[]) | find | ([B)V | true",
                "find(long[][], double) | find | ([[JD)V | true",
                "find(Object...) | find | ([Ljava/lang/Object;)V | true",
                "find(Map.Entry) | find | (Ljava/util/Map$Entry;)V | true",
                "find(Map$Entry) | find | (Ljava/util/Map$Entry;)V | true",
                "find(Entry) | find | (Ljava/util/Map$Entry;)V | true",
                "find(java.util.Map.Entry) | find | (Ljava/util/Map$Entry;)V | true",
                "find(Map$Entry) | find | (LMap/Entry;)V | false",
                "new | <init> | ()V | true",
                "<init> | <init> | (I)V | true",
                "new(int) | <init> | (I)V | true",
                "new(int) | <init> | ()V | false",
                "* | <init> | ()V | false",
                "* | <clinit> | ()V | false",
            })
    void selectsMethodsByNameAndParameters(String pattern, String name, String descriptor, boolean selected) {
        assertThat(MethodPattern.parse(pattern).covers(name, descriptor, PACKAGE_PRIVATE))
                .isEqualTo(selected);
    }

    @Test
    void selectsOnlyPublicMethodsIfToldTo() {
        MethodPattern pattern = MethodPattern.parse("public *");
        assertThat(pattern.covers("find", "()V", PUBLIC)).isTrue();
        assertThat(pattern.covers("find", "()V", PACKAGE_PRIVATE)).isFalse();
    }

    @Test
    void neverSelectsABridgeWhichOnlyPassesTheCallOn() {
        assertThat(MethodPattern.parse("get").covers("get", "()V", PUBLIC | BRIDGE | SYNTHETIC))
                .isFalse();
        assertThat(MethodPattern.parse("*").covers("get", "()V", PUBLIC | BRIDGE | SYNTHETIC))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | lambda$run$0 | false",
                "l* | lambda$run$0 | false",
                "lambda$run$0 | lambda$run$0 | true",
                "lambda$* | lambda$run$0 | true",
                "* | find$default | false",
                "*$default | find$default | true",
                "find | find | true",
            })
    void meansWhatGlobsLeaveOutOnlyByItsFullNameOrItsMark(String pattern, String name, boolean meant) {
        LeftOut kind = LeftOut.ofMethod(name, "()V", SYNTHETIC);

        assertThat(MethodPattern.parse(pattern).covers(name, "()V", SYNTHETIC)).isTrue();
        assertThat(MethodPattern.parse(pattern).means(name, kind)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "public ",
                "void find()",
                "a.b",
                "find(",
                "find(String",
                "find)",
                "find(a)b",
                "**",
                "<clinit>",
                "()"
            })
    void refusesWhatCanSelectNoMethod(String text) {
        assertThatThrownBy(() -> MethodPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text.strip() + "' is not a method pattern")
                .hasMessageContaining("expected a name such as find");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find(List<String>) | without type arguments",
                "find(String,) | is not a parameter type",
                "find(int i) | is not a parameter type",
                "find(.String) | is not a parameter type",
                "find(String, ..) | is not a parameter type",
            })
    void saysWhichParameterTypeIsWrong(String text, String expected) {
        assertThatThrownBy(() -> MethodPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
