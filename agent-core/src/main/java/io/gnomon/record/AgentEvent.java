package io.gnomon.record;

/** Something that the agent did, for the file's {@code event} table. */
record AgentEvent(long atNanos, String kind, String message) {}
