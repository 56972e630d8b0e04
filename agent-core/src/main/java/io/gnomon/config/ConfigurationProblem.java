package io.gnomon.config;

public record ConfigurationProblem(String text) {
    @Override
    public String toString() {
        return text;
    }
}
