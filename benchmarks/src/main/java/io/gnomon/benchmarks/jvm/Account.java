package io.gnomon.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent's ledger says of the calls of one run or of several.
 *
 * @param produced calls that the application's threads have counted
 * @param stored calls with a row of their own
 * @param sampledOut calls that the rows of others stand for
 * @param dropped calls that were only counted
 */
public record Account(long produced, long stored, long sampledOut, long dropped) {

    public static final Account NONE = new Account(0, 0, 0, 0);

    private static final String QUERY = "SELECT coalesce(sum(produced), 0) AS produced,"
            + " coalesce(sum(stored), 0) AS stored, coalesce(sum(sampled_out), 0) AS sampled_out,"
            + " coalesce(sum(dropped), 0) AS dropped FROM accounts";

    /**
     * Reads the account of a JVM that has ended, by the agent's own command line.
     *
     * @throws IllegalStateException if the file does not hold one, or one of no calls
     */
    public static Account read(Jdk jdk, Path database) throws IOException, InterruptedException {
        Account account = soFar(jdk, database);
        if (account.produced == 0) {
            throw new IllegalStateException("the agent has left no account of calls in " + database);
        }
        return account;
    }

    /** Reads the account of a JVM that may still run, by the agent's own command line. */
    public static Account soFar(Jdk jdk, Path database) throws IOException, InterruptedException {
        String json = Child.run(List.of(
                        jdk.java().toString(),
                        "-jar",
                        AgentRun.JAR.toString(),
                        "sql",
                        database.toString(),
                        QUERY,
                        "--json"))
                .output();
        return new Account(
                number(json, "produced"), number(json, "stored"), number(json, "sampled_out"), number(json, "dropped"));
    }

    public Account plus(Account other) {
        return new Account(
                produced + other.produced,
                stored + other.stored,
                sampledOut + other.sampledOut,
                dropped + other.dropped);
    }

    private static long number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("the agent has left no account of its calls: " + json);
        }
        return Long.parseLong(matcher.group(1));
    }
}
