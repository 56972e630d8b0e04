package io.gnomon.stats;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a slow or failed call besides its times; each may not have been kept.
 *
 * @param type the Throwable's class
 * @param message the Throwable's message
 * @param context what the application said about itself at that moment
 * @param stack the Throwable's stack
 * @param callerStack where the call was made
 */
public record CallDetails(
        @Nullable String type,
        @Nullable String message,
        @Nullable String context,
        @Nullable String stack,
        @Nullable String callerStack) {}
