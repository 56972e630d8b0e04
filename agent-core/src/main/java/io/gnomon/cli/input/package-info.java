/** What the command line says, and what it means: file, run, window, filter. */
@NullMarked
package io.gnomon.cli.input;

import org.jspecify.annotations.NullMarked;
