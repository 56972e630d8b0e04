package io.gnomon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchedProgramTest {

    @Test
    void aLauncherWithoutAProgramRunsNone() {
        assertThat(new LaunchedProgram("", "", "", true, false).isNone()).isTrue();
        assertThat(new LaunchedProgram("Main", "", ".", true, true).isNone()).isTrue();
        assertThat(new LaunchedProgram("Main", "", ".", true, false).isNone()).isFalse();
    }

    @Test
    void aJvmInsideAnotherProgramRunsOne() {
        assertThat(new LaunchedProgram("", "", "service.jar", false, false).isNone())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "jdk.compiler/com.sun.tools.javac.Main -d out A.java;jdk.compiler",
                "java.base/sun.security.tools.keytool.Main -list;java.base",
                "jdk.httpserver;jdk.httpserver",
                // Java 8
                "com.sun.tools.javac.Main A.java;''",
                "sun.tools.jps.Jps;''",
                "jdk.jshell.execution.RemoteExecutionControl 38351;''",
                "org.codehaus.plexus.classworlds.launcher.Launcher verify;''",
                "org.mvndaemon.mvnd.common.MavenDaemon;''",
                "org.gradle.launcher.GradleMain build;''",
                "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.10;''",
                "org.gradle.wrapper.GradleWrapperMain build;''",
                "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Compiler Daemon 1';''",
                "org.apache.tools.ant.launch.Launcher;''",
                "xsbt.boot.Boot;''",
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler a.kt;''",
                "org.jetbrains.kotlin.daemon.KotlinCompileDaemon;''",
                "scala.tools.nsc.Main A.scala;''",
                "scala.tools.nsc.Main;''",
                "org.eclipse.jdt.internal.compiler.batch.Main A.java;''",
            },
            delimiter = ';')
    void theseAreTools(String command, String module) {
        assertThat(new LaunchedProgram(command, module, "", true, false).isTool())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.orders.Main",
                "com.acme.orders/com.acme.orders.Main",
                "jdk.compiler/com.sun.tools.javac.launcher.Main Hi.java",
                "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Hi.java",
                "com.acme.Main org.gradle.launcher.GradleMain",
                "org.apache.maven.surefire.booter.ForkedBooter /tmp/surefire 2026",
                "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
                "sbt.ForkMain 4711",
                "scala.tools.nsc.MainGenericRunner Orders",
                "org.jetbrains.kotlin.runner.Main OrdersKt",
            })
    void theseAreNone(String command) {
        assertThat(new LaunchedProgram(command, "", "", true, false).isTool()).isFalse();
    }

    @Test
    void aJarIsAToolByItsName() {
        String wrapper = "/home/a b/gradle/wrapper/gradle-wrapper.jar";
        assertThat(new LaunchedProgram(wrapper + " build", "", wrapper, true, false).isTool())
                .isTrue();
        assertThat(new LaunchedProgram("sbt-launch-1.9.jar", "", "sbt-launch-1.9.jar", true, false).isTool())
                .isTrue();
        assertThat(new LaunchedProgram("app.jar " + wrapper, "", "app.jar", true, false).isTool())
                .isFalse();
    }

    @Test
    void theAgentsOwnCommandIsKnownByItsJar() {
        File agent = new File("lib/gnomon.jar");
        assertThat(new LaunchedProgram("lib/gnomon.jar stats", "", "lib/gnomon.jar", true, false).isCommandOf(agent))
                .isTrue();
        assertThat(new LaunchedProgram("other/gnomon.jar", "", "other/gnomon.jar", true, false).isCommandOf(agent))
                .isFalse();
        assertThat(new LaunchedProgram("Main", "", "lib/gnomon.jar", true, false).isCommandOf(agent))
                .isFalse();
    }
}
