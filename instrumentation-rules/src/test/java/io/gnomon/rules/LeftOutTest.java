package io.gnomon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names are those that the libraries and compilers gave in real programs. */
class LeftOutTest {

    private static final int PUBLIC = 0x0001;
    private static final int SYNTHETIC = 0x1000;

    @ParameterizedTest
    @CsvSource({
        "com/example/Orders$$SpringCGLIB$$0, CGLIB",
        "com/example/Orders$$SpringCGLIB$$FastClass$$1, CGLIB",
        "com/example/Orders$$EnhancerBySpringCGLIB$$8a1f3c2d, CGLIB",
        "com/example/Orders$$FastClassBySpringCGLIB$$1b2c3d4e, CGLIB",
        "com/example/Orders$$EnhancerByGuice$$12ab34cd, CGLIB",
        "com/example/Order$HibernateProxy$Tq3Pz1bM, HIBERNATE",
        "com/example/Order$HibernateAccessOptimizer$9YkW, HIBERNATE",
        "com/example/Order$ByteBuddy$GqO2vXwz, BYTE_BUDDY",
        "com/example/Order$MockitoMock$1234, BYTE_BUDDY",
        "com/example/Order_$$_jvst8f2_0, JAVASSIST",
        "com/example/Order$Proxy$_$$_WeldClientProxy, JAVASSIST",
        "jdk/proxy2/$Proxy12, JDK_PROXY",
        "com/sun/proxy/$Proxy7, JDK_PROXY",
        "com/example/$Proxy7, JDK_PROXY",
        "com/example/Order$$Lambda, LAMBDA_CLASS",
        "com/example/Parser$$anonfun$parse$1, SCALA",
    })
    void tellsGeneratedClasses(String internalName, LeftOut kind) {
        assertThat(LeftOut.ofClass(internalName)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CGLIB$place$0, ()V, CGLIB",
        "CGLIB$SET_THREAD_CALLBACKS, ([Lorg/springframework/cglib/proxy/Callback;)V, CGLIB",
        "$$_hibernate_read_total, ()I, HIBERNATE",
        "$getCallSiteArray, ()[Lorg/codehaus/groovy/runtime/callsite/CallSite;, GROOVY",
        "$createCallSiteArray_1, ([Ljava/lang/String;)V, GROOVY",
        "$getStaticMetaClass, ()Lgroovy/lang/MetaClass;, GROOVY",
        "getMetaClass, ()Lgroovy/lang/MetaClass;, GROOVY",
        "setMetaClass, (Lgroovy/lang/MetaClass;)V, GROOVY",
        "super$1$toString, ()Ljava/lang/String;, GROOVY",
        "apply$default$2, ()I, SCALA",
        "$anonfun$parse$1$adapted, (Ljava/lang/Object;)Ljava/lang/Object;, SCALA",
        "find$default, (Lapp/Finder;IILjava/lang/Object;)I, KOTLIN",
        "lambda$run$0, ()V, LAMBDA_BODY",
        "access$000, (Lapp/Outer;)I, COMPILER",
        "main, ([Ljava/lang/String;)V, MAIN",
        "main, ()V, MAIN",
    })
    void tellsGeneratedMethodsAndMain(String name, String descriptor, LeftOut kind) {
        assertThat(LeftOut.ofMethod(name, descriptor, PUBLIC)).isEqualTo(kind);
    }

    @Test
    void tellsWhatTheClassFileCallsSynthetic() {
        assertThat(LeftOut.ofMethod("valueOf", "()V", SYNTHETIC)).isEqualTo(LeftOut.COMPILER);
        assertThat(LeftOut.ofMethod("lambda$run$0", "()V", SYNTHETIC)).isEqualTo(LeftOut.LAMBDA_BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "com/example/Orders", "com/example/Orders$Line", "com/example/Orders$1", "com/example/Settings$Proxy",
        "com/example/Lang$", "com/example/Lang$$anon$1", "com/example/CGLIB", "com/example/MainKt",
    })
    void leavesWrittenClassesAlone(String internalName) {
        assertThat(LeftOut.ofClass(internalName)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "main, (Ljava/lang/String;)V",
        "mainLoop, ()V",
        "run, ()V",
        "getProperty, (Ljava/lang/String;)Ljava/lang/Object;",
        "getMetaClass, ()Lapp/MetaClass;",
        "$plus, (I)I",
        "default, ()V",
        "<init>, ()V",
        "copy, ()V",
    })
    void leavesWrittenMethodsAlone(String name, String descriptor) {
        assertThat(LeftOut.ofMethod(name, descriptor, PUBLIC)).isNull();
    }

    @Test
    void someClassesNobodyCanName() {
        assertThat(List.of("jdk/proxy2/$Proxy12", "com/example/Order$$Lambda"))
                .allMatch(name -> LeftOut.alwaysOfClass(name) != null);
        assertThat(LeftOut.alwaysOfClass("com/example/Orders$$SpringCGLIB$$0")).isNull();
    }
}
