package io.gnomon.model;

/** {@link Figures} in little memory, to be kept. Made by {@link Figures#pack}. Immutable. */
public record PackedFigures(
        long count,
        long errors,
        long slow,
        long timed,
        long sum,
        long self,
        long min,
        long max,
        Estimate estimated,
        Estimate selfEstimated,
        double weightSquares,
        PackedCounts durations) {}
