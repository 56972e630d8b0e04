/**
 * What the user sets: agent options, system properties, environment variables and {@code gnomon.yaml}. Read before the
 * application's {@code main}, so nothing here touches logging or JMX, and YAML is loaded only if there is a file.
 */
@NullMarked
package io.gnomon.config;

import org.jspecify.annotations.NullMarked;
