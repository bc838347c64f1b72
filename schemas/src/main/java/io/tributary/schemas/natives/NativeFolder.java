package io.tributary.schemas.natives;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.files.PrivateFolder;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the folder where this process unpacks native libraries (RocksDB, zstd, snappy, the
 * signatures' provider) and sets the properties that those libraries read. PyTorch and its
 * tokenizers are far larger: they are unpacked into a folder that stays for the next process.
 */
public final class NativeFolder {
  /** The environment variable that names the folder; it wins over all other candidates. */
  public static final String VARIABLE = "TRIBUTARY_NATIVE_DIR";

  /**
   * The folder's name below a state folder. The other folders there bear the names of federations
   * and clients, which cannot contain this character.
   */
  public static final String NAME = "native~";

  /** The system property by which a process passes the folder on to its children. */
  static final String PROPERTY = "tributary.natives";

  /** The properties that Kafka's compression libraries read. LZ4 is implemented in Java. */
  private static final List<String> COMPRESSION =
      List.of("ZstdTempFolder", "org.xerial.snappy.tempdir");

  private static final List<String> OTHERS =
      List.of("java.io.tmpdir", "com.amazon.corretto.crypto.provider.tmpdir", "jna.tmpdir");

  private static final Path SYSTEM_TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /** The folder that the parent process passed on. */
  private static final Optional<String> TOLD = Optional.ofNullable(System.getProperty(PROPERTY));

  private static boolean prepared; // guarded by the class
  private static ScratchFolder scratch; // guarded by the class
  private static List<String> refused = List.of(); // guarded by the class

  private NativeFolder() {}

  /**
   * Chooses the folder. It must be called before any native library is loaded; each call replaces
   * the choice of the one before. It takes the first usable folder of these: the one that the
   * environment names, the one that the parent process passed on, {@code ours}, one in the user's
   * cache, and one in the system's temporary folder.
   *
   * @param environment of the process
   * @param ours a folder below the state folder of the process, if it has one
   * @throws Failure NATIVE_DIR_UNUSABLE if the environment names a folder, for all libraries or for
   *     PyTorch, that cannot be used; if no candidate can be used, {@link #path} throws it later
   */
  public static synchronized void prepare(Map<String, String> environment, Optional<Path> ours) {
    prepared = true;
    String asked = environment.getOrDefault(VARIABLE, "");
    List<String> refusals = new ArrayList<>();
    Optional<Path> base = Optional.empty();
    if (!asked.isEmpty()) {
      base = use(asked, refusals);
      if (base.isEmpty()) {
        throw failure(refusals, "Set " + VARIABLE + " to a folder of your own.");
      }
    }
    for (String candidate : candidates(environment, ours)) {
      base = base.isPresent() ? base : use(candidate, refusals);
    }
    refused = base.isPresent() ? List.of() : List.copyOf(refusals);
    base.ifPresent(used -> EngineCache.choose(environment, used));
  }

  /**
   * Chooses again with the state folder, once it is known; does nothing if {@link #prepare} was not
   * called.
   */
  public static synchronized void prefer(Map<String, String> environment, Path ours) {
    if (prepared) {
      prepare(environment, Optional.of(ours));
    }
  }

  private static List<String> candidates(Map<String, String> environment, Optional<Path> ours) {
    List<String> candidates = new ArrayList<>();
    TOLD.ifPresent(candidates::add);
    ours.map(path -> path.toAbsolutePath().toString()).ifPresent(candidates::add);
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    String caches = cache.startsWith("/") ? cache : System.getProperty("user.home") + "/.cache";
    candidates.add(caches + "/tributary");
    // If another user created the folder first, it belongs to that user and is refused.
    candidates.add(SYSTEM_TEMPORARY + "/tributary-" + System.getProperty("user.name"));
    return candidates;
  }

  /**
   * Takes the folder if libraries can be loaded from it; otherwise adds the reason to {@code
   * refusals}.
   */
  private static Optional<Path> use(String candidate, List<String> refusals) {
    try {
      Path base = Path.of(candidate);
      Optional<String> refusal = refusal(base);
      if (refusal.isPresent()) {
        refusals.add(refusal.get());
        return Optional.empty();
      }
      ScratchFolder before = scratch;
      scratch = ScratchFolder.below(base);
      if (before != null) {
        before.close();
      }
      COMPRESSION.forEach(name -> System.setProperty(name, scratch.path().toString()));
      OTHERS.forEach(name -> System.setProperty(name, scratch.path().toString()));
      System.setProperty(PROPERTY, base.toString());
      return Optional.of(base);
    } catch (IOException | InvalidPathException e) {
      refusals.add(candidate + " cannot be written: " + e);
      return Optional.empty();
    }
  }

  /**
   * Creates the folder if it is missing. Returns why libraries must not be loaded from it, or empty
   * if they may.
   */
  private static Optional<String> refusal(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    if (MountTable.read().forbidsPrograms(folder.toRealPath())) {
      return Optional.of(folder + " is on a file system that is mounted noexec");
    }
    try {
      PrivateFolder.open(folder);
    } catch (Failure foreign) {
      return Optional.of(foreign.getMessage());
    }
    return Optional.empty();
  }

  private static Failure failure(List<String> refusals, String hint) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "NATIVE_DIR_UNUSABLE",
        "no folder to load native libraries from: " + String.join("; ", refusals),
        hint);
  }

  /**
   * Returns the folder where libraries are unpacked; empty if {@link #prepare} was not called, as
   * in tests.
   *
   * @throws Failure NATIVE_DIR_UNUSABLE if no folder can be used
   */
  public static synchronized Optional<Path> path() {
    if (!refused.isEmpty()) {
      throw failure(
          refused, "Set " + VARIABLE + " to a folder of your own where programs may run.");
    }
    return Optional.ofNullable(scratch).map(ScratchFolder::path);
  }

  /** Returns the system's temporary folder, for files that must outlive this process. */
  public static Path systemTemporary() {
    return SYSTEM_TEMPORARY;
  }

  /**
   * Returns the flags for a JVM that this process starts. With them it chooses the same folder; a
   * program that never chooses, such as the broker, unpacks the compression libraries in this
   * process's own folder.
   */
  public static synchronized List<String> flags() {
    if (scratch == null) {
      return List.of();
    }
    List<String> flags = new ArrayList<>();
    flags.add("-D" + PROPERTY + "=" + System.getProperty(PROPERTY));
    COMPRESSION.forEach(name -> flags.add("-D" + name + "=" + scratch.path()));
    return flags;
  }

  /**
   * Removes the libraries that this process unpacked for itself. It must be the last call of the
   * process.
   */
  public static synchronized void leave() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }
}
