package io.gnomon.weave;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The class files of libraries on the class path: real ones, by compilers of many kinds and ages. */
final class LibraryClasses {

    private LibraryClasses() {}

    /** By binary name, those of the jar whose file name begins so. */
    static Map<String, byte[]> of(String jarPrefix) throws IOException {
        return classFiles(jarOnClassPath(jarPrefix));
    }

    private static File jarOnClassPath(String prefix) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            File file = new File(entry);
            if (file.getName().startsWith(prefix)) {
                return file;
            }
        }
        throw new AssertionError("no " + prefix + " on the class path");
    }

    private static Map<String, byte[]> classFiles(File file) throws IOException {
        Map<String, byte[]> classFiles = new HashMap<>();
        try (JarFile jar = new JarFile(file)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("-info.class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        classFiles.put(
                                name.substring(0, name.length() - ".class".length())
                                        .replace('/', '.'),
                                in.readAllBytes());
                    }
                }
            }
        }
        return classFiles;
    }
}
