package io.gnomon.model;

/**
 * A method as class files name it.
 *
 * @param className the declaring class's binary name, with dots
 * @param methodName {@code <init>} for a constructor
 * @param descriptor such as {@code (Ljava/lang/String;I)V}
 */
public record MethodReference(String className, String methodName, String descriptor) {}
