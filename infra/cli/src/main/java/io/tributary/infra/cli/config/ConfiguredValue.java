package io.tributary.infra.cli.config;

/**
 * The value of an option that the command line leaves out.
 *
 * @param value as the command line would have it
 * @param origin file and line or variable, for people
 */
public record ConfiguredValue(String value, String origin) {}
