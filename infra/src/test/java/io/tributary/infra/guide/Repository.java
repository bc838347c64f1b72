package io.tributary.infra.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the repository's modules, sources and documents, from the poms and without a list. */
public final class Repository {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Path ROOT = root();

  private Repository() {}

  /** Returns the top folder: the nearest one above the working directory that has the licence. */
  public static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("LICENSE"))) {
      at = at.getParent();
    }
    return at;
  }

  /** Returns the top folder and the folders of all modules, in the order of their paths. */
  public static List<Path> folders() throws IOException {
    var found = new ArrayList<Path>();
    addModules(ROOT, found);
    return found.stream().sorted().toList();
  }

  private static void addModules(Path folder, List<Path> found) throws IOException {
    found.add(folder);
    Matcher module = MODULE.matcher(Files.readString(folder.resolve("pom.xml")));
    while (module.find()) {
      Path below = folder.resolve(module.group(1)).normalize();
      if (!found.contains(below)) {
        addModules(below, found);
      }
    }
  }

  /**
   * Returns the Java sources of all modules below {@code src/main/java}, in order of their paths.
   */
  public static List<Path> mainSources() throws IOException {
    return sources("src/main/java");
  }

  /** Returns the Java sources of all modules, those of tests included. */
  public static List<Path> allSources() throws IOException {
    return Stream.concat(mainSources().stream(), sources("src/test/java").stream()).toList();
  }

  private static List<Path> sources(String below) throws IOException {
    var found = new ArrayList<Path>();
    for (Path folder : folders()) {
      Path sources = folder.resolve(below);
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }

  /**
   * Returns the Markdown documents of the repository: those in {@code .github}, in every module's
   * folder, and in folders directly below one that have a README. Other files in the working tree,
   * such as an archive that was unpacked there, are not documents.
   */
  public static List<Path> documents() throws IOException {
    var places = new ArrayList<Path>(List.of(ROOT.resolve(".github")));
    for (Path folder : folders()) {
      places.add(folder);
      try (Stream<Path> below = Files.list(folder)) {
        below
            .filter(place -> !folder.equals(ROOT) && Files.exists(place.resolve("README.md")))
            .forEach(places::add);
      }
    }
    var found = new ArrayList<Path>();
    for (Path place : places.stream().distinct().sorted().toList()) {
      try (Stream<Path> files = Files.list(place)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(found::add);
      }
    }
    return found;
  }

  /** Returns a path as documents and messages show it: relative to the top folder, with slashes. */
  public static String shown(Path path) {
    return ROOT.relativize(path).toString().replace('\\', '/');
  }
}
