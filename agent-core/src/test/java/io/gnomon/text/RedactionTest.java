package io.gnomon.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    /** The reference keeps the JDK from remembering where this has failed already. */
    private static final Pattern EXPONENTIAL = Pattern.compile("(a|aa)+b(?:\\1)?");

    private final Redaction redaction = new Redaction(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "-Dpassword=hunter2|-Dpassword=***",
                "-Djavax.net.ssl.keyStorePassword=hunter2 -Xmx1g|-Djavax.net.ssl.keyStorePassword=*** -Xmx1g",
                "-Dpw=hunter2|-Dpw=***",
                "-Djwt=hunter2|-Djwt=***",
                "-Dsigning.key=hunter2|-Dsigning.key=***",
                "-Dmy.api-key=abc-123|-Dmy.api-key=***",
                "-DaccountKey=abc==|-DaccountKey=***",
                "--db-passwd hunter2 --port 80|--db-passwd *** --port 80",
                "--pass hunter2 --port 80|--pass *** --port 80",
                "--token=hunter2|--token=***",
                "DB_PWD=hunter2|DB_PWD=***",
                "DB_PASS=hunter2|DB_PASS=***",
                "PASSWORD2=hunter2|PASSWORD2=***",
                "DBPassword = hunter2|DBPassword = ***",
                "--apiKey: abc|--apiKey: ***",
                "client.secret.value=abc|client.secret.value=***",
                "TOKEN=abc|TOKEN=***",
                "ssh_private_key=abc|ssh_private_key=***",
                "password => 'two words', user => 'me'|password => '***', user => 'me'",
                "--password=\"two words\" next|--password=\"***\" next",
                "--password='two words' next|--password='***' next",
                "--password \"two words\" next|--password \"***\" next",
                "password=\"with \\\" in it\" next|password=\"***\" next",
                "password='with '' in it' next|password='***' next",
                "password=\"not closed, for it was|password=\"***",
                "user=me,password=abc,port=1|user=me,password=***,port=1",
                "{user=me, password=abc, port=1}|{user=me, password=***, port=1}",
                "(password=abc)|(password=***)",
                "password=abc: refused|password=***: refused",
                "password=a,b;c&d|password=***",
                "password=a,b;c&d,port=1|password=***,port=1",
                "password={noop}abc next|password=*** next",
                "{\"user\":\"me\",\"password\":\"a b\"}|{\"user\":\"me\",\"password\":\"***\"}",
                "{\"a\":{\"db.password\" : \"a\\\"b\"},\"pw\":12345}|{\"a\":{\"db.password\" : \"***\"},\"pw\":***}",
                "{\\\"password\\\":\\\"a b\\\",\\\"x\\\":1}|{\\\"password\\\":\\\"***\\\",\\\"x\\\":1}",
                "{\"credentials\":{\"a\":\"b\",\"c\":[1]},\"x\":1}|{\"credentials\":***,\"x\":1}",
                "'password': 'a b', 'x': 1|'password': '***', 'x': 1",
                "<password>a b</password><x>1</x>|<password>***</password><x>1</x>",
                "<wsse:Password Type='x'>a b</wsse:Password>|<wsse:Password Type='x'>***</wsse:Password>",
                "login with password 'a b' failed|login with password '***' failed",
                "Access denied (password: abc)|Access denied (password: ***)",
                "Authorization: Basic YWJjOmRlZg==|Authorization: ***",
                "Authorization: Digest username=\"me\", response=\"abc\"|Authorization: ***",
                "{Authorization=[Basic abc], Host=[h]}|{Authorization=***, Host=[h]}",
                "{Authorization=Basic abc, Host=h}|{Authorization=***, Host=h}",
                "\"Authorization\":\"Basic abc\",\"x\":1|\"Authorization\":\"***\",\"x\":1",
                "Cookie: a=b; c=d|Cookie: ***",
                "Set-Cookie: JSESSIONID=abc; Path=/|Set-Cookie: ***",
                "/shop;jsessionid=0A1B?x=1|/shop;jsessionid=***",
                "https://a.blob.core/x?se=1&sig=ab%2Fc%3D&sp=r|https://a.blob.core/x?se=1&sig=***&sp=r",
                "X-Auth-Token: abc|X-Auth-Token: ***",
                "sent Bearer abc123def456 to h|sent Bearer *** to h",
                "sent basic YWJjOmRlZg== to h|sent basic *** to h",
                "/cb?access_token=abc&state=1|/cb?access_token=***&state=1",
                "/to?next=%2Fx%3Faccess_token%3Dabc%26y%3D1|/to?next=%2Fx%3Faccess_token%3D***%26y%3D1",
                "is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3 old|is *** old",
                "key AKIAIOSFODNN7EXAMPLE is old|key *** is old",
                "for ghp_0123456789abcdefghijABCDEFGHIJ012345.|for ***.",
                "Incorrect key provided: sk-proj-abcdefgh12345678.|Incorrect key provided: ***.",
                "hook xoxb-123456789012-abcdef|hook ***",
                "jdbc:x://h/db?user=me&password=abc&ssl=true|jdbc:x://h/db?user=me&password=***&ssl=true",
                "jdbc:sqlserver://h:1433;user=sa;password={a;b};x=y|jdbc:sqlserver://h:1433;user=sa;password=***;x=y",
                "jdbc:oracle:thin:scott/ti@ger@//h:1521/x|jdbc:oracle:thin:scott/***@//h:1521/x",
                "AccountName=a;AccountKey=abc==;EndpointSuffix=c|AccountName=a;AccountKey=***;EndpointSuffix=c",
                "http://me:abc@host/path|http://me:***@host/path",
                "http://me:a@b@host/path|http://me:***@host/path",
                "http://me:a/b@host/path|http://me:***@host/path",
                "http://me:12345@host/path|http://me:***@host/path",
                "'mongodb+srv://me:abc@h1,h2/db'|'mongodb+srv://me:***@h1,h2/db'",
                "redis://:abc@host:6379|redis://:***@host:6379",
                "https://0123456789abcdef0123@sentry.io/1|https://***@sentry.io/1"
            })
    void secretsAreHidden(String text, String redacted) {
        assertThat(redaction.text(text)).isEqualTo(redacted);
        assertThat(redaction.text(redacted)).as("a second time").isEqualTo(redacted);
    }

    @Test
    void aPrivateKeyIsHiddenWhole() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----";
        assertThat(redaction.text("cannot read " + key + " of x")).isEqualTo("cannot read *** of x");
        assertThat(redaction.text("cut off: " + key.substring(0, 40))).isEqualTo("cut off: ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-Xmx1g -Dfile.encoding=UTF-8 -XX:+UseG1GC -XX:OnOutOfMemoryError=kill",
                "com.acme.Main --port=8080 --bypass=true --monkey banana --passthrough=true",
                "--add-opens java.base/java.lang=ALL-UNNAMED -Djava.security.policy=all.policy",
                "-Dkey.serializer=org.apache.kafka.common.serialization.StringSerializer",
                "-Dprimary.key=id -Dpartition.key=customer -Dforeignkey=order_id",
                "-Dtokens.max=4096 --max-tokens 4096 prompt_tokens=57 {\"total_tokens\":69}",
                "--password-policy strict --password-file /run/secrets/db --no-password --port 1",
                "-Dpassword.encoder=com.acme.Encoder -DpasswordMinLength=8 -Dsecret.name=db",
                "-Djavax.net.ssl.keyStore=/etc/keys.jks -Djavax.net.ssl.trustStoreType=PKCS12",
                "-Dmail.smtp.auth=true -Dtoken.enabled=true -Duse.token=false -Dpassword=${DB_PASSWORD}",
                "-Dcom.sun.management.jmxremote.password.file=/etc/jmx",
                "tokenizer=standard, secretary: Alice, compass: north, author=me, keyboard=de",
                "password: must not be blank, newPassword: size must be between 8 and 20",
                "Unexpected token: FROM near line 1",
                "Unexpected token } in JSON at position 5",
                "Basic authentication required, Bearer token is missing",
                "com.acme.BadCredentialsException: no such user: bob",
                "com.acme.PasswordService: user 5 not found",
                "at com.acme.TokenFilter.filter(TokenFilter.java:45)",
                "Optional<AccessToken> findToken(String), Token::parse, methodSig=()V",
                "order 17 of customer 4711 is closed: id=3f2a9c71b2e84d0c9a6f, at 10:15:30",
                "digest e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "task-0123456789abcdef0123 risk-0123456789abcdef0123",
                "http://host:8080/a@b http://host/@me http://[::1]:80/a@b file:///C:/a@b https://bob@host/",
                ".//soap:body/@use",
                "com.acme.Order@1b2c3d of bob@example.com",
                "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1 jdbc:oracle:thin:@//h:1521/x",
                "<name>Alice</name> a > b < c",
                "C:\\Users\\me\\tokens\\to: x=1"
            })
    void theRestStays(String text) {
        assertThat(redaction.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "--pass|a b|--pass ***",
                "-p|hunter2|-p ***",
                "-p|8080|-p 8080",
                "-p|true|-p true",
                "password|hunter2|password ***",
                "-u|me:a b|-u me:***",
                "--proxy-user|me:abc|--proxy-user me:***",
                "-u|https://host|-u https://host",
                "Main|-Dpassword=a b, and=c|Main -Dpassword=***",
                "Main|--password=--x|Main --password=***",
                "Main|password:a b|Main password:***",
                "-H|Authorization: Basic abc|-H Authorization: ***",
                "com.acme.ChangePassword|bob|com.acme.ChangePassword bob",
                "--spring.application.json={\"pw\":\"a b\"}|x|--spring.application.json={\"pw\":\"***\"} x",
                "--password-policy|strict|--password-policy strict",
                "--tokens|4096|--tokens 4096",
                "--token|--x|--token ***"
            })
    void anArgumentMayNameTheNext(String first, String second, String redacted) {
        assertThat(redaction.arguments(List.of(first, second))).isEqualTo(redacted);
    }

    @Test
    void patternsOfTheUserAreHiddenToo() {
        Redaction own = new Redaction(
                List.of(Pattern.compile("K-\\d+"), Pattern.compile("(?<=customer=)\\w+"), Pattern.compile("x*")));
        assertThat(own.text("card K-123 of customer=bob, password=a"))
                .isEqualTo("card *** of customer=***, password=***");
        assertThat(own.arguments(List.of("a", "K-123"))).isEqualTo("a ***");
    }

    /** Where it cannot be known what is in a text, nothing of it is shown. */
    @Test
    void aPatternThatTakesTooLongHidesTheWholeText() {
        Redaction slow = new Redaction(List.of(EXPONENTIAL));
        assertThat(slow.text("the card is " + "a".repeat(200)))
                .startsWith("*** (hidden")
                .doesNotContain("card");
        assertThat(slow.text("the next one, aaab")).isEqualTo("the next one, ***");
        Redaction deep = new Redaction(List.of(Pattern.compile("(?:a|b)*c")));
        assertThat(deep.text("a".repeat(1 << 20))).startsWith("*** (hidden");
    }

    @Test
    void allTextsOfASecondTogetherTakeBoundedTime() {
        AtomicLong clock = new AtomicLong();
        FurtherPatterns slow = new FurtherPatterns(List.of(EXPONENTIAL), clock::get);
        for (int text = 0; text < 5_000; text++) {
            assertThat(slow.find("a".repeat(100), new Spans())).isFalse();
        }
        assertThat(slow.find("harmless", new Spans())).isFalse();
        clock.addAndGet(1_000_000_000L);
        assertThat(slow.find("harmless", new Spans())).isTrue();
    }

    @Test
    void aVeryLongSecretIsHiddenToo() {
        assertThat(redaction.text("token=" + "x".repeat(1 << 20) + " next")).isEqualTo("token=*** next");
        assertThat(redaction.text("token='" + "x ".repeat(1 << 20) + "' next")).isEqualTo("token='***' next");
    }

    /** Each of these would take minutes or a stack without end if a character were looked at again for each other one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=",
                ":",
                " ",
                "\"",
                "\\",
                "//",
                "//a:",
                "//a:b@",
                "@",
                "<",
                ">",
                "<password>",
                "<a>",
                "{",
                "[(",
                "%3D",
                "password",
                "password=",
                "password:",
                "password =\"",
                "password='",
                "password={",
                "password ",
                "--password ",
                "a,",
                ",a",
                "password=a,",
                "token=,;&",
                "eyJ",
                "eyJaaaaaaaa.",
                "sk-",
                "sk-a",
                "bearer ",
                "Bearer x",
                "basic a",
                "-----BEGIN PRIVATE KEY-----",
                "xox",
                "jdbc:oracle:thin:",
                "jdbc:oracle:thin:a/",
                "SG.aaaaaaaaaaaaaaaaaaaa",
                "-p ",
                "- ",
                "\n",
                "password:\n",
                "Authorization: ",
                "Cookie:",
                "a-",
                "a.b",
                "aB",
                "\\\"password\\\":\\\"",
                "''"
            })
    void aMegabyteMadeForThePurposeTakesNoLonger(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());
        redaction.text(text);
    }

    @Test
    void noTextMakesItFail() {
        String[] pieces = {
            "password",
            "=",
            ":",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "/",
            "@",
            " ",
            "\n",
            "-",
            "--",
            "%3D",
            "%",
            "&",
            ",",
            ";",
            "token",
            "Cookie",
            "Basic",
            "a",
            "1",
            "//",
            "$",
            "eyJ",
            "\ud83d",
            "\ude00"
        };
        Random random = new Random(11);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            redaction.arguments(List.of(text.toString().split(" ", -1)));
        }
    }
}
