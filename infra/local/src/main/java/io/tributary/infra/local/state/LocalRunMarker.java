package io.tributary.infra.local.state;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.infra.report.AtomicFile;
import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Stores the choices that a state directory was begun with ({@code run.json}): a run with other
 * choices would mix two federations, so it is refused.
 */
public final class LocalRunMarker {
  static final String FILE = "run.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final TypeReference<TreeMap<String, String>> STRINGS = new TypeReference<>() {};

  private LocalRunMarker() {}

  /**
   * Returns the choices that a directory was begun with; empty if it was not.
   *
   * @throws Failure if it cannot be used
   */
  public static SortedMap<String, String> begun(Path stateDir) {
    Path file = stateDir.resolve(FILE);
    try {
      PrivateFiles.createFolders(stateDir);
      return Files.exists(file) ? JSON.readValue(file.toFile(), STRINGS) : new TreeMap<>();
    } catch (IOException e) {
      throw StateDir.unusable(stateDir, e);
    }
  }

  /**
   * Compares the choices with those that the directory was begun with, if it was.
   *
   * @return true if the directory continues an earlier run
   * @throws Failure naming every choice that differs, or a directory that cannot be used
   */
  public static boolean check(Path stateDir, Map<String, String> choices) {
    SortedMap<String, String> begun = begun(stateDir);
    if (begun.isEmpty()) {
      return false;
    }
    compare(stateDir, begun, choices);
    return true;
  }

  /**
   * Binds the directory to the choices, once its federation exists; a failed attempt binds nothing.
   */
  public static void write(Path stateDir, Map<String, String> choices) {
    try {
      AtomicFile.write(stateDir.resolve(FILE), JSON.writeValueAsString(new TreeMap<>(choices)));
    } catch (IOException e) {
      throw StateDir.unusable(stateDir, e);
    }
  }

  private static void compare(Path dir, Map<String, String> old, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    StringBuilder differences = new StringBuilder();
    for (String name : names) {
      if (!Objects.equals(old.get(name), now.get(name))) {
        differences.append(differences.length() == 0 ? "" : ", ");
        differences.append("%s was %s, now %s".formatted(name, old.get(name), now.get(name)));
      }
    }
    if (differences.length() > 0) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "STATE_OF_ANOTHER_RUN",
          "the state directory " + dir + " belongs to another run: " + differences,
          "Repeat the flags of that run to continue it, or begin a new one with --state"
              + " DIRECTORY.");
    }
  }
}
