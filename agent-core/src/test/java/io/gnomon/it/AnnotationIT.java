package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.Annotated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code @Monitored} selects, as its javadoc promises it. */
class AnnotationIT {

    private static final String CLASS = Annotated.class.getName();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void everyFormSelectsWhatItSays(Jdk jdk) {
        ForkedJvm jvm = new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .main(Annotated.class);

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(jvm.database());
        assertThat(file.rows("SELECT operation || ' ' || calls AS line FROM operation_stats"))
                .map(row -> row.get("line"))
                .containsExactlyInAnyOrder(
                        CLASS + "$Methods.new 3",
                        "renamed 3",
                        "Annotated$Methods.template(int,String) 3",
                        "yesStatic 3",
                        "yesPrivate 3",
                        CLASS + "$Methods.mistaken 3",
                        "whole.new 3",
                        "whole.yes 3",
                        "own name 3",
                        "whole.lambda 3",
                        "service.yesByInterface 3",
                        "service.yesDefault 3",
                        "all.yesByWholeInterface 3",
                        "base.yesGeneric 3",
                        "base.yesOverridden 3",
                        "meta.yesMeta 3");
        assertThat(file.rows(
                        "SELECT category, slow, slow_threshold_ms FROM operation_stats WHERE operation = 'renamed'"))
                .containsExactly(Map.of("category", "test", "slow", 3, "slow_threshold_ms", 0.0));
        assertThat(result.linesOfAgent())
                .hasSize(3)
                .anyMatch(
                        line -> line.contains("@Monitored of " + CLASS + "$Methods.mistaken") && line.contains("soon"))
                .anyMatch(line ->
                        line.contains("@Monitored of " + CLASS + "$Methods.mistaken") && line.contains("nonsense"));
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anApplicationsOwnCopyOfAnotherShapeWorks(Jdk jdk) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        compile(copy, "Monitored.java", """
                package io.gnomon.api;
                import java.lang.annotation.*;
                @Retention(RetentionPolicy.CLASS)
                public @interface Monitored {
                    String value() default "";
                    int slowThreshold() default 0;
                    String mode() default "";
                    Class<?>[] name() default {};
                    Deprecated category() default @Deprecated;
                    long unheardOf() default 1;
                }
                """, "Plugin.java", """
                package plugin;
                import io.gnomon.api.Monitored;
                public class Plugin implements Runnable {
                    @Monitored("copied")
                    public void run() {}
                    @Monitored(value = "misshapen", slowThreshold = 7, mode = "OFF", name = String.class,
                            category = @Deprecated, unheardOf = 2)
                    public void odd() {}
                }
                """, "Host.java", """
                package host;
                import java.net.*;
                import java.nio.file.*;
                public class Host {
                    public static void main(String[] arguments) throws Exception {
                        URL[] here = {Path.of(arguments[0]).toUri().toURL()};
                        try (URLClassLoader apart = new URLClassLoader(here, ClassLoader.getPlatformClassLoader())) {
                            Class<?> plugin = apart.loadClass("plugin.Plugin");
                            ((Runnable) plugin.getDeclaredConstructor().newInstance()).run();
                            plugin.getMethod("odd").invoke(plugin.getDeclaredConstructor().newInstance());
                        }
                    }
                }
                """);
        ForkedJvm jvm = new ForkedJvm(jdk, folder).classPath(List.of(copy)).main("host.Host", copy.toString());

        ForkedJvm.Result result = jvm.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        assertThat(new CallsFile(jvm.database()).rows("SELECT operation, calls FROM operation_stats"))
                .containsExactlyInAnyOrder(
                        Map.of("operation", "copied", "calls", 1), Map.of("operation", "misshapen", "calls", 1));
    }

    private static void compile(Path target, String... namesAndSources) throws Exception {
        Path sources = Files.createDirectories(target.resolveSibling("sources"));
        String[] arguments = new String[4 + namesAndSources.length / 2];
        arguments[0] = "-d";
        arguments[1] = target.toString();
        arguments[2] = "--release";
        arguments[3] = "17";
        for (int pair = 0; pair < namesAndSources.length; pair += 2) {
            arguments[4 + pair / 2] = Files.writeString(
                            sources.resolve(namesAndSources[pair]), namesAndSources[pair + 1])
                    .toString();
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
    }
}
