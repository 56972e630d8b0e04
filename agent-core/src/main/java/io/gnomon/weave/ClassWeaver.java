package io.gnomon.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class: most methods without a library ({@link DirectWeaver}), and those with one that are beyond that. Methods
 * that are not woven, and all else, are copied as they are.
 *
 * <p>Not Byte Buddy's Advice: that joins all returns into one, guards against null what cannot be null, cannot catch what
 * leaves a constructor, and takes several times as many classes to start. What is woven here is known to the byte, so the
 * frames and maxima need not be computed either, and no class is ever asked for its superclass.
 */
final class ClassWeaver {

    private final byte[] classFile;
    private final int version;
    private final Map<String, Integer> operations;
    private final Map<String, String> leftAlone = new HashMap<>();

    /** @param operations the ids of the methods' operations, by name and descriptor ("run()V") */
    ClassWeaver(byte[] classFile, Map<String, Integer> operations) {
        this.classFile = classFile;
        this.version = ClassFiles.version(classFile);
        this.operations = new HashMap<>(operations);
    }

    /**
     * Weaves.
     *
     * @return the class file; null if all methods had to be left alone
     * @throws RuntimeException if the class file is malformed, or has no room for the recorder's names
     */
    byte @Nullable [] weave() {
        DirectWeaver direct = new DirectWeaver(classFile, operations);
        byte[] woven = direct.weave();
        operations.keySet().removeAll(direct.woven());
        if (operations.isEmpty()) {
            return woven;
        }
        byte[] all = weaveOthers(woven);
        return all == null && !direct.woven().isEmpty() ? woven : all;
    }

    private byte @Nullable [] weaveOthers(byte[] file) {
        ClassReader reader = ClassFiles.reader(file);
        Map<String, Integer> locals = MaxLocals.of(file, operations.keySet());
        while (!operations.isEmpty()) {
            int before = leftAlone.size();
            try {
                ClassWriter writer = new Writer(reader);
                reader.accept(new Weaving(writer, locals), ClassReader.EXPAND_FRAMES);
                byte[] woven = writer.toByteArray();
                if (leftAlone.size() == before) {
                    return woven;
                }
            } catch (UnweavableMethodException unweavable) {
                leaveAlone(unweavable.method(), unweavable.reason());
            } catch (MethodTooLargeException tooLarge) {
                leaveAlone(tooLarge.getMethodName() + tooLarge.getDescriptor(), "it would grow beyond 64 KB");
            }
        }
        return null;
    }

    /** The methods that could not be woven, by name and descriptor, each with the reason. */
    Map<String, String> leftAlone() {
        return leftAlone;
    }

    private void leaveAlone(String method, String reason) {
        if (operations.remove(method) == null) {
            throw new IllegalStateException(method + ": " + reason + ", without being woven");
        }
        leftAlone.put(method, reason);
    }

    private final class Weaving extends ClassVisitor {

        private final Map<String, Integer> locals;
        private final Map<String, MethodWeaver> weavers = new HashMap<>();

        Weaving(ClassVisitor target, Map<String, Integer> locals) {
            super(ClassFiles.ASM_API, target);
            this.locals = locals;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
            String method = name.concat(descriptor);
            Integer operation = operations.get(method);
            Integer maxLocals = locals.get(method);
            if (operation == null || maxLocals == null) {
                return target;
            }
            if (maxLocals == MethodWeaver.MAX_LOCALS) {
                leaveAlone(method, "it uses all locals that a method can have");
                return target;
            }
            MethodWeaver weaver = name.equals("<init>")
                    ? new ConstructorWeaver(target, method, operation, maxLocals, version)
                    : new MethodWeaver(target, operation, maxLocals, version);
            weavers.put(method, weaver);
            return weaver;
        }

        @Override
        public void visitEnd() {
            super.visitEnd();
            for (Map.Entry<String, MethodWeaver> method : weavers.entrySet()) {
                if (method.getValue().outgrows(MethodWeaver.LONGEST_COMPILED)) {
                    leaveAlone(
                            method.getKey(),
                            "it would grow beyond " + MethodWeaver.LONGEST_COMPILED + " bytes, and never be compiled");
                }
            }
        }
    }

    private static final class Writer extends ClassWriter {

        Writer(ClassReader reader) {
            super(reader, 0);
        }

        /** Not needed, and never to be answered by loading classes. */
        @Override
        protected String getCommonSuperClass(String type1, String type2) {
            return "java/lang/Object";
        }
    }
}
