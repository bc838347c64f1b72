package io.tributary.infra.cli.config;

/**
 * One value of a configuration file.
 *
 * @param section of the value
 * @param key within the section
 * @param value as it is written; the elements of a list are joined by commas
 * @param line line number, from 1
 */
public record ConfigFileSetting(String section, String key, String value, int line) {
  /** Returns {@code section.key}, the name in messages. */
  public String name() {
    return section + "." + key;
  }
}
