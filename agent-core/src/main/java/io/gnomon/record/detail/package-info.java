/** What is known of a slow or failed call besides its sample: type, message, stack. */
@NullMarked
package io.gnomon.record.detail;

import org.jspecify.annotations.NullMarked;
