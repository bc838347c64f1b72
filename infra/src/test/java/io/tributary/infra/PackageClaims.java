package io.tributary.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a package-info says about imports. Four forms are understood: "must not import A, B or C",
 * each with "but D and E"; "imports A, B and C only"; "of the aggregator it imports A and B only";
 * "the only package of X that imports A". "Pure" is short for one of the first form.
 *
 * @param name of the package
 * @param text of the Javadoc, links and code as their last words
 */
record PackageClaims(String name, String text) {
  private static final Pattern NOT =
      Pattern.compile("[Mm]ust not import (.+?)(?: but (.+?))?(?=[.;:]|, and must not| \\()");
  private static final Pattern ONLY =
      Pattern.compile("(?:([Oo]f the (?:aggregator|worker) it) )?[Ii]mports (.+?) only\\b");
  private static final Pattern THE_ONLY =
      Pattern.compile(
          "[Tt]he only package (?:of ([^.]+?) )?that (?:may import|imports) (.+?)(?=[.,;:])");
  private static final String PURE = "Kafka, Avro, DJL, picocli or a logger";

  /** The claims of a package-info file. */
  static PackageClaims of(Path file) {
    String source = SourceTrees.text(file);
    Matcher declared = Pattern.compile("(?m)^package ([\\w.]+);").matcher(source);
    if (!declared.find()) {
      throw new AssertionError(file + " declares no package");
    }
    String text =
        source
            .substring(0, source.indexOf("*/"))
            .replaceAll("\\s*\\n \\* ?", " ")
            .replaceAll("\\{@(?:link|code)\\s+([^}]*)}", "$1")
            .replace("<p>", "")
            .replaceAll("\\s+", " ");
    return new PackageClaims(declared.group(1), text);
  }

  /** Things that the package must not import, each with those that it may all the same. */
  List<Forbidden> forbidden() {
    var found = new ArrayList<Forbidden>();
    Matcher not = NOT.matcher(text);
    while (not.find()) {
      List<String> except = not.group(2) == null ? List.of() : items(not.group(2));
      items(not.group(1)).forEach(item -> found.add(new Forbidden(item, except)));
    }
    if (text.matches(".*\\bPure\\b.*")) {
      items(PURE).forEach(item -> found.add(new Forbidden(item, List.of())));
    }
    return found;
  }

  /** One thing that must not be imported. */
  record Forbidden(String what, List<String> except) {}

  /** The things that the package imports and nothing else, if it says so. */
  Optional<Allowed> allowed() {
    Matcher only = ONLY.matcher(text);
    return only.find()
        ? Optional.of(new Allowed(only.group(1) != null, items(only.group(2))))
        : Optional.empty();
  }

  /**
   * What is imported and nothing else.
   *
   * @param ofTheModule whether that is said only of packages of the same application
   */
  record Allowed(boolean ofTheModule, List<String> what) {}

  /** What the package alone imports, among the packages of a part of the house. */
  Optional<Alone> alone() {
    Matcher alone = THE_ONLY.matcher(text);
    return alone.find()
        ? Optional.of(new Alone(Optional.ofNullable(alone.group(1)), alone.group(2)))
        : Optional.empty();
  }

  /** What no other package of a part of the house imports; of the whole house if it is empty. */
  record Alone(Optional<String> part, String what) {}

  /** The text without the claims that are understood. */
  String rest() {
    String rest = text;
    for (Pattern claim : List.of(NOT, ONLY, THE_ONLY)) {
      rest = claim.matcher(rest).replaceAll("");
    }
    return rest;
  }

  private static List<String> items(String list) {
    return Arrays.stream(list.split(",? (?:or|nor|and) |, "))
        .map(item -> item.replaceFirst("^(?:or|nor|and) ", "").strip())
        .toList();
  }
}
