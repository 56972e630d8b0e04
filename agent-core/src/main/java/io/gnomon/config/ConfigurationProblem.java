package io.gnomon.config;
public record ConfigurationProblem(String text) { public String toString(){return text;} }
