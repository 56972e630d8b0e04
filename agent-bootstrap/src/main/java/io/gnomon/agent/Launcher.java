package io.gnomon.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Puts the agent together on Java 17 and later: the recorder into {@code java.lang}, the core behind its own loader. */
final class Launcher {

    /** The recorder's classes in an order in which each comes after its superclass. */
    private static final List<String> RECORDER = List.of(
            "GnomonSink",
            "GnomonSink$Closed",
            "GnomonStack",
            "GnomonSamples",
            "GnomonThrottle",
            "GnomonChunk",
            "GnomonCounter",
            "GnomonBuffer",
            "GnomonCall",
            "GnomonThread",
            "GnomonCarrier",
            "GnomonThreads",
            "GnomonThreads$Local",
            "GnomonRecorder",
            "GnomonJvm",
            "GnomonShutdown");

    /**
     * The agent's core, once it is loaded. Static, because a later attach comes to this class and to no object. It stays for
     * as long as the JVM lives, whether it monitors or not.
     */
    private static @Nullable Object core;

    private Launcher() {}

    /** Called by name from {@link Agent}. */
    @SuppressWarnings("unused")
    static synchronized void launch(String options, Instrumentation instrumentation, boolean attached)
            throws ReflectiveOperationException, IOException, URISyntaxException, UnsuitableJvmException {
        File jar = new File(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Object agent = core;
        if (agent == null) {
            RequiredModules.check();
            MethodHandles.Lookup javaLang = openJavaLang(instrumentation);
            defineRecorder(jar, javaLang);
            agent = coreLoader(jar, javaLang)
                    .loadClass("io.gnomon.AgentCore")
                    .getConstructor(Instrumentation.class)
                    .newInstance(instrumentation);
            core = agent;
        }
        agent.getClass().getMethod("ask", String.class, boolean.class).invoke(agent, options, attached);
    }

    private static MethodHandles.Lookup openJavaLang(Instrumentation instrumentation) throws IllegalAccessException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(Launcher.class.getModule())),
                Set.of(),
                Map.of());
        return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    }

    /**
     * Defines the recorder's classes, but for those that a start that failed has left, and initializes them: a virtual thread
     * that waits for another thread's initializing keeps its carrier.
     */
    private static void defineRecorder(File file, MethodHandles.Lookup javaLang)
            throws IOException, ReflectiveOperationException {
        try (ZipFile jar = new ZipFile(file)) {
            for (String name : RECORDER) {
                ZipEntry entry = jar.getEntry("gnomon/recorder/" + name + ".class");
                if (entry == null) {
                    throw new IOException("not an agent jar: " + file + " lacks the recorder's " + name);
                }
                if (!isDefined(name)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        javaLang.defineClass(in.readAllBytes());
                    }
                }
            }
        }
        for (String name : RECORDER) {
            Class.forName("java.lang." + name, true, null);
        }
    }

    private static boolean isDefined(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException notYet) {
            return false;
        }
    }

    private static ClassLoader coreLoader(File jar, MethodHandles.Lookup javaLang) throws IOException {
        AgentClassLoader loader = new AgentClassLoader(jar, ClassLoader.getPlatformClassLoader());
        if (CoreModule.isNeeded()) {
            try {
                CoreModule.define(loader, javaLang);
            } catch (ReflectiveOperationException | RuntimeException unknownInternals) {
                // The agent still works there; the JVM will warn of its native library, and this says why.
                System.err.println("gnomon: no native access for the agent's module alone: " + unknownInternals);
                return new AgentClassLoader(jar, ClassLoader.getPlatformClassLoader());
            }
        }
        return loader;
    }
}
