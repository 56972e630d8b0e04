package io.gnomon.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packages of the JDK. Its classes carry no annotation of ours, so none of them is read to look for one. Asked of the
 * modules, because the names alone mislead: {@code javax.sql} is the JDK's, {@code javax.servlet} is not.
 */
final class PlatformPackages {

    private final Set<String> packages = new HashSet<>();

    /** Those of this JVM. */
    PlatformPackages() {
        for (Module module : ModuleLayer.boot().modules()) {
            if (isPlatform(module.getClassLoader())) {
                packages.addAll(module.getPackages());
            }
        }
    }

    /**
     * Whether a type is the JDK's.
     *
     * @param internalName with slashes
     */
    boolean contain(String internalName) {
        int slash = internalName.lastIndexOf('/');
        return internalName.startsWith("java/")
                || (slash > 0
                        && packages.contains(internalName.substring(0, slash).replace('/', '.')));
    }

    /** Whether the loader is one of the JDK's own two. */
    static boolean isPlatform(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
