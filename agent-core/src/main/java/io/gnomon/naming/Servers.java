package io.gnomon.naming;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Application servers, which many programs may share: each instance has a folder of its own. Where somebody has named that,
 * it is the name; where it is the one that the server came in, it is the server's.
 */
final class Servers {

    /**
     * A server as its command line shows it.
     *
     * @param starters its main classes, and the names of its jars without version
     * @param trace what some path on the command line must contain, for starters that others have, too; may be empty
     * @param folders the properties that may hold the instance's folder; the first that is set does
     * @param ownFolder what that folder is called in the server's own distribution, as a pattern
     */
    private record Server(String name, List<String> starters, String trace, List<String> folders, String ownFolder) {

        boolean isStartedBy(Launch launch) {
            String starter = launch.kind() == Launch.Kind.JAR
                    ? FileNames.withoutVersion(FileNames.stem(launch.program())) + ".jar"
                    : launch.mainClass();
            return starters.contains(starter) && launch.paths().contains(trace);
        }

        String nameOf(Launch launch) {
            for (String property : folders) {
                String path = launch.property(property);
                if (path != null) {
                    String instance = FileNames.withoutVersion(FileNames.last(path));
                    return FileNames.isGeneric(instance) || instance.matches(ownFolder) ? name : instance;
                }
            }
            return name;
        }
    }

    private static final List<String> GLASSFISH = List.of(
            "glassfish.jar",
            "com.sun.enterprise.glassfish.bootstrap.ASMain",
            "com.sun.enterprise.glassfish.bootstrap.GlassFishMain");

    private static final List<Server> ALL = List.of(
            new Server(
                    "tomcat",
                    List.of("org.apache.catalina.startup.Bootstrap"),
                    "",
                    List.of("catalina.base"),
                    "(apache-)?tomcat\\d*"),
            new Server(
                    "jetty",
                    List.of("start.jar", "org.eclipse.jetty.start.Main", "org.eclipse.jetty.xml.XmlConfiguration"),
                    "jetty",
                    List.of("jetty.base", "user.dir"),
                    "jetty([-_]?(base|home|distribution))?\\d*"),
            new Server(
                    "wildfly",
                    List.of("jboss-modules.jar", "org.jboss.modules.Main"),
                    "",
                    List.of("jboss.server.base.dir"),
                    "standalone"),
            new Server("payara", GLASSFISH, "payara", List.of("com.sun.aas.instanceRoot"), "domain1"),
            new Server("glassfish", GLASSFISH, "", List.of("com.sun.aas.instanceRoot"), "domain1"),
            new Server("karaf", List.of("org.apache.karaf.main.Main"), "", List.of("karaf.base"), "(apache-)?karaf"),
            new Server("felix", List.of("felix.jar", "org.apache.felix.main.Main"), "", List.of(), ""),
            new Server(
                    "equinox",
                    List.of("org.eclipse.equinox.launcher.jar", "org.eclipse.equinox.launcher.Main"),
                    "",
                    List.of(),
                    ""));

    private Servers() {}

    /** Null if it is none of them. */
    static @Nullable String name(Launch launch) {
        for (Server server : ALL) {
            if (server.isStartedBy(launch)) {
                return server.nameOf(launch);
            }
        }
        return null;
    }
}
