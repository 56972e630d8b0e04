package io.gnomon.cli.doctor;

import io.gnomon.config.Configuration;
import io.gnomon.config.ConfigurationLoader;
import io.gnomon.config.ConfigurationProblem;
import io.gnomon.config.LoadedConfiguration;
import io.gnomon.rules.LoadedRules;
import io.gnomon.rules.RuleLoader;
import io.gnomon.rules.RuleProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Loads configuration and rules as the agent does when it starts, and says what it would make of them. */
public final class AgentChecks {

    private static final String CONFIGURATION = "configuration";
    private static final String RULES = "rules";

    private final LoadedConfiguration loaded;
    private final Configuration configuration;
    private final Path working;

    /**
     * @param options the agent's options, as they would follow {@code -javaagent:gnomon.jar=}
     * @param working the application's working directory
     */
    public AgentChecks(String options, Properties system, Map<String, String> environment, Path working) {
        this.loaded = ConfigurationLoader.load(options, system, environment, working);
        this.configuration = loaded.configuration();
        this.working = working;
    }

    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>(configuration());
        findings.addAll(rules());
        findings.add(new DataCheck(database()).run());
        findings.addAll(new LatestRunCheck(database()).run());
        return findings;
    }

    /** The file that the agent would store in; APPLICATION stands for a name that only the application's JVM knows. */
    private Path database() {
        String application = configuration.application();
        return working.resolve(configuration.databaseOf(application == null ? "APPLICATION" : application));
    }

    /** The folder that exists already and in which the agent would make its file, and the folders around that. */
    public Path dataFolder() {
        return DataCheck.existing(database());
    }

    private List<Finding> configuration() {
        List<Finding> findings = new ArrayList<>();
        for (ConfigurationProblem problem : loaded.problems()) {
            findings.add(Finding.problem(CONFIGURATION, problem.toString(), "correct it: the agent would not monitor"));
        }
        if (!configuration.enabled()) {
            findings.add(Finding.warning(
                    CONFIGURATION, "enabled is false", "the agent would not monitor: see the command config"));
        }
        if (findings.isEmpty()) {
            Path file = configuration.config();
            findings.add(Finding.ok(
                    CONFIGURATION, file == null ? "no gnomon.yaml in " + working : file + " has no mistake"));
        }
        return findings;
    }

    private List<Finding> rules() {
        LoadedRules rules = RuleLoader.load(configuration.rules());
        List<Finding> findings = new ArrayList<>();
        for (RuleProblem problem : rules.problems()) {
            findings.add(Finding.problem(RULES, problem.toString(), "correct it: the agent would leave this out"));
        }
        int count = rules.rules().size();
        if (count == 0 && !configuration.annotations()) {
            findings.add(Finding.problem(
                    RULES,
                    "none, and annotations is false",
                    "nothing would be monitored: name rule files with rules="));
        } else if (findings.isEmpty()) {
            String annotated = configuration.annotations() ? "@Monitored methods" : "no annotations";
            findings.add(Finding.ok(RULES, (count == 1 ? "1 rule" : count + " rules") + ", and " + annotated));
        }
        return findings;
    }
}
