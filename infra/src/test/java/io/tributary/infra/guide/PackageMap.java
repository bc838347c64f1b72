package io.tributary.infra.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Writes the list of packages in a document: one line each, from the package-infos. */
final class PackageMap {
  static final String BEGIN = "<!-- packages: begin, written by PackageMapTest -->";
  static final String END = "<!-- packages: end -->";
  private static final String SOURCES = "src/main/java";
  private static final String ROOT_PACKAGE = "io.tributary.";

  private PackageMap() {}

  /** Returns the map of all modules: a heading for each module, a line for each package. */
  static String text() throws IOException {
    var map = new StringBuilder();
    for (Path module : Repository.folders()) {
      List<Path> infos =
          Repository.mainSources().stream()
              .filter(source -> source.startsWith(module.resolve(SOURCES)))
              .filter(source -> source.endsWith("package-info.java"))
              .toList();
      if (!infos.isEmpty()) {
        map.append("\n## ").append(Repository.shown(module)).append("\n\n");
        var lines = new TreeMap<String, String>();
        for (Path info : infos) {
          lines.put(name(module.resolve(SOURCES), info), summary(info));
        }
        lines.forEach((name, summary) -> map.append("- `%s`: %s\n".formatted(name, summary)));
      }
    }
    return map.append('\n').toString();
  }

  private static String name(Path sources, Path info) {
    return sources
        .relativize(info.getParent())
        .toString()
        .replaceAll("[/\\\\]", ".")
        .replaceFirst("^" + ROOT_PACKAGE, "");
  }

  private static String summary(Path info) throws IOException {
    return Javadoc.of(Files.readString(info)).get(0).summary();
  }

  /** Returns the document with another map between its two markers. */
  static String replaced(String document, String map) {
    int begin = document.indexOf(BEGIN) + BEGIN.length() + 1;
    return document.substring(0, begin) + map + document.substring(document.indexOf(END));
  }
}
