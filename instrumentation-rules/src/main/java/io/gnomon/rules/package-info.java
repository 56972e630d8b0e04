/** Rules: which methods become operations, and how they are declared in files. */
@NullMarked
package io.gnomon.rules;

import org.jspecify.annotations.NullMarked;
