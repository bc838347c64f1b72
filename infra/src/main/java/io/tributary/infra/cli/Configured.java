package io.tributary.infra.cli;

/**
 * A value that an option gets when the command line leaves it out.
 *
 * @param value as the command line would have it
 * @param origin where it stands, for people
 */
record Configured(String value, String origin) {}
