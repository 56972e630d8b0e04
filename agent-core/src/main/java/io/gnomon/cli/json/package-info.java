/** Reports as JSON for a machine. */
@NullMarked
package io.gnomon.cli.json;

import org.jspecify.annotations.NullMarked;
