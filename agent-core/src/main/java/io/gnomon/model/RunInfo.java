package io.gnomon.model;

/**
 * What is known of this JVM when it starts. Secrets in the command and the arguments are redacted already.
 *
 * @param host the machine's name; empty if it does not tell
 * @param options the agent's own options as given
 */
public record RunInfo(
        String application,
        String host,
        long pid,
        String javaVersion,
        String jvm,
        String os,
        int processors,
        String command,
        String jvmArguments,
        String agentVersion,
        String options) {}
