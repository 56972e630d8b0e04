/** The command line: reports on a database, checks of the environment, attaching to a JVM. */
@NullMarked
package io.gnomon.cli;

import org.jspecify.annotations.NullMarked;
