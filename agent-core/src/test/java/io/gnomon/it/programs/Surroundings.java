package io.gnomon.it.programs;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells what an application sees around it. Arguments: names of classes and of resources (these hold a slash) to look for.
 *
 * <p>Starts java.util.logging only with its last lines.
 */
public final class Surroundings {

    private Surroundings() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("threads " + Thread.activeCount());
        for (String name : arguments) {
            if (name.contains("/")) {
                tell("resource " + name, resources(name));
            } else {
                tell("class " + name, seenBy(name));
            }
        }
        tell("modules", modules());
        tell("threads", threads());
        tell("default handler", String.valueOf(Thread.getDefaultUncaughtExceptionHandler()));
        tell(
                "main's handler",
                Thread.currentThread().getUncaughtExceptionHandler().getClass().getName());
        tell("main's loader", Thread.currentThread().getContextClassLoader().getName());
        tell("streams", System.in.getClass() + " " + System.out.getClass() + " " + System.err.getClass());
        tell("locale", Locale.getDefault().toString());
        tell("properties are", System.getProperties().getClass().getName());
        new TreeMap<>(System.getProperties()).forEach((key, value) -> tell("property " + key, quoted(value)));
        tell("from here on", "java.util.logging may start");
        tell(
                "drivers",
                DriverManager.drivers()
                        .map(driver -> driver.getClass().getName())
                        .collect(Collectors.joining(" ")));
        tell("logger", System.getLogger("surroundings").getName());
    }

    private static void tell(String what, String text) {
        System.out.println(what + ": " + text);
    }

    private static String quoted(Object value) {
        return value.toString().replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String seenBy(String className) throws IOException {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        List<String> seeing = new ArrayList<>();
        try (URLClassLoader child = new URLClassLoader("child", new URL[0], system)) {
            for (ClassLoader loader : new ClassLoader[] {child, system, ClassLoader.getPlatformClassLoader(), null}) {
                try {
                    Class.forName(className, false, loader);
                    seeing.add(loader == null ? "boot" : loader.getName());
                } catch (ClassNotFoundException unseen) {
                    // What the test hopes for.
                }
            }
        }
        return String.join(" ", seeing);
    }

    private static String resources(String name) throws IOException {
        return Collections.list(ClassLoader.getSystemClassLoader().getResources(name)).stream()
                .map(URL::toString)
                .collect(Collectors.joining(" "));
    }

    private static String modules() {
        return ModuleLayer.boot().modules().stream()
                .map(Module::getName)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(Thread::getName)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
