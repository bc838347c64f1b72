package io.tributary.infra.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code SBOM LIST}: fails if a component of the CycloneDX document has a hole of the list. A stage
 * of the continuous integration runs it. Exit codes: 0 none, 1 some, 2 either file is unusable.
 */
public final class SbomCheckMain {
  private SbomCheckMain() {}

  public static void main(String[] args) {
    try {
      List<KnownHole> list = holes(Files.readAllLines(Path.of(args[1])));
      JsonNode sbom = new JsonMapper().readTree(Path.of(args[0]).toFile());
      List<String> found = found(sbom, list);
      found.forEach(System.out::println);
      System.out.printf(
          "%d components, %d known holes looked for, %d found%n",
          sbom.path("components").size(), list.size(), found.size());
      System.exit(found.isEmpty() ? 0 : 1);
    } catch (IOException | IllegalArgumentException e) {
      System.out.println("the SBOM could not be checked: " + e.getMessage());
      System.exit(2);
    }
  }

  /** The list without its blank lines and those that begin with a hash. */
  static List<KnownHole> holes(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(KnownHole::parse)
        .toList();
  }

  /**
   * A line for every hole that a component has.
   *
   * @throws IllegalArgumentException if this is no CycloneDX document with components
   */
  static List<String> found(JsonNode sbom, List<KnownHole> holes) {
    JsonNode components = sbom.path("components");
    if (!sbom.path("bomFormat").asText().equals("CycloneDX") || components.isEmpty()) {
      throw new IllegalArgumentException("no CycloneDX document, or one without components");
    }
    var found = new ArrayList<String>();
    for (JsonNode component : components) {
      String artifact = component.path("group").asText() + ":" + component.path("name").asText();
      LibraryVersion version = LibraryVersion.parse(component.path("version").asText());
      for (KnownHole hole : holes) {
        if (hole.artifact().equals(artifact) && hole.isIn(version)) {
          found.add(
              "%s %s has %s: fixed in %s"
                  .formatted(
                      artifact,
                      version,
                      hole.advisory(),
                      hole.fixedIn().isEmpty() ? "no version" : hole.fixedIn()));
        }
      }
    }
    return found;
  }
}
