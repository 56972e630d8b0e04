package io.gnomon.rules;

import io.gnomon.yaml.YamlFile;
import io.gnomon.yaml.YamlMistake;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads rule files. Every mistake is reported and costs only what it concerns: the rule it stands in, or the file if
 * that is not YAML.
 */
public final class RuleLoader {

    private final List<Rule> rules = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();

    private RuleLoader() {}

    /** Reads files, and of folders the files in them that end in {@code .yaml} or {@code .yml}, sorted by name. */
    public static LoadedRules load(List<Path> filesAndFolders) {
        RuleLoader loader = new RuleLoader();
        for (Path path : filesAndFolders) {
            if (Files.isDirectory(path)) {
                loader.readFolder(path);
            } else {
                loader.readFile(path);
            }
        }
        return new LoadedRules(loader.rules, loader.problems);
    }

    private void readFolder(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, RuleLoader::isRuleFile)) {
            entries.forEach(files::add);
        } catch (IOException unreadable) {
            problems.add(new RuleProblem(folder.toString(), 0, 0, "the folder cannot be read: " + unreadable));
        }
        Collections.sort(files);
        files.forEach(this::readFile);
    }

    private static boolean isRuleFile(Path path) {
        String name = String.valueOf(path.getFileName());
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(path);
    }

    private void readFile(Path file) {
        try {
            RuleFileReader reader = new RuleFileReader(file.toString(), rules, problems);
            YamlFile.read(file).ifPresent(reader::readRoot);
        } catch (YamlMistake mistake) {
            problems.add(new RuleProblem(
                    file.toString(), mistake.line(), mistake.column(), String.valueOf(mistake.getMessage())));
        }
    }
}
