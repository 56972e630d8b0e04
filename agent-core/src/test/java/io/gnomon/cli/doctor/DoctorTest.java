package io.gnomon.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.cli.CommandRun;
import io.gnomon.cli.command.DoctorCommand;
import io.gnomon.cli.doctor.Finding.Level;
import io.gnomon.cli.input.ExitCode;
import io.gnomon.cli.text.Output;
import io.gnomon.cli.text.Terminal;
import io.gnomon.store.write.DatabaseBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    private Path root;

    @Test
    void checksThisMachine() {
        CommandRun run = CommandRun.of("doctor", "--json");
        assertThat(run.objects("findings"))
                .extracting(finding -> finding.get("subject"))
                .contains("Java", "module java.sql", "attach", "processors", "temporary directory", "disk", "SQLite");
        assertThat(run.objects("findings"))
                .filteredOn(finding -> "SQLite".equals(finding.get("subject")))
                .extracting(finding -> finding.get("level"))
                .containsExactly("ok");
        assertThat(run.objects("findings"))
                .extracting(finding -> finding.get("subject"))
                .contains("configuration", "rules", "data");
        boolean problem = run.objects("findings").stream().anyMatch(finding -> "problem".equals(finding.get("level")));
        assertThat(run.exitCode()).isEqualTo(problem ? ExitCode.NOTHING_FOUND : ExitCode.OK);
    }

    @Test
    void answersOneIfASettingIsWrong() {
        CommandRun run = CommandRun.of("doctor", "slow-treshold=1s");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(run.out()).contains("problem  configuration: ", "slow-threshold");
    }

    @Test
    void answersOneIfThereIsAProblem() throws IOException {
        Output silence = new Output(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        DoctorCommand doctor = new DoctorCommand(
                new Terminal(InputStream.nullInputStream(), silence, silence, 80, false, false, ZoneOffset.UTC));
        assertThat(doctor.report(List.of(Finding.ok("a", "b"), Finding.warning("c", "d", "e"))))
                .isEqualTo(ExitCode.OK);
        assertThat(doctor.report(List.of(Finding.ok("a", "b"), Finding.problem("c", "d", "e"))))
                .isEqualTo(ExitCode.NOTHING_FOUND);
    }

    @Test
    void loadsSettingsAndRulesAsTheAgentWould() throws IOException {
        assertThat(agent("")).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(finding(agent(""), "configuration").detail()).isEqualTo("no gnomon.yaml in " + root);
        assertThat(finding(agent(""), "data").detail())
                .startsWith("would go to " + root.resolve("gnomon/APPLICATION.db"));

        write("gnomon.yaml", "slow-threshold: 1s\napplication: orders\nrules: rules.yaml\n");
        write("rules.yaml", "- class: a.B\n  method: c\n- class: a.D\n  method: e\n");
        assertThat(agent("")).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(finding(agent(""), "configuration").detail())
                .isEqualTo(root.resolve("gnomon.yaml") + " has no mistake");
        assertThat(finding(agent(""), "rules").detail()).isEqualTo("2 rules, and @Monitored methods");
        assertThat(finding(agent(""), "data").detail()).isEqualTo("would go to " + root.resolve("gnomon/orders.db"));
        assertThat(finding(agent("database=x/y.db"), "data").detail())
                .isEqualTo("would go to " + root.resolve("x/y.db"));
    }

    @Test
    void namesEachMistakeWithItsPlace() throws IOException {
        write("gnomon.yaml", "quiet: true\nslow-treshold: 1s\n");
        write("rules.yaml", "- class: a.B\n  method: c\n- clas: a.D\n  method: e\n");

        List<Finding> findings = agent("rules=rules.yaml;none.yaml,quiet=perhaps");

        List<String> problems = findings.stream()
                .filter(finding -> finding.level() == Level.PROBLEM)
                .map(Finding::detail)
                .toList();
        assertThat(problems)
                .anySatisfy(detail -> assertThat(detail).startsWith("agent option quiet: "))
                .anySatisfy(detail -> assertThat(detail)
                        .startsWith(root.resolve("gnomon.yaml") + ":2:1: ")
                        .contains("slow-threshold"))
                .anySatisfy(detail -> assertThat(detail)
                        .startsWith(root.resolve("rules.yaml") + ":3:")
                        .contains("clas"))
                .anySatisfy(detail -> assertThat(detail).startsWith(root.resolve("none.yaml") + ": "));
        assertThat(findings).extracting(Finding::subject).contains("data");
    }

    @Test
    void findsThatNothingWouldBeMonitored() {
        assertThat(finding(agent("enabled=false"), "configuration").level()).isEqualTo(Level.WARNING);
        assertThat(finding(agent("annotations=false"), "rules").level()).isEqualTo(Level.PROBLEM);
        Finding environment = finding(agent(""), "configuration");
        assertThat(environment.level()).isEqualTo(Level.OK);
    }

    @Test
    void findsAPlaceWhereNothingCanBeStored() throws IOException {
        write("file", "text");
        assertThat(finding(agent("database=file"), "data").detail())
                .isEqualTo(root.resolve("file") + " exists already and is not a database");
        assertThat(finding(agent("database=file/calls.db"), "data").detail())
                .endsWith(root.resolve("file") + " is a file, not a folder");
        assertThat(finding(agent("database=file"), "data").level()).isEqualTo(Level.PROBLEM);
    }

    @Test
    void tellsOfAFileThatIsNotTheAgentsOwn() throws Exception {
        Files.createDirectory(root.resolve("folder.db"));
        assertThat(finding(agent("database=folder.db"), "data").detail()).endsWith("is not a file");

        write("empty.db", "");
        assertThat(agent("database=empty.db")).extracting(Finding::subject).doesNotContain("earlier data");

        Path newer = root.resolve("newer.db");
        try (DatabaseBuilder database = DatabaseBuilder.create(newer)) {
            database.execute("PRAGMA user_version = 99");
        }
        assertThat(finding(agent("database=newer.db"), "earlier data").detail()).contains("newer Gnomon");

        byte[] damaged = Files.readAllBytes(newer);
        Arrays.fill(damaged, 100, 4096, (byte) 0xEE);
        Files.write(newer, damaged);
        assertThat(finding(agent("database=newer.db"), "earlier data").hint()).contains("set it aside");
    }

    @Test
    void namesTheRulesThatSelectedNothingWhenTheApplicationRanLast() throws Exception {
        try (DatabaseBuilder database = DatabaseBuilder.create(root.resolve("run.db"))) {
            database.run(1, 11, DatabaseBuilder.START, DatabaseBuilder.START)
                    .run(2, 12, DatabaseBuilder.START.plusSeconds(60), null)
                    .insert("rule", 1, 1, "rules.yaml:1", "com.acme.Old", "*", "default", 0, 0, 0, "gone")
                    .insert("rule", 2, 1, "rules.yaml:1", "com.acme.Shop", "*", "default", 1, 4, 0, "");
        }
        assertThat(finding(agent("database=run.db"), "rules, run 2"))
                .isEqualTo(Finding.ok("rules, run 2", "the rule selected methods when the application ran last"));

        try (DatabaseBuilder database = DatabaseBuilder.create(root.resolve("typo.db"))) {
            database.run(1, 11, DatabaseBuilder.START, DatabaseBuilder.START)
                    .insert("rule", 1, 1, "rules.yaml:1", "com.acme.Shop", "*", "default", 1, 4, 0, "")
                    .insert("rule", 1, 2, "rules.yaml:3", "com.acme.Shpo", "*", "default", 0, 0, 0, "no such class");
        }
        Finding typo = finding(agent("database=typo.db"), "rules, run 1");
        assertThat(typo.level()).isEqualTo(Level.WARNING);
        assertThat(typo.detail()).isEqualTo("rules.yaml:3: com.acme.Shpo * selects nothing so far: no such class");
    }

    private List<Finding> agent(String options) {
        return new AgentChecks(options, new Properties(), Map.of(), root).run();
    }

    @Test
    void findsOldJavaOtherAgentsAndDisabledAttaching() {
        Properties system = new Properties();
        system.setProperty("java.version", "11.0.2");
        Map<String, String> environment = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Xmx1g -javaagent:/opt/other.jar=a -javaagent:/opt/gnomon.jar -XX:+DisableAttachMechanism");
        List<Finding> findings = new JvmChecks(system, environment, ModuleLayer.empty()).run();
        assertThat(finding(findings, "Java").level()).isEqualTo(Level.PROBLEM);
        assertThat(finding(findings, "module java.sql").level()).isEqualTo(Level.PROBLEM);
        assertThat(finding(findings, "attach").detail()).contains("JAVA_TOOL_OPTIONS");
        assertThat(finding(findings, "other agents").detail())
                .isEqualTo("JAVA_TOOL_OPTIONS holds -javaagent:/opt/other.jar=a");
    }

    @Test
    void readsTheLimitsOfBothKindsOfControlGroups() throws IOException {
        write("sys/fs/cgroup/cpu.max", "50000 100000\n");
        write("sys/fs/cgroup/memory.max", "536870912\n");
        Finding processors = finding(host(), "processors");
        assertThat(processors.level()).isEqualTo(Level.WARNING);
        assertThat(processors.detail()).isEqualTo("4 processors, the container allows 0.50");
        assertThat(finding(host(), "memory").detail()).isEqualTo("the container allows 512 MiB");

        Files.delete(root.resolve("sys/fs/cgroup/cpu.max"));
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        assertThat(finding(host(), "processors").detail()).isEqualTo("4 processors, the container allows 2.00");

        write("sys/fs/cgroup/cpu.max", "max 100000\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        assertThat(finding(host(), "processors").detail()).isEqualTo("4 processors, no container limit");
        assertThat(finding(host(), "memory").detail()).isEqualTo("no container limit");
    }

    @Test
    void findsATemporaryDirectoryThatAllowsNoLibraries() throws IOException {
        write("proc/self/mounts", "rootfs / ext4 rw 0 0\ntmpfs " + root + " tmpfs rw,noexec,nosuid 0 0\n");
        assertThat(finding(host(), "temporary directory").detail()).endsWith("is mounted noexec");
        write("proc/self/mounts", "rootfs / ext4 rw,noexec 0 0\ntmpfs " + root + " tmpfs rw,nosuid 0 0\n");
        assertThat(finding(host(), "temporary directory").level()).isEqualTo(Level.OK);
    }

    @Test
    void findsASqliteThatCanCorruptItsLog() {
        assertThat(SqliteCheck.judge("3.51.2").level()).isEqualTo(Level.PROBLEM);
        assertThat(SqliteCheck.judge("3.51.3").level()).isEqualTo(Level.OK);
    }

    private List<Finding> host() {
        return new HostChecks(root, root, root, 4).run();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private static Finding finding(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
