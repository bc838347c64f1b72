package io.tributary.infra.dependencies;

import java.util.Arrays;
import java.util.List;

/**
 * A hole in a library that somebody has published.
 *
 * @param artifact as {@code group:name}
 * @param fixedIn versions that close it, lowest first, one for each maintained line; empty if none
 *     does
 * @param advisory its public number, or why there is none
 */
record KnownHole(String artifact, List<LibraryVersion> fixedIn, String advisory) {
  private static final String NEVER = "never";

  KnownHole {
    fixedIn = fixedIn.stream().sorted().toList();
  }

  /** From a line {@code group:name | VERSION... | ADVISORY}; {@code never} for no version. */
  static KnownHole parse(String line) {
    String[] parts = line.split("\\|", -1);
    if (parts.length != 3
        || !parts[0].strip().matches("[^:\\s]+:[^:\\s]+")
        || parts[1].isBlank()
        || parts[2].isBlank()) {
      throw new IllegalArgumentException(
          "a known hole must be 'group:name | VERSION... | ADVISORY', was '" + line + "'");
    }
    String versions = parts[1].strip();
    List<LibraryVersion> fixedIn =
        versions.equals(NEVER)
            ? List.of()
            : Arrays.stream(versions.split("\\s+", -1)).map(LibraryVersion::parse).toList();
    return new KnownHole(parts[0].strip(), fixedIn, parts[2].strip());
  }

  /**
   * True if this version of the artifact has it: it is below the newest that closes it, and not on
   * an older line that was mended, too.
   */
  boolean isIn(LibraryVersion version) {
    if (fixedIn.isEmpty()) {
      return true;
    }
    if (version.compareTo(fixedIn.get(fixedIn.size() - 1)) >= 0) {
      return false;
    }
    return fixedIn.stream()
        .filter(fixed -> fixed.line().equals(version.line()))
        .noneMatch(fixed -> version.compareTo(fixed) >= 0);
  }
}
