/**
 * Keeps the file small: takes out what is older than it is to be kept, sums finer figures up to coarser ones before that, and
 * holds the file within its limit. In small steps, one with each flush, on the writer's thread.
 */
@NullMarked
package io.gnomon.retention;

import org.jspecify.annotations.NullMarked;
