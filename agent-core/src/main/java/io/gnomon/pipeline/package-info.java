/** The way of the data, from the recorder's chunks to rollups and rows: one thread owns all of it. */
@NullMarked
package io.gnomon.pipeline;

import org.jspecify.annotations.NullMarked;
