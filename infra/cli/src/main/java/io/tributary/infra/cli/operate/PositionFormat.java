package io.tributary.infra.cli.operate;

import java.util.List;

/**
 * Formats positions for people: without the prefix that all topics of the federation share.
 *
 * @param federation the prefix
 */
record PositionFormat(String federation) {
  private static final int SHOWN = 3;

  /** Returns {@code adapter-updates-0@61}, or that the record is not in the log. */
  String of(String place) {
    if (place.isEmpty()) {
      return "not in the log";
    }
    String prefix = federation + ".";
    return place.startsWith(prefix) ? place.substring(prefix.length()) : place;
  }

  /** Returns the first few positions, and how many more there are. */
  String of(List<String> places) {
    if (places.stream().allMatch(String::isEmpty)) {
      return "not in the log";
    }
    String first = String.join(" ", places.stream().limit(SHOWN).map(this::of).toList());
    return places.size() > SHOWN ? first + " and " + (places.size() - SHOWN) + " more" : first;
  }
}
