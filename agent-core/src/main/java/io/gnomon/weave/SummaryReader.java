package io.gnomon.weave;

import io.gnomon.rules.TimingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ClassSummary}. The code of methods is passed over, but for that of bridges. */
final class SummaryReader extends ClassVisitor {

    private final List<AnnotationUse> annotations = new ArrayList<>(2);
    private final List<ClassSummary.Method> methods = new ArrayList<>();
    private boolean bridged;

    private SummaryReader() {
        super(ClassFiles.ASM_API);
    }

    /** @throws RuntimeException if the class file is malformed */
    static ClassSummary read(ClassReader reader) {
        SummaryReader summary = new SummaryReader();
        reader.accept(summary, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Map<String, String> bridges = summary.bridged ? Bridges.read(reader) : Map.of();
        return new ClassSummary(
                reader.getClassName(),
                reader.getSuperName(),
                reader.getAccess(),
                summary.annotations,
                summary.methods,
                bridges);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(descriptor, annotations);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        List<AnnotationUse> found = new ArrayList<>(2);
        methods.add(new ClassSummary.Method(access, name, descriptor, found));
        bridged |= (access & Opcodes.ACC_BRIDGE) != 0;
        return new MethodVisitor(ClassFiles.ASM_API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return annotation(annotation, found);
            }
        };
    }

    private static @Nullable AnnotationVisitor annotation(String descriptor, List<AnnotationUse> found) {
        if (descriptor.equals(MonitoredValues.DESCRIPTOR)) {
            return new MonitoredReader(found);
        }
        found.add(new AnnotationUse(Type.getType(descriptor).getInternalName(), null));
        return null;
    }

    /** A member of another type than ours, as a stranger's copy may have it, counts as not given. */
    private static final class MonitoredReader extends AnnotationVisitor {

        private final List<AnnotationUse> found;
        private String value = "";
        private String name = "";
        private String slowThreshold = "";
        private String category = "";
        private TimingMode mode = TimingMode.DEFAULT;

        MonitoredReader(List<AnnotationUse> found) {
            super(ClassFiles.ASM_API);
            this.found = found;
        }

        @Override
        public void visit(String member, Object content) {
            if (!(content instanceof String text)) {
                return;
            }
            switch (member) {
                case "value" -> value = text;
                case "name" -> name = text;
                case "slowThreshold" -> slowThreshold = text;
                case "category" -> category = text;
                default -> {}
            }
        }

        @Override
        public void visitEnum(String member, String type, String constant) {
            for (TimingMode known : TimingMode.values()) {
                if (member.equals("mode") && known.name().equals(constant)) {
                    mode = known;
                }
            }
        }

        @Override
        public void visitEnd() {
            MonitoredValues values = new MonitoredValues(name.isEmpty() ? value : name, slowThreshold, category, mode);
            found.add(new AnnotationUse(MonitoredValues.TYPE, values));
        }
    }

    /** Finds what bridge methods call: a method of the same name in the same class. */
    private static final class Bridges extends ClassVisitor {

        private final String className;
        private final Map<String, String> targets = new HashMap<>();

        private Bridges(String className) {
            super(ClassFiles.ASM_API);
            this.className = className;
        }

        static Map<String, String> read(ClassReader reader) {
            Bridges bridges = new Bridges(reader.getClassName());
            reader.accept(bridges, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return bridges.targets;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if ((access & Opcodes.ACC_BRIDGE) == 0) {
                return null;
            }
            String bridge = name.concat(descriptor);
            return new MethodVisitor(ClassFiles.ASM_API) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
                    if (called.equals(name) && owner.equals(className) && !calledDescriptor.equals(descriptor)) {
                        targets.put(bridge, called.concat(calledDescriptor));
                    }
                }
            };
        }
    }
}
