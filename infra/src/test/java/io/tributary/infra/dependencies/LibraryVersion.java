package io.tributary.infra.dependencies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A version as libraries number them: numbers, then maybe words. {@code 2.10} is above {@code 2.9},
 * {@code 1.0} equals {@code 1.0.0}, {@code 1.5.7-17} is above {@code 1.5.7-4}, and {@code 2.0-rc1}
 * is below {@code 2.0}.
 */
record LibraryVersion(String text, List<String> parts) implements Comparable<LibraryVersion> {
  /** Words that say that a version is not out yet; every other word means nothing. */
  private static final List<String> BEFORE =
      List.of("snapshot", "alpha", "beta", "m", "milestone", "cr", "rc");

  static LibraryVersion parse(String text) {
    if (!text.matches("\\d.*")) {
      throw new IllegalArgumentException("a version must begin with a digit, was '" + text + "'");
    }
    var parts = new ArrayList<String>();
    for (String part :
        text.toLowerCase(Locale.ROOT).split("[.\\-_+]|(?<=\\d)(?=[a-z])|(?<=[a-z])(?=\\d)", -1)) {
      parts.add(part);
    }
    return new LibraryVersion(text, parts);
  }

  /** Major and minor number: what is maintained together. */
  String line() {
    return parts.size() < 2 ? parts.get(0) + ".0" : parts.get(0) + "." + parts.get(1);
  }

  @Override
  public int compareTo(LibraryVersion other) {
    int length = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < length; i++) {
      int order = Long.compare(weight(i), other.weight(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private long weight(int i) {
    if (i >= parts.size()) {
      return 0;
    }
    String part = parts.get(i);
    if (part.matches("\\d{1,18}")) {
      return Long.parseLong(part);
    }
    return BEFORE.contains(part) ? BEFORE.indexOf(part) - BEFORE.size() : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LibraryVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return line().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
