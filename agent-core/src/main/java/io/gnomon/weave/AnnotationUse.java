package io.gnomon.weave;

import org.jspecify.annotations.Nullable;

/**
 * An annotation where it stands.
 *
 * @param type the annotation type's internal name
 * @param monitored its values if it is {@code @Monitored} itself
 */
record AnnotationUse(String type, @Nullable MonitoredValues monitored) {}
