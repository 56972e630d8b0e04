/** Queries on a Gnomon database, and their answers as values. For one thread at a time, as their connections are. */
@NullMarked
package io.gnomon.stats;

import org.jspecify.annotations.NullMarked;
