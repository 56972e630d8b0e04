package io.gnomon.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core and its libraries from below {@value #ROOT} in the agent's jar, where no other class loader
 * looks. The application and the agent may therefore hold different versions of one library, and neither sees the
 * other's.
 */
public final class AgentClassLoader extends ClassLoader {

    /** The folder in the jar that stands for this loader's class path. */
    static final String ROOT = "gnomon/core/";

    static {
        registerAsParallelCapable();
    }

    private final File file;
    private final ZipFile jar;
    private final ProtectionDomain domain;

    /**
     * @param parent the platform loader inside an application, so that nothing of the application's can be seen
     */
    public AgentClassLoader(File file, ClassLoader parent) throws IOException {
        super("gnomon", parent);
        this.file = file;
        this.jar = new ZipFile(file);
        this.domain =
                new ProtectionDomain(new CodeSource(file.toURI().toURL(), (Certificate[]) null), null, this, null);
    }

    /** The names of all packages here that hold classes. */
    Set<String> packages() {
        Set<String> packages = new LinkedHashSet<>();
        for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            int slash = name.lastIndexOf('/');
            if (name.startsWith(ROOT) && name.endsWith(".class") && slash > ROOT.length()) {
                packages.add(name.substring(ROOT.length(), slash).replace('/', '.'));
            }
        }
        return packages;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    /** For classes in a named module; this loader has at most that one. */
    @Override
    protected @Nullable Class<?> findClass(@Nullable String moduleName, String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    @Override
    protected @Nullable URL findResource(@Nullable String moduleName, String name) {
        return findResource(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        if (jar.getEntry(ROOT + name) == null) {
            return null;
        }
        try {
            return new URL("jar:" + file.toURI() + "!/" + ROOT + name);
        } catch (MalformedURLException impossible) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
    }

    /** Straight from the jar: by way of a URL the JDK would open and cache it a second time. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = bytes(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private byte @Nullable [] bytes(String name) {
        ZipEntry entry = jar.getEntry(ROOT + name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + " from " + file, unreadable);
        }
    }
}
