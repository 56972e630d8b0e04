package io.gnomon.agent;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes all that the {@link AgentClassLoader} loads one named module, and gives that module, and no other, native access.
 *
 * <p>From JDK 24 on, a library with JNI that loads from an unnamed module is warned about on standard error, and refused
 * under {@code --illegal-native-access=deny}. A named module can be granted the access at run time. Before 24 none of this
 * is needed, and start-up is spared it.
 */
final class CoreModule {

    private static final String NAME = "io.gnomon.core";

    /** The first JDK that minds. */
    private static final int SINCE = 24;

    private CoreModule() {}

    static boolean isNeeded() {
        return Runtime.version().feature() >= SINCE;
    }

    /**
     * Defines the module to {@code loader}, before that has loaded its first class.
     *
     * @param javaLang a look-up with private access to {@code java.lang}
     * @throws ReflectiveOperationException if this JDK's internals differ
     */
    static void define(AgentClassLoader loader, MethodHandles.Lookup javaLang) throws ReflectiveOperationException {
        ModuleDescriptor descriptor = ModuleDescriptor.newOpenModule(NAME)
                .packages(loader.packages())
                .requires("java.base")
                .requires("java.instrument")
                .requires("java.sql")
                // Of no use to the agent itself, but libraries may ask for it, and an image may lack it.
                .requires(Set.of(ModuleDescriptor.Requires.Modifier.STATIC), "java.management")
                .uses("org.slf4j.spi.SLF4JServiceProvider")
                .provides("org.slf4j.spi.SLF4JServiceProvider", List.of("io.gnomon.log.Slf4jProvider"))
                .build();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(new OneModule(descriptor), ModuleFinder.of(), Set.of(NAME));
        Module module = ModuleLayer.defineModules(configuration, List.of(boot), name -> loader)
                .layer()
                .findModule(NAME)
                .orElseThrow();
        try {
            javaLang.findVirtual(Module.class, "implAddEnableNativeAccess", MethodType.methodType(Module.class))
                    .invoke(module);
        } catch (ReflectiveOperationException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new ReflectiveOperationException(impossible);
        }
    }

    /** A module path of one module, whose content only the class loader reads. */
    private static final class OneModule implements ModuleFinder {

        private final ModuleReference reference;

        OneModule(ModuleDescriptor descriptor) {
            reference = new ModuleReference(descriptor, URI.create("gnomon:core")) {
                @Override
                public ModuleReader open() throws IOException {
                    throw new IOException("read by the class loader");
                }
            };
        }

        @Override
        public Optional<ModuleReference> find(String name) {
            return name.equals(NAME) ? Optional.of(reference) : Optional.empty();
        }

        @Override
        public Set<ModuleReference> findAll() {
            return Set.of(reference);
        }
    }
}
