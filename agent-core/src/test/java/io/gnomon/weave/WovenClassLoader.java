package io.gnomon.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/** Defines class files itself, before it asks its parent, and weaves every method of those that it is told to. */
class WovenClassLoader extends ClassLoader {

    private final Map<String, byte[]> classFiles;
    private final Map<String, Map<String, Integer>> operations = new HashMap<>();
    private final Map<String, String> leftAlone = new HashMap<>();
    private int nextOperation;

    /** @param classFiles by binary name */
    WovenClassLoader(Map<String, byte[]> classFiles, ClassLoader parent, int firstOperation) {
        super(parent);
        this.classFiles = classFiles;
        this.nextOperation = firstOperation;
    }

    /** Loads a class and those nested in it, woven. */
    static WovenClassLoader ofNest(Class<?> type) throws IOException {
        Map<String, byte[]> classFiles = new HashMap<>();
        for (Class<?> member : nest(type, new ArrayList<>())) {
            String resource = member.getName().replace('.', '/') + ".class";
            try (InputStream in = member.getClassLoader().getResourceAsStream(resource)) {
                classFiles.put(member.getName(), Objects.requireNonNull(in).readAllBytes());
            }
        }
        return new WovenClassLoader(classFiles, type.getClassLoader(), 1);
    }

    /** The simple name of an operation's method, or of its class for a constructor. */
    String name(int operation) {
        for (Map.Entry<String, Map<String, Integer>> type : operations.entrySet()) {
            for (Map.Entry<String, Integer> method : type.getValue().entrySet()) {
                if (method.getValue() == operation) {
                    String name = method.getKey().substring(0, method.getKey().indexOf('('));
                    String className = type.getKey();
                    int simple = Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1;
                    return name.equals("<init>") ? className.substring(simple) : name;
                }
            }
        }
        throw new AssertionError("no operation " + operation);
    }

    private static List<Class<?>> nest(Class<?> type, List<Class<?>> all) {
        all.add(type);
        for (Class<?> nested : type.getDeclaredClasses()) {
            nest(nested, all);
        }
        return all;
    }

    /** The operation of a method of a class woven here. */
    int operation(String className, String method) {
        Integer operation = operations.getOrDefault(className, Map.of()).get(method);
        return Objects.requireNonNull(operation, className + "." + method);
    }

    /** How many methods were woven, or at least tried. */
    int methods() {
        return operations.values().stream().mapToInt(Map::size).sum();
    }

    /** The methods that were not woven. */
    Map<String, String> leftAlone() {
        return leftAlone;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] classFile = classFiles.get(name);
            if (classFile == null) {
                return super.loadClass(name, resolve);
            }
            byte[] woven = weave(name, classFile);
            return defineClass(name, woven, 0, woven.length);
        }
    }

    private byte[] weave(String name, byte[] classFile) {
        Map<String, Integer> ids = new HashMap<>();
        for (String method : methodsWithCode(ClassFiles.reader(classFile))) {
            ids.put(method, nextOperation++);
        }
        operations.put(name, ids);
        ClassWeaver weaver = new ClassWeaver(classFile, ids);
        byte[] woven = weaver.weave();
        weaver.leftAlone().forEach((method, reason) -> leftAlone.put(name + "." + method, reason));
        return woven == null ? classFile : woven;
    }

    /** All of them, those included that the agent itself never selects. */
    private static List<String> methodsWithCode(ClassReader reader) {
        List<String> methods = new ArrayList<>();
        for (ClassSummary.Method method : SummaryReader.read(reader).methods()) {
            if ((method.access() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                methods.add(method.key());
            }
        }
        return methods;
    }
}
