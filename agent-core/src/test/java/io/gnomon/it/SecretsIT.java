package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.Indiscreet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets that are given to the application in all usual spellings are in nothing that the agent leaves behind. */
class SecretsIT {

    private static final Pattern SECRET = Pattern.compile("opensesame\\d*");

    @TempDir
    private Path folder;

    /** Not in the folder that is searched. */
    @TempDir
    private Path other;

    private int secrets;

    static Stream<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void noneIsLeftBehind(Jdk jdk) throws Exception {
        List<String> messages = new ArrayList<>();
        for (String spelling : List.of(
                "worker for token=%s",
                "login failed: password=%s",
                "no access, password: %s, user: me",
                "user 'me' with password '%s' was refused",
                "{\"user\":\"me\",\"credentials\":{\"key\":\"%s\"}}",
                "{\\\"apiKey\\\":\\\"%s\\\"}",
                "<soap><wsse:Password>%s</wsse:Password></soap>",
                "GET https://host/a?x=1&access_token=%s&y=2 gave 403",
                "GET https://me:%s@host/a gave 401",
                "redirect to /login?next=%%2Fa%%3Faccess_token%%3D%s",
                "cannot connect to jdbc:oracle:thin:scott/%s@//host:1521/x",
                "cannot connect to jdbc:sqlserver://host:1433;user=sa;password=%s;encrypt=true",
                "sent Authorization: Digest username=\"me\", response=\"%s\"",
                "headers {Host=[h], Authorization=[Basic %s]}",
                "Cookie: theme=dark; session=%s",
                "bearer %s was refused",
                "token eyJ%s.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl is expired",
                "key AKIA%s is unknown",
                "ghp_%sABCDEFGHIJKLMNOPQRST has no access",
                "-----BEGIN PRIVATE KEY-----%s-----END PRIVATE KEY----- is no key",
                "mysql --user me --password %s failed",
                "order of customer=%s is closed")) {
            // A key of AWS is of 16 capitals and digits.
            messages.add(
                    spelling.contains("AKIA") ? spelling.formatted("OPENSESAME000123") : spelling.formatted(secret()));
        }
        Path file = Files.write(other.resolve("messages.txt"), messages);
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .option("redact", "(?<=customer=)\\w+")
                .option("rules", other.resolve("token=" + secret()) + "/none.yaml")
                .environment("DB_PASSWORD", secret())
                .environment("JAVA_TOOL_OPTIONS", "-Dfrom.environment.password=" + secret())
                .jvm(
                        "-Ddb.password=" + secret(),
                        "-Ddb.password.2=two words " + secret(),
                        "-Dpw=" + secret(),
                        "-Djwt=" + secret(),
                        "-Dsigning.key=" + secret(),
                        "-Dspring.application.json={\"db\":{\"password\":\"a " + secret() + "\"}}",
                        "-Dspring.datasource.url=jdbc:oracle:thin:scott/" + secret() + "@//host/x",
                        "-Dproxy=http://me:" + secret() + "@host:3128/",
                        "-Dheader=Authorization: Basic " + secret(),
                        "-Dcustomer=" + secret())
                .main(
                        Indiscreet.class,
                        file.toString(),
                        "--pass",
                        "two words " + secret(),
                        "-p",
                        secret(),
                        "-u",
                        "me:" + secret(),
                        "--client-secret=" + secret(),
                        "DB_PASS=" + secret(),
                        "-H",
                        "Cookie: a=b; c=" + secret(),
                        "{\"api_key\": \"a " + secret() + "\"}",
                        "--port",
                        "8080");

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("failed " + messages.size() + " times");
        CallsFile calls = new CallsFile(jvm.database());
        assertThat(calls.rows("SELECT error_message FROM failed_calls"))
                .hasSize(messages.size())
                .allSatisfy(row -> assertThat(String.valueOf(row.get("error_message")))
                        .matches("(?s).*\\*\\*\\*.*caused by java.io.IOException: caused by.*\\*\\*\\*.*"));
        assertThat(calls.text("SELECT name FROM thread")).isEqualTo("worker for token=***");
        assertThat(calls.text("SELECT command FROM runs"))
                .endsWith("--pass *** -p *** -u me:*** --client-secret=*** DB_PASS=*** -H Cookie: ***"
                        + " {\"api_key\": \"***\"} --port 8080");
        assertThat(calls.text("SELECT jvm_arguments FROM runs"))
                .contains("-Dspring.datasource.url=jdbc:oracle:thin:scott/***@");
        assertThat(calls.text("SELECT agent_options FROM runs")).contains("token=***");
        assertThat(result.linesOfAgent()).anyMatch(line -> line.contains("left out of the rules"));
        assertThat(left())
                .allSatisfy((name, text) -> assertThat(secretsIn(text)).as(name).isEmpty());
    }

    private String secret() {
        return "OpenSesame" + ++secrets;
    }

    /** The bytes of all files, each a letter; but not the line in which the JVM itself repeats the variable. */
    private Map<String, String> left() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                texts.put(file.getFileName().toString(), text.replaceAll("(?m)^Picked up JAVA_TOOL_OPTIONS.*$", ""));
            }
        }
        assertThat(texts.keySet()).anyMatch(name -> name.endsWith(".log")).contains("calls.db", "errors.txt");
        return texts;
    }

    private static List<String> secretsIn(String text) {
        Matcher matcher = SECRET.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.results().map(found -> found.group()).toList();
    }
}
