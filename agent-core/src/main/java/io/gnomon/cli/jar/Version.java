package io.gnomon.cli.jar;

import picocli.CommandLine.IVersionProvider;

/** The jar's version, for --version. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = AgentJar.find().flatMap(AgentJar::version).orElse("(not from a jar)");
        return new String[] {"gnomon " + version, "Java " + System.getProperty("java.runtime.version")};
    }
}
