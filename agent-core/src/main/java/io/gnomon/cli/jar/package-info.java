/** The jar that this is. */
@NullMarked
package io.gnomon.cli.jar;

import org.jspecify.annotations.NullMarked;
