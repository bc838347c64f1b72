package io.tributary.infra.cli.config;

/**
 * One value of a configuration file.
 *
 * @param section that it stands in
 * @param key within the section
 * @param value as it is written; the elements of a list are joined by commas
 * @param line where it stands, from 1
 */
public record Setting(String section, String key, String value, int line) {
  /** {@code section.key}, as messages call it. */
  public String name() {
    return section + "." + key;
  }
}
