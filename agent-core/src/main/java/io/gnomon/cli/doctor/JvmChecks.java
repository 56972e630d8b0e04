package io.gnomon.cli.doctor;

import io.gnomon.text.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the Java that this command runs on, and at the options that every JVM started from here would get. */
public final class JvmChecks {

    private static final int LEAST_JAVA = 17;

    /** The variables from which a JVM takes options by itself. */
    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern AGENT = Pattern.compile("-javaagent:[^\\s\"']+");

    private final Properties system;
    private final Map<String, String> environment;
    private final ModuleLayer modules;

    public JvmChecks(Properties system, Map<String, String> environment, ModuleLayer modules) {
        this.system = system;
        this.environment = environment;
        this.modules = modules;
    }

    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(module("java.sql", "the agent cannot store anything: add java.sql to the run-time image"));
        findings.add(module("java.instrument", "the JVM accepts no agents: add java.instrument to the run-time image"));
        findings.add(attach());
        findings.addAll(otherAgents());
        return findings;
    }

    private Finding java() {
        String version = system.getProperty("java.version", "unknown");
        String detail = version + ", " + system.getProperty("java.vendor", "unknown vendor") + ", "
                + system.getProperty("java.vm.name", "unknown JVM");
        return Runtime.Version.parse(version).feature() >= LEAST_JAVA
                ? Finding.ok("Java", detail)
                : Finding.problem("Java", detail, "the agent needs Java " + LEAST_JAVA + " or later");
    }

    private Finding module(String name, String hint) {
        return modules.findModule(name).isPresent()
                ? Finding.ok("module " + name, "present")
                : Finding.problem("module " + name, "missing", hint);
    }

    private Finding attach() {
        for (String variable : OPTION_VARIABLES) {
            if (environment.getOrDefault(variable, "").contains("-XX:+DisableAttachMechanism")) {
                return Finding.warning(
                        "attach",
                        "switched off by -XX:+DisableAttachMechanism in " + variable,
                        "start applications with -javaagent instead");
            }
        }
        return modules.findModule("jdk.attach").isPresent()
                ? Finding.ok("attach", "possible, unless a JVM was started with -XX:+DisableAttachMechanism")
                : Finding.warning(
                        "attach",
                        "module jdk.attach is missing",
                        "run attach with a full JDK, or start with -javaagent");
    }

    private List<Finding> otherAgents() {
        List<Finding> findings = new ArrayList<>();
        for (String variable : OPTION_VARIABLES) {
            Matcher agents = AGENT.matcher(environment.getOrDefault(variable, ""));
            while (agents.find()) {
                if (!agents.group().contains("gnomon")) {
                    findings.add(Finding.warning(
                            "other agents",
                            // Other agents take keys of licences among their options.
                            variable + " holds " + new Redaction(List.of()).text(agents.group()),
                            "two agents in one JVM see each other's changes to classes: compare with and without"));
                }
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("other agents", "none in the environment")) : findings;
    }
}
