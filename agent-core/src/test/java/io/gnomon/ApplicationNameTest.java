package io.gnomon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationNameTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "com.acme.shop.Main,Main",
                "com.acme.shop.Main --port 80,Main",
                "Main,Main",
                "com.acme.shop/com.acme.shop.Main,Main",
                "com.acme.Outer$Inner,Outer_Inner",
                "orders.jar,orders",
                "orders-1.jar,orders",
                "orders-1.2.3.jar --port 80,orders",
                "orders-1.0-SNAPSHOT.jar,orders",
                "/opt/acme/orders-service-2.4.0.RELEASE.jar,orders-service",
                "C:\\acme\\ORDERS.JAR,ORDERS",
                "'  spaced.Main  arg',Main",
                "'',java",
                ".jar,java",
                "größe.jar,gr__e"
            })
    void isTheMainClassOrTheJar(String command, String name) {
        assertThat(ApplicationName.of(command)).isEqualTo(name);
    }

    @Test
    void aLongNameIsCut() {
        assertThat(ApplicationName.of("x".repeat(500))).isEqualTo("x".repeat(80));
    }
}
