/** One class for each command. */
@NullMarked
package io.gnomon.cli.command;

import org.jspecify.annotations.NullMarked;
