package io.gnomon.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-Dpassword=hunter2|-Dpassword=***",
                "-Djavax.net.ssl.keyStorePassword=hunter2 -Xmx1g|-Djavax.net.ssl.keyStorePassword=*** -Xmx1g",
                "--db-passwd hunter2 --port 80|--db-passwd *** --port 80",
                "DB_PWD=hunter2|DB_PWD=***",
                "DB_PASS=hunter2|DB_PASS=***",
                "-Dmy.api-key=abc-123|-Dmy.api-key=***",
                "--apiKey: abc|--apiKey: ***",
                "client.secret.value=abc|client.secret.value=***",
                "TOKEN=abc|TOKEN=***",
                "ssh_private_key=abc|ssh_private_key=***",
                "--password=\"two words\" next|--password=*** next",
                "--password='two words' next|--password=*** next",
                "user=me,password=abc,port=1|user=me,password=***,port=1",
                "jdbc:x://h/db?user=me&password=abc&ssl=true|jdbc:x://h/db?user=me&password=***&ssl=true",
                "password=a,b;c&d|password=***",
                "password=a,b;c&d,port=1|password=***,port=1",
                "http://me:abc@host/path|http://me:***@host/path",
                "http://me:a@b@host/path|http://me:***@host/path",
                "redis://:abc@host:6379|redis://:***@host:6379"
            })
    void secretsAreHidden(String text, String redacted) {
        assertThat(Redaction.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-Xmx1g -Dfile.encoding=UTF-8",
                "com.acme.Main --port=8080 --bypass=true",
                "http://host:8080/a@b",
                "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1"
            })
    void theRestStays(String text) {
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }

    @Test
    void aVeryLongSecretIsHiddenToo() {
        assertThat(Redaction.redact("token=" + "x".repeat(1 << 20) + " next")).isEqualTo("token=*** next");
    }
}
