package io.gnomon.weave;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Where a class comes from, and so where to look for the class files of its supertypes and annotations: most often in the
 * same jar. That is asked first, because it gives a class file at a third of what the loader's resource takes, and a JVM that
 * starts asks for thousands. The JVM has the jar open, and shares what it knows of it.
 *
 * <p>Not to be kept: it holds on to the loader.
 *
 * @param loader null for the boot loader
 * @param domain null where it is not known: then the loader alone is asked
 */
record ClassSource(@Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {

    /**
     * The class file of the type.
     *
     * @return null if there is none: the type is missing, or made at run time
     */
    byte @Nullable [] read(String internalName) {
        byte[] classFile = readFromJar(internalName.concat(".class"));
        return classFile == null ? ClassFiles.read(loader, internalName) : classFile;
    }

    private byte @Nullable [] readFromJar(String entryName) {
        File file = jar();
        if (file == null) {
            return null;
        }
        try (JarFile jar = new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version())) {
            ZipEntry entry = jar.getEntry(entryName);
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readNBytes(Math.toIntExact(entry.getSize()));
            }
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Null where the class comes from no jar of the file system's. */
    private @Nullable File jar() {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null
                || !location.getProtocol().equals("file")
                || location.getPath().endsWith("/")) {
            return null;
        }
        try {
            return new File(new URI(location.toString()));
        } catch (URISyntaxException | IllegalArgumentException unusual) {
            return null;
        }
    }
}
