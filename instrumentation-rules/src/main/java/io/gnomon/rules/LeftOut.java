package io.gnomon.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a glob leaves out although its text covers it: classes and methods that nobody wrote, and methods that would be the
 * root of all others. Each kind with the marks that tell it and the reason. The only such table.
 *
 * <p>A pattern that gives the whole name selects it all the same, and so does a glob that holds the mark, such as {@code
 * **$$SpringCGLIB$$*}: many of these names end in another number in each run.
 */
@SuppressWarnings("ImmutableEnumChecker") // The arrays are written here alone.
public enum LeftOut {
    CGLIB(
            "classes and methods made by CGLIB",
            "it only passes calls on",
            classes("$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClassBy", "ByCGLIB$$"),
            methods("CGLIB$*")),
    HIBERNATE(
            "classes and methods made by Hibernate",
            "it only passes calls on, or reads and writes fields",
            classes("$HibernateProxy$", "$HibernateAccessOptimizer$", "$HibernateInstantiator$"),
            methods("$$_hibernate_*")),
    BYTE_BUDDY(
            "classes made by Byte Buddy",
            "it only passes calls on",
            classes("$ByteBuddy$", "$MockitoMock$", "$auxiliary$"),
            methods()),
    JAVASSIST("classes made by Javassist", "it only passes calls on", classes("_$$_"), methods()),
    JDK_PROXY(
            "proxies made by the JDK",
            "it only passes calls on, under another name in each run",
            classes("/$Proxy"),
            methods()),
    LAMBDA_CLASS(
            "classes of lambda expressions",
            "it only passes calls on, under another name in each run",
            classes("$$Lambda"),
            methods()),
    GROOVY(
            "methods made by Groovy's compiler",
            "it serves Groovy's own way of calling",
            classes(),
            methods(
                    "$getCallSite*",
                    "$createCallSite*",
                    "$getStaticMetaClass*",
                    "$getLookup*",
                    "this$dist$*",
                    "super$*$*",
                    "getMetaClass()Lgroovy/lang/MetaClass;",
                    "setMetaClass(Lgroovy/lang/MetaClass;)V")),
    SCALA(
            "classes and methods made by Scala's compiler",
            "it is a default argument, or a piece of the method around it",
            classes("$$anonfun$"),
            methods("*$default$*", "*$anonfun$*", "$deserializeLambda$*", "delayedEndpoint$*")),
    KOTLIN("methods made by Kotlin's compiler", "it fills in default arguments", classes(), methods("*$default")),
    LAMBDA_BODY(
            "bodies of lambda expressions", "it is a piece of the method around it", classes(), methods("lambda$*")),
    /** Besides those of these names, whatever the class file calls synthetic. */
    COMPILER("other methods made by a compiler", "it is generated", classes(), methods("access$*")),
    /** Since Java 25 the launcher also takes one without parameters, static or not. */
    MAIN(
            "main methods",
            "all calls of the program would be inside its one call",
            classes(),
            methods("main([Ljava/lang/String;)V", "main()V")),
    /** No name tells it: its class's supertypes do. */
    THREAD_LOOP("run methods of threads", "all calls of its thread would be inside its one call", classes(), methods());

    private static final LeftOut[] KINDS = values();
    private static final LeftOut[] NEVER = {JDK_PROXY, LAMBDA_CLASS};
    private static final int SYNTHETIC = 0x1000;

    private final String what;
    private final String reason;
    private final String[] classMarks;
    private final String[] methodMarks;

    LeftOut(String what, String reason, String[] classMarks, String[] methodMarks) {
        this.what = what;
        this.reason = reason;
        this.classMarks = classMarks;
        this.methodMarks = methodMarks;
    }

    /** Text that a class's internal name holds. */
    private static String[] classes(String... marks) {
        return marks;
    }

    /** Globs that match a method's name, or that with its descriptor. */
    private static String[] methods(String... marks) {
        return marks;
    }

    /** The kind of a class by its internal name, with slashes; null for most. */
    public static @Nullable LeftOut ofClass(String internalName) {
        return internalName.indexOf('$') < 0 ? null : firstOf(KINDS, internalName);
    }

    /** The kind of a class that not even a rule with its name selects; null for most. */
    public static @Nullable LeftOut alwaysOfClass(String internalName) {
        return firstOf(NEVER, internalName);
    }

    /** The kind of a method by what its class file says of it; null for most. */
    public static @Nullable LeftOut ofMethod(String name, String descriptor, int accessFlags) {
        for (LeftOut kind : KINDS) {
            for (String mark : kind.methodMarks) {
                boolean whole = mark.indexOf('(') >= 0;
                if (Glob.matches(mark, whole ? name.concat(descriptor) : name, 0)) {
                    return kind;
                }
            }
        }
        return (accessFlags & SYNTHETIC) == 0 ? null : COMPILER;
    }

    /** What they are, in the plural. */
    public String what() {
        return what;
    }

    /** Why each is left out, in words that fit after "because". */
    public String reason() {
        return reason;
    }

    private static @Nullable LeftOut firstOf(LeftOut[] kinds, String internalName) {
        for (LeftOut kind : kinds) {
            for (String mark : kind.classMarks) {
                if (internalName.contains(mark)) {
                    return kind;
                }
            }
        }
        return null;
    }
}
