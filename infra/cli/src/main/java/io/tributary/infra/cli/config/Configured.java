package io.tributary.infra.cli.config;

/**
 * A value that an option gets when the command line leaves it out.
 *
 * @param value as the command line would have it
 * @param origin where it stands, for people
 */
public record Configured(String value, String origin) {}
