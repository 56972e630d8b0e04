package io.gnomon.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationNameTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "com.acme.shop.Orders,Orders",
        "com.acme.shop.Orders --port 80,Orders",
        "Main,Main",
        "com.acme.shop.Main,shop",
        "com.acme.shop.Main --port 80,shop",
        "com.acme.orders.server.MainKt,orders",
        "com.acme.orders.OrdersKt,Orders",
        "com.acme.orders.Application,orders",
        "com.acme.App,acme",
        "com.Main,Main",
        "kafka.Kafka,Kafka",
        "com.acme.shop/com.acme.shop.Orders,Orders",
        "com.acme.shop/com.acme.shop.Main,shop",
        "com.acme.shop,shop",
        "com.acme.Outer$Inner,Outer_Inner",
        "'  spaced.Orders  arg',Orders",
        "'',java",
        // A path that the class path does not confirm
        "/opt/acme/orders-2.jar --port 80,orders",
    })
    void isTheMainClass(String command, String name) {
        assertThat(ApplicationName.of(properties(command))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "orders.jar,orders",
        "orders-1.jar,orders",
        "orders-1.2.3.jar,orders",
        "orders-1.0-SNAPSHOT.jar,orders",
        "orders-1-SNAPSHOT.jar,orders",
        "orders-SNAPSHOT.jar,orders",
        "orders-service-1.4.2-SNAPSHOT.jar,orders-service",
        "orders-service-2.4.0.RELEASE.jar,orders-service",
        "orders-1.4.2-20260101.101010-3.jar,orders",
        "orders-1.4.2-all.jar,orders",
        "orders-2.0.0-M1.jar,orders",
        "orders-v3.1.jar,orders",
        "orders_2.13-1.0.jar,orders",
        "orders-2-api.jar,orders-2-api",
        "orders2.jar,orders2",
        "C:\\acme\\ORDERS.JAR,ORDERS",
        "/opt/my orders/Orders Service-1.0.jar,Orders_Service",
        "orders.war,orders",
        "bin/orders,orders",
        ".jar,java",
    })
    void isTheJarWithoutItsVersion(String jar, String name) {
        assertThat(ApplicationName.of(properties(jar, jar))).isEqualTo(name);
        assertThat(ApplicationName.of(properties(jar + " --port 80 other.jar", jar)))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Main Hi.java,Hi",
        "Main /home/a b/Hi.java --port 80,Hi",
        "SourceLauncher Hi.java other.java,Hi",
        "SourceLauncher tools/hi arg,hi",
    })
    void isTheSourceFile(String command, String name) {
        String launcher = "jdk.compiler/com.sun.tools.javac.launcher.";
        assertThat(ApplicationName.of(properties(launcher + command, "."))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.catalina.startup.Bootstrap start,catalina.base,/opt/apache-tomcat-10.1.20,tomcat",
        "org.apache.catalina.startup.Bootstrap start,catalina.base,/var/lib/tomcat10,tomcat",
        "org.apache.catalina.startup.Bootstrap start,catalina.base,/srv/orders/,orders",
        "org.apache.catalina.startup.Bootstrap start,other,value,tomcat",
        "/opt/jetty/start.jar,jetty.base,/srv/orders,orders",
        "/opt/jetty/start.jar jetty.base=/srv/orders,other,value,orders",
        "/opt/jetty/start.jar,user.dir,/srv/orders,orders",
        "/opt/jetty-home-12.0.8/start.jar,user.dir,/opt/jetty-home-12.0.8,jetty",
        "/opt/other/start.jar,user.dir,/srv/orders,start",
        "/opt/wildfly/jboss-modules.jar org.jboss.as.standalone,other,value,wildfly",
        "/opt/wildfly/jboss-modules.jar -Djboss.server.base.dir=/opt/wildfly/standalone,other,value,wildfly",
        "/opt/wildfly/jboss-modules.jar -Djboss.server.base.dir=/srv/orders,other,value,orders",
        "com.sun.enterprise.glassfish.bootstrap.ASMain,com.sun.aas.instanceRoot,/opt/gf/domains/domain1,glassfish",
        "com.sun.enterprise.glassfish.bootstrap.ASMain,com.sun.aas.instanceRoot,/opt/gf/domains/orders,orders",
        "com.sun.enterprise.glassfish.bootstrap.ASMain,java.class.path,/opt/payara6/glassfish.jar,payara",
        "payara-micro-6.2024.1.jar --deploy a.war,other,value,payara-micro",
        "org.apache.karaf.main.Main,karaf.base,/opt/apache-karaf-4.4.6,karaf",
        "bin/felix.jar,other,value,felix",
        "plugins/org.eclipse.equinox.launcher_1.6.500.v20230717-2134.jar,other,value,equinox",
    })
    void isTheServerOrItsInstance(String command, String key, String value, String name) {
        Properties properties = properties(command);
        properties.setProperty(key, value);
        assertThat(ApplicationName.of(properties)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "scala.tools.nsc.MainGenericRunner -cp classes com.acme.Orders,Orders",
        "dotty.tools.MainGenericRunner,scala",
        "org.jetbrains.kotlin.runner.Main -cp orders.jar com.acme.OrdersKt,Orders",
        "clojure.main -m orders.core --port 80,orders",
        "clojure.main orders.clj,orders",
        "org.jruby.Main -I lib -S rails server,rails",
        "org.jruby.Main bin/orders.rb,orders",
        "org.codehaus.groovy.tools.GroovyStarter --main groovy.ui.GroovyMain --conf a --classpath . orders.groovy,orders",
        "org.apache.spark.deploy.SparkSubmit --master local --class com.acme.Orders orders-1.0.jar,Orders",
        "io.vertx.core.Launcher run com.acme.OrdersVerticle,OrdersVerticle",
    })
    void isWhatAnInterpreterRuns(String command, String name) {
        assertThat(ApplicationName.of(properties(command))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.maven.surefire.booter.ForkedBooter x y,/home/me/orders,orders-tests",
        "/home/me/orders/target/surefire/surefirebooter-2026_3.jar x,/home/me/orders,orders-tests",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1',/home/me/orders,orders-tests",
        "sbt.ForkMain 4711,/app,tests",
        "play.core.server.ProdServerStart,/opt/orders-1.0,orders",
        "io.ktor.server.netty.EngineMain,/srv/orders,orders",
        "io.ktor.server.netty.EngineMain,/app,EngineMain",
    })
    void isTheFolderThatItRunsIn(String command, String workingDirectory, String name) {
        Properties properties = properties(command);
        properties.setProperty("user.dir", workingDirectory);
        assertThat(ApplicationName.of(properties)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "org.springframework.boot.loader.JarLauncher",
        "org.springframework.boot.loader.WarLauncher",
        "org.springframework.boot.loader.launch.JarLauncher",
        "org.springframework.boot.loader.launch.PropertiesLauncher",
    })
    void isWhatSpringBootStarts(String launcher) throws IOException {
        assertThat(ApplicationName.of(properties(launcher, "lib/orders-service-1.0.jar")))
                .isEqualTo("orders-service");
        assertThat(ApplicationName.of(properties(launcher, folder.toString()))).isEqualTo("spring-boot");

        Path manifest = Files.createDirectories(folder.resolve("META-INF")).resolve("MANIFEST.MF");
        Files.writeString(manifest, "Manifest-Version: 1.0\nStart-Class: com.acme.orders.OrdersApplication\n\n");
        assertThat(ApplicationName.of(properties(launcher, folder.toString()))).isEqualTo("OrdersApplication");

        Properties named = properties(launcher, folder.toString());
        named.setProperty("loader.main", "com.acme.Billing");
        assertThat(ApplicationName.of(named)).isEqualTo("Billing");
    }

    @Test
    void isWhatQuarkusRuns() throws IOException {
        String jar = folder.resolve("quarkus-run.jar").toString();
        assertThat(ApplicationName.of(properties(jar, jar))).isEqualTo("quarkus");

        Path app = Files.createDirectories(folder.resolve("app"));
        Files.createFile(app.resolve("orders-service-1.0.0-SNAPSHOT.jar"));
        assertThat(ApplicationName.of(properties(jar, jar))).isEqualTo("orders-service");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(ApplicationName.of(properties("x".repeat(500), "."))).isEqualTo("x".repeat(80));
        assertThat(ApplicationName.of(properties("größe".repeat(100) + ".jar", "größe".repeat(100) + ".jar"))
                        .getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void aNameOfADeviceIsNone() {
        assertThat(ApplicationName.of(properties("nul.jar", "nul.jar"))).isEqualTo("nul_");
    }

    /** As it is with {@code -jar} if the command begins with a jar. */
    private static Properties properties(String command) {
        String first = command.split(" ", -1)[0];
        return properties(command, first.endsWith(".jar") ? first : ".");
    }

    private static Properties properties(String command, String classPath) {
        Properties properties = new Properties();
        properties.setProperty("sun.java.command", command);
        properties.setProperty("java.class.path", classPath);
        return properties;
    }
}
