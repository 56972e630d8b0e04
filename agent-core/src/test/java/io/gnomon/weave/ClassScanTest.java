package io.gnomon.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassScanTest {

    @ParameterizedTest
    @ValueSource(strings = {"byte-buddy-", "assertj-core-", "sqlite-jdbc-", "jackson-core-", "junit-jupiter-params-"})
    void findsInWholeLibrariesWhatAFullReaderFinds(String library) throws IOException {
        Map<String, byte[]> classFiles = LibraryClasses.of(library);

        assertThat(classFiles).isNotEmpty();
        classFiles.forEach((name, classFile) -> {
            ClassScan scan = new ClassScan(classFile);
            ClassReader reader = ClassFiles.reader(classFile);
            assertThat(scan.supertypes()).as(name).containsExactlyElementsOf(supertypes(reader));
            assertThat(scan.annotationTypes()).as(name).containsExactlyInAnyOrderElementsOf(annotationTypes(reader));
        });
    }

    @Test
    void passesOverValuesOfEveryKind() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "app/Plain", null, "app/Base", new String[] {"app/Port"});
        AnnotationVisitor full = writer.visitAnnotation("Lapp/Full;", true);
        full.visit("long", 1L);
        full.visit("double", 1.0);
        full.visit("text", "text");
        full.visit("type", Type.getType("Lapp/Type;"));
        full.visitEnum("enum", "Lapp/Enum;", "ONE");
        AnnotationVisitor nested = full.visitAnnotation("nested", "Lapp/Nested;");
        nested.visit("ints", new int[] {1, 2});
        nested.visitEnd();
        AnnotationVisitor array = full.visitArray("array");
        array.visitAnnotation(null, "Lapp/Nested;").visitEnd();
        array.visitEnd();
        full.visitEnd();
        writer.visitAnnotation("Lapp/Second;", false).visitEnd();
        writer.visitField(Opcodes.ACC_PUBLIC, "field", "I", null, null)
                .visitAnnotation("Lapp/OnField;", true)
                .visitEnd();
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "method", "()V", null, null);
        method.visitAnnotation("Lapp/Grün;", true).visitEnd();
        method.visitAnnotation("Ljava/lang/Deprecated;", true).visitEnd();
        method.visitEnd();
        writer.visitEnd();

        ClassScan scan = new ClassScan(writer.toByteArray());

        assertThat(scan.supertypes()).containsExactly("app/Base", "app/Port");
        assertThat(scan.annotationTypes()).containsExactlyInAnyOrder("app/Full", "app/Second", "app/Grün");
    }

    @Test
    void theRootOfAllClassesHasNoSupertype() {
        byte[] object = Objects.requireNonNull(ClassFiles.read(null, "java/lang/Object"));

        assertThat(new ClassScan(object).supertypes()).isEmpty();
    }

    @Test
    void refusesWhatIsNoClassFile() {
        assertThatThrownBy(() -> new ClassScan(new byte[] {1, 2, 3})).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> new ClassScan(new byte[] {0, 0, 0, 0, 0, 0, 0, 61, 0, 2, 99}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown tag 99");
    }

    private static List<String> supertypes(ClassReader reader) {
        List<String> types = new ArrayList<>();
        types.add(reader.getSuperName());
        types.addAll(List.of(reader.getInterfaces()));
        types.removeIf(type -> type.startsWith("java/"));
        return types;
    }

    private static Set<String> annotationTypes(ClassReader reader) {
        Set<String> types = new LinkedHashSet<>();
        reader.accept(
                new ClassVisitor(OpenedClassReader.ASM_API) {
                    @Override
                    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                        types.add(Type.getType(descriptor).getInternalName());
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new MethodVisitor(OpenedClassReader.ASM_API) {
                            @Override
                            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                                types.add(Type.getType(annotation).getInternalName());
                                return null;
                            }
                        };
                    }
                },
                0);
        types.removeIf(type -> type.startsWith("java/"));
        return types;
    }
}
