/** Inputs that are nearly right, for every parser. */
package io.gnomon.fuzz;
