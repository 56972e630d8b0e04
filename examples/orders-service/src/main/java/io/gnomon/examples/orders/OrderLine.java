package io.gnomon.examples.orders;

/** So many pieces of one product. */
record OrderLine(int product, int quantity) {}
